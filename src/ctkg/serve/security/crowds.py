"""How many requests are at work at a time, and how long one waits for a client that does not read."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ctkg.serve.security.refusals import refuse
from ctkg.serve.security.rules import Rules

#: Asked by what watches over the server, however busy that is.
_ALWAYS = frozenset({"/health", "/health/live", "/health/ready", "/metrics"})


class Gone(Exception):
    """The client does not take what it asked for; its connection ends."""


class Crowds:
    """Middleware that tells clients to come back where too many are served already."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules
        self._at_work = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; see ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._at_work >= self._rules.at_work and scope["path"] not in _ALWAYS:
            why = "too many requests are at work; try again in a moment"
            await refuse(scope, send, 503, why, {"retry-after": "1"})
            return

        async def sent(message: Message) -> None:
            try:
                async with asyncio.timeout(self._rules.unread):
                    await send(message)
            except TimeoutError:
                raise Gone from None

        self._at_work += 1
        try:
            await self._app(scope, receive, sent)
        finally:
            self._at_work -= 1
