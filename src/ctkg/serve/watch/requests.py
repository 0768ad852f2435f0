"""Every request has a number, a line in the log and its place in the figures."""

from __future__ import annotations

import logging
import secrets
import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ctkg.serve.security.crowds import Gone
from ctkg.serve.security.refusals import refuse
from ctkg.serve.watch.figures import NOWHERE, Figures

#: Where the number of a request is left for whoever tells of it.
KEY = "ctkg.request"
_log = logging.getLogger("ctkg.serve")
_ESCAPED = 512


class Watched:
    """Middleware around everything: an error that nobody foresaw ends here, as an answer that says where to look."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self._app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; see ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number = scope[KEY] = secrets.token_hex(8)
        began, status = time.perf_counter(), 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["x-request-id"] = number
            await send(message)

        self._figures.open.inc()
        try:
            await self._app(scope, receive, sent)
        except Gone:
            _log.info("%s the client did not take its answer", number)
        except Exception:
            _log.exception("%s an error that nobody foresaw, at %s", number, route_of(scope))
            if not status:
                why = f"an error that nobody foresaw; the log of the server tells more under {number}"
                await refuse(scope, sent, 500, why)
        finally:
            seconds = time.perf_counter() - began
            self._figures.open.dec()
            self._figures.count(route_of(scope), scope["method"], status, seconds)
            # The path alone: what stands behind the question mark may be a token or somebody's question.
            _log.info("%s %s %s %d %.0f ms", number, scope["method"], _shown(scope["path"]), status, seconds * 1000)


def route_of(scope: Scope) -> str:
    """The template of the route that took a request."""
    return str(getattr(scope.get("route"), "path", "") or NOWHERE)


def _shown(path: str) -> str:
    """A path on one line, with nothing that a terminal would take for an order."""
    shown = path if path.isprintable() else path.encode("unicode_escape").decode("ascii")
    return shown[:_ESCAPED]
