"""Titles, outputs, follow-ups, what an event is part of, votes, and who adopts, signs or ratifies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Span, Statement
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Reading, event_at, placed, say
from ctkg.text.relate import adopters, belonging, results, scope, titles
from ctkg.text.relate.phrasing import listed, phrase

_NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty(?:-\w+)?|thirty(?:-\w+)?|forty(?:-\w+)?|fifty(?:-\w+)?|none|no)"
)
_VOTE = screening.compile(
    rf"\bunanimous(?:ly)?\b|\bby consensus\b|\bwithout a vote\b|"
    rf"\b{_NUMBER} (?:votes? |States (?:voted )?|members (?:voted )?)?(?:in favou?r|for)\b"
    rf"(?:[,;]? (?:to|and|with)?\s?{_NUMBER} (?:votes? )?(?:against|abst\w+|in opposition))*|"
    rf"(?<=\bwith ){_NUMBER} votes\b(?! (?:to|in|for|against))|(?<=\bby ){_NUMBER} votes\b(?! (?:to|in|for|against))|"
    rf"\b{_NUMBER} votes? to {_NUMBER}\b(?:[,;]? (?:and|with)?\s?{_NUMBER} abst\w+)?|"
    rf"\bunanimity\b|\bvote(?: on [^.,;:]{{2,40}})? was \d{{1,3}} (?:of|to|out of) \d{{1,3}}\b|"
    rf"\b(?:[A-Z][a-z]+(?:(?:, | and |, and )[A-Z][a-z]+)* )abstain(?:ing|ed)\b|"
    r"\b\d{1,3} (?:of|out of) \d{1,3} (?:votes|members|deputies)\b",
    re.IGNORECASE,
)


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Statements of event.title, output, follow_up, part_of, vote and adopter."""
    if not events:
        return
    quoted = scope.quotations(reading)
    for event in events:
        yield from titles.of(reading, event)
        yield from adopters.of(reading, event)
    for sentence in reading.sentences:
        span = sentence.span
        yield from _output(reading, events, span, quoted)
        yield from results.relate(reading, events, span, quoted)
        yield from _follow_up(reading, events, span, quoted)
        yield from belonging.relate(reading, events, span, quoted)
        yield from _vote(reading, events, span, quoted)


def _output(reading: Reading, events: Sequence[EventFrame], span: Span, quoted: Sequence[Span]) -> Iterator[Statement]:
    plain = reading.plain
    for match in listed("output", "verbs").finditer(plain, span.start, span.end):
        if scope.within(quoted, match.start()):
            continue
        head = listed("output", "heads").search(plain, match.end(), min(span.end, match.end() + 70))
        subject = plain[span.start : match.start()]
        if head is None or re.search(
            r"[.,;:]|\b(?:of|for|in|with) (?:the )?(?:implementation|line)\b", plain[match.end() : head.start()]
        ):
            continue
        if not listed("output", "subjects").search(subject) or (
            re.search(r"\bto\s+$", subject)
            and not re.search(
                r"\b(?:agreed|decided|plan\w*|will|going|are|is|were|was|due|expected|undertook) (?:to )?$", subject
            )
        ):
            continue
        event = event_at(events, Span(match.start(), head.end()))
        words = phrase(reading, match.end(), span.end, 8)
        if event is not None and event.type in {"adoption", "signing"}:
            event = events[0]  # what a meeting adopts is the meeting's
        if event is None or not words or words.startswith(_NO_OUTPUT):
            continue
        if reading.inside(Span(match.end(), min(span.end, head.end() + 60)), "instrument"):
            continue  # the instrument itself is told as the output
        planned = re.search(r"\b(?:will|to|would|plan\w*|expected)\s+(?:\w+\s+)?$", subject) is not None
        halves = [words]
        if (joint := _joint(reading, span, head.end())) is not None:
            halves = [phrase(reading, match.end(), joint.start, 8), phrase(reading, joint.end, span.end, 8)]
        for half in filter(None, halves):
            yield say(
                reading, event.entity, "output", half, event=event.key, span=span, rule="outcomes.output",
                stance="intended" if planned else event.stance,
            )  # fmt: skip
        return


_AND = re.compile(r"\sand\s(?:on\s)?(?:an?|the|its|their)\s")


def _joint(reading: Reading, span: Span, start: int) -> Span | None:
    """The "and" between the halves of "a set of indicators and a list of priorities"."""
    found = _AND.search(reading.plain, start, min(span.end, start + 80))
    if found is None or "," in reading.plain[start : found.start()]:
        return None
    head = listed("output", "heads").search(reading.plain, found.end(), min(span.end, found.end() + 30))
    return Span(*found.span()) if head is not None else None


#: What follows a verb and is no output: "took note of", "issued the following statement".
_NO_OUTPUT = (
    "by ",
    "note of",
    "notice of",
    "part in",
    "place",
    "today",
    "the following",
    "following",
    "stock of",
    "care of",
)
#: Words by which a noun of the event's kind names another one.
_FRESH = re.compile(
    r"\b(?:next|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|further|additional|follow-up|similar|"
    r"another|final|future|new|more|joint|subsequent|upcoming)\b[^.,;]{0,25}$",
    re.IGNORECASE,
)


def _follow_up(
    reading: Reading, events: Sequence[EventFrame], span: Span, quoted: Sequence[Span]
) -> Iterator[Statement]:
    plain = reading.plain
    match = listed("follow_up", "cues").search(plain, span.start, span.end)
    if match is None or scope.within(quoted, match.start()) or span.start <= reading.sentences[0].span.start:
        return
    noun = listed("follow_up", "nouns").search(plain, match.start(), min(span.end, match.end() + 110))
    if noun is None:
        noun = listed("follow_up", "nouns").search(plain, max(span.start, match.start() - 60), match.start())
    if noun is None or plain[max(span.start, noun.start() - 3) : noun.start()] == "to ":
        return
    fresh = _FRESH.search(plain[max(span.start, noun.start() - 45) : noun.start()]) is not None
    if not fresh and any(m.start <= noun.start() < m.end for m in events[0].named_in(span)):
        return
    start = _phrase_start(plain, max(span.start, noun.start() - 60), noun.start())
    end = noun.end()
    while (longer := listed("follow_up", "nouns").match(plain, end + 1, span.end)) is not None:
        end = longer.end()  # "training courses"
    words = " ".join(reading.document.text[start:end].split())
    if re.match(r"\s+(?:last|previous|in (?:19|20)\d\d,? (?:had|was))\b", plain[end : end + 30]):
        return
    if len(words.split()) < 2:
        words = re.sub(
            r"\s(?:will|is|are|was|were|has|to|can|could|would|may|it)\b.*$", "", phrase(reading, start, span.end, 6)
        )
    yield say(
        reading,
        events[0].entity,
        "follow_up",
        words,
        event=events[0].key,
        span=span,
        rule="outcomes.follow-up",
        stance="intended",
    )


def _phrase_start(plain: str, floor: int, noun: int) -> int:
    start = noun
    for _ in range(6):
        back = re.search(r"([\w-]+)\s$", plain[floor:start])
        if back is None or back.group(1).lower() in scopes_stop():
            break
        start = floor + back.start()
    return start


@cache
def scopes_stop() -> frozenset[str]:
    """Words at which a noun phrase begins at the latest."""
    return frozenset(
        [
            "the",
            "plans",
            "plan",
            "planned",
            "a",
            "an",
            "of",
            "to",
            "conduct",
            "hold",
            "organize",
            "organise",
            "host",
            "deliver",
            "launch",
            "in",
            "by",
            "with",
            "for",
            "and",
            "or",
            "will",
            "be",
            "its",
            "their",
            "this",
            "on",
            "from",
            "at",
            "also",
            "is",
            "are",
            "continue",
            "report",
        ]
    )


_PUT_TO_VOTE = screening.compile(
    r"\b(?:resolution|text|decision|law|bill|draft|document|measure|approved|adopted|passed|endorsed|vote[ds]?|"
    r"voting)\b"
)


#: What every vote is told with, and most sentences are not.
_MAY_BE_VOTE = screening.compile(
    rf"unanim|consensus|vote|abstain|\b{_NUMBER} (?:States |members )?(?:in favou?r|for)\b|\b\d{{1,3}} (?:out )?of \d",
    re.IGNORECASE,
)
#: What is put to the vote.
_VOTED = frozenset({"adoption", "ratification"})


def _vote(reading: Reading, events: Sequence[EventFrame], span: Span, quoted: Sequence[Span]) -> Iterator[Statement]:
    if _MAY_BE_VOTE.search(reading.plain, span.start, span.end) is None:
        return
    match = _VOTE.search(reading.plain, span.start, span.end)
    around = reading.plain[max(span.start, match.start() - 80) : match.end() + 80] if match else ""
    told = match is not None and match.group().lower().startswith(("unanim", "by cons", "vote"))
    if match is not None and not told and "vot" not in around and "adopted" not in around:
        return
    if match is None or scope.within(quoted, match.start()):
        return
    event = next((e for e in placed(events).speaking(span) if e.type in _VOTED), None)
    if event is None and _PUT_TO_VOTE.search(reading.plain, span.start, span.end):
        event = placed(events).first("adoption", "ratification")
    if event is not None:
        yield say(
            reading,
            event.entity,
            "vote",
            "unanimously"
            if match.group().lower().startswith("unan")
            else re.sub(r"^vote.* was ", "", " ".join(match.group().lower().split())),
            event=event.key,
            span=span,
            rule="outcomes.vote",
            stance=event.stance,
        )
