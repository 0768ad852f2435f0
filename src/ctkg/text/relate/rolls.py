"""Lists of those who take part that stand line by line under what announces them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctkg.model import Span
from ctkg.text.find import screening
from ctkg.text.reading import Reading
from ctkg.text.relate import crowd, lists, roster

_ANNOUNCED = screening.compile(
    r"(?:\b(?:[Pp]articipants?|[Pp]articipating|[Pp]articipated|[Aa]ttend(?:ed|ing|ance|ees)|[Pp]resent|"
    r"[Rr]epresent\w+|"
    r"[Tt]ook part|[Tt]aking part|[Ii]nvolved|[Dd]elegations?|[Dd]elegates|[Ss]peakers|[Pp]anell?ists|[Ll]ecturers|"
    r"[Ii]nvited|[Bb]rought together|[Jj]oined)\b[^.;:\n]{0,90}):\s*$"
)
_MARK = re.compile(r"\s*(?:[-*\u2022\u2013\u2014\u00b7\u25aa\u25cf\u25e6]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_LINE = re.compile(r"[^.!?\n]{2,160}[;,.]?(?:\s(?:and|or))?\s*")
_MOST = 40


def under(reading: Reading, number: int) -> Iterator[tuple[Span, list[lists.Item], list[str]]]:
    """Lines under sentence ``number``, where it announces who takes part: each with its bodies and groups."""
    sentences = reading.sentences
    span = sentences[number].span
    if _ANNOUNCED.search(reading.plain, span.start, span.end) is None:
        return
    marked = None
    for line in sentences[number + 1 : number + 1 + _MOST]:
        words = reading.plain[line.span.start : line.span.end]
        has = _MARK.match(words) is not None or _MARK.match(_before(reading, line.span)) is not None
        marked = has if marked is None else marked
        if has != marked or _LINE.fullmatch(words) is None or (not marked and len(words.split()) > 14):
            return
        mark = _MARK.match(words)
        start = line.span.start + (mark.end() if mark else 0)
        items = roster.after(reading, start, line.span.end)
        told = list(crowd.groups(reading, Span(start, line.span.end)))
        if not marked and not items and not told:
            return
        yield line.span, items, told


def _before(reading: Reading, span: Span) -> str:
    """The words of the line before ``span``."""
    at = reading.plain.rfind("\n", 0, span.start) + 1
    return reading.plain[at : span.start]
