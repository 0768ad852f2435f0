"""When an event was: dates as stated, and the bounds that a stated day, month or year allows."""

from __future__ import annotations

import calendar
import re

from ctkg.bridge.quads import date
from ctkg.bridge.scope import EventScope

_FULL = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

PRECISIONS = {10: "day", 7: "month", 4: "year"}


def bounds(value: str) -> tuple[str, str] | None:
    """First and last day that ``value`` allows, both inclusive; None where it names no year or no real day."""
    match = _FULL.fullmatch(value)
    if not match:
        return None
    year, month, day = match.group(1), match.group(2), match.group(3)
    if day:
        return (value, value) if _is_day(int(year), int(month), int(day)) else None
    if month:
        if not 1 <= int(month) <= 12:
            return None
        return f"{value}-01", f"{value}-{calendar.monthrange(int(year), int(month))[1]:02d}"
    return f"{year}-01-01", f"{year}-12-31"


def _is_day(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def precision(value: str) -> str:
    """``day``, ``month``, ``year``, or ``day-of-year`` where the year is unknown."""
    return "day-of-year" if value.startswith("--") else PRECISIONS.get(len(value), "day")


def describe(scope: EventScope) -> None:
    """Add dates and time span of an event, where some are stated."""
    starts, ends = scope.values("event.start"), scope.values("event.end")
    if not starts and not ends:
        return
    bag, span = scope.bag, scope.own("timespan")
    bag.kind(span, "TimeSpan")
    bag.link(scope.node, "hasTimeSpan", span)
    for statements, shortcut, first, last, derived in (
        (starts, "startDate", "earliestStart", "latestStart", "startDerived"),
        (ends, "endDate", "earliestEnd", "latestEnd", "endDerived"),
    ):
        values = sorted({str(s.object) for s in statements})
        for value in values:
            bag.say(scope.node, shortcut, date(value))
        if known := [found for value in values if (found := bounds(value))]:
            bag.say(span, first, date(min(early for early, _ in known)))
            bag.say(span, last, date(max(late for _, late in known)))
        for statement in statements:
            bag.say(span, "dateText", statement.stated)
        if any(s.derived for s in statements):
            bag.say(span, derived, True)
    for statement in starts:
        bag.say(span, "datePrecision", precision(str(statement.object)))
