"""Events along time, in as many lanes as keep them apart; days that are not certain are drawn light."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ctkg.serve.charts.axis import Axis
from ctkg.serve.charts.drawing import Drawing, percent

_LANE, _BAR, _AXIS = 15.0, 10.0, 22.0
#: What an event takes of the width at least, so that it can be seen and met by a pointer; and what is left beside it.
_LEAST, _GAP = 0.012, 0.004


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An event to draw: days (ordinals) as :class:`ctkg.serve.events.Event` has them, a name, a path."""

    name: str
    href: str
    first: int
    begun: int
    ended: int | None
    last: int


def lanes(marks: Sequence[Mark], axis: Axis, *, id: str, title: str, description: str) -> str:
    """The drawing of some events, ordered by their first day, as markup; what lies outside of the axis is at its edge.

    It has no table: whoever shows it has the list of the same events beside it.
    """
    placed = packed([_extent(mark, axis) for mark in marks])
    bottom = (max(placed, default=0) + 1) * _LANE + 4
    drawing = Drawing(id, height=bottom + _AXIS, title=title, description=description)
    for share, name in axis.years():
        drawing.add("line", class_="grid", x1=percent(share), x2=percent(share), y1=0, y2=bottom)
        drawing.add("text", text=name, class_="tick", x=percent(share), y=bottom + 16)
    drawing.add("line", class_="axis", x1="0", x2="100%", y1=bottom, y2=bottom)
    for mark, lane in zip(marks, placed, strict=True):
        group = drawing.linked(mark.href, mark.name)
        # From below, so that few events lie on the axis.
        _mark(drawing, group, mark, axis, bottom - 4 - (lane + 1) * _LANE + (_LANE - _BAR) / 2)
    return drawing.markup()


def packed(extents: Sequence[tuple[float, float]]) -> list[int]:
    """A lane for each extent (begin and end, ordered by begin): the lowest in which it meets no other."""
    ends: list[float] = []
    found = []
    for begin, end in extents:
        lane = next((number for number, taken in enumerate(ends) if taken <= begin), len(ends))
        ends[lane : lane + 1] = [end]
        found.append(lane)
    return found


def _extent(mark: Mark, axis: Axis) -> tuple[float, float]:
    begin, width = axis.span(mark.first, mark.last)
    begin = min(begin, 1 - _LEAST)
    return begin, begin + max(width, _LEAST) + _GAP


def _mark(drawing: Drawing, group: Element, mark: Mark, axis: Axis, top: float) -> None:
    begin, end = _extent(mark, axis)
    # Certain: from the last day on which it can have begun to the first on which it can have ended.
    over = mark.ended if mark.ended is not None else mark.begun
    certain = mark.begun <= over and (mark.first == mark.begun or mark.ended is not None)
    if not (certain and mark.first == mark.begun and over == mark.last):
        width = percent(end - begin - _GAP)
        drawing.add("rect", group, class_="maybe", x=percent(begin), y=top, width=width, height=_BAR, rx=2)
    if certain:
        sure, width_of = axis.span(mark.begun, over)
        x, wide = min(sure, 1 - _LEAST), max(width_of, min(_LEAST, end - begin - _GAP))
        drawing.add("rect", group, class_="bar s0", x=percent(x), y=top, width=percent(wide), height=_BAR, rx=2)
