"""From which pages a browser sends a request: none but our own may write, and only those allowed may read."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from ctkg.serve.security.refusals import header, refuse
from ctkg.serve.security.rules import Rules

#: Methods that change nothing.
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: What browsers say of a request that a page of this server, or a person, has begun.
_OURS = frozenset({"same-origin", "none"})


def is_own(scope: Scope, origin: str) -> bool:
    """True where ``origin`` is that of this server, as the request calls it."""
    return origin.casefold() == f"{scope['scheme']}://{header(scope, b'host')}".casefold()


def is_shown_ours(scope: Scope) -> bool:
    """True where a browser says that the request is from one of our own pages."""
    origin = header(scope, b"origin")
    return is_own(scope, origin) if origin else header(scope, b"sec-fetch-site") in _OURS


class Origins:
    """Middleware that turns away what pages of other origins send.

    A browser says so itself, in headers that no page can set; programs, which are no browsers, send neither.
    """

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._allowed = frozenset(origin.casefold().rstrip("/") for origin in rules.origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; see ASGI."""
        if scope["type"] == "http" and not self._may_pass(scope):
            why = (
                "a page of another origin asks for this; it may read where the server was started with --origin, and "
                "never write"
            )
            await refuse(scope, send, 403, why)
            return
        await self._app(scope, receive, send)

    def _may_pass(self, scope: Scope) -> bool:
        origin, site = header(scope, b"origin"), header(scope, b"sec-fetch-site")
        if origin and not is_own(scope, origin):
            return "*" in self._allowed or origin.casefold() in self._allowed
        if site in ("", *_OURS) or origin:
            return True
        # A link or a bookmark elsewhere may lead here; an image, a frame or a script may not.
        return scope["method"] in SAFE and header(scope, b"sec-fetch-mode") == "navigate"
