"""Bodies of requests: how large, how slow, and how many at a time. What is too much is refused while it comes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ctkg.serve.security.refusals import header, refuse
from ctkg.serve.security.rules import Rules

_CLOSE = {"connection": "close"}
#: What is read of a body that was refused, so that its sender comes to read why: bytes, and seconds.
_DRAINED, _DRAINING = 4_000_000, 1.0


class Bodies:
    """Middleware that bounds the body of a request.

    The application gets an ``HTTPException`` (413, 408) when it reads beyond a bound; one that it does not catch is
    answered here.
    """

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules
        self._receiving = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; see ASGI."""
        if scope["type"] != "http" or not _has_body(scope):
            await self._app(scope, receive, send)
            return
        length = header(scope, b"content-length")
        if length and header(scope, b"transfer-encoding"):
            # A proxy before this server might believe the other one, and see other requests than we do.
            await self._turn_away(scope, receive, send, 400, "the length of the body is told in two ways")
            return
        if length.isdigit() and int(length) > self._rules.body:
            await self._turn_away(scope, receive, send, 413, _too_much(self._rules.body))
            return
        if self._receiving >= self._rules.receiving:
            why = "too many others are sending at the moment; try again"
            await self._turn_away(scope, receive, send, 503, why, {**_CLOSE, "retry-after": "2"})
            return
        body = _Body(receive, self._rules)
        self._receiving += 1
        started = False

        def arrived() -> None:
            self._receiving -= 1

        body.arrived = arrived

        async def sent(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                if not body.is_whole:
                    # What is still to come would be read for nothing: the connection ends with this answer.
                    message["headers"] = [*message.get("headers", ()), (b"connection", b"close")]
            await send(message)

        try:
            await self._app(scope, body.receive, sent)
        except HTTPException as error:
            if started or error is not body.error:
                raise
            await self._turn_away(scope, receive, send, error.status_code, error.detail)
        finally:
            body.end()

    async def _turn_away(
        self, scope: Scope, receive: Receive, send: Send, status: int, why: str, headers: dict[str, str] | None = None
    ) -> None:
        await refuse(scope, send, status, why, headers or _CLOSE, more=True)
        left = _DRAINED
        try:
            async with asyncio.timeout(_DRAINING):
                while left > 0:
                    message = await receive()
                    if message["type"] != "http.request" or not message.get("more_body"):
                        break
                    left -= len(message.get("body", b""))
        except TimeoutError:
            pass
        await send({"type": "http.response.body", "body": b""})


class _Body:
    """The body of one request as it comes."""

    def __init__(self, receive: Receive, rules: Rules) -> None:
        self._receive = receive
        self._rules = rules
        self._size = 0
        self._began = time.monotonic()
        self.is_whole = False
        self.error: HTTPException | None = None
        self.arrived: Callable[[], None] = _nothing

    async def receive(self) -> Message:
        """The next message; see ASGI."""
        if self.is_whole:
            return await self._receive()
        try:
            async with asyncio.timeout(self._patience()):
                message = await self._receive()
        except TimeoutError:
            raise self._failed(408, "the rest of the body did not come; send it again, faster") from None
        if message["type"] == "http.request":
            self._size += len(message.get("body", b""))
            if self._size > self._rules.body:
                raise self._failed(413, _too_much(self._rules.body))
            if message.get("more_body"):
                return message
        self.end()
        return message

    def end(self) -> None:
        """Nothing is waited for any more."""
        if not self.is_whole and self.error is None:
            self.is_whole = True
            self.arrived()

    def _patience(self) -> float:
        """Seconds until the next part must be there."""
        rules = self._rules
        over = self._began + rules.grace + self._size / rules.rate - time.monotonic()
        return max(0.0, min(rules.pause, over))

    def _failed(self, status: int, why: str) -> HTTPException:
        if self.error is None:
            self.error = HTTPException(status, why, _CLOSE)
            self.arrived()
        return self.error


def _has_body(scope: Scope) -> bool:
    return bool(header(scope, b"transfer-encoding")) or header(scope, b"content-length") not in ("", "0")


def _too_much(limit: int) -> str:
    return f"at most {limit / 1e6:g} MB are taken at a time; send less, or use the commands on the shell"


def _nothing() -> None:
    pass
