"""Periods one under another (who held a post when); what is not known of begin and end is drawn as such."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ctkg.serve.charts.axis import Axis, days, iso
from ctkg.serve.charts.chart import Cell, Chart
from ctkg.serve.charts.drawing import Drawing, percent

_ROW, _BAR, _AXIS = 40.0, 12.0, 22.0
#: A period is at least so many days wide as the hundredth part of the chart, or it could not be seen.
_LEAST = 0.004


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period as it is known.

    Attributes:
        label: whose, or what.
        start, end: ISO day, month or year; empty where unknown.
        on: days on which it is known to have held.
        href: path of a page.
        note: what is said beside the label.
    """

    label: str
    start: str = ""
    end: str = ""
    on: tuple[str, ...] = ()
    href: str = ""
    note: str = ""

    @property
    def known(self) -> list[tuple[int, int]]:
        """First and last day of every date that it has."""
        return [found for each in (self.start, self.end, *self.on) if (found := days(each))]


def periods(given: Sequence[Period], *, id: str, title: str, description: str = "", what: str = "who") -> Chart:
    """Bars along time, in the order given; those without any date stand in the table alone.

    What is certain is drawn full, the days within which it began or ended light, an end or a begin that is unknown as a
    broken line to the edge, a day on which it is known to have held as a dot.

    Args:
        given: the periods.
        id: unique on the page.
        title: the caption.
        description: a sentence; made of the periods where it is empty.
        what: head of the first column.
    """
    dated = [each for each in given if each.known]
    ends = [day for each in dated for pair in each.known for day in pair]
    described = description or _described(given, ends)
    drawing = Drawing(id, height=_ROW * len(dated) + _AXIS, title=title, description=described)
    if dated:
        margin = max(30, (max(ends) - min(ends)) // 20)
        axis = Axis(max(1, min(ends) - margin), max(ends) + margin)
        _years(drawing, axis, _ROW * len(dated))
        for place, each in enumerate(dated):
            _period(drawing, axis, each, place * _ROW)
    return Chart(
        id=id,
        title=title,
        description=described,
        svg=drawing.markup(),
        columns=(what, "from", "until", "known on"),
        rows=tuple(
            (
                Cell(f"{each.label}, {each.note}" if each.note else each.label, each.href),
                Cell(each.start),
                Cell(each.end),
                Cell(", ".join(each.on)),
            )
            for each in given
        ),
    )


def _years(drawing: Drawing, axis: Axis, bottom: float) -> None:
    for share, name in axis.years():
        drawing.add("line", class_="grid", x1=percent(share), x2=percent(share), y1=0, y2=bottom)
        drawing.add("text", text=name, class_="tick", x=percent(share), y=bottom + 16)
    drawing.add("line", class_="axis", x1="0", x2="100%", y1=bottom, y2=bottom)


def _period(drawing: Drawing, axis: Axis, each: Period, top: float) -> None:
    start, end = days(each.start), days(each.end)
    told = " – ".join((each.start or "?", each.end or "?")) if start or end else "on " + ", ".join(each.on)
    group = drawing.linked(each.href, f"{each.label}: {told}")
    middle, bar = top + 28, top + 28 - _BAR / 2
    known = [day for pair in each.known for day in pair]
    # What certainly belongs to it: from the last day on which it can have begun to the first on which it can end.
    first = start[1] if start else min(known)
    last = end[0] if end else max(known)
    if not start:
        drawing.add("line", group, class_="open", x1="0", x2=percent(axis.share(first)), y1=middle, y2=middle)
    if not end:
        drawing.add("line", group, class_="open", x1=percent(axis.share(last)), x2="100%", y1=middle, y2=middle)
    if start and end:
        _bar(drawing, group, axis, (start[0], end[1]), bar, "maybe")
    elif start:
        _bar(drawing, group, axis, start, bar, "maybe")
    elif end:
        _bar(drawing, group, axis, end, bar, "maybe")
    if (start or end) and first <= last:
        _bar(drawing, group, axis, (first, last), bar, "bar s0")
    for day in each.on:
        if held := days(day):
            middle_day = axis.share((held[0] + held[1] + 1) / 2)
            drawing.add("circle", group, class_="moment", cx=percent(middle_day), cy=middle, r=5)
    begin = axis.share(min(known))
    name = f"{each.label}, {each.note}" if each.note else each.label
    # The name begins with the period, or ends with it where it would run out of the chart.
    late = begin > 0.55
    place = percent(axis.share(max(known)) if late else begin)
    drawing.add("text", group, text=name, class_="name late" if late else "name", x=place, y=top + 15)


def _bar(drawing: Drawing, group: Element, axis: Axis, held: tuple[int, int], y: float, look: str) -> None:
    begin, width = axis.span(*held)
    drawing.add(
        "rect",
        group,
        class_=look,
        x=percent(begin),
        y=y,
        width=percent(max(width, _LEAST)),
        height=_BAR,
        rx=2,
    )


def _described(given: Sequence[Period], ends: Sequence[int]) -> str:
    if not ends:
        return "No date is known."
    undated = sum(1 for each in given if not each.known)
    rest = f"; {undated} without a date" if undated else ""
    return f"{len(given) - undated} periods between {iso(min(ends))[:4]} and {iso(max(ends))[:4]}{rest}."
