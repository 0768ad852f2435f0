"""Errors as answers: what is wrong, where, and what to do, as a page or as JSON (RFC 9457)."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ctkg.errors import CtkgError, DeadlineError, MissingExtra, QueryError, StoreError, UnreadableInput, UsageError
from ctkg.serve.pages.rendering import page

_STATUS: tuple[tuple[type[CtkgError], int], ...] = (
    (DeadlineError, 504),
    (QueryError, 400),
    (UsageError, 400),
    (UnreadableInput, 400),
    (MissingExtra, 501),
    (StoreError, 503),
)
_TITLES = {
    400: "This cannot be done as asked",
    401: "This needs a token",
    403: "This is not allowed",
    404: "Nothing is here",
    405: "This cannot be done here",
    406: "Not in this format",
    413: "This is too much",
    415: "Not in this format",
    503: "Not now",
    504: "Not done in time",
}
#: Paths that programs ask; everything else is read by people.
_PROGRAMS = ("/api/", "/sparql", "/update", "/data", "/health", "/metrics")


def status_of(error: CtkgError) -> int:
    """The status of an answer that an error leads to."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def told(request: Request, error: Exception) -> Response:
    """The answer to a request that failed on purpose."""
    if isinstance(error, HTTPException):
        return answer(request, error.status_code, str(error.detail), headers=dict(error.headers or {}))
    assert isinstance(error, CtkgError)
    return answer(request, status_of(error), error.message, line=error.line, column=error.column)


def answer(
    request: Request,
    status: int,
    detail: str,
    *,
    line: int | None = None,
    column: int | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """An error as a page for people, as ``application/problem+json`` for programs."""
    title = _TITLES.get(status, "This went wrong")
    if "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(_PROGRAMS):
        made = page(request, "failure.html", status=status, title=title, detail=detail, line=line, column=column)
        made.headers.update(headers or {})
        return made
    body = {"title": title, "status": status, "detail": detail, "line": line, "column": column}
    return JSONResponse(
        {name: value for name, value in body.items() if value is not None},
        status_code=status,
        headers=headers,
        media_type="application/problem+json",
    )
