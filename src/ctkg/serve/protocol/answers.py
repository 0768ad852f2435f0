"""Graphs as answers: negotiated, with entity tags, and without a body for HEAD."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from ctkg.serve.negotiation import OF_GRAPHS, chosen

if TYPE_CHECKING:
    from pyoxigraph import Triple

#: Formats without named graphs.
OF_TRIPLES = tuple(each for each in OF_GRAPHS if each.name not in ("trig", "nq"))


def described(request: Request, tag: str, make: Callable[[], Iterable[Triple]]) -> Response:
    """A description of ours in the format that the client likes best.

    Args:
        request: of the client.
        tag: another for every state of what is answered; with the format it makes the entity tag.
        make: gives the triples; it is not called where the client has them already.

    Raises:
        HTTPException: no format that the client takes (406).
    """
    from ctkg.graph.publishing.saying import written

    form = chosen(request, OF_TRIPLES)
    told = {"vary": "Accept", "cache-control": "no-cache", "etag": tag_of(tag, form.name)}
    if is_known(request, told["etag"]):
        return Response(status_code=304, headers=told)
    return Response(written(make(), form.name), headers={**told, "content-type": form.content_type})


def tag_of(*parts: Any) -> str:
    """An entity tag, another for other parts."""
    return '"' + hashlib.sha256(repr(parts).encode()).hexdigest()[:24] + '"'


def is_known(request: Request, tag: str) -> bool:
    """True where the client has what ``tag`` stands for (If-None-Match)."""
    if request.method not in ("GET", "HEAD"):
        return False
    given = request.headers.get("if-none-match", "")
    return given.strip() == "*" or tag in tags(given)


def tags(header: str) -> list[str]:
    """The entity tags of a header, weak ones as strong ones."""
    return [each.strip().removeprefix("W/") for each in header.split(",")]
