"""What an entry touches in a store: enough to close it, to find its contradictions and to judge it."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, NamedNode, Triple

from ctkg.graph.infer.terms import OWL, RDFS, TYPE
from ctkg.graph.store import Store
from ctkg.graph.store.union import ONTOLOGY_GRAPH

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
