"""Resolutions told by their number in the words of a language."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cache

from ctkg.model import Document, Entity, Link, Span
from ctkg.text.find import instruments
from ctkg.text.find.linking import link
from ctkg.text.tongues import lexicon

_NUMBER = r"(?P<n>\d{2}/\d{1,3}|\d{3,4})(?![\d/]|-\d)"


@cache
def _patterns(tag: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = lexicon.load(tag, "instruments")["resolutions"]
    number = lexicon.expanded(words["number"]).replace(r"\s+?", r"\s*") + _NUMBER
    number += lexicon.expanded(words["year"]).replace(r"\s+?", r"\s*")
    first = re.compile(rf"(?<!\w)(?:{'|'.join(words['words'])})\s+{number}", re.IGNORECASE)
    return first, re.compile(lexicon.expanded(words["joins"]).replace(r"\s+?", r"\s*") + number, re.IGNORECASE)


def find(document: Document, plain: str, tag: str) -> Iterator[Link]:
    """Resolutions of ``plain``, the members of a list each; symbols of any language. Links may overlap."""
    yield from instruments.numbered(document, plain)
    if tag not in lexicon.tags():
        return
    first, further = _patterns(tag)
    for match in first.finditer(plain):
        yield _link(document, match, match.start())
        at = match.end()
        while (following := further.match(plain, at)) is not None:
            yield _link(document, following, following.start("n"))
            at = following.end()


def _link(document: Document, match: re.Match[str], start: int) -> Link:
    number = match["n"]
    year = match["y"] or match["y2"] or ""
    known = instruments.resolutions().get(number)
    if known is not None and (not year or year in known.label or "/" in number):
        thing = known
    elif "/" in number:
        thing = Entity(kind="instrument", label=f"A/RES/{number}", type="general-assembly-resolution")
    else:
        thing = instruments.resolution(number, year)
    words = " ".join(document.text[start : match.end()].split())
    thing = dataclasses.replace(thing, names=tuple(dict.fromkeys((words, *thing.names)))[:6])
    return link(document, Span(start, match.end()), "instrument", thing, "instruments.resolution")
