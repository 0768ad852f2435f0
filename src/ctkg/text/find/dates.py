"""Dates: days, ranges, months, years, weekdays and words such as "today"; missing years and relative days resolved.

A link of kind ``date`` has a thing of kind ``date`` whose label is an ISO 8601 date as precise as stated, or two of
them joined by ``/``; ``--MM-DD`` where no year is known. Its type is ``day range month year relative``. Where the year
(or the day) comes from elsewhere than the words themselves, its names hold the stated form.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ctkg.model import Document, Entity, Link, Span
from ctkg.text.find import screening
from ctkg.text.find.linking import link

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_SHORT = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|JANUARY|FEBRUARY|MARCH|"
    r"APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_TO = r"\s*(?:-|to|until|till|through|and|&)\s*(?:the\s+)?(?:" + _WEEKDAY + r",?\s+)?"
_NAMED = r"(?:" + _WEEKDAY + r",?\s+)?(?:the\s+)?"

_COUNTED = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip

_FORMS: tuple[tuple[str, screening.Screened], ...] = tuple(
    (name, screening.compile(pattern))
    for name, pattern in (
        ("iso", rf"\b(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)\b"),
        ("numeric", rf"\b(?P<a>\d{{1,2}})(?P<sep>[./-])(?P<b>\d{{1,2}})(?P=sep)(?P<y>{_YEAR})\b"),
        (
            "two months",
            rf"\b(?P<d>{_DAY})\s+(?:of\s+)?(?P<m>{MONTH})(?:,?\s+(?P<y>{_YEAR}))?{_TO}"
            rf"(?P<d2>{_DAY})\s+(?:of\s+)?(?P<m2>{MONTH})(?:,?\s+(?P<y2>{_YEAR}))?\b",
        ),
        (
            "two months, month first",
            rf"\b(?P<m>{MONTH})\s+(?P<d>{_DAY})(?:,?\s+(?P<y>{_YEAR}))?{_TO}"
            rf"(?P<m2>{MONTH})\s+(?P<d2>{_DAY})\b(?:,?\s+(?P<y2>{_YEAR})\b)?",
        ),
        (
            "days of a month",
            rf"\b(?P<d>{_DAY})(?:,\s*{_DAY}){{0,6}},?{_TO}(?P<d2>{_DAY})\s+(?:of\s+)?(?P<m>{MONTH})(?:,?\s+(?P<y>{_YEAR})\b)?",
        ),
        (
            "month with days",
            rf"\b(?P<m>{MONTH})\s+(?P<d>{_DAY})(?:,\s*{_DAY}){{0,6}}{_TO}(?P<d2>{_DAY})\b(?!\s*(?:{MONTH}|:))(?:,?\s+(?P<y>{_YEAR})\b)?",
        ),
        ("day", rf"\b{_NAMED}(?P<d>{_DAY})(?:\s+|-)(?:of\s+)?(?P<m>{MONTH})(?:,?(?:\s+|-)(?P<y>{_YEAR})\b)?"),
        ("day, month first", rf"\b{_NAMED}(?P<m>{MONTH})\s+(?P<d>{_DAY})\b(?:,?\s+(?P<y>{_YEAR})\b)?"),
        ("two months of a year", rf"\b(?P<m>{MONTH})\s*(?:-|to|and)\s*(?P<m2>{MONTH})\s+(?P<y>{_YEAR})\b"),
        ("month", rf"\b(?P<m>{MONTH}),?\s+(?:of\s+)?(?P<y>{_YEAR})\b"),
        ("bare month", rf"\b(?:[Ii]n|[Ll]ast|[Tt]his|[Ss]ince|[Uu]ntil|[Nn]ext|[Ee]arly|[Ll]ate|mid-?|of|"
            rf"[Dd]uring)\s*(?P<m>{MONTH})\b(?!\s+\d)"),
        ("second month", rf"\b(?:[Ii]n|[Dd]uring|[Ff]or)\s+{MONTH}\s+and\s+(?P<m>{MONTH})\b(?!\s+\d)"),
        ("year", rf"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Bb]y|[Uu]ntil|[Ee]arly|[Ll]ate|[Ff]rom|of|[Tt]hroughout|"
            rf"for)\s+(?:early\s+|late\s+|mid-)?(?P<y>{_YEAR})\b(?![-/]\d)"),
        ("season", rf"\b(?:in|of|for|by|during|until)\s+(?:the\s+)?(?:early\s+|late\s+)?(?:spring|summer|"
            rf"autumn|fall|winter|(?:first|second|third|fourth|last)\s+(?:half|quarter))(?:\s+of)?\s+(?P<y>{_YEAR})\b"),
        ("end of year", rf"\b(?:before|by)\s+the\s+end\s+of\s+(?P<y>{_YEAR})\b"),
        ("year of an attack", rf"\bthe\s+(?P<y>{_YEAR})\s+(?=(?:[\w-]+\s+){{0,2}}(?:attacks?|bombings?|raid|"
            rf"siege|shootings?|hijacking|massacre|assassination)\b)"),
        ("relative month", r"\b(?P<when>[Ll]ast|[Tt]his|[Nn]ext)\s+(?P<unit>month)\b"),
        ("relative year", r"\b(?:[Ee]arlier\s+|[Ll]ater\s+)?(?P<when>[Ll]ast|[Tt]his|[Nn]ext)\s+year\b(?!'s\s+end)"),
        ("ago", rf"\b(?P<n>\d{{1,2}}|{'|'.join(_COUNTED)})\s+(?P<unit>day|week|month|year)s?\s+(?P<when>ago)\b"),
        ("part of today", r"\b(?P<r>[Tt]his (?:morning|afternoon|evening)|[Ll]ast night|[Ee]arlier today)\b"),
        ("weekdays", rf"\b(?:(?P<week>[Ll]ast|[Tt]his|[Nn]ext)\s+week,?\s+)?(?:(?:[Ff]rom|[Bb]etween|[Oo]n)\s+)?"
            rf"(?P<w>{_WEEKDAY})\s*(?:-|to|until|through|and)\s*(?P<w2>{_WEEKDAY})\b"
            rf"(?:,?\s+(?:of\s+)?(?P<week2>last|this|next)\s+week)?"),
        ("weekday", rf"\b(?P<when>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|[Oo]n)?\s*\b(?P<w>{_WEEKDAY})\b"),
        ("relative", r"\b(?P<r>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b"),
    )
)  # fmt: skip


_AHEAD = screening.compile(r"\b(?:will|(?:is|are|was|were) to|scheduled|open until|agreed on a)\b[^.;,]*$")
_WILL = re.compile(r"\b(?:will|(?:is|are) (?:to|scheduled|planned|due))\b")
_SOON = 21  # days after the writing within which a date without a year is not of the year before
_TO_COME = re.compile(
    r"\b(?:will|would|planned|plans?|scheduled|foreseen|due|expected|intends?|upcoming|next|coming|future|"
    r"(?:is|are) to|to be|hosts?|holds?|opens?|begins?|starts?|takes? place|until)\b"
)


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


def month_number(name: str) -> int:
    """1 to 12 for the name of a month, whole or cut."""
    return _SHORT.get(name.rstrip(".").lower()[:4], 0) or _SHORT[name.lower()[:3]]


def find(document: Document, plain: str, anchor: Anchor) -> Iterator[Link]:
    """Dates of ``plain`` (the document's text with plain characters); links may overlap."""
    for form, pattern in _FORMS:
        for match in pattern.finditer(plain):
            label, stated, kind = _value(form, match, anchor)
            if form == "weekdays" and label and _AHEAD.search(plain, max(0, match.start() - 80), match.start()):
                label = "/".join(_next_week(day, anchor) for day in label.split("/"))
            if form == "weekday" and label and _AHEAD.search(plain, max(0, match.start() - 80), match.start()):
                label = _next_week(label, anchor)
            if stated.startswith("--") and kind in {"day", "month"}:
                around = _around(plain, match)
                if not _TO_COME.search(around):
                    label = past(label, anchor)
                elif _WILL.search(around):
                    label = future(label, anchor)
            if not label:
                continue
            span = Span(*_trim(match, form))
            names = (stated,) if stated and stated != label else ()
            thing = Entity(kind="date", label=label, names=names, type=kind)
            yield link(document, span, "date", thing, f"dates.{form.replace(' ', '-')}")


def _around(plain: str, match: re.Match[str]) -> str:
    """The words of the sentence around a date, as far as 160 characters."""
    before = plain[max(0, match.start() - 160) : match.start()]
    after = plain[match.end() : match.end() + 100]
    return before[max(before.rfind(". "), before.rfind("\n")) + 1 :] + after.split(". ", 1)[0].split("\n", 1)[0]


def _next_week(label: str, anchor: Anchor) -> str:
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


def _trim(match: re.Match[str], form: str) -> tuple[int, int]:
    """The span without the preposition that the form needs to be sure."""
    if form in {"bare month", "second month"}:
        return match.span("m")
    if form in {"year", "season", "end of year", "year of an attack"}:
        return match.span("y")
    if form == "weekday":
        return match.span("w")
    if form == "weekdays":
        return match.start("week") if match["week"] else match.start("w"), match.end()
    return match.span()


def _value(form: str, match: re.Match[str], anchor: Anchor) -> tuple[str, str, str]:
    """ISO value (empty where there is none), stated form, and type."""
    got = match.groupdict()
    if form == "relative":
        return _relative(got["r"].lower(), anchor)
    if form == "weekdays":
        return _weekdays(got, anchor)
    if form == "weekday":
        return _weekday(got["w"].lower(), (got["when"] or "").lower(), anchor)
    if form in {"year", "season", "end of year", "year of an attack"}:
        return got["y"], "", "year"
    if form == "part of today":
        return _relative("yesterday" if "night" in got["r"] else "today", anchor)
    if form == "relative month":
        return _month_by(got["when"].lower(), anchor)
    if form == "relative year":
        return _year_by({"last": -1, "this": 0, "next": 1}[got["when"].lower()], anchor)
    if form == "ago":
        return _ago(int(_COUNTED.get(got["n"].lower(), 0) or got["n"]), got["unit"], anchor)
    if form == "numeric":
        return _numeric(got)
    if form == "iso":
        value = iso(int(got["y"]), int(got["m"]), int(got["d"]))
        return value, "", "day"
    month = month_number(got["m"])
    year = int(got.get("y") or got.get("y2") or 0)
    if "d" not in got:
        return _months(got, month, year, anchor)
    day = _number(got["d"])
    if "d2" not in got:
        stated = iso(year, month, day)
        return completed(stated, anchor), stated, "day"
    month2 = month_number(got["m2"]) if got.get("m2") else month
    year2 = int(got.get("y2") or year)
    if year and year2 and got.get("y2") and not got.get("y") and month > month2:
        year = year2 - 1
    first, last = iso(year, month, day), iso(year2, month2, _number(got["d2"]))
    if not first or not last:
        return "", "", ""
    whole = f"{completed(first, anchor)}/{completed(last, anchor)}"
    start, _, end = whole.partition("/")
    if end < start:
        return "", "", ""
    return whole, f"{first}/{last}", "range"


def _month_by(when: str, anchor: Anchor) -> tuple[str, str, str]:
    """The month before, of, or after the day of writing."""
    if anchor.date is None:
        return "", "", ""
    count = anchor.date.year * 12 + anchor.date.month - 1 + {"last": -1, "this": 0, "next": 1}[when]
    return f"{count // 12:04}-{count % 12 + 1:02}", f"{when} month", "month"


def _year_by(shift: int, anchor: Anchor) -> tuple[str, str, str]:
    """The year ``shift`` years after that of writing."""
    return (f"{anchor.year + shift:04}", "year", "year") if anchor.year is not None else ("", "", "")


def _ago(count: int, unit: str, anchor: Anchor) -> tuple[str, str, str]:
    """The day, month or year that is told by how long ago it was; weeks tell no day."""
    if unit == "year":
        return _year_by(-count, anchor)
    if anchor.date is None or unit == "week":
        return "", "", ""
    if unit == "day":
        return (anchor.date - datetime.timedelta(days=count)).isoformat(), f"{count} days ago", "relative"
    months = anchor.date.year * 12 + anchor.date.month - 1 - count
    return f"{months // 12:04}-{months % 12 + 1:02}", f"{count} months ago", "month"


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def iso(year: int, month: int, day: int) -> str:
    """ISO 8601 of a day, ``--MM-DD`` for year 0; empty where there is no such day."""
    try:
        datetime.date(year or 2000, month, day)
    except ValueError:
        return ""
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


def _months(got: dict[str, str | None], month: int, year: int, anchor: Anchor) -> tuple[str, str, str]:
    if got.get("m2"):
        return f"{year:04}-{month:02}/{year:04}-{month_number(str(got['m2'])):02}", "", "range"
    if year:
        return f"{year:04}-{month:02}", "", "month"
    full = completed(f"--{month:02}-15", anchor)
    return (full[:7], f"--{month:02}", "month") if not full.startswith("--") else ("", "", "")


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


def _numeric(got: dict[str, str]) -> tuple[str, str, str]:
    first, second, year = int(got["a"]), int(got["b"]), int(got["y"])
    if got["sep"] in ".-" or first > 12:
        return iso(year, second, first), "", "day"
    if second > 12:
        return iso(year, first, second), "", "day"
    return ("", "", "") if first != second else (iso(year, first, second), "", "day")


def _relative(word: str, anchor: Anchor) -> tuple[str, str, str]:
    shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    if anchor.date is None:
        value = anchor.day if shift == 0 and anchor.day.startswith("--") and len(anchor.day) == 7 else ""
        return value, "", "relative"
    return (anchor.date + datetime.timedelta(days=shift)).isoformat(), word, "relative"


def _weekdays(got: dict[str, str | None], anchor: Anchor) -> tuple[str, str, str]:
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


def _weekday(word: str, when: str, anchor: Anchor) -> tuple[str, str, str]:
    if anchor.date is None:
        return "", "", ""
    back = (anchor.date.weekday() - _DAYS.index(word)) % 7
    if when in {"next", "coming"}:
        day = anchor.date + datetime.timedelta(days=7 - back)
    else:
        day = anchor.date - datetime.timedelta(days=back or (7 if when == "last" else 0))
    return day.isoformat(), word, "relative"
