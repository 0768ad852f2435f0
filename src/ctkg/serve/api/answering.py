"""Answers of the JSON API to what only reads: of one state of the store, with an entity tag."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ctkg.serve.access import View

Make = Callable[[View, Request], Any]


def read(make: Make) -> Callable[[Request], Response]:
    """A handler that answers with what ``make`` finds in the store, or that nothing has changed (304)."""

    def handler(request: Request) -> Response:
        with request.app.state.access.reading() as view:
            headers = {"etag": f'W/"{view.tag}"', "cache-control": "no-cache"}
            known = (each.strip() for each in request.headers.get("if-none-match", "").split(","))
            if headers["etag"] in known:
                return Response(status_code=304, headers=headers)
            return answer(make(view, request), headers=headers)

    handler.__doc__ = make.__doc__
    handler.__name__ = make.__name__
    return handler


def answer(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """JSON, with letters as they are; what is no letter in UTF-8 is marked."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Response(text.encode("utf-8", "replace"), status, headers, "application/json")
