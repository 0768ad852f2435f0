"""Gives a query up from another thread than the one that waits for its answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ctkg.errors import Stopped

if TYPE_CHECKING:
    from ctkg.graph.deadline.worker import Worker


class Stop:
    """For one query; it may be set before, while and after the query runs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self.is_set = False

    def set(self) -> None:
        """Ends the query, if it is not done."""
        with self._lock:
            self.is_set = True
            if self._worker is not None:
                self._worker.stop()

    def check(self) -> None:
        """Raises where it was set.

        Raises:
            Stopped: the query was given up.
        """
        if self.is_set:
            raise Stopped("the query was stopped, as was asked for")

    @contextmanager
    def of(self, worker: Worker) -> Iterator[None]:
        """While ``worker`` answers the query."""
        with self._lock:
            self.check()
            self._worker = worker
        try:
            yield
        finally:
            with self._lock:
                self._worker = None
