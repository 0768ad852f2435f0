"""RDF that is sent for one graph: what it changes there."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import DefaultGraph, Triple

from ctkg.errors import UnreadableInput
from ctkg.graph.deadline.request import GraphRequest
from ctkg.graph.export import read
from ctkg.graph.store import Store
from ctkg.graph.store.blank import stable
from ctkg.graph.store.literals import as_kept
from ctkg.graph.updating.change import Change


def placed(store: Store, request: GraphRequest) -> Change:
    """What is not in the graph yet, and, where it does not keep what it holds, what is not sent.

    Blank nodes of one part are none of another, and none of those that the graph keeps; a graph that is sent as a
    whole has the same ones every time.

    Raises:
        UnreadableInput: a part cannot be parsed; with line and column.
    """
    sent: set[Triple] = set()
    for number, (form, file) in enumerate(request.parts):
        content = Path(file).read_bytes()
        if not content.strip():
            continue
        place = request.graph
        if request.keep or number:
            place += f" {store.revision() if request.keep else 0} {number}"
        found = list(read(content, form, base=request.base or None))
        if any(quad.graph_name != DefaultGraph() for quad in found):
            raise UnreadableInput("this has named graphs; send each graph by itself")
        sent |= stable(place, (as_kept(quad.triple) for quad in found))
    held = {quad.triple for quad in store.quads(request.graph)}
    gone = set() if request.keep else held - sent
    return Change(_part(request.graph, sent - held), _part(request.graph, gone))


def _part(graph: str, triples: set[Triple]) -> dict[str, frozenset[Triple]]:
    return {graph: frozenset(triples)} if triples else {}
