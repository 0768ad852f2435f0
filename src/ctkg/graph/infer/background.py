"""What every document is read against: ontology, reference and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import NamedNode

from ctkg.graph.infer.facts import MemoryFacts, fitting
from ctkg.graph.infer.terms import TYPE, Fact, Node, fact, term
from ctkg.graph.store import Store
from ctkg.graph.store.near import near
from ctkg.graph.store.union import is_asserted, is_inferred
from ctkg.iris import graph

REFERENCE, CROSS = graph("inferred", "reference"), graph("inferred", "cross")
DOCUMENT, INFERRED = graph("document", ""), graph("inferred", "")


def is_background(iri: str) -> bool:
    """True for ontology, reference and what follows from them."""
    return (is_asserted(iri) and not iri.startswith(DOCUMENT)) or iri == REFERENCE


def is_data(iri: str) -> bool:
    """True for all graphs of the union."""
    return is_asserted(iri) or is_inferred(iri)


def background_graphs(store: Store) -> list[str]:
    """IRIs of the graphs of the background, sorted; looks at the names of all graphs."""
    return [name for name in store.graphs() if is_background(name)]


class GraphFacts:
    """The facts of a few graphs of a store, looked up in them alone, whatever other graphs hold.

    Which of the graphs have a predicate or a class at all is asked once: most have few, so a look-up goes to one or
    two graphs.
    """

    def __init__(self, store: Store, graphs: Sequence[str]) -> None:
        self._store = store
        self._graphs = graphs
        self._own = frozenset(graphs)
        self._near = near(store)
        self._having: dict[tuple[str, Node | None], list[str]] = {}

    def __contains__(self, statement: object) -> bool:
        if self._near is not None:
            names = self._near.names(statement)  # type: ignore[arg-type]  # a fact
            return bool(names) and not self._own.isdisjoint(names)
        return next(self._look_up(*statement), None) is not None  # type: ignore[misc]

    def find(self, subject: Node | None, predicate: Node | None, object: Node | None) -> Iterable[Fact]:
        """Facts with these parts; one that two graphs hold may come twice."""
        if subject is not None and self._near is not None:
            row = self._near.about(subject, predicate, object)
            if row is not None:
                return [each for each in fitting(row, predicate, object) if not self._own.isdisjoint(row[each])]
        return self._look_up(subject, predicate, object)

    def silent(self, nodes: Iterable[Node]) -> set[Node]:
        """Those of some nodes that are known, without much ado, to be the subject of no fact here."""
        if self._near is None:
            return set()
        found = set()
        for node in nodes:
            row = self._near.known(node)
            # Most statements about a node share one tuple of names.
            if row is not None and all(map(self._own.isdisjoint, set(row.values()))):
                found.add(node)
        return found

    def _look_up(self, subject: Node | None, predicate: Node | None, object: Node | None) -> Iterator[Fact]:
        having = self._graphs
        if isinstance(predicate, str):
            having = self._with(predicate, object if predicate == TYPE else None)
        if having:
            one, two, three = (None if part is None else term(part) for part in (subject, predicate, object))
            for name in having:
                yield from map(fact, self._store.match(one, two, three, name))  # type: ignore[arg-type]

    def _with(self, predicate: str, of_class: Node | None) -> Sequence[str]:
        known = self._having.get((predicate, of_class))
        if known is None:
            parts = NamedNode(predicate), None if of_class is None else term(of_class)
            known = [name for name in self._graphs if next(self._store.match(None, *parts, name), None) is not None]
            self._having[predicate, of_class] = known
        return known


def in_memory(store: Store, graphs: Sequence[str], joined: frozenset[str] | None) -> MemoryFacts:
    """The facts of some graphs, in memory; ``joined`` as in :class:`ctkg.graph.infer.facts.MemoryFacts`.

    Equal terms are one object, so that it takes half the space.
    """
    terms: dict[Node, Node] = {}
    facts = MemoryFacts(joined=joined)
    for name in graphs:
        for quad in store.quads(name):
            subject, predicate, object_ = fact(quad)
            facts.add(
                (
                    terms.setdefault(subject, subject),
                    str(terms.setdefault(predicate, predicate)),
                    terms.setdefault(object_, object_),
                )
            )
    return facts
