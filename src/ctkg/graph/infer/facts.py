"""Sets of facts that answer "which facts have this subject, this predicate, this object": in memory, or in a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator
from itertools import chain
from typing import Protocol

from pyoxigraph import NamedNode

from ctkg.graph.infer.terms import Fact, Node, fact, term
from ctkg.graph.store import Store
from ctkg.graph.store.near import UNION, near


class Facts(Protocol):
    """A set of facts."""

    def __contains__(self, statement: object, /) -> bool: ...

    def find(self, subject: Node | None, predicate: Node | None, object: Node | None, /) -> Iterable[Fact]:
        """Facts with these parts; None for any."""
        ...


class MemoryFacts:
    """Facts in memory, indexed by subject and predicate, by predicate and object, and by each of the three.

    ``joined``: predicates that are looked up by index; others are only asked for as whole facts. None: all.
    """

    def __init__(self, statements: Iterable[Fact] = (), *, joined: Container[str] | None = None) -> None:
        self.all: set[Fact] = set()
        self._joined = joined
        self._from: dict[tuple[Node, str], list[Fact]] = defaultdict(list)
        self._to: dict[tuple[str, Node], list[Fact]] = defaultdict(list)
        self._singles: dict[tuple[int, Node], list[Fact]] | None = None
        for statement in statements:
            self.add(statement)

    def __len__(self) -> int:
        return len(self.all)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.all)

    def __contains__(self, statement: object) -> bool:
        return statement in self.all

    def add(self, statement: Fact) -> bool:
        """Adds a fact; False where it was there."""
        if statement in self.all:
            return False
        self.all.add(statement)
        self.index(statement)
        return True

    def index(self, statement: Fact) -> None:
        """Lets a fact of ``all`` be found by its parts; each may be indexed once."""
        subject, predicate, object_ = statement
        if self._joined is None or predicate in self._joined:
            self._from[subject, predicate].append(statement)
            self._to[predicate, object_].append(statement)
            if self._singles is not None:
                self._index_singly(statement, self._singles)

    def clear(self) -> None:
        """Forgets all facts."""
        self.all.clear()
        self._from.clear()
        self._to.clear()
        self._singles = None

    def find(self, subject: Node | None, predicate: Node | None, object: Node | None) -> Collection[Fact]:
        """Facts with these parts."""
        if isinstance(predicate, str):
            if subject is not None:
                if object is not None:
                    whole = (subject, predicate, object)
                    return (whole,) if whole in self.all else ()
                return self._from.get((subject, predicate), ())
            if object is not None:
                return self._to.get((predicate, object), ())
        parts = [(at, part) for at, part in ((0, subject), (2, object), (1, predicate)) if part is not None]
        found: Collection[Fact] = self._single().get(parts[0], ()) if parts else self.all
        return [each for each in found if all(each[at] == part for at, part in parts[1:])] if len(parts) > 1 else found

    def _single(self) -> dict[tuple[int, Node], list[Fact]]:
        if self._singles is None:  # only few rules need it
            self._singles = defaultdict(list)
            for statements in self._from.values():
                for statement in statements:
                    self._index_singly(statement, self._singles)
        return self._singles

    @staticmethod
    def _index_singly(statement: Fact, index: dict[tuple[int, Node], list[Fact]]) -> None:
        for at, value in enumerate(statement):
            index[at, value].append(statement)


class UnionFacts:
    """The union of a store, each fact once, without those in ``gone``; looked up, never copied.

    Of a store that does not keep in step what is said of a node, what was said of one that is asked for is kept: make
    another one after such a store has changed.

    Args:
        store: the store.
        gone: what does not count.
        sparse: each fact is looked up by itself, since few are asked of each node.
    """

    def __init__(self, store: Store, gone: Container[Fact] = frozenset(), *, sparse: bool = False) -> None:
        self._store = store
        self._sparse = sparse
        self._near = None if sparse else near(store)
        self._gone = gone
        self._about: dict[Node, frozenset[Fact]] = {}

    def __contains__(self, statement: object) -> bool:
        if statement in self._gone:
            return False
        if self._near is not None:
            return UNION in self._near.names(statement)  # type: ignore[arg-type]  # a fact
        if self._sparse:
            return holds(self._store, statement)  # type: ignore[arg-type]  # a fact
        return statement in self._of(statement[0])  # type: ignore[index]  # a fact

    def find(self, subject: Node | None, predicate: Node | None, object: Node | None) -> Iterable[Fact]:
        """Facts with these parts."""
        gone = self._gone
        if subject is not None and not self._sparse:
            row = self._of(subject) if self._near is None else self._near.about(subject, predicate, object)
            if row is not None:
                found = fitting(row, predicate, object)
                if self._near is not None:
                    found = [each for each in found if UNION in row[each]]  # type: ignore[index]
                return [each for each in found if each not in gone] if gone else found
        elif object is not None and self._near is not None:
            row = self._near.pointing(object)
            if row is not None:
                found = [each for each in fitting(row, predicate, None) if UNION in row[each]]
                return [each for each in found if each not in gone] if gone else found
        parts = (None if part is None else term(part) for part in (subject, predicate, object))
        facts = map(fact, self._store.union(*parts))  # type: ignore[arg-type]
        return (each for each in facts if each not in gone)

    def _of(self, subject: Node) -> frozenset[Fact]:
        """All that is said of a node: rules ask for many statements about one node, one after the other."""
        known = self._about.get(subject)
        if known is None:
            known = self._about[subject] = frozenset(map(fact, self._store.union(term(subject))))  # type: ignore[arg-type]
        return known


def fitting(facts: Iterable[Fact], predicate: Node | None, object: Node | None) -> list[Fact]:
    """Those of some facts that have this predicate and this object; None for any."""
    if predicate is None:
        return [each for each in facts if object is None or each[2] == object]
    if object is None:
        return [each for each in facts if each[1] == predicate]
    return [each for each in facts if each[1] == predicate and each[2] == object]


def holds(store: Store, statement: Fact, *, inference: bool = True) -> bool:
    """True where the union of ``store`` has ``statement``; ``inference``: also what is only inferred."""
    subject, predicate, object_ = term(statement[0]), NamedNode(statement[1]), term(statement[2])
    return next(store.union(subject, predicate, object_, inference=inference), None) is not None  # type: ignore[arg-type]


class Layers:
    """The union of several sets of facts; a fact of two layers comes twice."""

    def __init__(self, *layers: Facts) -> None:
        self._layers = layers

    def __contains__(self, statement: object) -> bool:
        for layer in self._layers:  # noqa: SIM110  # asked for every fact that may follow
            if statement in layer:
                return True
        return False

    def find(self, subject: Node | None, predicate: Node | None, object: Node | None) -> Iterable[Fact]:
        """Facts of any layer with these parts."""
        found: Iterable[Fact] = ()
        for layer in self._layers:
            more = layer.find(subject, predicate, object)
            if more:  # what is not looked up yet is taken for something
                found = chain(found, more) if found else more
        return found
