"""Titles, outputs, follow-ups, what an event is part of, votes, and who adopts, signs or ratifies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Span, Statement
from ctkg.text import patterns
from ctkg.text.find import screening
from ctkg.text.find.screening import Screened
from ctkg.text.reading import EventFrame, Reading, event_at, say
from ctkg.text.relate import adopters, results, scope, titles

_NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty(?:-\w+)?|thirty(?:-\w+)?|forty(?:-\w+)?|fifty(?:-\w+)?|none|no)"
)
_VOTE = screening.compile(
    rf"\bunanimous(?:ly)?\b|\bby consensus\b|\bwithout a vote\b|"
    rf"\b{_NUMBER} (?:votes? |States (?:voted )?|members (?:voted )?)?(?:in favou?r|for)\b"
    rf"(?:[,;]? (?:to|and|with)?\s?{_NUMBER} (?:votes? )?(?:against|abst\w+|in opposition))*|"
    rf"\b{_NUMBER} votes? to {_NUMBER}\b(?:[,;]? (?:and|with)?\s?{_NUMBER} abst\w+)?",
    re.IGNORECASE,
)
_END = screening.compile(
    r"[.;:]|, (?:which|who|said|the|\w+ed|and (?:the|will|is|was)|in|with|to|while|where|but|recently|funded|"
    r"led|as|implemented|supported)\b|\s(?:which|that|who|where|with the support|in co|in partnership|"
    r"funded|supported|implemented by|financed|held|took|and (?:will|is|was)|before|after|during|said)\b"
)


@cache
def _list(group: str, name: str) -> Screened:
    return scope.any_of(tuple(patterns.load("outcomes")[group][name]))


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
        yield from _part_of(reading, events, span, quoted)
        yield from _vote(reading, events, span, quoted)


def _phrase(reading: Reading, start: int, end: int, most: int = 14) -> str:
    """The words from ``start`` to the end of their phrase, at most ``most``, without a leading article."""
    stop = _END.search(reading.plain, start, end)
    words = reading.document.text[start : stop.start() if stop else end].split()[:most]
    while words and words[0].lower() in {"the", "a", "an", "of", "its", "their", "on", "to", "this"}:
        words = words[1:]
    while words and words[-1].lower().strip(",") in {
        "of",
        "and",
        "the",
        "for",
        "in",
        "on",
        "to",
        "with",
        "a",
        "that",
        "by",
    }:
        words = words[:-1]
    return " ".join(words).strip(" ,")


def _output(reading: Reading, events: Sequence[EventFrame], span: Span, quoted: Sequence[Span]) -> Iterator[Statement]:
    plain = reading.plain
    for match in _list("output", "verbs").finditer(plain, span.start, span.end):
        if scope.within(quoted, match.start()):
            continue
        head = _list("output", "heads").search(plain, match.end(), min(span.end, match.end() + 70))
        subject = plain[span.start : match.start()]
        if head is None or re.search(
            r"[.,;:]|\b(?:of|for|in|with) (?:the )?(?:implementation|line)\b", plain[match.end() : head.start()]
        ):
            continue
        if not _list("output", "subjects").search(subject) or (
            re.search(r"\bto\s+$", subject)
            and not re.search(
                r"\b(?:agreed|decided|plan\w*|will|going|are|is|were|was|due|expected|undertook) (?:to )?$", subject
            )
        ):
            continue
        event = event_at(events, Span(match.start(), head.end()))
        words = _phrase(reading, match.end(), span.end, 8)
        if event is None or not words or words.startswith("by "):
            continue
        if reading.inside(Span(match.end(), min(span.end, head.end() + 60)), "instrument"):
            continue  # the instrument itself is told as the output
        planned = re.search(r"\b(?:will|to|would|plan\w*|expected)\s+(?:\w+\s+)?$", subject) is not None
        yield say(
            reading, event.entity, "output", words, event=event.key, span=span, rule="outcomes.output",
            stance="intended" if planned else event.stance,
        )  # fmt: skip
        return


#: Words by which a noun of the event's kind names another one.
_FRESH = re.compile(
    r"\b(?:next|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|further|additional|follow-up|similar|another|"
    r"final|future|new|more|joint|subsequent|upcoming)\b[^.,;]{0,25}$",
    re.IGNORECASE,
)


def _follow_up(
    reading: Reading, events: Sequence[EventFrame], span: Span, quoted: Sequence[Span]
) -> Iterator[Statement]:
    plain = reading.plain
    match = _list("follow_up", "cues").search(plain, span.start, span.end)
    if match is None or scope.within(quoted, match.start()) or span.start <= reading.sentences[0].span.start:
        return
    noun = _list("follow_up", "nouns").search(plain, match.start(), min(span.end, match.end() + 110))
    if noun is None:
        noun = _list("follow_up", "nouns").search(plain, max(span.start, match.start() - 60), match.start())
    if noun is None or plain[max(span.start, noun.start() - 3) : noun.start()] == "to ":
        return
    fresh = _FRESH.search(plain[max(span.start, noun.start() - 45) : noun.start()]) is not None
    if not fresh and any(m.start <= noun.start() < m.end for m in events[0].named_in(span)):
        return
    start = _phrase_start(plain, max(span.start, noun.start() - 60), noun.start())
    end = noun.end()
    while (longer := _list("follow_up", "nouns").match(plain, end + 1, span.end)) is not None:
        end = longer.end()  # "training courses"
    words = " ".join(reading.document.text[start:end].split())
    if re.match(r"\s+(?:last|previous|in (?:19|20)\d\d,? (?:had|was))\b", plain[end : end + 30]):
        return
    if len(words.split()) < 2:
        words = re.sub(
            r"\s(?:will|is|are|was|were|has|to|can|could|would|may|it)\b.*$", "", _phrase(reading, start, span.end, 6)
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


def _part_of(reading: Reading, events: Sequence[EventFrame], span: Span, quoted: Sequence[Span]) -> Iterator[Statement]:
    plain = reading.plain
    for match in _list("part_of", "cues").finditer(plain, span.start, span.end):
        if scope.within(quoted, match.start()):
            continue
        words = _phrase(reading, match.end(), span.end, 16)
        noun = _list("part_of", "nouns").search(words)
        if noun is not None and "," in words[noun.end() :]:
            words = words[: words.index(",", noun.end())]
        cue = Span(*match.span())
        body = reading.link_at(match.end() + 1) or reading.link_at(min(match.end() + 5, span.end - 1))
        if noun is None and body is not None and body.mention.kind in {"organization", "state", "nationality"}:
            continue
        near = [(m, e) for e in events if e.type != "project" for m in e.named_in(Span(span.start, cue.start))]
        event = max(near, key=lambda one: one[0])[1] if near else event_at(events, cue)
        if event is not None and event.type == "project":
            event = events[0]
        if event is None or (noun is None and not _named(words)):
            continue
        if match.group().lower() in {
            "in the context of",
            "under the",
            "on the margins of",
            "in the margins of",
            "on the sidelines of",
        } and not re.search(
            r"project|programme|program\b|session|conference|assembly|summit|forum|week", words, re.IGNORECASE
        ):
            continue
        yield say(
            reading,
            event.entity,
            "part_of",
            words,
            event=event.key,
            span=span,
            rule="outcomes.part-of",
            stance=event.stance,
        )
        return


def _named(words: str) -> bool:
    """True for a title: "ICAO Year of Security Culture 2021"."""
    parts = words.split()
    return len(parts) > 2 and sum(part[:1].isupper() for part in parts) >= 3


def _vote(reading: Reading, events: Sequence[EventFrame], span: Span, quoted: Sequence[Span]) -> Iterator[Statement]:
    match = _VOTE.search(reading.plain, span.start, span.end)
    around = reading.plain[max(span.start, match.start() - 80) : match.end() + 80] if match else ""
    if match is not None and "vot" not in around and not match.group().lower().startswith(("unanimously", "by cons")):
        return
    if match is None or scope.within(quoted, match.start()):
        return
    event = next((e for e in events if e.type == "adoption" and e.speaks(span)), None)
    if event is not None:
        yield say(
            reading,
            event.entity,
            "vote",
            "unanimously" if match.group().lower().startswith("unan") else " ".join(match.group().lower().split()),
            event=event.key,
            span=span,
            rule="outcomes.vote",
            stance=event.stance,
        )
