"""Adding a document: give it, look at it, keep it or not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Thread

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ctkg.errors import CtkgError
from ctkg.serve.documents.kinds import KINDS
from ctkg.serve.pages.giving import given as giving
from ctkg.serve.pages.giving import keeping, removing
from ctkg.serve.pages.giving.given import Given, Mistaken
from ctkg.serve.pages.giving.looking import Preview, look
from ctkg.serve.pages.giving.worker import Worker
from ctkg.serve.pages.posting import Values, kept, owner, page_for_writers, posted, seen
from ctkg.serve.pages.rendering import page
from ctkg.serve.pages.shelf import Shelf
from ctkg.serve.security import audit
from ctkg.serve.security.tokens import must_write
from ctkg.text.read import readers
from ctkg.text.read.web import is_address

#: Files at a time; bytes of all documents that people look at; statements that a page lists.
_FILES, _BYTES, _ROWS = 20, 200_000_000, 1_000
_OUT = "out-"


def previews(request: Request) -> Shelf[Preview]:
    """The documents that people look at."""
    return kept(
        request,
        "previews",
        lambda: Shelf[Preview](most=200, each=40, weigh=_weight, heaviest=_BYTES),
    )


def _weight(found: Preview) -> int:
    read = found.read
    return (
        len(found.given.data) + 4 * len(read.document.text) + len(read.made.quads) if read and found.given else 10_000
    )


@page_for_writers
def show(request: Request) -> Response:
    """The place to give a document."""
    Thread(target=_worker(request).warm, daemon=True).start()
    return _form(request, Preview())


def _form(request: Request, found: Preview, key: str = "") -> Response:
    suffixes = sorted({suffix for reader in readers() for suffix in reader.suffixes})
    begun = [(name, each) for name, each in waiting(request) if name != key]
    return page(request, "document_give.html", found=found, begun=begun, suffixes=suffixes)


def waiting(request: Request) -> list[tuple[str, Preview]]:
    """What somebody looks at and has not kept yet, by key."""
    return [(key, each) for key, each in previews(request).of(owner(request)) if not each.kept]


async def take(request: Request) -> Response:
    """What the page sends: a text, files or an address; each is read and can be looked at then."""
    by = must_write(request)
    limit = request.app.state.settings.body
    async with request.form(max_files=_FILES, max_fields=40, max_part_size=limit) as form:
        values = {name: value for name, value in form.multi_items() if isinstance(value, str)}
        files = [
            (value.filename or "", await value.read())
            for _, value in form.multi_items()
            if isinstance(value, UploadFile) and value.filename
        ]
    if not by:
        return seen("/login?next=/add/document")
    return await run_in_threadpool(_taken, request, values, files)


def _taken(request: Request, values: Values, files: list[tuple[str, bytes]]) -> Response:
    match values.get("way", ""):
        case "upload":
            found = [_read(request, partial(giving.uploaded, *each), {"way": "upload"}) for each in files]
            if not files:
                found = [Preview(values=values, fault="choose a file first", at="files")]
        case "address":
            found = [_read(request, lambda: _address(request, values), values)]
        case _:
            found = [_read(request, lambda: giving.pasted(values), values)]
    keys = [previews(request).put(owner(request), each) for each in reversed(found)]
    return seen(f"/add/document/{keys[0]}") if len(keys) == 1 else seen("/add/document#begun")


def _address(request: Request, values: Values) -> Given:
    if not request.app.state.settings.fetch:
        raise HTTPException(403, "this server fetches nothing; start it with: ctkg serve --write --fetch")
    address = values.get("from", "").strip()
    if not is_address(address):
        raise Mistaken("from", "write an address such as https://example.org/report")
    return Given("", address=address)


def _read(request: Request, give: Callable[[], Given], values: Values) -> Preview:
    """A document that was read, or why it was not."""
    found = Preview(values=values)
    try:
        found.given = give()
        read = _worker(request).read(found.given)
        with request.app.state.access.reading() as view:
            look(view.store, read, found, decisions=request.app.state.settings.decisions)
    except Mistaken as error:
        found.fault, found.at = error.message, error.field
    except CtkgError as error:
        where = f"line {error.line}: " if error.line else ""
        found.fault = where + error.message
    return found


def _worker(request: Request) -> Worker:
    return kept(request, "document_worker", lambda: Worker(memory=request.app.state.settings.memory))


@page_for_writers
def preview(request: Request) -> Response:
    """A document as it would be; what is wrong with it, where it cannot be read; or that it is kept."""
    key, found = _found(request)
    if found.kept:
        return page(request, "document_kept.html", key=key, found=found)
    if found.read is None:
        return _form(request, found, key)
    return page(
        request,
        "document_preview.html",
        key=key,
        found=found,
        rows=found.rows[:_ROWS],
        kinds=[(kind, sum(row.kind is kind for row in found.rows)) for kind in KINDS],
    )


@posted
def decide(request: Request, given: Values) -> Response:
    """Keep it, with what is left out of it; discard it; or take what was kept out again."""
    key, found = _found(request)
    do = given.get("do", "look")
    if do == "discard":
        previews(request).drop(owner(request), key)
        return seen("/add/document")
    with found.lock:
        act = _decided(request, found, do, {name.removeprefix(_OUT) for name in given if name.startswith(_OUT)})
    if act:
        previews(request).drop(owner(request), key)
        return seen(f"/acts/{act}?done=1")
    return seen(f"/add/document/{key}")


def _decided(request: Request, found: Preview, do: str, out: set[str]) -> str:
    """Carry out what was decided, once; the id of the act that takes a document out, where that was it."""
    if do == "remove" and found.kept:
        with request.app.state.access.writing() as graph:
            effect = graph.remove(found.kept, by=must_write(request), decisions=request.app.state.settings.decisions)
        audit.say(request, act=effect.acts[0].id)
        return str(effect.acts[0].id)
    if found.read is not None and not found.kept:
        found.out = out
        if do == "keep":
            found.done = keeping.keep(request, found, must_write(request))
            found.kept = found.read.made.document
            audit.say(request, document=found.kept, left_out=len(found.out))
            found.values["title"] = found.title
            found.given, found.read, found.rows, found.changes = None, None, (), None
    return ""


def _found(request: Request) -> tuple[str, Preview]:
    key = request.path_params["key"]
    found = previews(request).get(owner(request), key)
    if found is None:
        raise HTTPException(
            404, "this document is not looked at any more: they are held for a day, and until the server ends"
        )
    return key, found


ROUTES = (
    Route("/add/document", show, methods=["GET"], name="document-give"),
    Route("/add/document", take, methods=["POST"]),
    Route("/add/document/{key}", preview, methods=["GET"], name="document-preview"),
    Route("/add/document/{key}", decide, methods=["POST"]),
    *removing.ROUTES,
)
