"""``/api/v1/search``: names and passages by words."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Route

from ctkg.graph import search
from ctkg.serve.access import View
from ctkg.serve.api.answering import read
from ctkg.serve.api.asked import identifier, paging, text
from ctkg.serve.links import href

#: Hits that can be looked through; more words find more.
_DEEP = 1_000


def hits(view: View, request: Request) -> Any:
    """Names and passages, best first."""
    words = text(request, "q", needed=True)
    kinds = [kind for kind in text(request, "kind").split(",") if kind]
    part = paging(request, view, few=20, most=100, deep=_DEEP)
    wanted = min(part.start + part.limit, _DEEP)
    for kind in kinds:
        if kind not in search.KINDS:
            raise HTTPException(400, f"there is no such kind; choose among: {', '.join(sorted(search.KINDS))}")
    found = search.search(
        view.store,
        words,
        kinds=kinds,
        document=identifier(request, "document"),
        language=text(request, "language"),
        limit=wanted + 1,
    )
    shown = found.hits[part.start : wanted]
    more = len(found.hits) > wanted and wanted < _DEEP
    return {
        "items": [{**hit.row(), "page": href(hit.iri)} for hit in shown],
        "notices": list(found.notices),
        **part.on(wanted if more else 0),
    }


ROUTES = (Route("/api/v1/search", read(hits), methods=["GET"]),)
