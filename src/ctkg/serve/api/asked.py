"""What a client asks with: parameters and bodies, read strictly."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from ctkg.errors import UsageError
from ctkg.graph.names import is_iri
from ctkg.iris import PREFIXES, instance
from ctkg.serve.access import View
from ctkg.serve.api.cursors import cursor, place

#: Letters of one parameter at most.
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list: ``limit`` of it behind the first ``start``."""

    start: int
    limit: int
    tag: str
    asked: dict[str, str]

    def on(self, next_place: int) -> dict[str, str]:
        """The cursor to what comes next, for the answer; nothing where nothing does."""
        return {"cursor": cursor(next_place, self.tag, self.asked)} if next_place else {}


def text(request: Request, name: str, default: str = "", *, needed: bool = False) -> str:
    """A parameter of the address.

    Raises:
        HTTPException: it is missing, given twice, or too long (400).
    """
    given = request.query_params.getlist(name)
    if len(given) > 1:
        raise HTTPException(400, f"give {name} once")
    found = given[0] if given else default
    if needed and not found.strip():
        raise HTTPException(400, f"say {name}=...")
    if len(found) > _LONGEST:
        raise HTTPException(400, f"{name} has more than {_LONGEST} letters")
    return found


def number(request: Request, name: str, default: int, most: int) -> int:
    """A whole number of the address, from 1 to ``most``.

    Raises:
        HTTPException: it is none of these (400).
    """
    given = text(request, name) if name in request.query_params else str(default)
    if not (given.isascii() and given.isdecimal() and len(given) < 10 and 1 <= int(given) <= most):
        raise HTTPException(400, f"{name} is a whole number from 1 to {most}")
    return int(given)


def flag(request: Request, name: str, default: bool) -> bool:
    """``true`` or ``false``.

    Raises:
        HTTPException: neither (400).
    """
    given = text(request, name) if name in request.query_params else str(default).lower()
    if given not in ("true", "false"):
        raise HTTPException(400, f"{name} is true or false")
    return given == "true"


def iri(request: Request, name: str, *, needed: bool = False, prefix: str = "") -> str:
    """An IRI, or a name with a prefix of ours (``id:state/KZ``), or, with ``prefix``, a name alone; else nothing.

    Raises:
        HTTPException: nothing of these (400).
    """
    given = text(request, name, needed=needed).strip()
    if not given:
        return ""
    before, colon, rest = given.partition(":")
    whole = PREFIXES[before] + rest if colon and before in PREFIXES else given
    if prefix and ":" not in whole:
        whole = PREFIXES[prefix] + whole
    if not is_iri(whole):
        raise HTTPException(400, f"{name} is an IRI, or a name such as id:state/KZ")
    return whole


def identifier(request: Request, name: str) -> str:
    """The id of a document, or nothing.

    Raises:
        HTTPException: no document can be called so (400).
    """
    given = text(request, name)
    if not is_iri(instance("document", given)):
        raise HTTPException(400, f"{name} is no id: no document can be called so")
    return given


def paging(request: Request, view: View, *, few: int = 50, most: int = 200, deep: int = 10_000) -> Paging:
    """Which part of a list is asked for; ``deep`` is how far a list can be followed.

    Raises:
        HTTPException: a number or a cursor that is none (400), or one of another state of the store (409).
    """
    asked = {"": request.url.path, **dict(request.query_params)}
    limit = number(request, "limit", few, most)
    start = place(text(request, "cursor"), view.tag, asked, most=deep)
    return Paging(start, limit, view.tag, asked)


async def body(request: Request, fields: Mapping[str, type], *, needed: tuple[str, ...] = ()) -> dict[str, Any]:
    """The JSON object that a request carries.

    Args:
        request: with the body.
        fields: names that it may have, with the types of their values.
        needed: names that it must have.

    Raises:
        HTTPException: it is of another type (415), or no such object (400).
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind != "application/json":
        raise HTTPException(415, "send application/json")
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise HTTPException(400, "the body is no JSON") from None
    if not isinstance(found, dict):
        raise HTTPException(400, "the body is no JSON object")
    for name, value in found.items():
        if name not in fields:
            raise HTTPException(400, f"there is no {name[:50]!r}; there are {', '.join(fields)}")
        if type(value) is not fields[name]:
            raise HTTPException(400, f"{name} is of another type: {fields[name].__name__} is wanted")
    for name in needed:
        if not found.get(name):
            raise HTTPException(400, f"{name} is missing")
    if "\\ud" in json.dumps(found):
        raise HTTPException(400, "half a surrogate pair is no letter")
    return found


def missing(error: UsageError) -> HTTPException:
    """An error about a name that means nothing, as 404."""
    return HTTPException(404, error.message)
