"""Queries under way: each has a deadline, ends when its client goes, and can be called off by its name."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request

from ctkg.errors import DeadlineError, Stopped
from ctkg.graph.deadline.stop import Stop

_T = TypeVar("_T")

#: Queries that are made ready while all workers are busy, for each worker.
_READY = 2
#: Letters of the name of a query, at least and at most: a name that nobody guesses, that nobody else may call it off.
_NAME = (8, 100)


class Running:
    """What is under way on one server.

    Made within the event loop that it serves.
    """

    def __init__(self, workers: int, deadline: float) -> None:
        self._limiter = CapacityLimiter(workers * _READY)
        self._deadline = deadline
        self._stops: dict[str, Stop] = {}

    def patience(self, asked: str) -> float:
        """Seconds that a query may take: what its client asks for, up to what the server gives.

        Raises:
            HTTPException: that is no time (400).
        """
        try:
            seconds = float(asked) if asked else self._deadline
        except ValueError:
            seconds = 0.0
        if not seconds > 0:
            raise HTTPException(400, "timeout is a number of seconds above 0")
        return min(seconds, self._deadline)

    async def run(self, request: Request, name: str, seconds: float, work: Callable[[float, Stop], _T]) -> _T:
        """What ``work`` gives; it is done in a thread, and told how many seconds are left.

        Args:
            request: of the client, whose body has been read; when it goes away, the work is stopped.
            name: by which the client may call it off; may be empty.
            seconds: see :meth:`patience`.
            work: takes the seconds that are left, and what it is stopped by.

        Raises:
            DeadlineError: the seconds are over.
            HTTPException: the name is taken (409) or unfit (400); no turn came in time (503); it was called off (499).
        """
        name = self._name(name)
        stop = self._stops[name] = Stop()
        began = time.monotonic()
        watch = asyncio.create_task(_gone(request, stop))
        try:
            await self._turn(seconds, stop)
            try:
                left = seconds - (time.monotonic() - began)
                return await to_thread.run_sync(work, left, stop, limiter=_THREADS)
            finally:
                self._limiter.release_on_behalf_of(stop)
        except DeadlineError:
            raise too_long(seconds, self._deadline) from None
        except Stopped as error:
            raise HTTPException(499, error.message) from None
        finally:
            watch.cancel()
            del self._stops[name]

    async def _turn(self, seconds: float, stop: Stop) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._limiter.acquire_on_behalf_of(stop)
        except TimeoutError:
            why = f"other queries took all the {seconds:g} s that this one had; try again"
            raise HTTPException(503, why, {"retry-after": "5"}) from None

    def stop(self, name: str) -> bool:
        """Ends a query; False where none is called so."""
        found = self._stops.get(name)
        if found is not None:
            found.set()
        return found is not None

    def _name(self, name: str) -> str:
        if not name:
            return secrets.token_urlsafe(16)
        if not _NAME[0] <= len(name) <= _NAME[1] or not name.isascii() or not name.isprintable():
            raise HTTPException(400, f"a query is called by {_NAME[0]} to {_NAME[1]} letters, as by a new UUID")
        if name in self._stops:
            raise HTTPException(409, "another query is called so; give each a new name, as a UUID")
        return name


#: Threads that wait for workers; bounded by the turns that are given.
_THREADS = CapacityLimiter(1_000)


def running(request: Request) -> Running:
    """What is under way on the server that is asked."""
    state = request.app.state
    if not hasattr(state, "running"):
        state.running = Running(state.access.pool.most, state.settings.deadline)
    found: Running = state.running
    return found


def too_long(seconds: float, most: float) -> DeadlineError:
    """The error of what did not end in ``seconds``, on a server that gives ``most``."""
    return DeadlineError(
        f"this was ended after {seconds:g} s; ask for less (a filter, LIMIT), or for more time where there is some "
        f"(timeout=SECONDS; this server gives {most:g} s at most)"
    )


async def _gone(request: Request, stop: Stop) -> None:
    """Stops a query when its client is gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    stop.set()
