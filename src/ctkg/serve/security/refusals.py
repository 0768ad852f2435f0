"""A request that is turned away before the application sees it: why, and what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.types import Scope, Send

TITLES = {
    400: "This cannot be understood",
    401: "This needs a token",
    403: "This is not allowed",
    408: "This took too long to arrive",
    413: "This is too much",
    414: "This address is too long",
    421: "This server is not called so",
    429: "Too many attempts",
    431: "This is too much",
    500: "This went wrong",
    503: "Not now",
}


async def refuse(
    scope: Scope, send: Send, status: int, detail: str, headers: Mapping[str, str] | None = None, *, more: bool = False
) -> None:
    """Answers with a problem (RFC 9457), or with words for a browser.

    Args:
        scope: of the request.
        send: see ASGI.
        status: of the answer.
        detail: what is wrong and what to do, in words of ours: nothing that came with the request.
        headers: of the answer, beside type and length.
        more: the caller ends the answer, once it has thrown the rest of the body away.
    """
    title = TITLES[status]
    if "text/html" in accepted(scope):
        kind, body = "text/plain; charset=utf-8", f"{title}: {detail}\n".encode()
    else:
        kind = "application/problem+json"
        body = json.dumps({"title": title, "status": status, "detail": detail}).encode()
    told = {"content-type": kind, "content-length": str(len(body)), "cache-control": "no-store", **(headers or {})}
    lines = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in told.items()]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    body = b"" if scope["method"] == "HEAD" else body
    await send({"type": "http.response.body", "body": body, "more_body": more})


def header(scope: Scope, name: bytes) -> str:
    """A header of a request; several of the same name are joined by a comma, none is empty."""
    return ", ".join(value.decode("latin-1") for key, value in scope["headers"] if key == name)


def accepted(scope: Scope) -> str:
    """What the client would like."""
    return header(scope, b"accept").casefold()
