"""The store in memory: gone when it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import pyoxigraph as ox
from pyoxigraph import Quad

from ctkg.collection import paused
from ctkg.graph.store.base import OxigraphStore
from ctkg.graph.store.faults import MEMORY, explained
from ctkg.graph.store.writes import Change, Large


class MemoryStore(OxigraphStore):
    """A store that keeps everything in memory."""

    def __init__(self) -> None:
        super().__init__(ox.Store(), where=MEMORY)

    def _write(self, step: Change | Large, inserts: list[Quad], deletes: list[Quad], emptied: Sequence[str]) -> None:
        lines = None if deletes else step.lines()
        if lines is None:
            super()._write(step, inserts, deletes, emptied)
            return
        # Text is read faster here than the terms of quads are taken out one by one.
        lines += [f"{quad} .\n" for quad in inserts]
        self._engine.load("".join(lines), format=ox.RdfFormat.N_QUADS, lenient=True)

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
