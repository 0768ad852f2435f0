"""Cursors: where a list goes on. A client hands one back as it is."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping

from starlette.exceptions import HTTPException


def cursor(place: int, tag: str, asked: Mapping[str, str]) -> str:
    """A cursor to ``place`` of the list that ``asked`` (parameters by name) gives in the state ``tag`` of a store."""
    return base64.urlsafe_b64encode(json.dumps([place, tag, _mark(asked)]).encode()).decode().rstrip("=")


def place(given: str, tag: str, asked: Mapping[str, str], *, most: int) -> int:
    """Where a cursor leads; 0 for none.

    Raises:
        HTTPException: it is none of ours, or of another list (400), or the store has changed since (409).
    """
    if not given:
        return 0
    try:
        found = json.loads(base64.b64decode(given + "=" * (-len(given) % 4), altchars=b"-_", validate=True))
        number, then, mark = found
    except (ValueError, TypeError, RecursionError):
        raise HTTPException(400, "this is no cursor; take that of the answer before, or begin without") from None
    if not isinstance(number, int) or not 0 <= number <= most or mark != _mark(asked):
        raise HTTPException(400, "this cursor is of another list; begin without one")
    if then != tag:
        raise HTTPException(409, "the store has changed since, and with it the order; begin without a cursor")
    return number


def _mark(asked: Mapping[str, str]) -> str:
    told = sorted((name, value) for name, value in asked.items() if name not in ("cursor", "limit"))
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]
