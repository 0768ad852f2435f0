"""Runs of blanks between words: read as one blank, while offsets stay those of the text as it stands.

Text copied from a justified page holds runs of blanks, and every rule is written for single ones.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from dataclasses import dataclass

from ctkg.model import Document, Evidence, Link, Span, Statement

#: Not at the ends of a line, where they indent; not tabs, which part the cells of a row.
_BLANK = r"[ \u00a0\u2000-\u200a\u202f\u3000]"
_RUN = re.compile(rf"{_BLANK}(?<=\S.){_BLANK}+(?=\S)")


@dataclass(frozen=True, slots=True)
class Spaced:
    """A document with single blanks, and where its words stand in the one it was made from.

    Attributes:
        document: the document to read.
        original: the document as it stands.
        ends: offsets in ``document`` right behind the blanks that stand for runs, ascending.
        shifts: for each of them, how many characters have been left out up to there.
    """

    document: Document
    original: Document
    ends: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def back(self, span: Span) -> Span:
        """``span`` of :attr:`document` as one of :attr:`original`."""
        return Span(self._at(span.start), max(self._at(span.end - 1) + 1, self._at(span.start)))

    def _at(self, offset: int) -> int:
        before = bisect_left(self.ends, offset + 1)
        return offset + (self.shifts[before - 1] if before else 0)

    def statement(self, one: Statement) -> Statement:
        """``one`` with evidence in the original."""
        if not self.ends:
            return one
        where = self.back(one.quote_span) if one.quote_span is not None else None
        return dataclasses.replace(one, evidence=tuple(map(self._evidence, one.evidence)), quote_span=where)

    def _evidence(self, one: Evidence) -> Evidence:
        if one.span is None:
            return one
        span = self.back(one.span)
        return dataclasses.replace(one, span=span, quote=self.original.slice(span))

    def link(self, one: Link) -> Link:
        """``one`` with its mention in the original."""
        if not self.ends:
            return one
        span = self.back(one.mention.span)
        mention = dataclasses.replace(one.mention, span=span, text=self.original.slice(span))
        return dataclasses.replace(one, mention=mention)


def single(document: Document) -> Spaced:
    """``document`` with one blank for every run of them inside a line."""
    ends: list[int] = []
    shifts: list[int] = []
    left_out = 0
    for run in _RUN.finditer(document.text):
        left_out += run.end() - run.start() - 1
        ends.append(run.end() - left_out)
        shifts.append(left_out)
    if not ends:
        return Spaced(document, document)
    text = _RUN.sub(" ", document.text)
    return Spaced(dataclasses.replace(document, text=text), document, tuple(ends), tuple(shifts))
