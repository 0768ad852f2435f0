"""The same work on many items, by several processes, answers in the order of the items."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from types import TracebackType
from typing import Generic, Self, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

#: Items under way for each process: enough to keep it busy, few enough to bound memory.
_AHEAD = 16


class Ordered(Generic[Item, Answer]):
    """Maps ``work`` over ``items``; the first items are under way as soon as the object is made.

    With one job everything runs in this process, when asked for; for more, ``work``, items and answers must be
    picklable. Processes are started afresh, because a store that is open here may not be forked. Use it as a context
    manager: on the way out, work that nobody asked for is dropped.
    """

    def __init__(self, work: Callable[[Item], Answer], items: Iterable[Item], *, jobs: int) -> None:
        self._work = work
        self._items = iter(items)
        self._waiting: deque[Future[Answer]] = deque()
        self._pool: ProcessPoolExecutor | None = None
        if jobs > 1:
            self._pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_interrupts)
            self._fill(_AHEAD * jobs, self._pool)

    def __iter__(self) -> Iterator[Answer]:
        if self._pool is None:
            yield from map(self._work, self._items)
            return
        while self._waiting:
            answer = self._waiting.popleft().result()
            self._fill(1, self._pool)
            yield answer

    def _fill(self, number: int, pool: ProcessPoolExecutor) -> None:
        for _, item in zip(range(number), self._items, strict=False):
            self._waiting.append(pool.submit(self._work, item))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)


def _leave_interrupts() -> None:
    # Ctrl-C goes to every process of a terminal; only the one that talks to people answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
