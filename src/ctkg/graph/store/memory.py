"""The store in memory: gone when it is closed."""

from __future__ import annotations

from pathlib import Path
from typing import Self

import pyoxigraph as ox

from ctkg.collection import paused
from ctkg.graph.store.base import OxigraphStore
from ctkg.graph.store.faults import MEMORY, explained


class MemoryStore(OxigraphStore):
    """A store that keeps everything in memory."""

    def __init__(self) -> None:
        super().__init__(ox.Store(), where=MEMORY)

    def dump(self, path: Path) -> None:
        """Writes everything, what the store keeps for itself included, as N-Quads for :meth:`of_dump`."""
        with explained(str(path)):
            self._open().dump(str(path), format=ox.RdfFormat.N_QUADS)

    @classmethod
    def of_dump(cls, path: Path) -> Self:
        """A store with the content of a dump; blank nodes keep their labels."""
        store = cls()
        with explained(str(path)), paused():
            store._engine.bulk_extend(ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS, lenient=True))
        store._hold(store._engine)  # with its journal, which was empty before
        return store
