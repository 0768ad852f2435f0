"""The gate to writing: finds out who sends a request, and lets nobody write who may not."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from copy import copy
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ctkg.serve.security.attempts import Attempts
from ctkg.serve.security.audit import Audit
from ctkg.serve.security.origins import SAFE, is_shown_ours
from ctkg.serve.security.refusals import header, refuse
from ctkg.serve.security.rules import Rules
from ctkg.serve.security.sessions import Sessions
from ctkg.serve.security.tokens import KEY, Identity, bearer, identity, key_of, must_write, same
from ctkg.serve.settings import Settings

_Handler = TypeVar("_Handler", bound=Callable[..., Any])
_READS = "ctkg_reads"


def reads(handler: _Handler) -> _Handler:
    """Marks a handler that changes nothing, whatever the method: a query by POST. All others need the token."""
    setattr(handler, _READS, True)
    return handler


class Gate:
    """What a server knows of those who may write to it, for as long as it runs."""

    def __init__(self, settings: Settings, rules: Rules) -> None:
        self.is_open = settings.write
        self.rules = rules
        self.sessions = Sessions(rules)
        self.attempts = Attempts()
        self.audit = Audit(rules.audit)
        self._token = settings.token
        self._by = settings.by

    def try_token(self, given: str, address: str) -> bool:
        """Whether ``given`` is the token; a failure is remembered.

        Raises:
            HTTPException: too many attempts of this address failed (429).
        """
        wait = self.attempts.wait(address)
        if wait > 0:
            seconds = math.ceil(wait)
            raise HTTPException(429, f"try again in {seconds} s", {"retry-after": str(seconds)})
        if self.is_open and same(given, self._token):
            self.attempts.succeeded(address)
            return True
        self.attempts.failed(address)
        return False

    def identity(self, scope: Scope) -> Identity | None:
        """Who sends a request, or None.

        Raises:
            HTTPException: it shows a wrong token (401), or comes after too many of these (429).
        """
        if not self.is_open:
            return None
        token = bearer(scope)
        if token:
            if self.try_token(token, address_of(scope)):
                return Identity("token", self._by)
            raise HTTPException(
                401, "this is not the token", {"www-authenticate": 'Bearer realm="ctkg", error="invalid_token"'}
            )
        _, key = key_of(scope)
        session = self.sessions.find(key)
        return Identity("session", session.name or self._by, key) if session else None


class Identities:
    """Middleware that finds out who sends a request, for pages that show more to those who may write."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self._app = app
        self._gate = gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; see ASGI."""
        if scope["type"] == "http":
            try:
                scope[KEY] = self._gate.identity(scope)
            except HTTPException as error:
                await refuse(scope, send, error.status_code, error.detail, error.headers)
                return
        await self._app(scope, receive, send)


class Guarded:
    """A route behind the gate: what would write needs leave, and is written down whatever comes of it."""

    def __init__(self, app: ASGIApp, route: str) -> None:
        self._app = app
        self._route = route

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; see ASGI.

        Raises:
            HTTPException: it may not write.
        """
        if scope["method"] in SAFE:
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        gate: Gate = request.app.state.gate
        record = gate.audit.record(request, self._route)
        try:
            must_write(request)
            self._must_be_ours(scope)
            gate.audit.ready()
        except HTTPException as error:
            record.ended(error.status_code)
            raise
        status = 500

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                # Written down before anybody learns of it: whatever was answered is in the log.
                status = message["status"]
                record.ended(status)
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except HTTPException as error:
            status = error.status_code
            raise
        finally:
            record.ended(status)

    def _must_be_ours(self, scope: Scope) -> None:
        found = identity(Request(scope))
        by_browser = header(scope, b"origin") or header(scope, b"sec-fetch-site")
        if by_browser or (found and found.how == "session"):
            if is_shown_ours(scope):
                return
            raise HTTPException(403, "only pages of this server may write in a browser; programs send the token")


def guarded(routes: Iterable[BaseRoute]) -> list[BaseRoute]:
    """``routes``, each that could write behind the gate; those whose handler :func:`reads` are as they were."""
    return [_behind(route) if _could_write(route) else route for route in routes]


def _could_write(route: BaseRoute) -> bool:
    if not isinstance(route, Route) or getattr(route.endpoint, _READS, False):
        return False
    return route.methods is None or not SAFE.issuperset(route.methods)


def _behind(route: BaseRoute) -> BaseRoute:
    made = copy(route)  # several applications may be made of the same routes
    assert isinstance(made, Route)
    made.app = Guarded(made.app, made.path)
    return made


def address_of(scope: Scope) -> str:
    """The address of the client, without port."""
    client = scope.get("client")
    return str(client[0]) if client else ""
