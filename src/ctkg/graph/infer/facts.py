"""Sets of facts that answer "which facts match this pattern": in memory, or in the graphs of a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from ctkg.graph.infer.terms import Fact, Node, Pattern, fact, is_variable, term
from ctkg.graph.store import Store


class Facts(Protocol):
    """A set of facts."""

    def __contains__(self, statement: object, /) -> bool: ...

    def matching(self, pattern: Pattern) -> Iterable[Fact]:
        """Facts that match ``pattern``; variables match anything, also where one occurs twice."""
        ...


class MemoryFacts:
    """Facts in memory, indexed by subject and predicate, by predicate and object, and by each of the three."""

    def __init__(self, statements: Iterable[Fact] = ()) -> None:
        self._all: set[Fact] = set()
        self._pairs: dict[tuple[str, Node, Node], list[Fact]] = defaultdict(list)
        self._singles: dict[tuple[str, Node], list[Fact]] | None = None
        for statement in statements:
            self.add(statement)

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._all)

    def __contains__(self, statement: object) -> bool:
        return statement in self._all

    def add(self, statement: Fact) -> bool:
        """Adds a fact; False where it was there."""
        if statement in self._all:
            return False
        self._all.add(statement)
        subject, predicate, object_ = statement
        self._pairs["sp", subject, predicate].append(statement)
        self._pairs["po", predicate, object_].append(statement)
        if self._singles is not None:
            self._index_singly(statement, self._singles)
        return True

    def matching(self, pattern: Pattern) -> Iterable[Fact]:
        """Facts that match ``pattern``."""
        subject, predicate, object_ = (None if is_variable(part) else part for part in pattern)
        if subject is not None and predicate is not None:
            if object_ is not None:
                return (pattern,) if pattern in self._all else ()
            return tuple(self._pairs.get(("sp", subject, predicate), ()))
        if predicate is not None and object_ is not None:
            return tuple(self._pairs.get(("po", predicate, object_), ()))
        key, value = next(
            ((key, value) for key, value in (("s", subject), ("o", object_), ("p", predicate)) if value is not None),
            ("", ""),
        )
        return tuple(self._all) if not key else tuple(self._single().get((key, value), ()))

    def _single(self) -> dict[tuple[str, Node], list[Fact]]:
        if self._singles is None:  # only few rules need it
            self._singles = defaultdict(list)
            for statement in self._all:
                self._index_singly(statement, self._singles)
        return self._singles

    @staticmethod
    def _index_singly(statement: Fact, index: dict[tuple[str, Node], list[Fact]]) -> None:
        for key, value in zip("spo", statement, strict=True):
            index[key, value].append(statement)


class StoreFacts:
    """The facts in those graphs of a store whose IRI passes ``visible``; looked up, never copied."""

    def __init__(self, store: Store, visible: Callable[[str], bool]) -> None:
        self._store = store
        self._visible = visible

    def __contains__(self, statement: object) -> bool:
        return next(iter(self.matching(statement)), None) is not None  # type: ignore[arg-type]

    def matching(self, pattern: Pattern) -> Iterator[Fact]:
        """Facts that match ``pattern``; one may come more than once, from two graphs."""
        subject, predicate, object_ = (None if is_variable(part) else term(part) for part in pattern)
        if isinstance(subject, Literal) or isinstance(predicate, Literal):
            return  # a rule asks what is said of a value that is no node: nothing can be
        for quad in self._store.match(subject, predicate, object_):  # type: ignore[arg-type]
            if isinstance(quad.graph_name, NamedNode) and self._visible(quad.graph_name.value):
                yield fact(quad)


class Layers:
    """The union of several sets of facts; a fact of two layers may come twice."""

    def __init__(self, *layers: Facts) -> None:
        self._layers = layers

    def __contains__(self, statement: object) -> bool:
        return any(statement in layer for layer in self._layers)

    def matching(self, pattern: Pattern) -> Iterator[Fact]:
        """Facts of any layer that match ``pattern``."""
        for layer in self._layers:
            yield from layer.matching(pattern)
