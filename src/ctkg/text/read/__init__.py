"""Bytes to documents: text, Markdown, web pages, PDF, Word, mail, what an address answers, and what plug-ins can read.

>>> read_bytes(b"OSCE opens workshop\\nIt opened today.", name="workshop.txt").id
'workshop'
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path, PurePath
from urllib.parse import urlsplit

from ctkg import registry
from ctkg.errors import UnreadableInput, UsageError
from ctkg.model import Document
from ctkg.text.read import files, web
from ctkg.text.read.files import LIMIT
from ctkg.text.read.identity import check_ids
from ctkg.text.read.reader import Reader
from ctkg.text.read.web import Address

__all__ = ["LIMIT", "Address", "Reader", "check_ids", "discover", "read", "read_bytes", "readers"]

GROUP = "ctkg.readers"


def read(path: str | Path | Address, *, media_type: str | None = None) -> Document:
    """The document in the file ``path``; its kind by ``media_type``, else by the suffix.

    The id is that of the front matter, else the file stem (its slug, where the stem cannot stand in an IRI). A string
    that is a web address is fetched (see :mod:`ctkg.text.read.web`); the address that answers becomes the source's.

    Raises:
        UnreadableInput: the file is missing, a folder, too large, empty, binary, wrongly encoded, of an unknown kind,
            or not well formed; with line and column where there are some. An address cannot be fetched.
        MissingExtra: an optional part reads this kind and is not installed.
    """
    if isinstance(path, str) and web.is_address(path):
        path = Address(path)
    if isinstance(path, Address):
        page = _copy(path) if path.copy else web.fetch(path, media_types=media_types())
        return read_page(page, media_type=media_type)
    return read_bytes(files.load(Path(path)), name=str(path), media_type=media_type)


def read_bytes(data: bytes, *, name: str, media_type: str | None = None) -> Document:
    """The document in ``data``, which is called ``name`` in messages and by its stem; see :func:`read`.

    Raises:
        UnreadableInput: as :func:`read`.
    """
    if len(data) > LIMIT:
        raise UnreadableInput(f"{len(data)} bytes are too many for one document (limit {LIMIT})", path=name)
    return _reader(name, media_type)(data, name)


def read_page(page: web.Page, *, media_type: str | None = None) -> Document:
    """The document that an address answered with.

    Raises:
        UnreadableInput: as :func:`read`.
    """
    found = read_bytes(page.data, name=page.url, media_type=media_type or page.media_type or None)
    return found.with_source(url=page.url)


def media_types() -> tuple[str, ...]:
    """What can be read, by media type."""
    return tuple(reader.media_type for reader in readers())


def suffix_of(media_type: str, name: str) -> str:
    """A suffix by which :func:`read` knows a file of this media type; where that is empty, of this name."""
    return _reader(name, media_type or None).suffixes[0]


def _copy(address: Address) -> web.Page:
    file = Path(address.copy)
    return web.Page(data=files.load(file), url=address.url, media_type=_reader(file.name, None).media_type)


def discover(paths: Iterable[str | Path | Address], *, private: bool = False) -> list[Path | Address]:
    """The files to read, sorted, once each: ``paths``, and every file of a known kind at any depth of a folder.

    Web addresses among them come last; ``private`` says whether they may be of a private network.

    Raises:
        UnreadableInput: a folder holds no document or must not be read.
    """
    given = list(paths)
    addresses = {
        path if isinstance(path, Address) else Address(str(path), private)
        for path in given
        if isinstance(path, Address) or web.is_address(path)
    }
    local = [path for path in given if not isinstance(path, Address) and not web.is_address(path)]
    suffixes = (suffix for reader in readers() for suffix in reader.suffixes)
    return [*files.discover(local, suffixes), *sorted(addresses, key=str)]


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
    # The suffix of an address is that of its path.
    suffix = PurePath(urlsplit(name).path if web.is_address(name) else name).suffix.lower()
    for reader in readers():
        if reader.media_type == media_type or (media_type is None and suffix in reader.suffixes):
            return reader
    if media_type is not None:
        known = ", ".join(reader.media_type for reader in readers())
        raise UnreadableInput(f"no reader for {media_type!r}; there are readers for {known}", path=name)
    known = " ".join(suffix for reader in readers() for suffix in reader.suffixes)
    raise UnreadableInput(f"unknown kind of file {suffix!r}; known suffixes are {known}", path=name)
