"""Runs of letters to segments (what stands on one line without a gap), and what recurs on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ctkg.text.read.pdf_runs import Run, Shown

#: A gap wider than this, in sizes of the letters, parts two cells; even justified lines have none.
_CELL_GAP = 1.5
#: A gap wider than this is a space.
_WORD_GAP = 0.16
#: Shares of the page's height at its top and bottom where headers and footers stand.
_MARGIN = 0.12
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-\u2013\u2014|\[( ]*(?:(?:page|p\.|s\.|seite|\u0441\u0442\u0440\.)\s*)?(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:/|of|sur|de|von|\u0438\u0437)\s*\d{1,4})?[-\u2013\u2014|\]) ]*",
    re.IGNORECASE,
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words on one line; places and size in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool


def of(runs: Sequence[Run]) -> list[Segment]:
    """Segments in the order of the content, which is the order of reading in what programs write."""
    found: list[Segment] = []
    line: list[Run] = []
    for run in runs:
        if not run.text.strip() or (line and _shadow(line[-1], run)):
            continue
        if line and not _goes_on(line, run):
            found.append(_segment(line))
            line = []
        line.append(run)
    if line:
        found.append(_segment(line))
    return [segment for segment in found if segment.text]


def _goes_on(line: list[Run], run: Run) -> bool:
    before = line[-1]
    size = max(before.size, run.size)
    gap = run.x0 - before.x1
    if _RIGHT_TO_LEFT.search(run.text) and run.x1 <= before.x0 + 0.3 * size:
        gap = before.x0 - run.x1
    # A raised or lowered sign stands close to the word that it belongs to.
    drift = 0.6 if min(before.size, run.size) < 0.8 * size and abs(gap) < 0.3 * size else 0.3
    return abs(run.y - line[0].y) <= drift * size and -0.6 * size <= gap <= _CELL_GAP * size


def _shadow(before: Run, run: Run) -> bool:
    """True where the same letters are printed twice, a little apart, to look bold."""
    return (
        before.text == run.text and abs(before.x0 - run.x0) < 0.2 * run.size and abs(before.y - run.y) < 0.2 * run.size
    )


def _segment(line: list[Run]) -> Segment:
    parts = [line[0].text]
    for before, run in pairwise(line):
        gap = max(run.x0 - before.x1, before.x0 - run.x1)
        if gap > _WORD_GAP * max(before.size, run.size) and not (before.text[-1:].isspace() or run.text[:1].isspace()):
            parts.append(" ")
        parts.append(run.text)
    letters = Counter({run.size: 0 for run in line})
    for run in line:
        letters[run.size] += len(run.text)
    words = " ".join("".join(parts).split())
    return Segment(
        words,
        min(run.x0 for run in line),
        max(run.x1 for run in line),
        line[0].y,
        letters.most_common(1)[0][0],
        all(run.bold for run in line),
    )


def without_furniture(pages: Sequence[Shown]) -> list[list[Segment]]:
    """Segments of every page without its number, and without headers and footers: what recurs at the same place."""
    cut = [of(page.runs) for page in pages]
    seen = Counter(key for page, segments in zip(pages, cut, strict=True) for key in _recurring(page, segments))
    often = max(2, len(pages) * 0.3)
    return [
        [
            segment
            for segment in segments
            if not (_at_edge(page, segment) and (_PAGE_NUMBER.fullmatch(segment.text) or seen[_key(segment)] >= often))
        ]
        for page, segments in zip(pages, cut, strict=True)
    ]


def _recurring(page: Shown, segments: list[Segment]) -> set[tuple[int, str]]:
    return {_key(segment) for segment in segments if _at_edge(page, segment)}


def _key(segment: Segment) -> tuple[int, str]:
    return round(segment.y / 4), _DIGITS.sub("0", segment.text.casefold())


def _at_edge(page: Shown, segment: Segment) -> bool:
    height = (segment.y - page.bottom) / page.height if page.height else 0.5
    return height < _MARGIN or height > 1 - _MARGIN
