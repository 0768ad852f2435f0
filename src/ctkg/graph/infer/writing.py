"""Changes of inferred graphs and of notes that are written in one atomic step."""

from __future__ import annotations

from collections.abc import Mapping, Set

from ctkg.graph.infer.terms import Fact, fact, triple
from ctkg.graph.store import Store


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

    def note(self, changes: Mapping[str, Mapping[str, str | None]]) -> None:
        """Notes are to be as ``changes`` says; what is said last counts."""
        for kind, values in changes.items():
            self._notes.setdefault(kind, {}).update(values)

    def flush(self) -> None:
        """Writes all that waits."""
        added = {name: [triple(each) for each in facts] for name, facts in self._added.items() if facts}
        removed = {name: [triple(each) for each in facts] for name, facts in self._removed.items() if facts}
        self._store.change_graphs(added, removed, notes=self._notes)
        self._added, self._removed, self._notes, self.size = {}, {}, {}, 0
