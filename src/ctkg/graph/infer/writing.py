"""Changes of inferred graphs and of notes that are written in one atomic step."""

from __future__ import annotations

from collections.abc import Mapping, Set

from pyoxigraph import RdfFormat, parse

from ctkg.graph.infer.terms import Fact, fact, triple
from ctkg.graph.store import DiskStore, Store

#: Triples of new graphs from which on the engine reads them itself, into files of their own.
_MANY = 5_000


class Writing:
    """What waits to be written.

    Attributes:
        grown: how many triples more the graphs hold by all that was changed so far.
        size: triples that wait.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._added: dict[str, Set[Fact]] = {}
        self._removed: dict[str, Set[Fact]] = {}
        self._notes: dict[str, dict[str, str | None]] = {}
        self._lines: dict[str, bytes] = {}
        self.grown = self.size = 0

    def replace(self, graph: str, facts: Set[Fact]) -> None:
        """``graph`` holds just these facts."""
        old = set(map(fact, self._store.quads(graph)))
        self.change(graph, facts - old, old - facts)

    def change(self, graph: str, added: Set[Fact], removed: Set[Fact]) -> None:
        """``graph`` gets and loses facts; it may be named once in a step."""
        self._added[graph], self._removed[graph] = added, removed
        self.grown += len(added) - len(removed)
        self.size += len(added) + len(removed)

    def hold(self, graph: str, lines: bytes, size: int) -> None:
        """``graph`` holds just what these N-Quads say, which are so many; ``grown`` does not count them."""
        if lines or self._store.contains_graph(graph):
            self._lines[graph] = lines
        self.size += size

    def note(self, changes: Mapping[str, Mapping[str, str | None]]) -> None:
        """Notes are to be as ``changes`` says; what is said last counts."""
        for kind, values in changes.items():
            self._notes.setdefault(kind, {}).update(values)

    def flush(self) -> None:
        """Writes all that waits."""
        if self._lines and not self._taken_in():
            for graph, lines in self._lines.items():
                self.replace(graph, set(map(fact, parse(lines, RdfFormat.N_QUADS))))
        self._lines = {}
        added = {name: [triple(each) for each in facts] for name, facts in self._added.items() if facts}
        removed = {name: [triple(each) for each in facts] for name, facts in self._removed.items() if facts}
        self._store.change_graphs(added, removed, notes=self._notes)
        self._added, self._removed, self._notes, self.size = {}, {}, {}, 0

    def _taken_in(self) -> bool:
        """Write new graphs as the lines that they came in; False where that cannot be done, or something else waits."""
        store = self._store
        if not isinstance(store, DiskStore) or self.size < _MANY or self._added or self._removed:
            return False
        if not store.take_in(list(self._lines), self._lines.values(), notes=self._notes):
            return False
        self._notes = {}
        return True
