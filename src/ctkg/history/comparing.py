"""What differs between two sides: quads that are gone and quads that came, of the graphs that are looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from ctkg.graph.store.forking import Fork, MemoryFork
from ctkg.history import lines
from ctkg.history.sides import FLAT, FileSide, LinesSide, PastSide, Scope, Side, StoreSide


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What leads from one side to the other.

    Attributes:
        a, b: the sides.
        scope: which graphs were compared.
        removed: quads that only ``a`` has; ``added``: quads that only ``b`` has.
    """

    a: Side
    b: Side
    scope: Scope
    removed: frozenset[Quad]
    added: frozenset[Quad]

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)

    @property
    def is_flat(self) -> bool:
        """True where the sides were compared without a look at graphs, since one of them has none."""
        first = next(iter(self.removed or self.added), None)
        return first is not None and isinstance(first.graph_name, DefaultGraph)


def compare(a: Side, b: Side, scope: Scope) -> Difference:
    """Everything in ``scope`` that differs."""
    removed: set[Quad] = set()
    added: set[Quad] = set()
    if isinstance(a, LinesSide) and isinstance(b, LinesSide):
        try:
            removed, added = lines.difference(a.path, b.path, scope.takes)
            return Difference(a=a, b=b, scope=scope, removed=frozenset(removed), added=frozenset(added))
        except lines.Unsorted:
            pass
    a, b = (FileSide(side.path) if isinstance(side, LinesSide) else side for side in (a, b))
    for name in _names(a, b, scope):
        here, there = a.triples(name), b.triples(name)
        removed |= _in(name, here - there)
        added |= _in(name, there - here)
    return Difference(a=a, b=b, scope=scope, removed=frozenset(removed), added=frozenset(added))


def _names(a: Side, b: Side, scope: Scope) -> Iterable[str]:
    """Graphs to look at; of two points of one store only those that were touched between."""
    if any(isinstance(side, FileSide) and side.is_flat for side in (a, b)):
        for side in (a, b):
            if isinstance(side, FileSide):
                side.flatten()
        return [FLAT]
    names = _touched(a, b)
    if names is None:
        names = {*a.graphs(), *b.graphs()}
    return sorted(filter(scope.takes, names))


def _touched(a: Side, b: Side) -> set[str] | None:
    """Graphs in which two sides may differ, where both are the same store at two times; None where they are not."""
    found: set[str] = set()
    origins = set()
    for side in (a, b):
        if isinstance(side, PastSide):
            origins.add(id(side.store))
            found |= side.touched
        elif isinstance(side, StoreSide) and isinstance(side.store, Fork | MemoryFork):
            origins.add(id(side.store.origin))
            found |= side.store.touched(side.store.since).keys()
        elif isinstance(side, StoreSide):
            origins.add(id(side.store))
        else:
            return None
    return found if len(origins) == 1 else None


def _in(name: str, triples: set[Triple]) -> set[Quad]:
    graph = NamedNode(name) if name else DefaultGraph()
    return {Quad(t.subject, t.predicate, t.object, graph) for t in triples}
