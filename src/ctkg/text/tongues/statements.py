"""From a document that is not English to its statements."""

from __future__ import annotations

from collections.abc import Iterator

from ctkg.model import Document, Statement
from ctkg.text.relate import types
from ctkg.text.tongues import counts, events, lexicon, read, roles, uses, when, where


def find(document: Document, tag: str) -> Iterator[Statement]:
    """What ``document``, in the language ``tag``, states; nothing where ctkg has no lexicons of the language."""
    if tag not in lexicon.tags():
        return
    reading = read.read(document, tag)
    told = events.find(reading, tag)
    if not told:
        return
    yield from types.relate(reading, told)
    for relate in (when.relate, where.relate, roles.relate, counts.relate, uses.relate):
        yield from relate(reading, told, tag)
