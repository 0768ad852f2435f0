"""A text cut where evidence begins and ends, so that what overlaps can be shown in a row of segments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """A stretch of a text (half-open, code points) that somebody's key stands for."""

    start: int
    end: int
    key: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text in which nothing begins or ends.

    Attributes:
        start: offset of its first code point; ``end`` is behind its last.
        keys: of the marks that hold all of it, sorted; none where no mark does.
    """

    start: int
    end: int
    keys: tuple[int, ...]


def segments(start: int, end: int, marks: Iterable[Mark], *, cuts: Iterable[int] = ()) -> list[Segment]:
    """The stretch from ``start`` to ``end`` as segments in a row; they hold every code point once.

    Args:
        start: offset where the stretch begins.
        end: offset behind it.
        marks: what lies partly outside counts for what lies inside; empty ones count for nothing.
        cuts: further offsets at which a segment begins.
    """
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    at = {start, end, *(cut for cut in cuts if start < cut < end)}
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            opens.setdefault(first, []).append(mark.key)
            closes.setdefault(last, []).append(mark.key)
            at |= {first, last}
    found: list[Segment] = []
    # A key may have several marks that overlap: it holds until the last of them ends.
    open_: dict[int, int] = {}
    for here, following in pairwise(sorted(at)):
        for key in closes.get(here, ()):
            open_[key] -= 1
        for key in opens.get(here, ()):
            open_[key] = open_.get(key, 0) + 1
        found.append(Segment(here, following, tuple(sorted(key for key, count in open_.items() if count))))
    return found


def united(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap as one; those that only touch stay apart."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
