"""Plain text: the text as it stands, its first line included."""

from __future__ import annotations

from ctkg.model import Document, Source
from ctkg.text.read import encoding, reader


def parse(data: bytes, name: str) -> Document:
    """Read plain text in UTF-8 (or UTF-16, UTF-32 with a byte order mark).

    Raises:
        UnreadableInput: it is empty, binary or in another encoding.
    """
    text = encoding.decode(data, name=name)
    return reader.document(text, name=name, source=Source(media_type="text/plain"))


READER = reader.Reader(media_type="text/plain", suffixes=(".txt", ".text"), parse=parse)
