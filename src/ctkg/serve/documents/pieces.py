"""The text of a document as blocks for a page: whole where the store keeps it, else its passages with gaps between."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ctkg.graph.statements import Passage
from ctkg.serve.documents.segments import Mark, segments, united
from ctkg.serve.documents.statements import Row

#: Code points on one page, about; a longer text has several.
_PAGE = 60_000
#: Code points between two paragraphs; so much between two passages is no gap worth telling.
_BREAKS = 2
_BREAK = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words with the numbers of the statements that rest on just these.

    Attributes:
        start: offset in the document.
        read: they lie in a passage that some statement rests on.
        kind: slug of the kind of the first of them; empty where there is none.
        soft: which words of the passage count cannot be told for any of them.
        stops: the Tab key stops here: one of them did not begin before.
    """

    start: int
    text: str
    numbers: tuple[int, ...]
    read: bool
    kind: str = ""
    soft: bool = False
    stops: bool = False

    @property
    def is_link(self) -> bool:
        """True where statements rest on it, and it has a letter or digit by which a link can be called."""
        return bool(self.numbers) and any(map(str.isalnum, self.text))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph.

    Attributes:
        gap: code points that are missing before it; 0 for none.
        runs: in order; together they are the text of the paragraph.
    """

    gap: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """One page of a text.

    Attributes:
        number: of the page, from 1, of ``total``.
        blocks: its paragraphs.
        start: offset of its first code point; ``end`` is behind its last.
        whole: True where the store keeps the text.
    """

    number: int
    total: int
    blocks: tuple[Block, ...]
    start: int
    end: int
    whole: bool


def stretches(text: str, passages: Iterable[Passage]) -> list[tuple[int, str]]:
    """What is known of a text: all of it as one stretch, or passages, united where they overlap; by offset."""
    placed = [each for each in passages if each.start is not None and each.end is not None]
    if text and all((each.end or 0) <= len(text) for each in placed):
        return [(0, text)]
    found = []
    for start, end in united((each.start or 0, each.end or 0) for each in placed):
        letters = [""] * (end - start)
        for each in placed:
            at = each.start or 0
            if start <= at < end:
                letters[at - start : at - start + len(each.text)] = each.text
        found.append((start, "".join(letter or "\ufffd" for letter in letters)))
    return found


def pages(known: Sequence[tuple[int, str]], rows: Sequence[Row], *, whole: bool, at: int = 0, number: int = 0) -> Pages:
    """One page of what is known of a text.

    Args:
        known: see :func:`stretches`.
        rows: the statements.
        whole: whether that is all of the text.
        at: the page that holds this offset is meant, where no number is given.
        number: of the page, from 1; 0 where not given.
    """
    parts = [part for start, text in known for part in _paragraphs(start, text)]
    begins, size = [0], 0
    for place, (_, text) in enumerate(parts):
        if size and size + len(text) > _PAGE:
            begins.append(place)
            size = 0
        size += len(text)
    if not number:
        holding = bisect_right([parts[place][0] for place in begins], at) if parts else 1
        number = max(1, holding)
    number = min(number, len(begins))
    first, last = begins[number - 1], (begins[number] if number < len(begins) else len(parts))
    by_number = {row.number: row for row in rows}
    marks = sorted(mark for row in rows for mark in row.marks)
    spans = {span for row in rows for span in row.passages}
    read, starts = united(spans), sorted({start for start, _ in spans})
    met: set[int] = set()
    blocks, done = [], parts[first - 1][0] + len(parts[first - 1][1]) if first else 0
    for start, text in parts[first:last]:
        # Between two paragraphs of a text that is whole stand line breaks, which are no gap.
        gap = start - done if not whole and start > done + _BREAKS else 0
        blocks.append(Block(gap, tuple(_runs(start, text, marks, read, starts, by_number, met))))
        done = start + len(text)
    ends = [(start, start + len(text)) for start, text in parts[first:last]] or [(0, 0)]
    return Pages(number=number, total=len(begins), blocks=tuple(blocks), start=ends[0][0], end=ends[-1][1], whole=whole)


def _paragraphs(start: int, text: str) -> list[tuple[int, str]]:
    """Paragraphs with their offsets: what stands between line breaks; a very long one is cut at a blank."""
    found, done = [], 0
    for gap in [*_BREAK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        while end - done > _PAGE:
            cut = text.rfind(" ", done, done + _PAGE) + 1 or done + _PAGE
            cut = cut if cut > done else done + _PAGE
            found.append((start + done, text[done:cut]))
            done = cut
        if end > done:
            found.append((start + done, text[done:end]))
        done = gap.end() if gap else end
    return found


def _runs(
    start: int,
    text: str,
    marks: Sequence[Mark],
    read: Sequence[tuple[int, int]],
    starts: Sequence[int],
    rows: Mapping[int, Row],
    met: set[int],
) -> Iterable[Run]:
    end = start + len(text)
    near = [mark for mark in marks[: bisect_left(marks, Mark(end, 0, 0))] if mark.end > start]
    first = max(0, bisect_right(read, (start, 1 << 60)) - 1)
    inside = [span for span in read[first : bisect_left(read, (end, 0))] if span[1] > start]
    # A passage that begins within another has a place of its own to lead to.
    within = starts[bisect_left(starts, start) : bisect_left(starts, end)]
    cuts = [*within, *(place for span in inside for place in span)]
    for each in segments(start, end, near, cuts=cuts):
        is_read = any(span[0] <= each.start < span[1] for span in inside)
        new = {key for key in each.keys if key not in met}
        met |= new
        here = sorted((rows[key] for key in each.keys), key=lambda row: (row.is_soft, row.number))
        yield Run(
            each.start,
            text[each.start - start : each.end - start],
            tuple(row.number for row in here),
            is_read,
            here[0].kind.slug if here else "",
            bool(here) and here[0].is_soft,
            bool(new),
        )
