"""Reads RDF files, with care: they may come from anyone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from ctkg.errors import UnreadableInput, UsageError
from ctkg.graph.export.faults import explained
from ctkg.graph.export.formats import FORMATS, format_name, format_of

#: Largest file that is read, bytes.
LIMIT = 256 * 1024 * 1024
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_PLACE = re.compile(r"(?:Parser error )?(?:at|between) line (\d+)(?:,? (?:between columns|column) (\d+))?")


def read(
    source: Path | bytes, format: str | None = None, *, limit: int = LIMIT, base: str | None = None
) -> Iterator[Quad]:
    """Quads of a file or of bytes, in file order; triples stand in the default graph.

    RDF/XML with a DOCTYPE is refused (entities can grow without bound), and JSON-LD contexts are never fetched.
    ``base``: what relative IRIs are relative to where the source does not say.

    Raises:
        UnreadableInput: missing, empty, too large, not UTF-8 or not parsable; with line and column where known.
        UsageError: the format is unknown.
    """
    path = source if isinstance(source, Path) else None
    if format is None and path is None:
        raise UsageError(f"name the format: {', '.join(FORMATS)}")
    form = format_name(format) if format else format_of(path)  # type: ignore[arg-type]
    data = _bytes(source, limit)
    declared = _DOCTYPE.search(data) if FORMATS[form] == RdfFormat.RDF_XML else None
    if declared:
        line = data[: declared.start()].count(b"\n") + 1
        raise UnreadableInput("a DOCTYPE is refused in RDF/XML; write IRIs in full and remove it", path=path, line=line)
    return iter(_parsed(data, form, path, base))


def _bytes(source: Path | bytes, limit: int) -> bytes:
    path = source if isinstance(source, Path) else None
    try:
        if path is not None and path.stat().st_size > limit:
            raise UnreadableInput(f"larger than {limit // 2**20} MB; split it", path=path)
        data = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"cannot be read: {error.strerror or error}", path=path) from None
    if len(data) > limit:
        raise UnreadableInput(f"larger than {limit // 2**20} MB; split it", path=path)
    if not data.strip():
        raise UnreadableInput("empty", path=path)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableInput("not UTF-8 text; save it as UTF-8", path=path, line=line) from None
    return data


def _parsed(data: bytes, form: str, path: Path | None, base: str | None) -> list[Quad]:
    try:
        return list(parse(data, FORMATS[form], base_iri=base))
    except (SyntaxError, ValueError) as error:
        place = _PLACE.search(str(error))
        line = getattr(error, "lineno", None) or (int(place[1]) if place else None)
        column = getattr(error, "offset", None) or (int(place[2]) if place and place[2] else None)
        words = str(error).split(": ", 1)[-1] if place else str(error)
        if FORMATS[form] == RdfFormat.RDF_XML and line is None:
            line, column, words = _xml_place(data) or (None, None, words)
        raise UnreadableInput(
            f"not valid {form}: {explained(words, _before(data, line, column))}", path=path, line=line, column=column
        ) from None


def _before(data: bytes, line: int | None, column: int | None) -> str:
    """The beginning of a line, up to a column."""
    lines = data.decode("utf-8", "replace").split("\n")
    return lines[line - 1][:column] if line and column and line <= len(lines) else ""


def _xml_place(data: bytes) -> tuple[int, int, str] | None:
    """Line, column and reason where ``data`` stops being XML, which pyoxigraph does not say; None for other faults."""
    from xml.parsers import expat

    try:
        expat.ParserCreate().Parse(data, True)  # no DOCTYPE comes this far, so no entity can grow
    except expat.ExpatError as error:
        return error.lineno, error.offset + 1, expat.ErrorString(error.code)
    return None
