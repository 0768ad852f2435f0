"""Some workers on one store, for one caller after the other or for many at a time."""

from __future__ import annotations

import tempfile
import threading
import time
from contextlib import nullcontext
from pathlib import Path
from types import TracebackType
from typing import Self

from ctkg.errors import StoreError, UsageError
from ctkg.graph.deadline.reply import Reply
from ctkg.graph.deadline.request import AnyRequest
from ctkg.graph.deadline.stop import Stop
from ctkg.graph.deadline.worker import Worker, late
from ctkg.graph.store import DiskStore, MemoryStore, Store

#: Seconds between looks at whether a query was given up that waits for a worker.
_LOOK = 0.05
#: Seconds after which a query is one of those that take long.
_LONG = 1.0
#: A worker, and the revision of a store in memory that it has; None where none was started yet.
_Slot = tuple[Worker, int] | None


def is_bounded(store: Store) -> bool:
    """True where a pool can be made for ``store``; a server keeps its own limits."""
    return isinstance(store, DiskStore | MemoryStore)


class Pool:
    """Up to ``size`` workers; safe to use from several threads. Use it as a context manager to end them in time.

    A store on disk is opened by each worker, read-only, and again when it has changed; it may be open for writing at
    the same time, here or elsewhere. A store in memory is handed over as a dump, again when it has changed: that takes
    seconds for each million of statements.
    """

    def __init__(self, store: Store | Path, *, size: int = 1, memory: int | None = None, spare: int = 0) -> None:
        """Starts the first worker where the store is on disk.

        Args:
            store: the store, or the folder of one.
            size: processes at most.
            memory: megabytes that a query may use beside the store; None sets no bound.
            spare: further processes, while all others are busy with queries that take long: who asks for little does
                not wait for those who ask for much.

        Raises:
            UsageError: the store is neither on disk nor in memory.
        """
        self._memory = memory
        if not isinstance(store, Path) and not is_bounded(store):
            raise UsageError("time and memory of a query can be bounded for stores on disk and in memory only")
        self._store = store if isinstance(store, MemoryStore) else None
        self._path = store if isinstance(store, Path) else store.path if isinstance(store, DiskStore) else None
        self._idle: list[_Slot] = [None for _ in range(size - 1)]
        self._idle.append(None if self._path is None else self._started())
        self._changed = threading.Condition()
        self._size = self._number = size
        self._spare = spare
        #: When each query under way got its worker.
        self._begun: dict[object, float] = {}

    @property
    def most(self) -> int:
        """Processes at most, the spare ones included."""
        return self._size + self._spare

    def at_work(self) -> tuple[int, int]:
        """How many workers are busy, and how many are free or will be started when one is needed.

        Raises:
            StoreError: there is none and will be none: the pool is closed.
        """
        with self._changed:
            if not self._number:
                raise StoreError("the processes that answer queries were ended")
            return self._number - len(self._idle), len(self._idle)

    def answer(self, request: AnyRequest, *, timeout: float | None = None, stop: Stop | None = None) -> Reply:
        """Asks a worker that is free, waiting for one where all are busy.

        Args:
            request: the query.
            timeout: seconds until the answer is there, the waiting included; None waits for ever.
            stop: gives it up from another thread.

        Raises:
            QueryError: what the engine says of the query.
            DeadlineError: it was not done in time.
            Stopped: it was given up.
            StoreError: the store cannot be opened, or the process died.
        """
        until = None if timeout is None else time.monotonic() + timeout
        slot = self._free(until, timeout, stop)
        turn = object()
        self._begun[turn] = time.monotonic()
        try:
            if slot is None or not slot[0].is_alive or (self._store is not None and slot[1] != self._store.revision()):
                if slot is not None:
                    slot[0].kill()
                slot = None
                slot = self._started()
            with stop.of(slot[0]) if stop is not None else nullcontext():
                return slot[0].answer(request, until=until, asked=timeout)
        finally:
            if slot is not None and not slot[0].is_alive:
                # It gets ready while nobody waits for it.
                is_kept = self._path is not None and 1 < self._size >= self._number
                slot = self._started() if is_kept else None
            self._put(slot, turn)

    def close(self) -> None:
        """Ends all workers, once those at work have finished."""
        self._spare = 0
        for _ in range(self._number):
            slot = self._free(None, None, None)
            if slot is not None:
                slot[0].kill()
        self._number = 0

    def _free(self, until: float | None, asked: float | None, stop: Stop | None) -> _Slot:
        with self._changed:
            while not self._idle:
                left = None if until is None else until - time.monotonic()
                if left is not None and left <= 0:
                    raise late(asked)
                if stop is not None:
                    stop.check()
                if self._needs_more():
                    self._number += 1
                    return None
                if stop is not None or self._spare:
                    left = min(_LOOK, _LOOK if left is None else left)
                self._changed.wait(left)
            # One that is warm before one that is about to start; among these the one that was used last.
            best = max(range(len(self._idle)), key=lambda place: (_readiness(self._idle[place]), place))
            return self._idle.pop(best)

    def _needs_more(self) -> bool:
        """True where all workers are busy with queries that take long, and there may be another one."""
        since = time.monotonic() - _LONG
        return self._number < self.most and all(begun < since for begun in list(self._begun.values()))

    def _put(self, slot: _Slot, turn: object) -> None:
        with self._changed:
            del self._begun[turn]
            if self._number <= self._size:
                self._idle.append(slot)
                self._changed.notify()
                return
            self._number -= 1
        if slot is not None:
            slot[0].kill()

    def _started(self) -> tuple[Worker, int]:
        if self._path is not None:
            return Worker(self._path, memory=self._memory), 0
        assert self._store is not None
        revision = self._store.revision()
        with tempfile.TemporaryDirectory(prefix="ctkg-") as folder:
            dump = Path(folder) / "store.nq"
            self._store.dump(dump)
            worker = Worker(dump, is_dump=True, memory=self._memory)
            worker.wait()
        return worker, revision

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _readiness(slot: _Slot) -> int:
    return 0 if slot is None else 1 + slot[0].is_ready
