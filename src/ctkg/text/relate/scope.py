"""Questions of scope in a sentence: words as whole words, quotations, clauses, titles."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from ctkg.model import Passage, Span
from ctkg.text.find import alternation, screening
from ctkg.text.reading import Reading


@cache
def any_of(words: tuple[str, ...], flags: int = re.IGNORECASE) -> screening.Screened:
    """A pattern that finds any of ``words`` as whole words, the longest first; spaces match any run of space."""
    tree = alternation.of(word.lower() if flags & re.IGNORECASE else word for word in words)
    return screening.compile(rf"(?<![\w-])(?:{tree})(?![\w-])".replace(r"\ ", r"\s+"), flags)


def quotations(reading: Reading) -> Sequence[Span]:
    """Speech: spans between double quotation marks with at least five words, in text order."""
    return reading.speech


def within(spans: Sequence[Span], offset: int) -> bool:
    """True where ``offset`` lies in one of ``spans`` (sorted, without overlaps)."""
    if not spans:
        return False
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return at >= 0 and offset < spans[at].end


def titles(reading: Reading) -> list[Span]:
    """Spans of the title and of headings before the first paragraph."""
    found = []
    for passage in reading.passages:
        if passage.kind not in {"title", "heading"}:
            break
        found.append(passage.span)
    return found


def body(reading: Reading) -> list[Passage]:
    """Sentences after the title and the headings that follow it."""
    heads = titles(reading)
    last = heads[-1].end if heads else 0
    return [sentence for sentence in reading.sentences if sentence.span.start >= last]


def first(spans: Iterable[Span]) -> Span | None:
    """The earliest of ``spans``."""
    return min(spans, default=None)
