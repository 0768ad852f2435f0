"""Packages of Office Open XML: what they would unpack to is looked up before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from ctkg.errors import UnreadableInput

#: Bytes that all parts may have together, and one part of XML, when unpacked.
MOST_BYTES = 200_000_000
MOST_XML = 50_000_000
MOST_PARTS = 5_000
#: A part larger than a megabyte that is packed better than this is made to burst memory; real XML reaches 20 to 40, and
#: text that repeats itself 200.
_RATIO = 500
_OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def check(data: bytes, *, name: str) -> None:
    """Refuse a package that is broken, encrypted, too large when unpacked, or has a document type in its XML.

    Office Open XML forbids document types (ECMA-376, part 2), which can hold entities that grow without end.

    Raises:
        UnreadableInput: it is one of these.
    """
    if data.startswith(_OLD_FORMAT):
        # A package with a password is wrapped in the old container.
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableInput("this document is encrypted; save it without password", path=name)
        raise UnreadableInput("this is an old Word file (.doc); save it as .docx", path=name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_sizes(package.infolist(), name)
            for part in package.infolist():
                if part.filename.lower().endswith((".xml", ".rels")):
                    _check_xml(package.read(part), part.filename, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as error:
        raise UnreadableInput(f"this is not a Word document (.docx), or it is damaged: {error}", path=name) from None


def _check_sizes(parts: list[zipfile.ZipInfo], name: str) -> None:
    if len(parts) > MOST_PARTS:
        raise UnreadableInput(f"{len(parts)} parts are too many for one document (limit {MOST_PARTS})", path=name)
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableInput("this document is encrypted; save it without password", path=name)
    total = sum(part.file_size for part in parts)
    if total > MOST_BYTES:
        raise UnreadableInput(_too_large("this document", total, MOST_BYTES), path=name)
    for part in parts:
        if part.file_size > 1_000_000 and part.file_size > _RATIO * part.compress_size:
            message = f"{part.filename} unpacks to {part.file_size / part.compress_size:.0f} times its size; not read"
            raise UnreadableInput(message, path=name)
        if part.filename.lower().endswith((".xml", ".rels")) and part.file_size > MOST_XML:
            raise UnreadableInput(_too_large(part.filename, part.file_size, MOST_XML), path=name)


def _check_xml(written: bytes, part: str, name: str) -> None:
    if b"<!DOCTYPE" in written.replace(b"\0", b"") or b"<!ENTITY" in written.replace(b"\0", b""):
        raise UnreadableInput(f"{part} has a document type, which a Word document must not have; not read", path=name)


def _too_large(what: str, size: int, limit: int) -> str:
    return f"{what} unpacks to {size / 1e6:.0f} MB, which is too large (limit {limit // 1_000_000} MB); split it"
