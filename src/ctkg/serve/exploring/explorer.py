"""The graph explorer's questions to one state of the store."""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ctkg.errors import UsageError
from ctkg.graph.names import is_iri
from ctkg.serve.exploring.adjacency import Adjacency, Link, Read
from ctkg.serve.exploring.model import Edge, Neighbours, Part, Relation
from ctkg.serve.exploring.relations import Relations
from ctkg.serve.exploring.saying import Saying
from ctkg.serve.exploring.things import Things
from ctkg.serve.lookup import Lookup, lookup

if TYPE_CHECKING:
    from ctkg.graph.store import Store
    from ctkg.serve.access import View

#: Neighbours of one answer: usual and most.
SHOWN, SHOWN_MOST = 20, 200
#: Nodes of one part of the graph at most.
NODES_MOST = 2_000
#: Neighbours by one relation that are put in order of their dates; of more the IRI decides.
_DATED = 300
#: Nodes whose neighbours are kept.
_KEPT = 128


class Explorer:
    """Neighbours and parts of the graph; made once for a state of the store, used by many threads."""

    def __init__(self, store: Store, means: Lookup) -> None:
        self.store, self.means = store, means
        self.relations = Relations(store, means.reader, means.words)
        self.adjacency = Adjacency(store, self.relations)
        self.things = Things(store, means.catalogue, means.words)
        self.saying = Saying(store, means.reader, self.relations, self.things)
        self._read: OrderedDict[str, Read] = OrderedDict()
        self._lock = threading.Lock()

    @staticmethod
    def of(view: View) -> Explorer:
        """The explorer of a view."""
        return view.kept("explorer", lambda store: Explorer(store, lookup(view)))

    def known(self, iri: str) -> str:
        """``iri`` where the graph knows it.

        Raises:
            UsageError: it is no IRI, or the graph says nothing of it.
        """
        try:
            NamedNode(iri)
        except ValueError:
            raise UsageError(f"{iri!r} is no IRI") from None
        if not self.things.is_known(iri):
            raise UsageError(f"the graph says nothing of {iri}")
        return iri

    def neighbours(
        self,
        iri: str,
        *,
        offset: int = 0,
        limit: int = SHOWN,
        relation: str = "",
        inverse: bool = False,
        inference: bool = True,
        shown: Sequence[str] = (),
    ) -> Neighbours:
        """Some neighbours of a node, the most telling first, and every edge between them and what is shown.

        Neighbours come in turn from each relation, so that one with thousands does not hide the others; those of one
        relation stated ones first, then the newest.

        Args:
            iri: the node.
            offset: how many to leave out, in an order that is the same for one state of the store.
            limit: how many at most.
            relation: only neighbours by this relation.
            inverse: ``relation`` is read from its other end.
            inference: False leaves out what only follows.
            shown: nodes that are on the screen already.

        Raises:
            UsageError: the graph does not know the node.
        """
        read = self._links(self.known(iri))
        by_other: dict[str, list[Link]] = defaultdict(list)
        for link in read.links:
            if inference or self.saying.is_stated(iri, link):
                by_other[link.other].append(link)
        groups: dict[tuple[str, bool], list[str]] = defaultdict(list)
        counted: dict[tuple[str, bool], int] = defaultdict(int)
        for other, links in by_other.items():
            for key in {(link.predicate, link.outgoing) for link in links}:
                counted[key] += 1
                if relation and key == (relation, not inverse):
                    groups[key].append(other)
            if not relation:
                best = min(links, key=lambda link: (self.relations.place(link.predicate), not link.outgoing))
                groups[best.predicate, best.outgoing].append(other)
        exact = read.counts is None
        if read.counts is not None and inference:
            counted |= {key: max(counted[key], number) for key, number in self._told(read.counts).items()}
        ordered = _in_turn(
            [self._ordered(iri, groups[key], by_other) for key in sorted(groups, key=lambda key: self._place(*key))]
        )
        page = ordered[offset : offset + limit]
        if exact:
            total = len(ordered)
        else:
            total = counted[relation, not inverse] if relation else max(len(ordered), sum(counted.values()))
        nodes = [self.things.node(each) for each in (iri, *page)]
        return Neighbours(
            node=nodes[0],
            part=Part(nodes=tuple(nodes), edges=tuple(self._edges(iri, page, by_other, shown))),
            total=total,
            exact=exact,
            offset=offset,
            relations=tuple(
                Relation(relation=name, inverse=not out, label=self._name(name, out), total=counted[name, out])
                for name, out in sorted(counted, key=lambda key: self._place(*key))
            ),
        )

    def part(self, iris: Iterable[str]) -> Part:
        """Nodes with every edge between them; those that the graph does not know are left out.

        Raises:
            UsageError: more than :data:`NODES_MOST`, or one that is no IRI.
        """
        names = list(dict.fromkeys(iris))
        if len(names) > NODES_MOST:
            raise UsageError(f"{len(names)} nodes are too many at once; {NODES_MOST} at most")
        known = []
        for iri in names:
            try:
                known.append(self.known(iri))
            except UsageError:
                continue
        return Part(
            nodes=tuple(self.things.node(iri) for iri in known),
            edges=tuple(self.among(known)),
        )

    def among(self, iris: Iterable[str]) -> list[Edge]:
        """Every edge between nodes of a set, sorted by source and target."""
        pairs: dict[tuple[str, str], list[Link]] = defaultdict(list)
        for (s, o), links in self.adjacency.among(iris).items():
            if s < o:
                pairs[s, o] += links
            else:
                pairs[o, s] += (Link(s, link.predicate, False, link.via) for link in links)
        edges = [self.saying.edge(s, links) for (s, _), links in pairs.items()]
        return sorted(edges, key=lambda edge: (edge.source, edge.target))

    def _edges(
        self, iri: str, page: Sequence[str], by_other: dict[str, list[Link]], shown: Sequence[str]
    ) -> list[Edge]:
        own = {other: self.saying.edge(iri, by_other[other]) for other in page}
        new = {iri, *page}
        rest = [
            edge
            for edge in self.among({*new, *filter(is_iri, shown[:NODES_MOST])})
            if (edge.source in new or edge.target in new)
            and not (edge.source == iri and edge.target in own)
            and not (edge.target == iri and edge.source in own)
        ]
        return [*own.values(), *rest]

    def _links(self, iri: str) -> Read:
        with self._lock:
            if iri in self._read:
                self._read.move_to_end(iri)
                return self._read[iri]
        made = self.adjacency.read(iri)
        with self._lock:
            self._read[iri] = made
            while len(self._read) > _KEPT:
                self._read.popitem(last=False)
        return made

    def _told(self, counts: dict[tuple[str, bool], int]) -> dict[tuple[str, bool], int]:
        """Counts by relation as they are shown: what carries a relation by its class."""
        found: dict[tuple[str, bool], int] = {}
        for (name, outgoing), number in counts.items():
            carrier = self.adjacency.carrier(name) if not outgoing else None
            found[carrier or (name, outgoing)] = number
        return found

    def _place(self, predicate: str, outgoing: bool) -> tuple[object, ...]:
        return (*self.relations.place(predicate), not outgoing)

    def _name(self, predicate: str, outgoing: bool) -> str:
        return self.relations.label(predicate) if outgoing else self.relations.inverse(predicate)

    def _ordered(self, iri: str, others: list[str], by_other: dict[str, list[Link]]) -> list[str]:
        if len(others) > _DATED:
            return sorted(others)
        stated = {each for each in others if any(self.saying.is_stated(iri, link) for link in by_other[each])}
        newest = {each: tuple(-ord(letter) for letter in self.things.date(each)) for each in others}
        return sorted(others, key=lambda each: (each not in stated, not newest[each], newest[each], each))


def _in_turn(groups: Sequence[Sequence[str]]) -> list[str]:
    """The first of each, then the second of each, and so on."""
    found: list[str] = []
    for place in range(max(map(len, groups), default=0)):
        found += (group[place] for group in groups if place < len(group))
    return found
