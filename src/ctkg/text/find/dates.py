"""Dates: days, ranges, months, years, weekdays and words such as "today"; missing years and relative days resolved.

A link of kind ``date`` has a thing of kind ``date`` whose label is an ISO 8601 date as precise as stated, or two of
them joined by ``/``; ``--MM-DD`` where no year is known. Its type is ``day range month year relative``. Where the year
(or the day) comes from elsewhere than the words themselves, its names hold the stated form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctkg.model import Document, Entity, Link, Span
from ctkg.text.find import screening, writing
from ctkg.text.find.linking import link
from ctkg.text.find.writing import Anchor as Anchor

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

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|JANUARY|FEBRUARY|MARCH|"
    r"APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_SEASON = r"(?:spring|summer|autumn|fall|winter|(?:first|second|third|fourth|last|final)\s+(?:half|quarter))"
#: Nouns that a month stands before ("the November meeting", "the May attacks").
_EVENT_NOUNS = (
    "attacks?|bombings?|raids?|shootings?|meetings?|sessions?|plenary|summit|workshops?|conference|seminar|visit|"
    "exercise|round|edition|training|course|event|mission|elections?"
)
_TO = r",?\s*(?:-|/|to|until|till|through|and|&)\s*(?:the\s+)?(?:" + _WEEKDAY + r",?\s+)?"
_NAMED = r"(?:" + _WEEKDAY + r",?\s+)?(?:the\s+)?"

#: Days of the month in words ("the third of May").
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
#: Months of datelines that are not translated.
_FOREIGN = {
    name: number
    for names in (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
    for number, name in enumerate(names.split(), 1)
}

_COUNTS = "|".join([*writing.COUNTED, *(word.capitalize() for word in writing.COUNTED)])

_FORMS: tuple[tuple[str, screening.Screened], ...] = tuple(
    (name, screening.compile(pattern))
    for name, pattern in (
        ("iso", rf"\b(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)\b"),
        ("year first", rf"\b(?P<y>{_YEAR})(?P<sep>[./])(?P<m>1[0-2]|0?[1-9])(?P=sep)(?P<d>3[01]|[12]\d|0?[1-9])\b"),
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
        ("day", rf"\b{_NAMED}(?P<d>{_DAY})(?:\.?\s+|-)(?:of\s+)?(?P<m>{MONTH})(?:[.,]?(?:\s+|-)(?P<y>{_YEAR})\b)?"),
        ("day, month first", rf"\b{_NAMED}(?P<m>{MONTH})\s+(?P<d>{_DAY})\b(?:,?\s+(?P<y>{_YEAR})\b)?"),
        (
            "numeric range",
            rf"\b(?P<d>{_DAY})[./](?:(?P<mn>\d{{1,2}})[./]?)?(?:{_YEAR})?\s*(?:-|to|until|till)\s*"
            rf"(?P<d2>{_DAY})[./](?P<mn2>\d{{1,2}})[./](?P<y>{_YEAR})\b",
        ),
        ("day in words", rf"\b[Tt]he\s+(?P<dw>{'|'.join(_ORDINALS)})(?:\s+day)?\s+of\s+(?P<m>{MONTH})"
            rf"(?:,?\s+(?P<y>{_YEAR})\b)?"),
        ("foreign day", rf"\b(?P<d>{_DAY}|1er|1º)\s+(?:de\s+)?(?P<fm>{'|'.join(_FOREIGN)})\s+(?:del?\s+)?"
            rf"(?P<y>{_YEAR})\b"),
        ("two months of a year", rf"\b(?P<m>{MONTH})\s*(?:-|to|and)\s*(?P<m2>{MONTH})\s+(?P<y>{_YEAR})\b"),
        ("month", rf"\b(?P<m>{MONTH}),?\s+(?:of\s+)?(?P<y>{_YEAR})\b"),
        ("bare month", rf"\b(?:(?P<when>[Ll]ast|[Nn]ext|[Tt]his)|[Ii]n|[Ss]ince|[Uu]ntil|[Ee]arly|[Ll]ate|mid-?|of|"
            rf"[Ff]or|[Bb]y|[Ff]rom|[Cc]oming|[Pp]ast|[Pp]revious|[Dd]uring|[Bb]efore|[Bb]etween)\s*(?P<m>{MONTH})\b(?!\s+\d)"),
        ("month of an event", rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?)\s+(?P<m>{MONTH})\s+"
            rf"(?=(?:[a-z]+\s+)?(?:{_EVENT_NOUNS})\b)"),
        ("second month", rf"\b(?:[Ii]n|[Dd]uring|[Ff]or)\s+{MONTH}(?:,\s+{MONTH})?,?\s+and\s+(?P<m>{MONTH})\b"
            r"(?!\s+\d)"),
        ("year", rf"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Bb]y|[Uu]ntil|[Ee]arly|[Ll]ate|[Ff]rom|of|[Tt]hroughout|"
            rf"for)\s+(?:early\s+|late\s+|mid-)?(?P<y>{_YEAR})\b(?![-/]\d)"),
        ("season", rf"\b(?:in|of|for|by|during|until|from|next|last|this)\s+(?:the\s+)?(?:early\s+|late\s+)?{_SEASON}"
            rf"(?:,?\s+of)?\s+(?P<y>{_YEAR})\b"),
        ("season of a year", rf"\b(?:in|of|for|by|during|until|from)\s+(?:the\s+)?(?:early\s+|late\s+)?{_SEASON}"
            rf"\s+of\s+(?P<when>last|this|next|the)(?:\s+(?:same|coming|current|following))?\s+year\b"),
        ("last season", r"\b(?P<when>[Ll]ast|[Nn]ext|[Tt]his)\s+(?P<season>spring|summer|autumn|fall)\b"),
        ("end of year", rf"\b(?:before|by)\s+the\s+end\s+of\s+(?P<y>{_YEAR})\b"),
        ("year of an attack", rf"\bthe\s+(?P<y>{_YEAR})\s+(?=(?:[\w-]+\s+){{0,2}}(?:attacks?|bombings?|raid|"
            rf"siege|shootings?|hijacking|massacre|assassination)\b)"),
        ("relative month", r"\b(?P<when>[Ll]ast|[Tt]his|[Nn]ext)\s+(?P<unit>month)\b"),
        ("relative year", r"\b(?:[Ee]arlier\s+|[Ll]ater\s+)?(?P<when>[Ll]ast|[Tt]his|[Nn]ext)\s+year\b(?!'s\s+end)"),
        ("years ago today", rf"\b(?P<n>\d{{1,2}}|{_COUNTS})\s+years?\s+ago\s+"
            r"(?P<r>today|yesterday|tomorrow)\b"),
        ("ago", rf"\b(?P<n>\d{{1,2}}|{_COUNTS})\s+(?P<unit>day|week|month|year)s?\s+(?P<when>ago)\b"),
        ("part of today", r"\b(?P<r>[Tt]his (?:morning|afternoon|evening)|[Ll]ast night|[Ee]arlier today)\b"),
        ("weekdays", rf"\b(?:(?P<week>[Ll]ast|[Tt]his|[Nn]ext)\s+week,?\s+)?(?:(?:[Ff]rom|[Bb]etween|[Oo]n)\s+)?"
            rf"(?P<w>{_WEEKDAY})\s*(?:-|to|until|through|and)\s*(?P<w2>{_WEEKDAY})\b"
            rf"(?:,?\s+(?:of\s+)?(?P<week2>last|this|next)\s+week)?"),
        ("weekday", rf"\b(?P<when>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|[Oo]n)?\s*\b(?P<w>{_WEEKDAY})\b"),
        ("relative", r"\b(?P<r>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b"),
    )
)  # fmt: skip


_AHEAD = screening.compile(r"\b(?:will|(?:is|are|was|were) to|scheduled|open until|agreed on a)\b[^.;,]*$")
_WILL = re.compile(r"\b(?:will|(?:is|are) (?:to|scheduled|planned|due|foreseen|expected|set))\b")
#: Words that a day to come follows with nothing done between.
_FORWARD = re.compile(
    r"\b(?:look(?:s|ed|ing)? forward to|upcoming|forthcoming|next|in preparation for|"
    r"(?:planned|scheduled|foreseen|expected|due|set) (?:for|in|to))\b(?!.*\b(?:was|were|took|held|has|have|had)\b)"
)
_TO_COME = re.compile(
    r"\b(?:will|would|planned|plans?|scheduled|foreseen|due|expected|intends?|upcoming|next|coming|future|forthcoming|"
    r"(?:is|are) to|to be|hosts?|holds?|opens?|begins?|starts?|takes? place|until|look(?:s|ed|ing) forward to|"
    r"in preparation for|ahead of|(?:not )?be cancelled|proposed|proposal|invited to|agreed to)\b"
)


def month_number(name: str) -> int:
    """1 to 12 for the name of a month, whole or cut."""
    return _SHORT.get(name.rstrip(".").lower()[:4], 0) or _SHORT[name.lower()[:3]]


def find(document: Document, plain: str, anchor: Anchor) -> Iterator[Link]:
    """Dates of ``plain`` (the document's text with plain characters); links may overlap."""
    for form, pattern in _FORMS:
        for match in pattern.finditer(plain):
            label, stated, kind = _value(form, match, anchor)
            if form == "weekdays" and label and _AHEAD.search(plain, max(0, match.start() - 80), match.start()):
                label = "/".join(writing.next_week(day, anchor) for day in label.split("/"))
            if form == "weekday" and label and _AHEAD.search(plain, max(0, match.start() - 80), match.start()):
                label = writing.next_week(label, anchor)
            if stated.startswith("--") and (year := _of_that_year(plain, match)):
                label = f"{year}{stated[1:]}" if kind in {"day", "month"} else label
            elif form == "bare month" and label and match["when"]:
                label = _month_named(match["when"].lower(), label, anchor)
            elif stated.startswith("--") and kind in {"day", "month"}:
                around = _around(plain, match)
                if not _TO_COME.search(around):
                    label = writing.past(label, anchor)
                elif _WILL.search(around) or _FORWARD.search(plain, max(0, match.start() - 110), match.start()):
                    label = writing.future(label, anchor)
            if not label:
                continue
            span = Span(*_trim(match, form))
            names = (stated,) if stated and stated != label else ()
            thing = Entity(kind="date", label=label, names=names, type=kind)
            yield link(document, span, "date", thing, f"dates.{form.replace(' ', '-')}")


_THAT_YEAR = re.compile(r"\s+(?:of|in)\s+(?:that|the\s+same)\s+year\b")
_YEARS = re.compile(rf"\b{_YEAR}\b")
_BACK = 400  # characters within which "that year" was told


def _of_that_year(plain: str, match: re.Match[str]) -> str:
    """The year told before, where a day or month is "of that year"; empty for others."""
    if _THAT_YEAR.match(plain, match.end()) is None:
        return ""
    told = _YEARS.findall(plain, max(0, match.start() - _BACK), match.start())
    return str(told[-1]) if told else ""


def _month_named(when: str, label: str, anchor: Anchor) -> str:
    """ "Last", "this" or "next September", counted from the month of writing."""
    if anchor.date is None:
        return label
    today, year, month = anchor.day[:7], anchor.date.year, label[4:7]
    if when == "this":
        return f"{year:04}{month}"
    if when == "last":
        return f"{year if f'{year:04}{month}' < today else year - 1:04}{month}"
    return f"{year if f'{year:04}{month}' > today else year + 1:04}{month}"


def _around(plain: str, match: re.Match[str]) -> str:
    """The words of the sentence around a date, as far as 160 characters."""
    before = plain[max(0, match.start() - 160) : match.start()]
    after = plain[match.end() : match.end() + 100]
    return before[max(before.rfind(". "), before.rfind("\n")) + 1 :] + after.split(". ", 1)[0].split("\n", 1)[0]


def _trim(match: re.Match[str], form: str) -> tuple[int, int]:
    """The span without the preposition that the form needs to be sure."""
    if form in {"bare month", "second month", "month of an event"}:
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
        return writing.relative(got["r"].lower(), anchor)
    if form == "weekdays":
        return writing.weekdays(got, anchor)
    if form == "weekday":
        return writing.weekday(got["w"].lower(), (got["when"] or "").lower(), anchor)
    if form in {"year", "season", "end of year", "year of an attack"}:
        return got["y"], "", "year"
    if form == "part of today":
        return writing.relative("yesterday" if "night" in got["r"] else "today", anchor)
    if form == "relative month":
        return writing.month_by(got["when"].lower(), anchor)
    if form in {"relative year", "season of a year"}:
        return writing.year_by({"last": -1, "next": 1}.get(got["when"].lower(), 0), anchor)
    if form == "last season":
        return writing.season(got["season"], got["when"].lower(), anchor)
    if form == "years ago today":
        today, _, kind = writing.relative(got["r"], anchor)
        count = int(writing.COUNTED.get(got["n"].lower(), 0) or got["n"])
        return (f"{int(today[:4]) - count:04}{today[4:]}" if today[:4].isdigit() else ""), "years ago", kind
    if form == "ago":
        return writing.ago(int(writing.COUNTED.get(got["n"].lower(), 0) or got["n"]), got["unit"], anchor)
    if form == "numeric":
        return _numeric(got)
    if form in {"iso", "year first"}:
        value = writing.iso(int(got["y"]), int(got["m"]), int(got["d"]))
        return value, "", "day"
    if form == "numeric range":
        first = writing.iso(int(got["y"]), int(got["mn"] or got["mn2"]), _number(got["d"]))
        last = writing.iso(int(got["y"]), int(got["mn2"]), _number(got["d2"]))
        return (f"{first}/{last}", "", "range") if first and first < last else ("", "", "")
    if form == "foreign day":
        return writing.iso(int(got["y"]), _FOREIGN[got["fm"]], _number(got["d"])), "", "day"
    month = month_number(got["m"])
    year = int(got.get("y") or got.get("y2") or 0)
    if "d" not in got and "dw" not in got:
        return _months(got, month, year, anchor)
    day = _ORDINALS[got["dw"]] if got.get("dw") else _number(got["d"])
    if "d2" not in got:
        stated = writing.iso(year, month, day)
        return writing.completed(stated, anchor), stated, "day"
    month2 = month_number(got["m2"]) if got.get("m2") else month
    year2 = int(got.get("y2") or year)
    if year and year2 and got.get("y2") and not got.get("y") and month > month2:
        year = year2 - 1
    first, last = writing.iso(year, month, day), writing.iso(year2, month2, _number(got["d2"]))
    if not first or not last:
        return "", "", ""
    whole = f"{writing.completed(first, anchor)}/{writing.completed(last, anchor)}"
    start, _, end = whole.partition("/")
    if end < start:
        return "", "", ""
    return whole, f"{first}/{last}", "range"


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _months(got: dict[str, str | None], month: int, year: int, anchor: Anchor) -> tuple[str, str, str]:
    if got.get("m2"):
        return f"{year:04}-{month:02}/{year:04}-{month_number(str(got['m2'])):02}", "", "range"
    if year:
        return f"{year:04}-{month:02}", "", "month"
    full = writing.completed(f"--{month:02}-15", anchor)
    return (full[:7], f"--{month:02}", "month") if not full.startswith("--") else ("", "", "")


def _numeric(got: dict[str, str]) -> tuple[str, str, str]:
    first, second, year = int(got["a"]), int(got["b"]), int(got["y"])
    if got["sep"] in ".-" or first > 12:
        return writing.iso(year, second, first), "", "day"
    if second > 12:
        return writing.iso(year, first, second), "", "day"
    return ("", "", "") if first != second else (writing.iso(year, first, second), "", "day")
