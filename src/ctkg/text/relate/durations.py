"""How long events last."""

from __future__ import annotations

import datetime
import re

from ctkg.model import Span
from ctkg.text.find import numbers, screening
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate import scope
from ctkg.text.relate.gatherings import GATHERINGS

_LENGTH = screening.compile(
    r"\b(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen)[-\s](?P<unit>day|week)(?:-long|s'?)?\b|"
    r"\b(?P<long>day-long|daylong|full-day|week-long|weeklong)\b",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r",?\s*(?:which |that )?(?:will )?(?:last(?:s|ed|ing)?|over|span(?:s|ned|ning)?|for|ran for|of|"
    r"took place over|held over)\s+(?:a |the )?",
    re.IGNORECASE,
)
_FOR_DAYS = screening.compile(
    r"(?:\b(?:[Ff]or|after|[Oo]ver|[Dd]uring|[Ii]n|[Tt]hroughout|gave (?:us|them))\s+(?:the\s+)?(?:(?:course\s+of|"
    r"last|past|next|coming)\s+(?:the\s+)?)?)(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s+(?:[a-z]+\s+){0,2}?"
    r"(?P<unit>days|weeks)\b(?! (?:of mourning|later|before|after|ago|earlier|in a row))"
)
#: What is long is told of the main event, in the words for anything that is held ("a seven-day operation").
_ANYTHING = re.compile(
    r"\s(?:[\w-]+\s){0,4}?(?:operation|action|campaign|event|programme|program|gathering|mission|initiative|activity|"
    r"sweep|session|assignment|deployment)\b"
)


def _for_days(reading: Reading, event: EventFrame) -> tuple[int, Span] | None:
    """ "For three days, ..." in the lead of a meeting."""
    if not event.leads or event.type not in GATHERINGS:
        return None
    for sentence in event.sentences[:4]:
        for long in _LENGTH.finditer(reading.plain, sentence.start, sentence.end):
            if long["n"] and _ANYTHING.match(reading.plain, long.end(), sentence.end) is not None:
                count = numbers.value(long["n"].lower()) or 0
                return count * (7 if long["unit"].lower() == "week" else 1), Span(*long.span())
        match = _FOR_DAYS.search(reading.plain, sentence.start, sentence.end)
        if match is not None and not scope.within(reading.speech, match.start()):
            count = numbers.value(match["n"]) or 0
            return count * (7 if match["unit"] == "weeks" else 1), Span(*match.span())
    return None


def of(reading: Reading, event: EventFrame) -> tuple[int, Span] | None:
    """Days and the words that say them, beside a mention of the event."""
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        for match in _LENGTH.finditer(
            reading.plain, max(sentence.start, mention.start - 90), min(sentence.end, mention.end + 60)
        ):
            between = (
                reading.plain[match.end() : mention.start]
                if match.end() <= mention.start
                else reading.plain[mention.end : match.start()]
            )
            if match.start() >= mention.end and _LASTING.fullmatch(between) is None:
                continue
            if (
                re.search(
                    r"[.;:]|\b(?:who|which|before|ago|earlier|later|after|during|following|second|first|third)\b",
                    between,
                )
                or len(between) > 80
            ):
                continue
            if match["long"]:
                return (7 if "week" in match["long"].lower() else 1), Span(*match.span())
            count = numbers.value(match["n"])
            if count:
                return count * (7 if match["unit"].lower() == "week" else 1), Span(
                    match.start(), max(match.end(), mention.end)
                )
    return _for_days(reading, event)


def shift(day: str, days: int) -> str:
    """``day`` moved by ``days``; a day without a year stays so; empty where it is no day."""
    yearless = day.startswith("--")
    try:
        date = datetime.date.fromisoformat(f"2001{day[1:]}" if yearless else day) + datetime.timedelta(days=days)
    except (ValueError, OverflowError):
        return ""
    return f"--{date.month:02}-{date.day:02}" if yearless else date.isoformat()
