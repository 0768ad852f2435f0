"""Who may write: whoever has the token, in a header or by a session that began with it."""

from __future__ import annotations

import secrets

from starlette.exceptions import HTTPException
from starlette.requests import Request


def may_write(request: Request) -> bool:
    """True where the request shows the token of a server that may be written to."""
    settings = request.app.state.settings
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return bool(
        settings.write and kind.lower() == "bearer" and secrets.compare_digest(token.encode(), settings.token.encode())
    )


def writer(request: Request) -> str:
    """The name of whoever writes; empty where nobody may."""
    return request.app.state.settings.by if may_write(request) else ""


def must_write(request: Request) -> str:
    """The name of whoever writes.

    Raises:
        HTTPException: the server is read-only (403), or the request shows no token (401).
    """
    if not request.app.state.settings.write:
        raise HTTPException(403, "this server is read-only; start it with: ctkg serve --write")
    if not may_write(request):
        raise HTTPException(
            401,
            "writing needs the token that the server printed when it started (Authorization: Bearer TOKEN)",
            {"www-authenticate": 'Bearer realm="ctkg"'},
        )
    return writer(request)
