"""One write to an engine: what to insert and delete in graphs and the union, and what is known when it is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from ctkg.graph.store.near import UNION, Near, Row, Taken
from ctkg.graph.store.plain import Fact, Node
from ctkg.graph.store.union import is_shown


class Part(NamedTuple):
    """What comes into a graph, or goes from it."""

    graph: str
    shown: bool
    triples: list[Triple]
    facts: list[Fact]


class Change:
    """One write to the engine: what to insert and delete in graphs and the union, and what is known when it is done.

    Args:
        near: what is known before.
        added: new triples by graph, none of them in that graph now.
        removed: triples that go, by graph, all of them there.
    """

    def __init__(
        self, near: Near, added: Mapping[str, Iterable[Triple]], removed: Mapping[str, Iterable[Triple]]
    ) -> None:
        self._near = near
        self._nodes: dict[Node, NamedNode | BlankNode] = {}
        self._added = [self._part(iri, triples, self._nodes) for iri, triples in added.items() if triples]
        near.expect(self._nodes)
        self._removed = [self._part(iri, triples, self._nodes) for iri, triples in removed.items() if triples]
        self._left = self._leaving() if any(part.shown for part in self._removed) else {}

    @staticmethod
    def _part(iri: str, triples: Iterable[Triple], nodes: dict[Node, NamedNode | BlankNode]) -> Part:
        part = Part(iri, is_shown(iri), list(triples), [])
        keep = part.facts.append
        for each in part.triples:
            # As `fact`; every look at a part of a triple makes a new object of it.
            subject, object_ = each.subject, each.object
            node = subject.value if type(subject) is NamedNode else subject
            keep((node, each.predicate.value, object_.value if type(object_) is NamedNode else object_))  # type: ignore[arg-type]
            nodes[node] = subject  # type: ignore[index,assignment]
        return part

    def inserts(self) -> list[Quad]:
        """What comes into graphs, and into the union: what stands there already may come once more."""
        found: list[Quad] = []
        add = found.append
        for iri, shown, triples, _ in self._added:
            name = NamedNode(iri)
            for each in triples:
                subject, predicate, object_ = each.subject, each.predicate, each.object
                add(Quad(subject, predicate, object_, name))
                if shown:
                    add(Quad(subject, predicate, object_))  # without a name it is made three times as fast
        return found

    def deletes(self) -> list[Quad]:
        """What goes from graphs and from the union."""
        found: list[Quad] = []
        for iri, _, triples, _ in self._removed:
            name = NamedNode(iri)
            found += [Quad(each.subject, each.predicate, each.object, name) for each in triples]
        return found + [Quad(each.subject, each.predicate, each.object) for each in self._left.values()]

    def lines(self) -> list[str] | None:
        """What comes as N-Quads; None where something goes, or comes that has no name outside of this store."""
        if self._removed or not all(isinstance(node, str) for node in self._nodes):
            return None
        found: list[str] = []
        for iri, shown, triples, facts in self._added:
            if any(type(each[2]) is BlankNode for each in facts):
                return None
            said = list(map(str, triples))
            found += [f"{each} <{iri}> .\n" for each in said]
            if shown:
                found += [f"{each} .\n" for each in said]
        return found

    def _leaving(self) -> dict[Fact, Triple]:
        """What goes from the union, since no graph is left there that holds it."""
        stay = {each for part in self._added if part.shown for each in part.facts}
        going: dict[Fact, tuple[Triple, set[str]]] = {}
        for part in self._removed:
            for each, triple in zip(part.facts, part.triples, strict=True):
                going.setdefault(each, (triple, set()))[1].add(part.graph)
        shown = {part.graph for part in self._removed if part.shown}
        return {
            each: triple
            for each, (triple, names) in going.items()
            if each not in stay
            and not shown.isdisjoint(names)
            and not any(is_shown(name) for name in self._near.names(each) if name not in names)
        }

    def __enter__(self) -> None:
        """Carry the write out inside; where it fails, what it would have changed is read again by whoever asks."""
        parts = (*self._added, *self._removed)
        facts = [each for part in parts for each in part.facts]
        self._taken = self._near.take(facts, {part.graph for part in parts})

    def __exit__(self, kind: object, *_error: object) -> None:
        if kind is not None:
            return
        taken = self._taken
        for iri, _, _, facts in self._removed:
            _withdraw(taken, facts, iri)
            if iri in taken.graphs:
                taken.graphs[iri].difference_update(facts)
        _withdraw(taken, self._left, UNION)
        for iri, shown, _, facts in self._added:
            names = (iri, UNION) if shown else (iri,)
            for row, each in _rows(taken, facts):
                now = row.get(each)
                row[each] = names if now is None else (*[name for name in now if name not in names], *names)
            if iri in taken.graphs:
                taken.graphs[iri].update(facts)
        self._near.keep(taken, sum(len(part.facts) for part in (*self._added, *self._removed)))


class Large:
    """A write that touches so much that all is forgotten."""

    def __init__(self, near: Near, inserts: list[Quad], deletes: list[Quad]) -> None:
        self._inserts, self._deletes = inserts, deletes
        self._near = near

    def inserts(self) -> list[Quad]:
        """What comes into graphs and the union."""
        return self._inserts

    def deletes(self) -> list[Quad]:
        """What goes from them."""
        return self._deletes

    def lines(self) -> None:
        """So much is never written as lines."""

    def __enter__(self) -> None:
        self._near.clear()

    def __exit__(self, *_: object) -> None:
        self._near.clear()


def _rows(taken: Taken, facts: Iterable[Fact]) -> Iterator[tuple[Row, Fact]]:
    """The rows that statements belong to, of those that are known."""
    about, pointing = taken.rows, taken.pointing
    for each in facts:
        row = about.get(each[0])
        if row is not None:
            yield row, each
        if type(each[2]) is str and (row := pointing.get(each[2])) is not None:
            yield row, each


def _withdraw(taken: Taken, facts: Iterable[Fact], name: str) -> None:
    """Statements are in this graph no more."""
    for row, each in _rows(taken, facts):
        now = row.get(each)
        if now is not None:
            names = tuple(other for other in now if other != name)
            if names:
                row[each] = names
            else:
                del row[each]
