"""Pages that write: who may see them, what their forms send, and where a browser goes on."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ctkg.serve.pages.rendering import page
from ctkg.serve.security.tokens import identity, may_write, must_write

#: Fields of a form, and bytes of one of them, at most.
_FIELDS, _PART = 5_000, 2_000_000
_T = TypeVar("_T")
_MAKING = threading.Lock()

Values = dict[str, str]
Handler = Callable[[Request], Response]


def page_for_writers(handler: Handler) -> Handler:
    """A page that only writers see; others are told how to become one, or asked who they are."""

    @wraps(handler)
    def shown(request: Request) -> Response:
        settings = request.app.state.settings
        if not settings.write:
            return page(request, "read_only.html", path=request.url.path)
        if not may_write(request) or not must_write(request):
            return RedirectResponse(f"/login?next={quote(_here(request), safe='')}", 303)
        return handler(request)

    return shown


def posted(handler: Callable[[Request, Values], Response]) -> Callable[[Request], Awaitable[Response]]:
    """A handler of what a form without files sends; it runs in a thread, as pages do."""

    @wraps(handler)
    async def answered(request: Request) -> Response:
        must_write(request)
        async with request.form(max_files=0, max_fields=_FIELDS, max_part_size=_PART) as form:
            values = {name: value for name, value in form.items() if isinstance(value, str)}
        if not must_write(request):
            return RedirectResponse(f"/login?next={quote(_here(request), safe='')}", 303)
        return await run_in_threadpool(handler, request, values)

    return answered


def kept(request: Request, name: str, make: Callable[[], _T]) -> _T:
    """What this application keeps under a name; made where it is missing."""
    state = request.app.state
    with _MAKING:
        if not hasattr(state, name):
            setattr(state, name, make())
        found: _T = getattr(state, name)
    return found


def seen(path: str) -> RedirectResponse:
    """The browser goes on there, so that a reload sends nothing twice."""
    return RedirectResponse(path, 303)


def owner(request: Request) -> str:
    """Whose what is begun is: of the session, or of the name under which the token writes."""
    found = identity(request)
    return "" if found is None else found.key or f"{found.how} {found.name}"


def _here(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
