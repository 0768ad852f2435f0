"""The catalogue of a server as this process knows it, brought up to date before it is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

from pyoxigraph import QuerySolutions, QueryTriples

from ctkg.graph.store.remote import catalogue as book
from ctkg.graph.store.remote.server import Server


class Ledger:
    """Reads state and entries; the cost follows what changed since the last look."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._lock = Lock()
        self._revision = -1
        self._entries: dict[str, book.Entry] = {}

    def state(self) -> book.State:
        """What the server says of the store as a whole, now."""
        answer = self._server.query(book.OF_STORE, graph=False)
        assert isinstance(answer, QuerySolutions)
        return book.state((row["p"], row["o"]) for row in answer)

    def entries(self, state: book.State | None = None) -> Mapping[str, book.Entry]:
        """The entries as of ``state`` or later, those of graphs that are gone among them; do not change them."""
        state = state or self.state()
        with self._lock:
            if self._revision < 0 or state.revision < self._revision:
                self._entries = book.entries(self._server.get(book.JOURNAL.value))
            elif state.revision > self._revision:
                answer = self._server.query(book.since(self._revision), graph=True)
                assert isinstance(answer, QueryTriples)
                # A new dictionary: another thread may be walking through the old one.
                self._entries = {**self._entries, **book.entries(answer)}
            self._revision = state.revision
            return self._entries

    def learn(self, revision: int, entries: Mapping[str, book.Entry]) -> None:
        """Takes in what this process wrote itself: the server would have to look through all entries for it."""
        with self._lock:
            if self._revision == revision - 1:
                self._entries = {**self._entries, **entries}
                self._revision = revision

    def present(self) -> Mapping[str, book.Entry]:
        """The entries of graphs that hold something."""
        return {graph: entry for graph, entry in self.entries().items() if entry.count}
