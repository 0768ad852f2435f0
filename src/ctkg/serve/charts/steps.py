"""A number that grows with time, as steps: how many States were bound by a treaty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ctkg.serve.charts.axis import Axis, days, iso
from ctkg.serve.charts.bars import levels, shown
from ctkg.serve.charts.chart import Cell, Chart
from ctkg.serve.charts.drawing import Drawing, number, percent

_TOP, _BASE, _AXIS = 18.0, 150.0, 22.0
#: The line is drawn on a plane of so many units, which is then stretched to the width of the page.
_PLANE = 1000


def cumulative(
    dates: Sequence[str], *, id: str, title: str, description: str = "", column: str = "parties", until: str = ""
) -> Chart:
    """Steps by one at every date; a month or a year counts at its last day, when it certainly has happened.

    Args:
        dates: ISO days, months or years, in any order; what is no date is told in the description and not drawn.
        id: unique on the page.
        title: the caption.
        description: a sentence; made of the numbers where it is empty.
        column: what is counted.
        until: where the line ends, as a date; else at the last step.
    """
    found = sorted(each[1] for value in dates if (each := days(value)))
    described = description or _described(dates, found, column)
    drawing = Drawing(id, height=_BASE + _AXIS, title=title, description=described)
    if found:
        limit = days(until)
        begin = max(1, found[0] - max(30, (found[-1] - found[0]) // 40))
        axis = Axis(begin, max(found[-1] + 30, limit[1] if limit else 0))
        _drawn(drawing, axis, found)
    years = Counter(value[:4] for value in dates if days(value))
    total, rows = 0, []
    for year in sorted(years):
        total += years[year]
        rows.append((Cell(year), Cell(shown(years[year])), Cell(shown(total))))
    return Chart(
        id=id,
        title=title,
        description=described,
        svg=drawing.markup(),
        columns=("year", f"{column} added", f"{column} in all"),
        rows=tuple(rows),
    )


def _drawn(drawing: Drawing, axis: Axis, found: Sequence[int]) -> None:
    scale = (_BASE - _TOP) / len(found)
    for value in levels(len(found)):
        y = _BASE - value * scale
        drawing.add("line", class_="grid", x1="0", x2="100%", y1=y, y2=y)
        drawing.add("text", text=shown(value), class_="level", x="0", y=y - 3)
    for share, name in axis.years():
        drawing.add("text", text=name, class_="tick", x=percent(share), y=_BASE + 16)
    drawing.add("line", class_="axis", x1="0", x2="100%", y1=_BASE, y2=_BASE)
    steps = Counter(found)
    path, total = f"M0 {number(_BASE)}", 0
    for day in sorted(steps):
        total += steps[day]
        path += f"H{number(axis.share(day) * _PLANE)}V{number(_BASE - total * scale)}"
    path += f"H{_PLANE}"
    plane = drawing.add(
        "svg",
        x="0",
        y="0",
        width="100%",
        height=_BASE,
        viewBox=f"0 0 {_PLANE} {number(_BASE)}",
        preserveAspectRatio="none",
    )
    drawing.add("path", plane, class_="under", d=f"{path}V{number(_BASE)}Z")
    drawing.add("path", plane, class_="line", d=path, vector_effect="non-scaling-stroke")
    drawing.add("text", text=shown(total), class_="value late", x="100%", y=_BASE - total * scale - 4)


def _described(dates: Sequence[str], found: Sequence[int], column: str) -> str:
    if not found:
        return "No date is known."
    rest = f"; {len(dates) - len(found)} without a date are not drawn" if len(found) < len(dates) else ""
    return f"{len(found)} {column} from {iso(found[0])[:4]} to {iso(found[-1])[:4]}{rest}."
