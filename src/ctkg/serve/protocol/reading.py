"""What a request of the SPARQL 1.1 Protocol asks: its operation and parameters, from wherever the standard has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

#: Parameters of a form, or of an address, at most.
_MOST = 200
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Asked:
    """An operation with its parameters.

    Attributes:
        text: the query or update; None where the request has none.
        values: all parameters, in order, but for the text itself.
    """

    text: str | None
    values: Sequence[tuple[str, str]] = field(default_factory=tuple)

    def all(self, name: str) -> tuple[str, ...]:
        """The values of a parameter."""
        return tuple(value for key, value in self.values if key == name)

    def one(self, name: str) -> str:
        """The value of a parameter, or nothing.

        Raises:
            HTTPException: there are several (400).
        """
        found = self.all(name)
        if len(found) > 1:
            raise HTTPException(400, f"one {name} is taken, not {len(found)}")
        return found[0] if found else ""


async def asked(request: Request, operation: str) -> Asked:
    """The ``query`` or ``update`` of a request, by GET, by a form, or as the body itself.

    Raises:
        HTTPException: a body of another type (415), one that is no UTF-8, or more than one text (400).
    """
    given = _pairs(request.scope.get("query_string", b""))
    if request.method in ("GET", "HEAD"):
        return _of(operation, given)
    kind, charset = content_type(request)
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise HTTPException(415, f"the text comes in UTF-8, not in {charset[:40]}")
    body = await request.body()
    if kind == f"application/sparql-{operation}":
        if any(name in ("query", "update") for name, _ in given):
            raise HTTPException(400, f"the {operation} comes as the body or as a parameter, not as both")
        return Asked(_text(body), tuple(given))
    if kind != _FORM:
        kinds = f"{_FORM} or as application/sparql-{operation}"
        raise HTTPException(415, f"a body comes as {kinds}, not as {kind[:80] or 'nothing'}")
    return _of(operation, [*given, *_pairs(body)])


def content_type(request: Request) -> tuple[str, str]:
    """The media type of the body, and its charset; empty where they are not told."""
    kind, *parameters = request.headers.get("content-type", "").casefold().split(";")
    named = (parameter.strip().partition("=") for parameter in parameters)
    return kind.strip(), next((value.strip("\"' ") for name, _, value in named if name == "charset"), "")


def _of(operation: str, given: list[tuple[str, str]]) -> Asked:
    texts = [value for name, value in given if name == operation]
    other = "update" if operation == "query" else "query"
    if any(name == other for name, _ in given):
        where = "to /update, by POST" if other == "update" else "to /sparql"
        raise HTTPException(400, f"this takes a {operation}; send the {other} {where}")
    if len(texts) > 1:
        raise HTTPException(400, f"one {operation} is taken, not {len(texts)}")
    return Asked(texts[0] if texts else None, tuple((name, value) for name, value in given if name != operation))


def _pairs(data: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            data.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MOST, encoding="utf-8"
        )
    except UnicodeDecodeError:
        raise HTTPException(400, "the parameters are no UTF-8") from None
    except ValueError:
        raise HTTPException(400, f"more than {_MOST} parameters") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise HTTPException(400, "the text is no UTF-8") from None
