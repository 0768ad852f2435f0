"""News in brief and reviews of a week or month: texts of which every paragraph tells something of its own."""

from __future__ import annotations

import re

from ctkg.model import Link, Passage, Span
from ctkg.text.find.shade import once
from ctkg.text.reading import Reading
from ctkg.text.relate import scope

_FEWEST = 3  # paragraphs with a head of their own that make a text a digest
_SHOUTED = re.compile(r"(?P<head>[A-Z][A-Z'.]{2,}(?:[ -][A-Z'.]{2,}){0,4})(?P<after>\s?--?\s|:\s|'s\s|\.\s|\s)")
_DAY_HEAD = re.compile(r"(?:\d{1,2}[.)]\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Today|Yesterday)[.:]\s")
_RUN_IN = re.compile(r"(?:\d{1,2}[.)]\s+)?(?=[A-Z])(?:[\w'-]+\s){0,3}[\w'-]{4,}[.:]\s+(?=[A-Z\"])")
#: "- Oslo, 3 to 5 July. Forty officers ...": a town and a day.
_TOWN_DAY = re.compile(
    r"(?:[-*]\s+|\d{1,2}[.)]\s+)?(?P<town>[A-Z][\w'.-]+(?:\s(?:de |del |la |el |es |al-)?[A-Z][\w'.-]+){0,3}),?\s+\(?"
    r"(?P<day>\d{1,2}(?:\s?(?:-|to|and)\s?\d{1,2})?\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?:\s\d{4})?)"
    r"\)?\s?(?:[.:]|-)\s"
)
#: Titles that say that what follows is told piece by piece, under heads that are whole sentences.
_BY_PIECES = re.compile(
    r"\b(?:in brief|briefs|brief news|news from|notes from|week in|month in|in review|digest|round-?up|bulletin|week's|"
    r"weekly|monthly|newsletter|highlights)\b",
    re.IGNORECASE,
)
_HEADLINE = re.compile(r"[A-Z][^.!?\"]{8,70}[.!?]\s+(?=[A-Z\"])")
_MOST_OF = 0.6  # of the paragraphs, that many have heads


@once
def parts(reading: Reading) -> list[Passage]:
    """The paragraphs of a digest, most of which have heads of their own, in text order; empty for other texts."""
    titles = scope.titles(reading)
    after = titles[-1].end if titles else 0
    body = [one for one in reading.passages if one.span.start >= after and len(one.span) > 0]
    pieces = any(_BY_PIECES.search(reading.plain, one.start, one.end) for one in titles)
    headed = [one for one in body if _headed(reading, one.span) or (pieces and _headline(reading, one.span))]
    return body if len(headed) >= _FEWEST and len(headed) >= _MOST_OF * len(body) else []


def within(reading: Reading, span: Span) -> bool:
    """True where ``span`` lies in one paragraph of a digest."""
    return bool(parts(reading)) and reading.passage_at(span.start).span.covers(span)


def _headed(reading: Reading, span: Span) -> bool:
    if _DAY_HEAD.match(reading.plain, span.start, span.end) is not None:
        return True
    if _TOWN_DAY.match(reading.plain, span.start, span.end) is not None:
        return True
    found = _SHOUTED.match(reading.plain, span.start, span.end)
    if found is not None:
        link = reading.link_at(span.start)
        if link is not None and link.mention.kind in {"place", "state"}:
            return True
        return found["after"] != " " and (link is None or link.mention.kind != "organization")
    found = _RUN_IN.match(reading.plain, span.start, span.end)
    return found is not None and found.end() < span.end - 40 and reading.link_at(found.end() - 2) is None


def _headline(reading: Reading, span: Span) -> bool:
    return _HEADLINE.match(reading.plain, span.start, span.end) is not None


def dated(reading: Reading, passage: Span) -> re.Match[str] | None:
    """The town and day that head ``passage`` of a digest."""
    if not parts(reading):
        return None
    return _TOWN_DAY.match(reading.plain, passage.start, passage.end)


def day(reading: Reading, span: Span) -> Link | None:
    """The day that heads the paragraph in which ``span`` lies ("2. Tuesday. There was ...")."""
    passage = reading.passage_at(span.start).span
    found = _DAY_HEAD.match(reading.plain, passage.start, passage.end) or dated(reading, passage)
    dates = reading.inside(Span(passage.start, found.end()), "date") if found is not None else ()
    return dates[0] if dates else None


def home(reading: Reading, span: Span) -> Link | None:
    """The town that heads the paragraph of a digest in which ``span`` lies ("RIGA - Police arrested ...")."""
    if not within(reading, span):
        return None
    passage = reading.passage_at(span.start).span
    if (found := dated(reading, passage)) is not None:
        towns = reading.inside(Span(*found.span("town")), "place")
        return towns[0] if towns and towns[0].thing.state else None
    start = passage.start
    link = reading.link_at(start) if reading.plain[start : start + 3].isupper() else None
    return link if link is not None and link.mention.kind == "place" and link.thing.state else None
