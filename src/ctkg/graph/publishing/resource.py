"""What a store says of one node, as quads: statements in both directions, and behind them claims, passages and acts.

As :func:`ctkg.graph.describe.triples`, within a bound: a State may be the value of a hundred thousand statements.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, NamedNode, Quad

from ctkg.graph.reader import Reader
from ctkg.graph.statements import TYPE
from ctkg.graph.store import Store
from ctkg.iris import GRAPH, ID, ONTOLOGY, term

_LEFT_OUT = GRAPH + "report"
_DOCUMENT = GRAPH + "document/"
_ABOUT = tuple(NamedNode(term(name)) for name in ("claimSubject", "claimObject", "aboutEvent"))
_OF_CLAIM = tuple(NamedNode(term(name)) for name in ("hasEvidence", "reviewedIn"))
#: Links between nodes without IRIs that are followed.
_DEEP = 20


def quads(store: Store, iri: str, most: int | None = None) -> tuple[list[Quad], bool]:
    """The quads, what the node says of itself first.

    Args:
        store: what to ask.
        iri: of the node.
        most: quads at most; None sets no bound.

    Returns:
        The quads, each once, and whether there are more.
    """
    found: dict[Quad, None] = {}
    for quad in _all(store, NamedNode(iri)):
        if getattr(quad.graph_name, "value", "") == _LEFT_OUT or quad in found:
            continue
        if most is not None and len(found) >= most:
            return list(found), True
        found[quad] = None
    return list(found), False


def _all(store: Store, node: NamedNode) -> Iterator[Quad]:
    own = list(store.match(node))
    yield from own
    yield from _blank(store, own, _DEEP)
    if node.value.startswith(ONTOLOGY):
        return  # what uses a term is the graph as a whole
    graphs = {str(getattr(quad.graph_name, "value", "")) for quad in own}
    for quad in _claims(store, node):
        yield quad
    for quad in store.match(None, None, node):
        graphs.add(str(getattr(quad.graph_name, "value", "")))
        yield quad
    reader = Reader(store)
    for graph in sorted(each for each in graphs if each.startswith(_DOCUMENT)):
        activity = ID + "activity/" + graph.removeprefix(_DOCUMENT)
        if term("EntryActivity") in reader.nodes_from(activity, TYPE):
            yield from store.match(NamedNode(activity))


def _claims(store: Store, node: NamedNode) -> Iterator[Quad]:
    """Claims about the node, each with its passages and what was decided on it."""
    for property_ in _ABOUT:
        for about in store.match(None, property_, node):
            for quad in store.match(about.subject):
                yield quad
                if quad.predicate in _OF_CLAIM and isinstance(quad.object, NamedNode):
                    yield from store.match(quad.object)


def _blank(store: Store, said: list[Quad], deep: int) -> Iterator[Quad]:
    """What is said of nodes without an IRI that a statement leads to."""
    for quad in said:
        if deep and isinstance(quad.object, BlankNode):
            more = list(store.match(quad.object))
            yield from more
            yield from _blank(store, more, deep - 1)
