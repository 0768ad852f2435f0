"""Nothing is said of a node: what may be meant instead."""

from __future__ import annotations

import re
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response

from ctkg.graph import search
from ctkg.serve.access import View
from ctkg.serve.links import href
from ctkg.serve.pages.rendering import page
from ctkg.site.view import Text

_MOST = 8
_NOT_WORDS = re.compile(r"[\W_]+")


def answer(request: Request, view: View, iri: str) -> Response:
    """404 with nodes whose names are like the last parts of the IRI."""
    words = _NOT_WORDS.sub(" ", unquote(iri.rpartition("/id/")[2] or iri)).split()[-6:]
    found: list[Text] = []
    for some in (words, words[-2:], words[-1:]):
        if some and not found:
            hits = search.search(view.store, " ".join(f"{word}*" for word in some), limit=_MOST)
            found = [Text(text=hit.label, href=href(hit.iri), note=hit.kind) for hit in hits if hit.start is None]
    return page(request, "things/missing.html", status=404, iri=iri, words=" ".join(words), found=found)
