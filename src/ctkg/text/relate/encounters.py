"""Encounters of persons told by verbs: "received X", "paid a courtesy call on Y", "spoke with Z by telephone"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ctkg.model import Span
from ctkg.text.find import persons, screening
from ctkg.text.find.persons import PersonMention
from ctkg.text.reading import Reading
from ctkg.text.relate import scope
from ctkg.text.relate.naming import Mention

_NOW = r"(?:(?:also|then|later|earlier|separately|previously|briefly|yesterday|today) )?"
_MET = screening.compile(
    rf"\b(?P<verb>paid (?:a )?courtesy (?:calls?|visits?) (?:on|to)|called on|{_NOW}met (?:with )?|{_NOW}received|"
    r"(?:held|had) (?:\w+ ){0,3}(?:talks|meetings?|consultations|discussions|conversations?|exchanges?) with|"
    r"(?:spoke|talked|conferred|sat down) (?:yesterday |today |by (?:telephone|phone) |on the (?:tele)?phone )?with|"
    r"(?:telephoned|phoned|hosted))\s?(?=(?:the |his |her |its |their |Mr\.? |Ms\.? |Mrs\.? |Dr\.? )?[A-Za-z])"
)
#: "Meeting in Riga, the ministers agreed", "We, the Ministers of Justice, meeting in Turku on 16 August".
_ASSEMBLED = screening.compile(
    r"(?:(?<=, )|^)(?P<verb>(?:[Mm]eeting|[Gg]athered|[Gg]athering|[Aa]ssembled|[Cc]onvened) (?:in|at|on))"
    r"(?= (?:the )?[A-Z\d])",
    re.MULTILINE,
)
_NEAR = 70  # characters after the verb within which the name of who is met begins
_ELSE = re.compile(r"[.;:]|\b(?:on|for|to|that|which|who|at)\b")


def find(reading: Reading, index: int, span: Span, quoted: Sequence[Span]) -> Iterator[Mention]:
    """Mentions of encounters in the sentence at ``span``: persons that are named before and after the verb, and
    participles by which those who act are said to sit together."""
    plain = reading.plain
    for match in _ASSEMBLED.finditer(plain, span.start, span.end):
        if (match.group()[0].isupper() and match.start() > span.start) or scope.within(quoted, match.start()):
            continue
        yield _mention(match, index, "meeting")
    for match in _MET.finditer(plain, span.start, span.end):
        if scope.within(quoted, match.start()):
            continue
        floor, end = max(span.start, match.start() - 110), min(span.end, match.end() + _NEAR)
        everybody = persons.find(reading)
        first, last = (bisect_left(everybody, offset, key=_start_of) for offset in (floor, span.end))
        people = [one.outer for one in everybody[first:last] if one.outer.end <= span.end]
        met = [
            one
            for one in people
            if match.end() <= one.start < end and _ELSE.search(plain, match.end(), one.start) is None
        ]
        if not met or not any(one.end <= match.start() for one in people):
            continue
        yield _mention(match, index, "encounter")


def _start_of(one: PersonMention) -> int:
    return one.outer.start


def _mention(match: re.Match[str], index: int, kind: str) -> Mention:
    where = Span(*match.span("verb"))
    return Mention(
        span=where, phrase=where, type="meeting", noun=match["verb"].lower().strip(), sentence=index, determiner="",
        plural=False, told=True, modality="asserted", quoted=False, title=False, act=True, kind=kind,
    )  # fmt: skip
