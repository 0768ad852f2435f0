"""What words that name an event say of it alone: its ordinal, its name, those who run it, its length, its numbers."""

from __future__ import annotations

import re

from ctkg.text.find import numbers
from ctkg.text.reading import Reading
from ctkg.text.relate.naming import Mention

_ORDINAL = re.compile(
    r"\b(?P<word>(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:first|second|third|fourth|fifth|sixth|"
    r"seventh|eighth|ninth)|inaugural|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"\w+teenth|\w+tieth|\d{1,3}(?:st|nd|rd|th))\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"[^.;:]{0,110}?(?:,\s|\s)(?:jointly |co-)?(?:organi[sz]ed|hosted|convened|run|held|staged|delivered|given|"
    r"taught|led|funded|financed|sponsored|paid for|chaired|moderated|facilitated|prepared|arranged|initiated|"
    r"conducted)"
    r"(?: jointly)? by (?=(?:the |its |both )?[A-Z])"
)
_LENGTH = re.compile(r"\b(?:(?:\w+|\d+)-(?:day|week|month|hour)|week-long|day-long|weeklong|one-off)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r" (?:with|for|of|attended by|bringing together|gathering|in which|to which|at which) (?:some |around |about |"
    r"over |more than |nearly |almost )?(?:\d{1,4}|ten|twelve|fifteen|twenty|thirty|forty|fifty|a hundred)\b"
)
_CALLED = re.compile(r",? (?:(?:called|entitled|titled|named|dubbed|on) )?[\"'](?=[A-Z])")
#: "exercise North Gate 2018", "the exercises Cobalt 2009".
_PROPER = re.compile(r" (?:[A-Z][\w-]+|[A-Z]{2,})(?:[ -](?:[A-Z][\w-]*|of|the|\d{2,4}))*")
_FRAME = re.compile(r"\b(?:part of|under|within|framework of|through|behind)\s(?:the\s)?$")
_NAMED_KINDS = frozenset({"exercise", "other", "training"})
#: Capital letters all along the noun phrase: "Special Ministerial Meeting".
_TITLE = re.compile(r"(?:(?:[A-Z][\w/&'-]*|of|on|and|for|the|\d+(?:st|nd|rd|th))\s){2,}")


def ordinal(reading: Reading, one: Mention) -> int:
    """The number that the noun phrase counts its event with; 0 where it has none."""
    found = _ORDINAL.search(reading.plain, one.phrase.start, one.span.start)
    if found is None:
        return 0
    word = found["word"].lower()
    if word[0].isdigit():
        return int(re.match(r"\d+", word).group())  # type: ignore[union-attr]
    tens, _, last = word.rpartition("-")
    last = _COUNTED.get(last) or re.sub(r"ieth$", "yth", last).removesuffix("th")
    return numbers.value(f"{tens}-{last}" if tens else last) or 0


_COUNTED = {"inaugural": "one", "first": "one", "second": "two", "third": "three", "fifth": "five", "eighth": "eight",
            "ninth": "nine", "twelfth": "twelve"}  # fmt: skip


def by_somebody(reading: Reading, one: Mention) -> bool:
    """True for "a course on risks, run by Frontex": the clause says whose the event is."""
    span = reading.sentences[one.sentence].span
    if reading.plain[max(span.start, one.phrase.start - 8) : one.phrase.start] == "part of ":
        return False
    return _BY.match(reading.plain, one.span.end, span.end) is not None


def measured(reading: Reading, one: Mention) -> bool:
    """True where the noun phrase gives the length of the event, or the number of those who came."""
    words = reading.plain[one.phrase.start : one.span.start]
    return _LENGTH.search(words) is not None or _PEOPLE.match(reading.plain, one.span.end) is not None


def proper(reading: Reading, one: Mention) -> str:
    """The name right after a noun that takes one ("exercise North Gate 2019"); empty where there is none."""
    if one.type not in _NAMED_KINDS or one.noun.split()[-1] not in {"exercise", "drill", "operation", "day"}:
        return ""
    after = _PROPER.match(reading.plain, one.span.end)
    return after.group().strip() if after is not None and reading.link_at(one.span.end + 1) is None else ""


def named(reading: Reading, one: Mention) -> bool:
    """True where the words are, or are followed by, a name of the event's own."""
    plain = reading.plain
    if _CALLED.match(plain, one.span.end) is not None:
        return True
    if proper(reading, one) and _FRAME.search(plain, max(0, one.phrase.start - 24), one.phrase.start) is None:
        return True
    return plain[one.span.start].isupper() and _TITLE.search(plain, one.phrase.start, one.span.start) is not None
