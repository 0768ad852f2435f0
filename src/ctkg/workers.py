"""The same work on many items, by several processes, answers in the order of the items."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from types import TracebackType
from typing import Generic, Self, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

#: Items under way for each process: enough to keep it busy, few enough to bound memory.
AHEAD = 16

#: How much these processes stand back behind the one that asks, which takes what they did and all of them wait for.
_NICE = 5


class Team:
    """Processes that do several kinds of work, one after the other, and keep in mind what they loaded for it.

    Use it as a context manager: on the way out, the processes end.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pool.shutdown(wait=True, cancel_futures=True)


class Ordered(Generic[Item, Answer]):
    """Maps ``work`` over ``items``; the first items are under way as soon as the object is made.

    With one job everything runs in this process, when asked for; for more, ``work``, items and answers must be
    picklable. Processes are started afresh, because a store that is open here may not be forked. Use it as a context
    manager: on the way out, work that nobody asked for is dropped.

    Args:
        work: what is to be done with an item.
        items: taken one by one, as they are needed.
        jobs: processes, or those that do it, and that are not ended with it.
        ahead: items under way for each process; answers that nobody asked for yet are among them.
        together: items that go to a process in one message, where messages would cost much of the work.
    """

    def __init__(
        self,
        work: Callable[[Item], Answer],
        items: Iterable[Item],
        *,
        jobs: int | Team,
        ahead: int = AHEAD,
        together: int = 1,
    ) -> None:
        self._work = work
        self._items = iter(items)
        self._together = together
        self._waiting: deque[Future[list[Answer]]] = deque()
        self._own = Team(jobs) if isinstance(jobs, int) and jobs > 1 else None
        team = jobs if isinstance(jobs, Team) else self._own
        #: Whether it is done by other processes, beside what this one does.
        self.beside = team is not None
        self._pool = team.pool if team else None
        if team:
            for _ in range(ahead * team.jobs // together):
                self._submit(team.pool)

    def __iter__(self) -> Iterator[Answer]:
        if self._pool is None:
            yield from map(self._work, self._items)
            return
        while self._waiting:
            answers = self._waiting.popleft().result()
            self._submit(self._pool)
            yield from answers

    def _submit(self, pool: ProcessPoolExecutor) -> None:
        if items := list(islice(self._items, self._together)):
            self._waiting.append(pool.submit(_each, self._work, items))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for future in self._waiting:
            future.cancel()
        if self._own is not None:
            self._own.__exit__(kind, error, trace)


def _each(work: Callable[[Item], Answer], items: Iterable[Item]) -> list[Answer]:
    return list(map(work, items))


def _begin() -> None:
    # Ctrl-C goes to every process of a terminal; only the one that talks to people answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Where the process that asks was killed, nobody waits for the work at hand."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
