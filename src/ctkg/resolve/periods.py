"""When an event was, and how far two reports agree on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ctkg.bridge.periods import bounds

SAME, OVERLAPPING, WITHIN, NEAR, APART = "same_days", "overlapping_days", "within_period", "near_days", "apart"
_WORDS = {
    SAME: "the same days",
    OVERLAPPING: "overlapping days",
    WITHIN: "one date is less precise and allows the other",
    NEAR: "days next to each other",
}
#: Days between the end of one event and the start of another at which a slip of one report is thinkable.
_SLIP = 2
_LONGEST = 31


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day that the stated dates allow, both inclusive.

    Attributes:
        exact: True where the first day is stated.
        closed: True where an end is stated, too.
    """

    first: date
    last: date
    exact: bool
    closed: bool

    @property
    def days(self) -> int:
        """Length in days."""
        return (self.last - self.first).days + 1


def in_words(level: str) -> str:
    """``level`` for people."""
    return _WORDS[level]


def period(starts: Iterable[str], ends: Iterable[str]) -> Period | None:
    """The period of ISO dates as precise as stated; None where no start with a year is among them."""
    begun = sorted(found for value in starts if (found := bounds(value)))
    done = sorted(found for value in ends if (found := bounds(value)))
    if not begun:
        return None
    first, exact = date.fromisoformat(begun[0][0]), begun[0][0] == begun[0][1]
    last = date.fromisoformat(max(late for _, late in (*done, begun[0])))
    return Period(first, last, exact and all(a == b for a, b in done), bool(done))


def compare(one: Period, other: Period) -> str:
    """How far two periods agree."""
    overlap = one.first <= other.last and other.first <= one.last
    if not (one.exact and other.exact):
        return WITHIN if overlap else APART
    if one.first == other.first and (one.last == other.last or not (one.closed and other.closed)):
        return SAME
    if overlap:
        return OVERLAPPING
    return NEAR if max(one.first - other.last, other.first - one.last) <= timedelta(days=_SLIP) else APART


def keys(found: Period | None) -> tuple[list[str], list[str]]:
    """Keys of time: those under which an event meets others that share one, and those of rougher events it may meet.

    Days for a known day (one more on each side, so that neighbours meet), else months, else years.
    """
    if found is None:
        return [], []
    years = sorted({str(found.first.year), str(found.last.year)})
    if not found.exact and found.days > _LONGEST:
        return years, []
    months = sorted({f"{found.first:%Y-%m}", f"{found.last:%Y-%m}"})
    if not found.exact:
        return months, years
    # By number, so that the first and the last day of the calendar have neighbours, too.
    start, longest = found.first.toordinal(), min(found.days, _LONGEST + 1)
    known = range(max(start - 1, 1), min(start + longest, date.max.toordinal()) + 1)
    return [date.fromordinal(number).isoformat() for number in known], [*months, *years]
