"""Who may write: whoever has the token, in a header or by a session that began with it."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Scope

from ctkg.serve.security.refusals import header
from ctkg.serve.security.sessions import cookie_name

if TYPE_CHECKING:
    from ctkg.serve.security.gate import Gate

#: Where the gate leaves what it found out about a request.
KEY = "ctkg.identity"


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody who may write.

    Attributes:
        how: ``token`` or ``session``.
        name: by which what they write is signed.
        key: of the session.
    """

    how: str
    name: str
    key: str = ""


def same(given: str, token: str) -> bool:
    """True where both are the same; the time that it takes tells nothing of either. Nothing is no token."""
    hashes = (hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in (given, token))
    return hmac.compare_digest(*hashes) and bool(token)


def bearer(scope: Scope) -> str:
    """The token in a request's Authorization header, or nothing."""
    kind, _, token = header(scope, b"authorization").partition(" ")
    return token.strip() if kind.casefold() == "bearer" else ""


def key_of(scope: Scope) -> tuple[str, str]:
    """The name of this server's cookie, and what the request has in it, or nothing."""
    name = cookie_name(port_of(scope))
    try:
        found = SimpleCookie(header(scope, b"cookie").replace(", ", "; ")).get(name)
    except CookieError:
        return name, ""
    return name, found.value if found else ""


def port_of(scope: Scope) -> int | None:
    """The port that the server listens at."""
    server = scope.get("server")
    return server[1] if server else None


def identity(request: Request) -> Identity | None:
    """Who sends a request, as far as they may write."""
    found: Identity | None = request.scope.get(KEY)
    return found


def may_write(request: Request) -> bool:
    """True where the request shows the token of a server that may be written to, or has a session."""
    return identity(request) is not None


def writer(request: Request) -> str:
    """The name of whoever writes; empty where nobody may, or where no name is known yet."""
    found = identity(request)
    return found.name if found else ""


def must_write(request: Request) -> str:
    """The name of whoever writes.

    Raises:
        HTTPException: the server is read-only (403), or the request shows no token (401).
    """
    gate: Gate = request.app.state.gate
    if not gate.is_open:
        raise HTTPException(403, "this server is read-only; start it with: ctkg serve --write")
    if not may_write(request):
        raise HTTPException(
            401,
            "writing needs the token that the server printed when it started: open the address that it printed, or "
            "send the header Authorization: Bearer TOKEN",
            {"www-authenticate": 'Bearer realm="ctkg"'},
        )
    return writer(request)
