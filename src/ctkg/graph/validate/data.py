"""What is given to an engine: the data in question and what they are read against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, NamedNode, Triple

from ctkg.graph.infer.terms import OWL, RDFS, TYPE
from ctkg.graph.store import Store
from ctkg.graph.store.union import ONTOLOGY_GRAPH
from ctkg.iris import graph

_EVIDENCE, _RESOLUTION = graph("evidence", ""), graph("resolution")
_TYPE = NamedNode(TYPE)
#: What shapes ask of terms: the class hierarchy, and whether a term is known.
_ABOUT_TERMS: tuple[tuple[None, NamedNode, NamedNode | None], ...] = (
    (None, NamedNode(RDFS + "subClassOf"), None),
    (None, NamedNode(RDFS + "isDefinedBy"), None),
    (None, _TYPE, NamedNode(OWL + "Class")),
)
Node = NamedNode | BlankNode
#: How far from a focus node its context reaches along statements about it.
_HOPS = 3


def whole(store: Store) -> Iterator[Triple]:
    """The union, the evidence and what resolution decided."""
    yield from store.union()
    for name in store.graphs():
        if name.startswith(_EVIDENCE) or name == _RESOLUTION:
            for quad in store.quads(name):
                yield quad.triple


def around(store: Store, focus: Iterable[str], also: Iterable[str] = ()) -> set[Triple]:
    """The neighbourhood of some nodes: enough for shapes to judge them, whatever the size of the store.

    Three steps along statements about the nodes, what points to them (never from a class to its members) with its own
    statements, and what shapes ask of the ontology.

    Args:
        store: where to look.
        focus: IRIs of the nodes to judge.
        also: IRIs of further nodes, of which only the statements about them are needed.
    """
    found = {quad.triple for each in _ABOUT_TERMS for quad in store.match(*each, ONTOLOGY_GRAPH)}
    pointing: set[Node] = set()
    nodes: set[Node] = {NamedNode(node) for node in focus}
    for node in nodes:
        for quad in store.match(None, None, node):
            if quad.predicate != _TYPE:
                found.add(quad.triple)
                pointing.add(quad.subject)  # type: ignore[arg-type]  # a subject is a node
    found |= _along(store, nodes | {NamedNode(node) for node in also}, _HOPS) | _along(store, pointing, 1)
    return found


def _along(store: Store, nodes: set[Node], hops: int) -> set[Triple]:
    found: set[Triple] = set()
    seen: set[Node] = set()
    for _ in range(hops):
        seen |= nodes
        step = {quad.triple for node in nodes for quad in store.match(node)}
        found |= step
        nodes = {t.object for t in step if isinstance(t.object, NamedNode | BlankNode)} - seen
    return found | {quad.triple for node in nodes for quad in store.match(node, _TYPE)}


def subjects(store: Store, documents: Iterable[str]) -> set[str]:
    """Nodes that the graphs of some documents speak of."""
    return {
        quad.subject.value
        for document in documents
        for kind in ("document", "evidence")
        for quad in store.quads(graph(kind, document))
        if isinstance(quad.subject, NamedNode)
    }


def document_of(store: Store, node: str) -> str:
    """Id of the first document whose graphs speak of ``node``, or empty."""
    try:
        found = store.match(NamedNode(node))
    except ValueError:  # a blank node or a literal
        return ""
    names = sorted(quad.graph_name.value for quad in found if isinstance(quad.graph_name, NamedNode))
    for kind in ("document", "evidence"):
        base = graph(kind, "")
        for name in names:
            if name.startswith(base):
                return name.removeprefix(base)
    return ""
