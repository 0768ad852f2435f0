"""What a node is joined with: read from the store by index, a bounded number of statements at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from ctkg.serve.exploring.carriers import EDGES, Carrier
from ctkg.serve.exploring.relations import Relations

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: Statements of a node that are all read.
MOST = 1_500
#: Statements of each relation that are read of a node that has more.
MOST_OF_ONE = 750
#: Nodes in one query of ctkg
_TOGETHER = 500


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A statement between a node and another, seen from the node.

    Attributes:
        predicate: IRI of the property, or the class of the node ``via`` that carries the relation.
        outgoing: the node is the subject, or the source of ``via``.
    """

    other: str
    predicate: str
    outgoing: bool
    via: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """Links of a node; ``counts`` has the number of statements by relation and direction where not all were read."""

    links: tuple[Link, ...]
    counts: dict[tuple[str, bool], int] | None = None


class Adjacency:
    """Reads links of one store."""

    def __init__(self, store: Store, relations: Relations) -> None:
        self._store, self._relations = store, relations
        self._ends: dict[str, tuple[Carrier, bool]] = {}
        for carrier in EDGES:
            self._ends |= {carrier.source: (carrier, True), carrier.target: (carrier, False)}

    def carrier(self, predicate: str) -> tuple[str, bool] | None:
        """The class of the nodes that have an end by ``predicate``, and whether that end is their source."""
        carrier, is_source = self._ends.get(predicate, (None, False))
        return (carrier.iri, is_source) if carrier else None

    def read(self, iri: str) -> Read:
        """All links of a node, or some of each relation and how many there are."""
        counts = self._counts(iri)
        complete = sum(counts.values()) <= MOST
        node = NamedNode(iri)
        found: list[Link] = []
        for predicate, outgoing in sorted(counts):
            name = NamedNode(predicate)
            triples = self._store.union(node, name) if outgoing else self._store.union(None, name, node)
            found += self._links(iri, triples if complete else islice(triples, MOST_OF_ONE), outgoing)
        return Read(self._least(found), None if complete else counts)

    def some(self, iri: str, most: int) -> tuple[Link, ...]:
        """Links of a node from ``most`` statements in each direction at most; sorted."""
        node = NamedNode(iri)
        out, into = self._store.union(node), self._store.union(None, None, node)
        return self._least([*self._links(iri, islice(out, most), True), *self._links(iri, islice(into, most), False)])

    def _links(self, iri: str, triples: Iterable[Triple], outgoing: bool) -> Iterator[Link]:
        for triple in triples:
            predicate = triple.predicate.value
            other = triple.object if outgoing else triple.subject
            if not isinstance(other, NamedNode) or other.value == iri:
                continue
            if not outgoing and predicate in self._ends:
                yield from self._carried(iri, other.value, *self._ends[predicate])
            elif self._relations.joins(predicate) and self._relations.is_thing(other.value):
                yield Link(other.value, predicate, outgoing)

    def _carried(self, iri: str, via: str, carrier: Carrier, is_source: bool) -> Iterator[Link]:
        name = carrier.target if is_source else carrier.source
        for triple in self._store.union(NamedNode(via), NamedNode(name)):
            if isinstance(triple.object, NamedNode) and triple.object.value != iri:
                yield Link(triple.object.value, carrier.iri, is_source, via)

    def _least(self, links: Iterable[Link]) -> tuple[Link, ...]:
        """Links without those that follow from another one between the same two; sorted."""
        by_pair: dict[tuple[str, bool], list[Link]] = defaultdict(list)
        for link in dict.fromkeys(links):
            by_pair[link.other, link.outgoing].append(link)
        found: list[Link] = []
        for many in by_pair.values():
            kept = self._relations.least({link.predicate for link in many})
            found += (link for link in many if link.predicate in kept)
        return tuple(sorted(found))

    def _counts(self, iri: str) -> dict[tuple[str, bool], int]:
        """Statements of a node by relation and direction, counted by the engine; what is hidden is left out."""
        node = NamedNode(iri)
        found: dict[tuple[str, bool], int] = {}
        for outgoing, pattern in ((True, f"{node} ?p ?x FILTER(isIRI(?x))"), (False, f"?x ?p {node}")):
            rows = self._store.query(f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ {pattern} }} GROUP BY ?p")
            for predicate, number in rows:  # type: ignore[union-attr]  # a SELECT has rows
                name = predicate.value
                if self._relations.joins(name) or (not outgoing and name in self._ends):
                    found[name, outgoing] = int(number.value)
        return found

    def degree(self, iri: str) -> int:
        """How many statements join a node with others, about: those that follow from others are counted as well."""
        return sum(self._counts(iri).values())

    def among(self, iris: Iterable[str]) -> dict[tuple[str, str], list[Link]]:
        """Links between nodes of a set, by subject (or source) and object (or target); one look at each node."""
        wanted = frozenset(iris)
        found: dict[tuple[str, str], list[Link]] = defaultdict(list)
        names = sorted(wanted)
        for start in range(0, len(names), _TOGETHER):
            nodes = " ".join(str(NamedNode(iri)) for iri in names[start : start + _TOGETHER])
            text = f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {nodes} }} ?s ?p ?o FILTER(isIRI(?o)) }}"
            for s, p, o in self._store.query(text):  # type: ignore[union-attr]
                if o.value in wanted and o != s and self._relations.joins(p.value):
                    found[s.value, o.value].append(Link(o.value, p.value, True))
            for carrier in EDGES:
                path = f"?m <{carrier.source}> ?s ; <{carrier.target}> ?o"
                for s, o, m in self._store.query(f"SELECT ?s ?o ?m WHERE {{ VALUES ?s {{ {nodes} }} {path} }}"):  # type: ignore[union-attr]
                    if o.value in wanted and o != s:
                        found[s.value, o.value].append(Link(o.value, carrier.iri, True, m.value))
        return {pair: list(self._least(links)) for pair, links in found.items()}
