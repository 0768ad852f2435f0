"""Connections: how many, and how long one may take to say what it wants.

uvicorn waits for the head of a request for as long as it takes, and answers nobody else once it has too many
connections. This one gives up on slow ones, and where places are short on those first that have said nothing for
longest.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\nretry-after: 2\r\n"
    b"connection: close\r\ncontent-length: 48\r\n\r\nToo many connections; try again in some seconds\n"
)


def patient(*, connections: int, head: float) -> type[asyncio.Protocol]:
    """The protocol of a server with ``connections`` at a time, each with ``head`` seconds to send a request's head."""
    waiting: dict[Impatient, asyncio.TimerHandle] = {}

    class Patience(Impatient):
        _most = connections
        _patience = head
        _waiting = waiting

    return Patience


class Impatient(H11Protocol):
    """A connection over HTTP/1.1 that waits for no more than so long for the head of a request."""

    _most: int
    _patience: float
    #: Those that have said nothing whole yet, the one that waits for longest first.
    _waiting: dict[Impatient, asyncio.TimerHandle]

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to wait; where all places are taken, another that waits gives way."""
        super().connection_made(transport)
        if len(self.connections) > self._most:
            longest = next(iter(self._waiting), None)
            if longest is None:
                transport.write(_FULL)
                transport.close()
                return
            longest._give_up()
        self._begin()

    def data_received(self, data: bytes) -> None:
        """Takes what came; the time runs until the head of a request is whole."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self._begin()
        else:
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """Waits no more."""
        self._stop()
        super().connection_lost(exc)

    def _begin(self) -> None:
        if self not in self._waiting:
            self._waiting[self] = self.loop.call_later(self._patience, self._give_up)

    def _stop(self) -> None:
        timer = self._waiting.pop(self, None)
        if timer is not None:
            timer.cancel()

    def _give_up(self) -> None:
        self._stop()
        if not self.transport.is_closing():
            self.transport.abort()


def options(**more: Any) -> dict[str, Any]:
    """Settings of uvicorn that belong with it."""
    return {"http": patient(connections=512, head=10.0), "limit_concurrency": None, **more}
