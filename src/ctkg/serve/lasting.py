"""What is made of one graph that seldom changes, and outlives the views that a write takes away."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from ctkg.graph.store import Store

_T = TypeVar("_T")


class Lasting:
    """Things made of single graphs, each kept until a write touches its graph."""

    def __init__(self) -> None:
        self._found: dict[Hashable, tuple[int, Any]] = {}
        self._lock = threading.RLock()

    def get(self, store: Store, key: Hashable, graph: str, make: Callable[[Store], _T]) -> _T:
        """What ``make`` makes of ``graph`` (an IRI) in ``store``; it must keep nothing that holds the store.

        The journal of the store says whether the graph changed since it was made. A request that still reads an
        older state than the newest gets its own.
        """
        with self._lock:
            revision = store.revision()
            seen, value = self._found.get(key, (-1, None))
            if seen < 0 or seen > revision or graph in store.touched(seen):
                value = make(store)
            if revision >= seen:
                self._found[key] = revision, value
            made: _T = value
            return made
