"""Segments to blocks: stacks of lines, rows of tables, items, headings and paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ctkg.text.read import blocks
from ctkg.text.read.blocks import Block
from ctkg.text.read.pdf_segments import Segment
from ctkg.text.read.pdf_words import Joiner

Stack = list[Segment]

#: Lines of a stack are at most so far apart, in sizes of the letters.
_PITCH = 2.2
#: A stack with more letters than this is a column of the page and no cell.
_LAYOUT_CELL = 300
#: A paragraph of more code points does not go on over a page, so that the work stays linear.
_LONGEST = 20_000
#: Beyond these, columns are not compared, so that the work stays linear.
_MOST_COLUMNS = 40
_BULLET = re.compile(r"[-\u2013\u2014*\u2022\u2023\u25aa\u25cf\u25a0\u25e6\u25cb\u00b7\u2043\u00a7o](?=\s|$)\s*")
_LABEL = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?")
_NUMBERED = re.compile(rf"(?:{_LABEL.pattern})\s+\S")
_ENDS = re.compile(r"[.!?:;\u2026\u3002\u061f][\"'\u201d\u2019\u00bb)\]]*$")


def of(pages: Sequence[Sequence[Segment]]) -> list[Block]:
    """The blocks of a document; a paragraph that goes on over a page or column is one."""
    joiner = Joiner(segment.text for page in pages for segment in page)
    usual = _usual_pitch(pages)
    found: list[Block] = []
    for page in pages:
        for block, jumps in _Page(usual, joiner, found[-1].group if found else 0).blocks(page):
            before = found[-1] if found else None
            if jumps and before is not None and _goes_on(before, block):
                found[-1] = Block(joiner.join([before.text, block.text]), before.group)
            else:
                found.append(block)
    return found


def _goes_on(before: Block, block: Block) -> bool:
    rows = before.text.startswith("| ") or block.text.startswith(("| ", "- "))
    open_end = len(before.text) < _LONGEST and not _ENDS.search(before.text)
    return not rows and not block.group and block.text[:1].islower() and open_end


def _usual_pitch(pages: Sequence[Sequence[Segment]]) -> float:
    """Usual distance of lines, in sizes of the letters."""
    found = [
        (one.y - other.y) / other.size
        for page in pages
        for one, other in pairwise(page)
        if 0.8 * other.size < one.y - other.y < _PITCH * other.size and abs(one.size - other.size) < 0.1 * other.size
    ]
    return median(found) if found else 1.2


class _Page:
    """The blocks of one page; ``group`` is the number of the last list or table before it."""

    def __init__(self, usual: float, joiner: Joiner, group: int) -> None:
        self._usual, self._joiner, self._group = usual, joiner, group
        self._in_list = False

    def blocks(self, segments: Sequence[Segment]) -> Iterator[tuple[Block, bool]]:
        """Blocks in the order of the content; True with those that begin the page or a column of it."""
        rows = _rows(_stacks(segments))
        at = 0
        while at < len(rows):
            end = at
            while end < len(rows) and _is_row(rows[end]) and (end == at or _aligned(rows[end - 1], rows[end])):
                end += 1
            if end - at >= 2:
                self._group += 1
                self._in_list = False
                for row in rows[at:end]:
                    cells = (self._joiner.join([segment.text for segment in cell]) for cell in row)
                    yield Block(blocks.row(cells), self._group), False
                at = end
            else:
                jumps = at == 0 or rows[at][0][0].y > rows[at - 1][-1][-1].y
                yield from self._loose(rows[at], jumps)
                at += 1

    def _loose(self, row: list[Stack], jumps: bool) -> Iterator[tuple[Block, bool]]:
        """What is no row of a table: one stack, columns, an item with its mark, or words that share a line."""
        first = row[0][0].text
        if len(row) > 1 and len(row[0]) == 1 and (_LABEL.fullmatch(first) or _is_bullet(first)):
            mark = "- " if _is_bullet(first) else f"{first} "
            paragraphs = list(self._paragraphs(row[1]))
            yield self._item(mark + paragraphs[0]), False
            yield from ((Block(words), False) for words in paragraphs[1:])
            row = row[2:]
        elif len(row) == 2 and len(row[0]) == 1 and first.endswith(":"):
            yield self._block(self._joiner.join([first, *(segment.text for segment in row[1])])), False
            return
        for column, stack in enumerate(row):
            for number, words in enumerate(self._paragraphs(stack)):
                yield self._block(words), number == 0 and (jumps or column > 0)

    def _block(self, words: str) -> Block:
        if _is_bullet(words) and (rest := _without_bullet(words)):
            return self._item(f"- {rest}")
        if _NUMBERED.match(words):
            return self._item(words)
        self._in_list = False
        return Block(words)

    def _item(self, words: str) -> Block:
        self._group += not self._in_list
        self._in_list = True
        return Block(words, self._group)

    def _paragraphs(self, stack: Stack) -> Iterator[str]:
        left, right = min(s.x0 for s in stack), max(s.x1 for s in stack)
        lines = [stack[0]]
        for before, line in pairwise(stack):
            if self._breaks(before, line, left, right):
                yield self._joiner.join([one.text for one in lines])
                lines = []
            lines.append(line)
        yield self._joiner.join([one.text for one in lines])

    def _breaks(self, before: Segment, line: Segment, left: float, right: float) -> bool:
        """True where a new paragraph begins with ``line``."""
        size = max(before.size, line.size)
        if abs(before.size - line.size) > 0.12 * size or before.y - line.y > 1.25 * self._usual * size:
            return True
        if _is_bullet(line.text) or _NUMBERED.match(line.text):
            return True
        ended = bool(_ENDS.search(before.text))
        if before.bold != line.bold and (ended or before.x1 < right - 0.1 * (right - left)):
            return True
        if ended and line.x0 - before.x0 > 0.9 * size:
            return True  # the first line of a paragraph is set in
        # A line is broken where the next word has no room; where it would have had some, the author ended it.
        word = line.text.split()[0]
        room = right - before.x1 - 0.25 * size
        fits = room > (line.x1 - line.x0) * len(word) / len(line.text)
        return fits and (ended or (word[:1].isupper() and room > 0.15 * (right - left)))


def _is_bullet(words: str) -> bool:
    return bool(words) and (unicodedata.category(words[0]) == "Co" or _BULLET.match(words) is not None)


def _without_bullet(words: str) -> str:
    return words[1:].strip()


def _stacks(segments: Sequence[Segment]) -> list[Stack]:
    """Runs of lines, each straight below the one before."""
    found: list[Stack] = []
    for segment in segments:
        before = found[-1][-1] if found else None
        if (
            before is not None
            and 0.3 * segment.size < before.y - segment.y <= _PITCH * max(segment.size, before.size)
            and segment.x0 < before.x1
            and before.x0 < segment.x1
        ):
            found[-1].append(segment)
        else:
            found.append([segment])
    return found


def _rows(stacks: Sequence[Stack]) -> list[list[Stack]]:
    """Stacks that begin on one line, from left to right, together."""
    found: list[list[Stack]] = []
    for stack in stacks:
        before = found[-1][-1] if found else None
        if (
            before is not None
            and abs(before[0].y - stack[0].y) <= 0.4 * max(before[0].size, stack[0].size)
            and min(s.x0 for s in stack) > max(s.x1 for s in before)
        ):
            found[-1].append(stack)
        else:
            found.append([stack])
    return found


def _is_row(row: list[Stack]) -> bool:
    label = len(row) == 2 and len(row[0]) == 1 and (_LABEL.fullmatch(row[0][0].text) or _is_bullet(row[0][0].text))
    return len(row) > 1 and not label and all(sum(len(s.text) for s in stack) <= _LAYOUT_CELL for stack in row)


def _aligned(row: list[Stack], other: list[Stack]) -> bool:
    """True where a column beyond the first is common to both rows: on its left, its right or its middle."""
    for one in row[1:_MOST_COLUMNS]:
        for two in other[1:_MOST_COLUMNS]:
            near = 0.7 * max(one[0].size, two[0].size)
            left, right = one[0].x0 - two[0].x0, one[0].x1 - two[0].x1
            if abs(left) < near or abs(right) < near or abs(left + right) / 2 < near:
                return True
    return False
