"""The record of writes: who wrote what, when, from where, and what came of it; a line of JSON each.

The file is opened anew for every line, so that it can be moved away at any time.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from ctkg.decisions import now
from ctkg.serve.security.tokens import identity

_log = logging.getLogger(__name__)
_SAID = "ctkg.audit"
#: Letters of one value at most.
_LONGEST = 500


def say(request: Request, **what: Any) -> None:
    """Lets the record of this request tell what was written: ids, kinds, numbers; never whole texts."""
    request.scope.setdefault(_SAID, {}).update(what)


class Audit:
    """The file, or none."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = threading.Lock()

    def ready(self) -> None:
        """Nothing is written that could not be written down.

        Raises:
            HTTPException: the file cannot be opened (503).
        """
        try:
            self._append(b"")
        except OSError as error:
            why = f"the record of writes cannot be kept ({error.strerror}), so nothing is written; see --audit"
            raise HTTPException(503, why) from None

    def record(self, request: Request, route: str) -> Record:
        """The record of a request, to be ended once."""
        return Record(self, request, route)

    def write(self, line: dict[str, Any]) -> None:
        """Adds a line.

        Raises:
            OSError: the file cannot be written.
        """
        self._append(json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")

    def _append(self, line: bytes) -> None:
        if self._path is None:
            return
        with self._lock:
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(file, line)
            finally:
                os.close(file)


class Record:
    """What is written down of one request."""

    def __init__(self, audit: Audit, request: Request, route: str) -> None:
        self._audit = audit
        self._request = request
        self._route = route
        self._is_over = False

    def ended(self, status: int) -> None:
        """Writes the line, once; a second call does nothing."""
        if self._is_over:
            return
        self._is_over = True
        request, who = self._request, identity(self._request)
        said = request.scope.get(_SAID, {})
        line = {
            "at": now(),
            "request": request.scope.get("ctkg.request", ""),
            "by": said.pop("by", "") or (who.name if who else ""),
            "how": who.how if who else "",
            "from": request.client.host if request.client else "",
            "method": request.method,
            "route": self._route,
            "path": request.url.path[:_LONGEST],
            **({"what": {name: _short(value) for name, value in said.items()}} if said else {}),
            "status": status,
            "outcome": "done" if status < 400 else "refused" if status < 500 else "failed",
        }
        try:
            self._audit.write(line)
        except OSError:
            _log.exception("the record of writes could not be kept: %s", line)


def _short(value: Any) -> Any:
    if isinstance(value, str):
        return value[:_LONGEST]
    if isinstance(value, list | tuple):
        return [_short(each) for each in value[:20]]
    return value if isinstance(value, int | float | bool | None) else str(value)[:_LONGEST]
