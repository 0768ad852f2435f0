"""Time along a chart: days as numbers, dates that are known to the month or year only, and round years to label."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ctkg.bridge.periods import bounds

_LABELS = 6


def days(value: str) -> tuple[int, int] | None:
    """First and last day (proleptic ordinals, both included) that an ISO day, month or year allows.

    None where it names no year or no real day.
    """
    found = bounds(value)
    if found is None or not value.isascii() or value.startswith("0000"):
        return None
    return date.fromisoformat(found[0]).toordinal(), date.fromisoformat(found[1]).toordinal()


def iso(day: int) -> str:
    """The ISO date of a day's ordinal."""
    return date.fromordinal(day).isoformat()


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from ``first`` to ``last`` (ordinals, both included), as shares of a width."""

    first: int
    last: int

    def share(self, day: float) -> float:
        """Where a day begins: 0 at the begin of the first, 1 at the end of the last; what is outside is at the edge."""
        return min(1.0, max(0.0, (day - self.first) / (self.last + 1 - self.first)))

    def span(self, first: int, last: int) -> tuple[float, float]:
        """Begin and width of some days, both included."""
        begin = self.share(first)
        return begin, self.share(last + 1) - begin

    def years(self, labels: int = _LABELS) -> list[tuple[float, str]]:
        """Where years begin, with their numbers: round ones, at most ``labels`` or so; months within three years."""
        begin, end = date.fromordinal(self.first), date.fromordinal(self.last)
        if end.year - begin.year < 3:
            return self._months(begin, end, labels)
        every = next(
            n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000) if (end.year - begin.year) / n < labels
        )
        years = range(-(-begin.year // every) * every, end.year + 1, every)
        places = [(date(year, 1, 1).toordinal(), str(year)) for year in years if year > 0]
        return [(self.share(day), name) for day, name in places if self.first <= day <= self.last]

    def _months(self, begin: date, end: date, labels: int) -> list[tuple[float, str]]:
        months = range(begin.year * 12 + begin.month - 1, end.year * 12 + end.month)
        every = next((n for n in (1, 2, 3, 6) if len(months) / n <= labels), 12)
        named = [(date(month // 12, month % 12 + 1, 1), month) for month in months if month % every == 0]
        return [(self.share(day.toordinal()), f"{day:%Y-%m}") for day, _ in named if day.toordinal() >= self.first]
