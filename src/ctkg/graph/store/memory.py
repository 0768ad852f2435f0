"""The store in memory: gone when it is closed."""

from __future__ import annotations

import pyoxigraph as ox

from ctkg.graph.store.base import OxigraphStore


class MemoryStore(OxigraphStore):
    """A store that keeps everything in memory."""

    def __init__(self) -> None:
        super().__init__(ox.Store(), where="memory")
