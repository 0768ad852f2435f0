"""Numbers of people that are not those of an event: of earlier times, of the name of an edition; and those that are."""

from __future__ import annotations

import re

from ctkg.model import Link, Span
from ctkg.text.reading import EventFrame, Reading

#: Before a number of people that is the subject of a sentence ("RIGA - Fifteen instructors rehearsed").
_OPENS = re.compile(
    r"\W*(?:[A-Z][^.;:\n]{2,60} [-\u2013\u2014] )?(?:(?:In (?:all|total)|Altogether|Overall|(?:During|Over|In) the "
    r"(?:\w+ )?(?:days?|weeks?|course|year)),? )?(?:[Ss]ome |[Aa]bout |[Aa]round |[Oo]ver |[Mm]ore than |[Aa]t least )?"
)


def opens(plain: str, sentence: Span, number: Span) -> bool:
    """True where a number opens its sentence."""
    return _OPENS.fullmatch(plain, sentence.start, number.start) is not None


_EDITION_YEAR = re.compile(r"(?:19|20)\d\d")


def edition_year(plain: str, span: Span) -> bool:
    """True for the year in the name of an event: "the organising committee of the Games Dakar 2026 took part"."""
    return _EDITION_YEAR.fullmatch(plain, span.start, span.end) is not None and (
        re.search(r"[A-Z][\w-]+ $", plain[max(0, span.start - 30) : span.start]) is not None
    )


#: What went before that of which a text tells: "had drawn", "had been certified", "the one before".
_HAD = re.compile(
    r"\bhad\s(?:(?:also|already|earlier|previously|been)\s)*"
    r"(?!(?:the|an?|to|no|any|some|this|that|their|its|his|her|in|on|at|more)\b)\w+|"
    r"\b(?:the one before|in the first|in the previous|"
    r"in the last|the first (?:one|two|cycle|round|edition|course|phase|batch|group)|last year|ago|"
    r"(?:years|months|weeks) after|previous\w*|earlier)\b"
)
_BREAK = re.compile(r"[;:]|,? (?:but|while|whereas) ")


def _long_ago(reading: Reading, clause: Span) -> bool:
    """True where a clause tells of a year or month well before the text was written."""
    anchor = reading.head.anchor
    if anchor.date is None:
        return False
    now = anchor.date.year * 12 + anchor.date.month
    for link in reading.inside(clause, "date"):
        label = link.thing.label.partition("/")[0]
        if link.thing.type in {"year", "month", "day", "range"} and label[:4].isdigit():
            month = int(label[5:7]) if len(label) >= 7 else 12
            if now - (int(label[:4]) * 12 + month) > 3:
                return True
    return False


def earlier(reading: Reading, event: EventFrame, link: Link, sentence: Span) -> bool:
    """True where the clause of a number tells of something earlier and does not name the event."""
    plain, at = reading.plain, link.mention.span
    start, end = sentence.start, sentence.end
    for cut in _BREAK.finditer(plain, sentence.start, sentence.end):
        if cut.end() <= at.start:
            start = cut.end()
        elif cut.start() >= at.end:
            end = cut.start()
            break
    clause = Span(start, end)
    if not event.named_in(sentence) and _long_ago(reading, clause):
        return True
    return _HAD.search(plain, start, end) is not None and not event.named_in(clause)
