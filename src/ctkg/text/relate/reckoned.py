"""Days told by those of another event: "the following day", "three weeks later", "ten days after a bomb exploded"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ctkg.model import Span
from ctkg.text.find import numbers, screening
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate import scope

_N = r"(?P<n>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty)"
_UNIT = r"(?P<unit>day|week|month|year)"
_PART = r"(?:day|morning|afternoon|evening|night)"
_ORDINALS = {"first": 0, "opening": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4}

#: Words that count from the beginning or the end of another event, each with what it counts.
_FORMS: tuple[tuple[str, screening.Screened], ...] = (
    ("next", screening.compile(
        rf"\b(?:(?:[Tt]he|that) (?:following|next) {_PART}|the day after(?! tomorrow)|a day (?:later|after))\b")),
    ("before", screening.compile(
        rf"\b(?:[Tt]he (?:previous|preceding) {_PART}|the (?:day|evening|night) before|a day (?:earlier|before))\b")),
    ("same", screening.compile(rf"\b(?:[Tt]he same|[Tt]hat(?: same)?) {_PART}\b")),
    ("later", screening.compile(rf"\b{_N} {_UNIT}s? (?:later|afterwards|on from there)\b", re.IGNORECASE)),
    ("earlier", screening.compile(rf"\b{_N} {_UNIT}s? (?:earlier|previously|beforehand)\b", re.IGNORECASE)),
    ("within", screening.compile(rf"\b[Oo]n (?:the|its|their|his|her) (?P<which>{'|'.join(_ORDINALS)}) {_PART}\b")),
    ("last", screening.compile(rf"\b[Oo]n (?:the|its|their) (?:last|final|closing|concluding) {_PART}\b")),
)  # fmt: skip
#: "ten days after", "less than a week after": what follows is the earlier of two events, what holds it the later.
_AFTER = screening.compile(rf"\b{_N} {_UNIT}s? (?P<side>after|before|ahead of|prior to)\s", re.IGNORECASE)
#: "five years after the conclusions of June 2019": the day right behind is the event's own.
_ITS_DAY = re.compile(r" of (?:the )?")
_REACH = 120  # characters between "ten days after" and the event that it counts from


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A date worked out: ISO 8601 as precise as the words are, its words, and the sentence."""

    day: str
    words: Span
    span: Span


def of(reading: Reading, event: EventFrame, dated: Mapping[str, tuple[str, str]]) -> Reckoned | None:
    """The date of ``event`` by those of others (first and last day by key); None where the text gives none so."""
    for sentence in event.named_sentences():
        if (found := _by_main(reading, event, sentence, dated)) is not None:
            return found
    return None


def apart(reading: Reading, event: EventFrame, dated: Mapping[str, tuple[str, str]]) -> Reckoned | None:
    """The date of ``event`` by how long it was before or after what the sentence tells of; the day beside those words
    is that of the other event."""
    for sentence in event.named_sentences():
        if (found := _by_after(reading, event, sentence, dated)) is not None:
            return found
    return None


def _by_main(
    reading: Reading, event: EventFrame, sentence: Span, dated: Mapping[str, tuple[str, str]]
) -> Reckoned | None:
    if event.key == "e1":
        return None
    for form, pattern in _FORMS:
        for match in pattern.finditer(reading.plain, sentence.start, sentence.end):
            if scope.within(reading.speech, match.start()):
                continue
            base = _base(reading, sentence, match.start(), dated) if form not in {"within", "last"} else dated.get("e1")
            day = _moved(form, match, base) if base is not None else ""
            if day:
                return Reckoned(day, Span(*match.span()), sentence)
    return None


def _base(reading: Reading, sentence: Span, start: int, dated: Mapping[str, tuple[str, str]]) -> tuple[str, str] | None:
    """First and last of the days counted from: those told before in the sentence, else those of the main event."""
    for link in reversed(reading.inside(Span(sentence.start, start), "date")):
        first, _, last = link.thing.label.partition("/")
        if len(first) >= 7 and not reading.head.holds(link.mention.span):
            return first, last or first
    return dated.get("e1")


def _moved(form: str, match: re.Match[str], base: tuple[str, str]) -> str:
    first, last = base
    if form == "next":
        return _shifted(last, 1, "day")
    if form == "before":
        return _shifted(first, -1, "day")
    if form == "same":
        return first if first == last else ""
    if form == "within":
        day = _shifted(first, _ORDINALS[match["which"].lower()], "day")
        return day if day <= last or first == last else ""
    if form == "last":
        return last
    return _shifted(last if form == "later" else first, _count(match) * (1 if form == "later" else -1), match["unit"])


def _by_after(
    reading: Reading, event: EventFrame, sentence: Span, dated: Mapping[str, tuple[str, str]]
) -> Reckoned | None:
    """ "The Council met ten days after a bomb tore through ...": the bomb's day by that of the meeting."""
    if event.key == "e1":
        return None
    dates = reading.inside(sentence, "date")
    for match in _AFTER.finditer(reading.plain, sentence.start, sentence.end):
        named = [one for one in event.named_in(sentence) if 0 <= one.start - match.end() <= _REACH]
        if not named or "," in reading.plain[match.end() : named[0].start]:
            continue
        if any(_ITS_DAY.fullmatch(reading.plain, named[0].end, link.mention.span.start) for link in dates):
            continue
        back = match["side"].lower() == "after"
        base = _base(reading, sentence, match.start(), dated)
        if base is None:
            continue
        first, last = base
        day = _shifted(first if back else last, _count(match) * (-1 if back else 1), match["unit"])
        if day:
            return Reckoned(day if match["unit"].lower() == "day" else day[:7], Span(*match.span()), sentence)
    return None


def _count(match: re.Match[str]) -> int:
    return 1 if match["n"].lower() in {"a", "an"} else numbers.value(match["n"].lower()) or 0


def _shifted(day: str, count: int, unit: str) -> str:
    """``day`` moved; months and years give a month and a year only; empty where ``day`` is not as exact as ``unit``."""
    unit = unit.lower()
    try:
        date = datetime.date.fromisoformat(day if len(day) == 10 or unit in {"day", "week"} else f"{day}-01")
    except ValueError:
        return ""
    if unit in {"day", "week"}:
        return (date + datetime.timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
    if unit == "year":
        return f"{date.year + count:04}"
    months = date.year * 12 + date.month - 1 + count
    return f"{months // 12:04}-{months % 12 + 1:02}"
