"""Word documents (.docx): paragraphs, headings, items with their numbers, and rows of tables.

Read by python-docx (the extra ``[read]``), after the package was checked. What is deleted by a tracked change, hidden,
or stands in headers, footers, notes and comments is no text of the document.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from ctkg.errors import UnreadableInput
from ctkg.model import Document, Source
from ctkg.text.read import archives, blocks, encoding, extras, properties, reader, word_blocks

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def parse(data: bytes, name: str) -> Document:
    """Read a Word document.

    Raises:
        UnreadableInput: it is damaged, encrypted, of the old format, too large when unpacked, or has no text.
        MissingExtra: python-docx is not installed.
    """
    if not data:
        raise UnreadableInput("the file is empty", path=name)
    archives.check(data, name=name)
    docx = extras.load("docx", extra="read", what="Word documents", name=name)
    try:
        opened = docx.Document(io.BytesIO(data))
        body = word_blocks.body(opened)
        stated, created = list(_titles(opened)), _created(opened)
    except Exception as error:  # a hostile package must not stop a build of other documents
        raise UnreadableInput(f"this is not a well-formed Word document: {error!r}", path=name) from error
    if not body.blocks:
        raise UnreadableInput("this document has no text (pictures only?)", path=name)
    text = encoding.normalise(blocks.join(body.blocks), name=name)
    title = properties.title([body.title, *stated, body.heading], text)
    if any(" ".join(block.text.split()) == title for block in body.blocks[:3]):
        text = encoding.normalise(blocks.join(body.blocks, title), name=name)
    source = Source(media_type=MEDIA_TYPE, title=title, published=properties.day([created], text))
    return reader.document(text, name=name, source=source, notices=body.notices)


READER = reader.Reader(media_type=MEDIA_TYPE, suffixes=(".docx",), parse=parse)


def _titles(opened: Any) -> Iterator[str]:
    yield str(opened.core_properties.title or "")
    yield str(opened.core_properties.subject or "")


def _created(opened: Any) -> str:
    created = opened.core_properties.created
    return created.date().isoformat() if created is not None else ""
