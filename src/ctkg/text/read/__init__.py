"""Bytes to documents: plain text, Markdown with front matter, web pages, and what plug-ins can read.

>>> read_bytes(b"OSCE opens workshop\\nIt opened today.", name="workshop.txt").id
'workshop'
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path, PurePath

from ctkg import registry
from ctkg.errors import UnreadableInput, UsageError
from ctkg.model import Document
from ctkg.text.read import files
from ctkg.text.read.files import LIMIT
from ctkg.text.read.identity import check_ids
from ctkg.text.read.reader import Reader

__all__ = ["LIMIT", "Reader", "check_ids", "discover", "read", "read_bytes", "readers"]

GROUP = "ctkg.readers"


def read(path: str | Path, *, media_type: str | None = None) -> Document:
    """The document in the file ``path``; its kind by ``media_type``, else by the suffix.

    The id is that of the front matter, else the file stem (its slug, where the stem cannot stand in an IRI).

    Raises:
        UnreadableInput: the file is missing, a folder, too large, empty, binary, wrongly encoded, of an unknown kind,
            or not well formed; with line and column where there are some.
    """
    return read_bytes(files.load(Path(path)), name=str(path), media_type=media_type)


def read_bytes(data: bytes, *, name: str, media_type: str | None = None) -> Document:
    """The document in ``data``, which is called ``name`` in messages and by its stem; see :func:`read`.

    Raises:
        UnreadableInput: as :func:`read`.
    """
    if len(data) > LIMIT:
        raise UnreadableInput(f"{len(data)} bytes are too many for one document (limit {LIMIT})", path=name)
    return _reader(name, media_type)(data, name)


def discover(paths: Iterable[str | Path]) -> list[Path]:
    """The files to read, sorted, once each: ``paths``, and every file of a known kind at any depth of a folder.

    Raises:
        UnreadableInput: a folder holds no document or must not be read.
    """
    return files.discover(paths, (suffix for reader in readers() for suffix in reader.suffixes))


@cache
def readers() -> tuple[Reader, ...]:
    """All readers, those of ctkg and those of plug-ins, sorted by name.

    Raises:
        UsageError: a plug-in gives something that is not a :class:`Reader`.
    """
    found = registry.plugins(GROUP)
    for name, reader in found.items():
        if not isinstance(reader, Reader):
            raise UsageError(f"the plug-in {name!r} of {GROUP} is not a ctkg.text.read.Reader")
    return tuple(reader for reader in found.values() if isinstance(reader, Reader))


def _reader(name: str, media_type: str | None) -> Reader:
    suffix = PurePath(name).suffix.lower()
    for reader in readers():
        if reader.media_type == media_type or (media_type is None and suffix in reader.suffixes):
            return reader
    if media_type is not None:
        known = ", ".join(reader.media_type for reader in readers())
        raise UnreadableInput(f"no reader for {media_type!r}; there are readers for {known}", path=name)
    known = " ".join(suffix for reader in readers() for suffix in reader.suffixes)
    raise UnreadableInput(f"unknown kind of file {suffix!r}; known suffixes are {known}", path=name)
