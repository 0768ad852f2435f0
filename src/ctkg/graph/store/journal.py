"""Which write touched which graph last, so that what is derived from a store can catch up with it.

For every graph there is one entry, ``<urn:ctkg:revision:N> <urn:ctkg:store:touched> <graph>``, and it is written in the
same atomic step as the change itself. A graph that is gone keeps its entry. Counters ``"N"`` of the last writes say
how far the numbers have come; old ones go when something else is deleted, too, since a step that only inserts is
several times faster.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from ctkg.graph.store.union import NOTES

_REVISION = "urn:ctkg:revision:"
_TOUCHED = NamedNode("urn:ctkg:store:touched")
_JOURNAL, _COUNTER = NamedNode("urn:ctkg:store:journal"), NamedNode("urn:ctkg:store:counter")
#: Counters that may lie around.
_COUNTERS = 64
#: From so many revisions on, reading all entries is faster than asking for each revision.
_MANY = 2_000


class Journal:
    """The journal in an engine; see :meth:`ctkg.graph.store.port.Store.touched`."""

    def __init__(self, engine: ox.Store) -> None:
        self._engine = engine
        # Looked up once: the engine in memory passes by all that were ever deleted, more with every write.
        self._counters = list(engine.quads_for_pattern(_JOURNAL, _COUNTER, None, NOTES))
        self._next: list[Quad] = []
        self.revision = max((int(quad.object.value) for quad in self._counters), default=0)  # type: ignore[union-attr]

    def touched(self, since: int) -> dict[str, int]:
        """Graphs that a write after ``since`` touched, with their last revision, by revision and IRI."""
        found: Iterable[Quad]
        if self.revision - since > _MANY:
            entries = self._engine.quads_for_pattern(None, _TOUCHED, None, NOTES)
            found = (entry for entry in entries if _number(entry) > since)
        else:
            numbers = range(since + 1, self.revision + 1)
            found = (
                entry
                for number in numbers
                for entry in self._engine.quads_for_pattern(NamedNode(f"{_REVISION}{number}"), _TOUCHED, None, NOTES)
            )
        return {graph: number for number, graph in sorted(map(_entry, found))}

    def last(self, graph: str) -> int:
        """The last revision that touched a graph; 0 where none is known."""
        entries = self._engine.quads_for_pattern(None, _TOUCHED, NamedNode(graph), NOTES)
        return max(map(_number, entries), default=0)

    def changes(self, graphs: Sequence[str]) -> tuple[list[Quad], list[Quad]]:
        """Quads to insert and to delete, so that the next revision is known to touch ``graphs``."""
        number = self.revision + 1
        subject = NamedNode(f"{_REVISION}{number}")
        inserts = [Quad(subject, _TOUCHED, NamedNode(graph), NOTES) for graph in graphs]
        deletes = [
            entry
            for graph in graphs
            for entry in self._engine.quads_for_pattern(None, _TOUCHED, NamedNode(graph), NOTES)
        ]
        counter = Quad(_JOURNAL, _COUNTER, Literal(str(number)), NOTES)
        if deletes or len(self._counters) >= _COUNTERS:
            deletes += self._counters
            self._next = [counter]
        else:
            self._next = [*self._counters, counter]
        return [*inserts, counter], deletes

    def advance(self, *, deleted: bool = True) -> None:
        """The step that :meth:`changes` described has been carried out; ``deleted``: what it deletes is gone, too."""
        self.revision += 1
        self._counters = self._next if deleted else [*self._counters, self._next[-1]]


def is_counter(entry: Quad) -> bool:
    """True for a counter; other entries say which graph was touched."""
    return entry.predicate == _COUNTER


def _entry(entry: Quad) -> tuple[int, str]:
    return _number(entry), entry.object.value  # type: ignore[union-attr]


def _number(entry: Quad) -> int:
    return int(entry.subject.value.removeprefix(_REVISION))  # type: ignore[union-attr]
