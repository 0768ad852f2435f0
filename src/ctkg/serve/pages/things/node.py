"""The page of a node, or what to answer where it has none: where it went, what may be meant."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ctkg.graph.portions import Tally
from ctkg.iris import GRAPH, graph, term
from ctkg.serve import links
from ctkg.serve.access import View
from ctkg.serve.lookup import Lookup, lookup
from ctkg.serve.pages.caching import kept
from ctkg.serve.pages.rendering import page
from ctkg.serve.pages.things import graphs, kinds, listing, missing, plain
from ctkg.serve.pages.things.kinds.over_time import filter_of
from ctkg.serve.pages.things.linking import LiveLinks, opening
from ctkg.serve.pages.things.once import Once
from ctkg.serve.pages.things.portion import read
from ctkg.serve.pages.things.sections import general, in_order
from ctkg.serve.protocol.resources import iri_of, negotiated
from ctkg.site.entry import Entry


def node(request: Request) -> Response:
    """The page of a node, or what to say where it has none."""
    iri = iri_of(request)
    with request.app.state.access.reading() as view:
        return kept(request, view, lambda: answer(request, view, iri))


def answer(request: Request, view: View, iri: str) -> Response:
    """The page of an IRI; where it leads elsewhere, a redirection."""
    own = links.href(iri)
    if request.url.path == "/resource" and not own.startswith("/resource"):
        return RedirectResponse(own, 303)
    look = lookup(view)
    if iri.startswith(GRAPH) and view.store.contains_graph(iri):
        return graphs.answer(request, look, iri)
    entry, _ = look.catalogue.entry(iri)
    tallies = look.portions.tallies(iri)
    if entry is None or not tallies:
        became = look.reader.nodes_from(iri, term("resolvedTo"), graph("resolution"))
        if became and became != [iri]:
            return RedirectResponse(links.href(became[0]), 303)
        return plain.answer(request, look, iri) or missing.answer(request, view, iri)
    if request.query_params.get("part") == "open":
        return listing.not_asserted(request, look, entry)
    if "property" in request.query_params:
        return listing.answer(request, look, entry, tallies)
    return _whole(request, look, entry, tallies)


def _whole(request: Request, look: Lookup, entry: Entry, tallies: Sequence[Tally]) -> Response:
    iri = entry.iri
    kind = kinds.of(entry.kind)
    found = read(look, iri, tallies, kind.told)
    made = look.entities.entity(entry, LiveLinks(iri), found)
    own = [each for make in kind.makers for each in make(look, entry, made)]
    sections = in_order(own, general(made))
    return page(
        request,
        "things/node.html",
        page=made,
        entry=entry,
        sections=sections,
        # Of a node that very much is said of, claims are read with the lines that are shown.
        beside=opening(iri) if found.parts else "",
        numbers=listing.numbers(look, iri, tallies),
        doors=doors(entry),
        once=Once(),
        iri=iri,
    )


def doors(entry: Entry) -> list[tuple[str, str]]:
    """Other views of a thing: path and name."""
    found = [(f"/explore?{urlencode({'node': entry.iri})}", "In the graph")]
    given = urlencode(filter_of(entry))
    return [*found, (f"/timeline?{given}", "On the timeline"), (f"/map?{given}", "On the map")] if given else found


ROUTES = (
    Route("/id/{path:path}", negotiated(node), name="node"),
    Route("/concept/{path:path}", negotiated(node), name="concept"),
    Route("/graph/{path:path}", negotiated(node), name="graph"),
    Route("/resource", negotiated(node), name="resource"),
)
