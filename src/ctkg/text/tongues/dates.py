"""Dates in the words of a language; links as those of :mod:`ctkg.text.find.dates`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache

from ctkg.model import Document, Entity, Link, Span
from ctkg.text.find.linking import link
from ctkg.text.find.writing import Anchor, completed, future, iso, past
from ctkg.text.tongues import lexicon

_YEAR = r"(?:19|20)\d\d"
_WRITTEN = (
    ("iso", re.compile(rf"(?<![\w-])(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?![\w-])")),
    ("numeric", re.compile(rf"(?<![\w.])(?P<d>\d{{1,2}})(?P<sep>[./])(?P<m>\d{{1,2}})(?P=sep)(?P<y>{_YEAR})(?!\w)")),
)


@cache
def _forms(tag: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = lexicon.load(tag, "dates")
    months = "|".join(sorted(words["months"], key=len, reverse=True))
    day = "|".join([*map(re.escape, words["days"]), r"3[01]|[12]\d|0?[1-9]"])
    after = words["year"]["after"].replace(" ", r"\s*")
    weekday = "|".join(words["weekdays"])
    found = []
    for name, template in words["forms"].items():
        filled = template.replace(" ", r"\s+").replace(r"\s+?", r"\s*")
        for key, inner in (("d", day), ("m", months)):
            for suffix in ("", "2"):
                filled = filled.replace(f"{{{key}{suffix}}}", rf"(?P<{key}{suffix}>{inner})(?!\w)")
        for suffix in ("", "2"):
            filled = filled.replace(f"{{y{suffix}}}", rf"(?P<y{suffix}>{_YEAR})(?!\d){after}")
        filled = filled.replace("{D}", f"(?:{day})").replace("{w}", rf"(?P<w>{weekday})", 1)
        filled = filled.replace("{w}", f"(?:{weekday})")
        found.append((name, re.compile(rf"(?<![\w/№]){filled}(?!\w)", re.IGNORECASE)))
    return (*_WRITTEN, *found)


def find(document: Document, plain: str, anchor: Anchor, tag: str) -> Iterator[Link]:
    """Dates of ``plain``; links may overlap. A year that the words lack is completed from ``anchor``."""
    for form, pattern in _forms(tag):
        for match in pattern.finditer(plain):
            label, stated, kind = _value(form, match, anchor, tag)
            if stated.startswith("--") and kind in {"day", "month"} and not label.startswith("--"):
                ahead = lexicon.cues(tag, "dates", "ahead", "cues").search(_around(plain, match))
                label = future(label, anchor) if ahead else past(label, anchor)
            if not label:
                continue
            names = (stated,) if stated and stated != label else ()
            thing = Entity(kind="date", label=label, names=names, type=kind)
            yield link(document, _span(match), "date", thing, f"dates.{form.replace(' ', '-')}")
    yield from _relative(document, plain, anchor, tag)


def _relative(document: Document, plain: str, anchor: Anchor, tag: str) -> Iterator[Link]:
    if anchor.date is None:
        return
    words = lexicon.load(tag, "dates")["relative"]
    for match in lexicon.pattern(tag, words).finditer(plain):
        day = anchor.date + datetime.timedelta(days=words[" ".join(match.group().lower().split())])
        thing = Entity(kind="date", label=day.isoformat(), names=(match.group().lower(),), type="relative")
        yield link(document, Span(*match.span()), "date", thing, "dates.relative")


def _span(match: re.Match[str]) -> Span:
    """From the first to the last word that says when, without the preposition before it."""
    parts = [match.span(name) for name in match.groupdict() if match[name] is not None and name != "w"]
    if not parts:
        return Span(*match.span("w"))
    return Span(min(start for start, _ in parts), match.end())


def _around(plain: str, match: re.Match[str]) -> str:
    before = plain[max(0, match.start() - 160) : match.start()]
    after = plain[match.end() : match.end() + 100]
    return before[max(before.rfind(". "), before.rfind("\n")) + 1 :] + after.split(". ", 1)[0].split("\n", 1)[0]


def _value(form: str, match: re.Match[str], anchor: Anchor, tag: str) -> tuple[str, str, str]:
    """ISO value (empty where there is none), stated form, and type."""
    got = {key: value for key, value in match.groupdict().items() if value is not None}
    if "m" not in got and "y" not in got:
        return _weekday(got["w"].lower(), anchor, tag)
    if "m" not in got:
        return got["y"], "", "year"
    month = _month(got["m"], tag)
    month2 = _month(got["m2"], tag) if "m2" in got else month
    year = int(got.get("y") or got.get("y2") or 0)
    if "d" not in got:
        return _of_month(month, year, anchor)
    first = iso(year, month, _day(got["d"], tag))
    if "d2" not in got:
        return completed(first, anchor), first, "day"
    if month > month2 and "y2" in got and "y" not in got:
        first = iso(year - 1, month, _day(got["d"], tag))
    last = iso(int(got.get("y2") or year), month2, _day(got["d2"], tag))
    start, end = completed(first, anchor), completed(last, anchor)
    if not start or not end or end < start:
        return "", "", ""
    return f"{start}/{end}", f"{first}/{last}", "range"


def _of_month(month: int, year: int, anchor: Anchor) -> tuple[str, str, str]:
    if year:
        return f"{year:04}-{month:02}", "", "month"
    whole = completed(f"--{month:02}-15", anchor)
    return (
        (f"--{month:02}", f"--{month:02}", "month") if whole.startswith("--") else (whole[:7], f"--{month:02}", "month")
    )


def _weekday(word: str, anchor: Anchor, tag: str) -> tuple[str, str, str]:
    """The last day of that name, the day of writing included."""
    if anchor.date is None:
        return "", "", ""
    back = (anchor.date.weekday() - lexicon.load(tag, "dates")["weekdays"][word]) % 7
    return (anchor.date - datetime.timedelta(days=back)).isoformat(), word, "relative"


def _month(word: str, tag: str) -> int:
    return int(word) if word.isdigit() else int(lexicon.load(tag, "dates")["months"][word.lower()])


def _day(word: str, tag: str) -> int:
    return int(word) if word.isdigit() else int(lexicon.load(tag, "dates")["days"][word.lower()])
