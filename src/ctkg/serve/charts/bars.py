"""Bars: a number for each thing or year, and stacked ones for numbers of several kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ctkg.serve.charts.chart import Cell, Chart
from ctkg.serve.charts.drawing import SERIES, Drawing, percent

_HEIGHT, _TOP, _BASE = 168.0, 18.0, 146.0
#: Part of its place that a bar fills, and labels under the axis that have room on a phone.
_FILLED, _LABELS = 0.78, 6
#: Bars whose number is written over them; more of them would touch.
_NUMBERED = 12
#: Years that have a bar of their own.
_YEARS = 150


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, its number (not negative), and a path where it leads somewhere."""

    label: str
    value: float
    href: str = ""


def bars(
    given: Sequence[Bar], *, id: str, title: str, description: str = "", what: str = "", column: str = "events"
) -> Chart:
    """Upright bars in the order given.

    Args:
        given: the bars; none gives an empty drawing.
        id: unique on the page.
        title: the caption.
        description: a sentence; made of the numbers where it is empty.
        what: what a bar stands for (``year``), the head of the first column.
        column: what is counted.
    """
    rows = [(bar.label, (bar.value,), bar.href) for bar in given]
    return _drawn(rows, (column,), id=id, title=title, description=description, what=what)


def by_year(
    counts: Mapping[int, int],
    *,
    id: str,
    title: str,
    href: Callable[[int], str] | None = None,
    description: str = "",
    column: str = "events",
) -> Chart:
    """A bar for every year from the first to the last; those between without anything are empty.

    Where that were more than 150 bars (one wrong date is enough), a bar stands for ten years, a hundred or a thousand,
    and leads nowhere.

    Args:
        counts: by year.
        href: path of what happened in a year.
        id, title, description, column: see :func:`bars`.
    """
    years = range(min(counts), max(counts) + 1) if counts else range(0)
    if len(years) > _YEARS:
        return bars(_grouped(counts, years), id=id, title=title, description=description, what="years", column=column)
    given = [Bar(str(year), counts.get(year, 0), href(year) if href and counts.get(year) else "") for year in years]
    return bars(given, id=id, title=title, description=description, what="year", column=column)


def _grouped(counts: Mapping[int, int], years: range) -> list[Bar]:
    width = next(each for each in (10, 100, 1000) if len(years) / each < _YEARS)
    sums: Counter[int] = Counter()
    for year, count in counts.items():
        sums[year // width] += count
    groups = range(years[0] // width, years[-1] // width + 1)
    return [Bar(f"{group * width}–{group * width + width - 1}", sums[group]) for group in groups]


def stacked(
    rows: Sequence[tuple[str, Sequence[float]]],
    series: Sequence[str],
    *,
    id: str,
    title: str,
    description: str = "",
    what: str = "",
    href: Callable[[str], str] | None = None,
) -> Chart:
    """Bars in parts, one part a series, from below; see :func:`bars`.

    Raises:
        ValueError: a row has not one number for each series.
    """
    if any(len(values) != len(series) for _, values in rows):
        raise ValueError("each row of a stacked chart has one number for each series")
    given = [(label, tuple(values), href(label) if href else "") for label, values in rows]
    return _drawn(given, tuple(series), id=id, title=title, description=description, what=what)


def _drawn(
    rows: Sequence[tuple[str, tuple[float, ...], str]],
    series: tuple[str, ...],
    *,
    id: str,
    title: str,
    description: str,
    what: str,
) -> Chart:
    described = description or _described(rows)
    drawing = Drawing(id, height=_HEIGHT, title=title, description=described)
    most = max((sum(values) for _, values, _ in rows), default=0)
    scale = (_BASE - _TOP) / most if most else 0.0
    _grid(drawing, most, scale)
    step = 1 / len(rows) if rows else 1
    every = -(-len(rows) // _LABELS)
    for place, (label, values, href) in enumerate(rows):
        told = ", ".join(
            f"{shown(value)} {_one(name) if value == 1 else name}" for name, value in zip(series, values, strict=True)
        )
        group = drawing.linked(href, f"{label}: {told}")
        # The whole height answers to the mouse, since a bar of one may be two pixels high.
        drawing.add("rect", group, class_="reach", x=percent(place * step), y=0, width=percent(step), height=_BASE)
        base = _BASE
        for series_at, value in enumerate(values):
            height = value * scale
            base -= height
            if height:
                drawing.add(
                    "rect",
                    group,
                    class_=f"bar s{series_at % SERIES}",
                    x=percent((place + (1 - _FILLED) / 2) * step),
                    y=base,
                    width=percent(_FILLED * step),
                    height=height,
                )
        middle = percent((place + 0.5) * step)
        if len(rows) <= _NUMBERED and sum(values) > 0:
            drawing.add("text", group, text=shown(sum(values)), class_="value", x=middle, y=base - 4)
        if place % every == 0:
            drawing.add("text", text=label, class_="tick", x=middle, y=_BASE + 16)
    _levels(drawing, most, scale)  # after the bars, which would hide them
    return Chart(
        id=id,
        title=title,
        description=described,
        svg=drawing.markup(),
        columns=(what or "what", *series),
        rows=tuple((Cell(label, href), *(Cell(shown(value)) for value in values)) for label, values, href in rows),
        legend=series if len(series) > 1 else (),
    )


def _grid(drawing: Drawing, most: float, scale: float) -> None:
    drawing.add("line", class_="axis", x1="0", x2="100%", y1=_BASE, y2=_BASE)
    for value in levels(most):
        y = _BASE - value * scale
        drawing.add("line", class_="grid", x1="0", x2="100%", y1=y, y2=y)


def _levels(drawing: Drawing, most: float, scale: float) -> None:
    for value in levels(most):
        drawing.add("text", text=shown(value), class_="level", x="0", y=_BASE - value * scale - 3)


def levels(most: float) -> list[float]:
    """Two to five round numbers up to ``most``, without 0; none where ``most`` is below 2."""
    if most < 2:
        return []
    step = 1.0
    while most / step > 5:
        step *= 2.5 if f"{step:g}"[0] == "2" else 2
    step = float(max(1, round(step)))
    return [step * each for each in range(1, int(most / step) + 1)]


def shown(value: float) -> str:
    """A number for people: whole where it is, else with one decimal; thousands apart."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _one(name: str) -> str:
    """The word for one of what is counted: ``events`` is ``event``; names (``United States``) stay as they are."""
    last = name.rpartition(" ")[2]
    if not last.islower() or not last.endswith("s") or last.endswith("ss"):
        return name
    return name.removesuffix("ies") + "y" if last.endswith("ies") else name.removesuffix("s")


def _described(rows: Sequence[tuple[str, tuple[float, ...], str]]) -> str:
    totals = [(sum(values), label) for label, values, _ in rows]
    if not totals or not sum(value for value, _ in totals):
        return "Nothing is counted."
    most = max(value for value, _ in totals)
    top = [label for value, label in totals if value == most]
    many = f"{', '.join(top[:3])}{' and others' if len(top) > 3 else ''}"
    counted = shown(sum(value for value, _ in totals))
    return f"{counted} in all, from {totals[0][1]} to {totals[-1][1]}; most, {shown(most)}, at {many}."
