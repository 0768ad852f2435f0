"""Pages that are the same until the store changes: entity tags, and the last ones that were made."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ctkg.graph.store import Store
from ctkg.serve.access import View
from ctkg.serve.security.tokens import may_write, writer

#: Bytes of pages that are kept for one state of the store.
_ROOM = 24_000_000


class _Shelf:
    """Pages by tag, the one used longest ago going first where there is no more room."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, bytes] = OrderedDict()
        self._size, self._lock = 0, Lock()

    def get(self, tag: str) -> bytes | None:
        with self._lock:
            if tag not in self._pages:
                return None
            self._pages.move_to_end(tag)
            return self._pages[tag]

    def put(self, tag: str, page: bytes) -> None:
        with self._lock:
            self._size += len(page) - len(self._pages.pop(tag, b""))
            self._pages[tag] = page
            while self._size > _ROOM and self._pages:
                self._size -= len(self._pages.popitem(last=False)[1])


def tag_of(request: Request, view: View) -> str:
    """The entity tag of a page: of the state of the store, the address, and what the visitor may do."""
    parts = (view.tag, request.url.path, request.url.query, str(may_write(request)), writer(request))
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f'W/"{digest[:24]}"'


def unchanged(request: Request, tag: str) -> bool:
    """True where the client has the page of this tag already."""
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or tag.removeprefix("W/") in (
        each.strip().removeprefix("W/") for each in known.split(",")
    )


def kept(request: Request, view: View, make: Callable[[], Response]) -> Response:
    """The page that ``make`` makes, from memory where it was made of this state of the store; 304 where it is known.

    Only pages of status 200 are kept; all of them bear the tag, and a client asks each time whether it is the same.
    """
    tag = tag_of(request, view)
    headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "Accept, Cookie, Authorization"}
    if unchanged(request, tag):
        return Response(status_code=304, headers=headers)
    shelf = view.kept("pages", _shelf)
    known = shelf.get(tag)
    if known is not None:
        return HTMLResponse(known, headers=headers)
    made = make()
    if made.status_code == 200:
        made.headers.update(headers)
        if "x-inline-styles" not in made.headers:
            shelf.put(tag, bytes(made.body))
    return made


def _shelf(store: Store) -> _Shelf:
    return _Shelf()
