"""RDF that a client sends: read with care, whoever it comes from."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

from ctkg.serve.negotiation import OF_GRAPHS, Format
from ctkg.serve.protocol.reading import content_type

_MULTIPART = "multipart/form-data"
#: Files of one request at most, and formats that are read.
_FILES = 20
_READ = tuple(each for each in OF_GRAPHS if each.name not in ("trig", "nq"))
#: A part of a request: its format, and what is in it.
Part = tuple[Format, bytes]


async def parts(request: Request) -> list[Part]:
    """The RDF that a request carries: its body, or the files of a form.

    Raises:
        HTTPException: a format that is not read (415), a broken form (400), or too much (413).
    """
    kind, charset = content_type(request)
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise HTTPException(415, f"RDF comes in UTF-8, not in {charset[:40]}")
    if kind == _MULTIPART:
        return await _files(request)
    form = _format(kind) if kind else _READ[0]
    body = await request.body()
    _bounded(request, len(body))
    return [(form, body)]


async def _files(request: Request) -> list[Part]:
    found: list[Part] = []
    async with request.form(max_files=_FILES, max_fields=_FILES) as form:
        for _, value in form.multi_items():
            if isinstance(value, str):
                raise HTTPException(400, "a form carries RDF as files, each with its Content-Type")
            kind = (value.content_type or "").partition(";")[0].strip().casefold()
            found.append((_format(kind) if kind else _READ[0], await value.read()))
            _bounded(request, sum(len(content) for _, content in found))
    if not found:
        raise HTTPException(400, "the form has no files; each carries RDF, with its Content-Type")
    return found


def _format(kind: str) -> Format:
    for form in _READ:
        if kind == form.kind or kind in form.also:
            return form
    raise HTTPException(415, f"RDF comes as {', '.join(each.kind for each in _READ)}, not as {kind[:80]}")


def _bounded(request: Request, size: int) -> None:
    most = request.app.state.settings.body
    if size > most:
        raise HTTPException(413, f"more than {most} bytes; send less at a time")
