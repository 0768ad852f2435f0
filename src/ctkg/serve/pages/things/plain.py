"""A node that no page of things is made for: claims, passages, acts, IRIs of others; what each graph says of it."""

from __future__ import annotations

from itertools import islice

from starlette.requests import Request
from starlette.responses import Response

from ctkg.graph.raw import Raw, quads_of
from ctkg.iris import GRAPH, PREFIXES, compact, graph
from ctkg.serve.links import href
from ctkg.serve.lookup import Lookup
from ctkg.serve.pages.rendering import page
from ctkg.site.addresses import outside
from ctkg.site.view import Text

#: Lines of a page, in each direction.
_MOST = 200
_DOCUMENT, _EVIDENCE = graph("document", ""), graph("evidence", "")


def answer(request: Request, look: Lookup, iri: str) -> Response | None:
    """A table of what is said, with the graph of each line; None where nothing is."""
    out = list(islice(quads_of(look.reader.store, iri), _MOST + 1))
    into = list(islice(quads_of(look.reader.store, iri, inverse=True), _MOST + 1))
    if not out and not into:
        return None
    label = look.reader.label(iri)
    return page(
        request,
        "things/plain.html",
        iri=iri,
        title=Text(text=label.text, language=label.language),
        own=_rows(look, out[:_MOST], inverse=False),
        others=_rows(look, into[:_MOST], inverse=True),
        more=(len(out) > _MOST, len(into) > _MOST),
        most=_MOST,
    )


def _rows(look: Lookup, found: list[Raw], *, inverse: bool) -> list[tuple[Text, Text, Text]]:
    rows = []
    for each in sorted(found):
        end = each.subject if inverse else each.object
        if inverse or each.is_node:
            entry = look.catalogue.get(end)
            text = entry.label if entry else compact(end)
            value = Text(text=text, href=href(end))
        else:
            address = outside(end)
            value = Text(text=end, language=each.language, href=address, outside=bool(address))
        name = look.words.inverse(each.predicate) if inverse else look.words.label(each.predicate)
        ours = each.predicate.startswith(PREFIXES["ct"])
        where = Text(text=each.graph.removeprefix(GRAPH), href=href(each.graph))
        rows.append((Text(text=name, href=href(each.predicate) if ours else ""), value, where))
    return rows
