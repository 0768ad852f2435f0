"""Days, months and years told from the day of writing: "yesterday", "last October", "two months ago", "4 May" without
a year."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from ctkg.model import Span

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

COUNTED = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_SOON = 21  # days after the writing within which a date without a year is not of the year before


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day from which relative dates count.

    Attributes:
        day: ISO 8601, ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY`` or ``--MM-DD``; empty where nothing is known.
        stated: True where the text states it, False where only the metadata does.
        span: where the text states it.
    """

    day: str = ""
    stated: bool = False
    span: Span | None = None

    @property
    def year(self) -> int | None:
        """Its year, where known."""
        return int(self.day[:4]) if self.day[:4].isdigit() else None

    @property
    def date(self) -> datetime.date | None:
        """The day itself, where it is known to the day."""
        try:
            return datetime.date.fromisoformat(self.day) if len(self.day) == 10 else None
        except ValueError:
            return None


def iso(year: int, month: int, day: int) -> str:
    """ISO 8601 of a day, ``--MM-DD`` for year 0; empty where there is no such day."""
    try:
        datetime.date(year or 2000, month, day)
    except ValueError:
        return ""
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


def completed(stated: str, anchor: Anchor) -> str:
    """``--MM-DD`` with the year that brings it nearest to the anchor."""
    if not stated.startswith("--") or anchor.year is None:
        return stated
    month, day = int(stated[2:4]), int(stated[5:7])
    year = anchor.year
    if anchor.date is not None:
        choices = [iso(y, month, day) for y in (year - 1, year, year + 1)]
        days = [datetime.date.fromisoformat(c) for c in choices if c]
        if not days:
            return stated
        return min(days, key=lambda d: (abs((d - anchor.date).days), d)).isoformat()  # type: ignore[operator]
    return iso(year, month, day) or stated


def next_week(label: str, anchor: Anchor) -> str:
    """The weekday to come instead of the last one."""
    day = datetime.date.fromisoformat(label)
    return label if anchor.date is None or day > anchor.date else (day + datetime.timedelta(days=7)).isoformat()


def past(label: str, anchor: Anchor) -> str:
    """The day or month, a year earlier where it lies well after the day of writing."""
    if anchor.date is None:
        return label
    far = (anchor.date + datetime.timedelta(days=_SOON)).isoformat()
    if label[:4].isdigit() and label > far[: len(label)]:
        earlier = f"{int(label[:4]) - 1:04}{label[4:]}"
        return "" if earlier.endswith("-02-29") else earlier
    return label


def future(label: str, anchor: Anchor) -> str:
    """The day or month, a year later where it lies well before the day of writing."""
    if anchor.date is None:
        return label
    long_ago = (anchor.date - datetime.timedelta(days=3 * _SOON)).isoformat()
    if label[:4].isdigit() and label < long_ago[: len(label)]:
        later = f"{int(label[:4]) + 1:04}{label[4:]}"
        return "" if later.endswith("-02-29") else later
    return label


def month_by(when: str, anchor: Anchor) -> tuple[str, str, str]:
    """The month before, of, or after the day of writing."""
    if anchor.date is None:
        return "", "", ""
    count = anchor.date.year * 12 + anchor.date.month - 1 + {"last": -1, "this": 0, "next": 1}[when]
    return f"{count // 12:04}-{count % 12 + 1:02}", f"{when} month", "month"


def year_by(shift: int, anchor: Anchor) -> tuple[str, str, str]:
    """The year ``shift`` years after that of writing."""
    return (f"{anchor.year + shift:04}", "year", "year") if anchor.year is not None else ("", "", "")


_BEGINS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}  # months


def season(name: str, when: str, anchor: Anchor) -> tuple[str, str, str]:
    """The year of the season that was over before, or that begins after, the day of writing."""
    if anchor.date is None:
        return "", "", ""
    month, begins = anchor.date.month, _BEGINS[name]
    return year_by(-1 if when == "last" and month < begins + 3 else when == "next" and month >= begins, anchor)


def ago(count: int, unit: str, anchor: Anchor) -> tuple[str, str, str]:
    """The day, month or year that is told by how long ago it was; weeks tell no day."""
    if unit == "year":
        return year_by(-count, anchor)
    if anchor.date is None or unit == "week":
        return "", "", ""
    if unit == "day":
        return (anchor.date - datetime.timedelta(days=count)).isoformat(), f"{count} days ago", "relative"
    months = anchor.date.year * 12 + anchor.date.month - 1 - count
    return f"{months // 12:04}-{months % 12 + 1:02}", f"{count} months ago", "month"


def relative(word: str, anchor: Anchor) -> tuple[str, str, str]:
    """The day of "today", "yesterday" or "tomorrow"."""
    shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    if anchor.date is None:
        value = anchor.day if shift == 0 and anchor.day.startswith("--") and len(anchor.day) == 7 else ""
        return value, "", "relative"
    return (anchor.date + datetime.timedelta(days=shift)).isoformat(), word, "relative"


def weekdays(got: Mapping[str, str | None], anchor: Anchor) -> tuple[str, str, str]:
    """Days of one week ("from Monday to Friday last week"): the latest ones, or those of the week that is named."""
    if anchor.date is None:
        return "", "", ""
    first, last = (_DAYS.index(str(got[name]).lower()) for name in ("w", "w2"))
    week = (got.get("week") or got.get("week2") or "").lower()
    if first >= last:
        return "", "", ""
    monday = anchor.date - datetime.timedelta(days=anchor.date.weekday())
    if week:
        monday += datetime.timedelta(days={"last": -7, "this": 0, "next": 7}[week])
    elif last > anchor.date.weekday():
        monday -= datetime.timedelta(days=7)
    days = [(monday + datetime.timedelta(days=number)).isoformat() for number in (first, last)]
    return "/".join(days), f"{got['w']} to {got['w2']}".lower(), "range"


def weekday(word: str, when: str, anchor: Anchor) -> tuple[str, str, str]:
    """The latest such weekday, the one before the day of writing ("last") or the one after ("next")."""
    if anchor.date is None:
        return "", "", ""
    back = (anchor.date.weekday() - _DAYS.index(word)) % 7
    if when in {"next", "coming"}:
        day = anchor.date + datetime.timedelta(days=7 - back)
    else:
        day = anchor.date - datetime.timedelta(days=back or (7 if when == "last" else 0))
    return day.isoformat(), word, "relative"
