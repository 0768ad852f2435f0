"""What an event is a part of: a project, a programme, a series, a larger event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Span, Statement
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Reading, event_at, placed, say
from ctkg.text.relate import scope
from ctkg.text.relate.phrasing import listed, phrase

#: One of several: "the second of five regional workshops", "the third seminar of the series on ports".
_NTH = screening.compile(
    r"\b(?:(?:first|second|third|fourth|fifth|sixth|seventh|last|final|latest)\s(?:and\s(?:last|final)\s)?(?:[a-z-]+\s){0,2}?|one\s)"
    r"(?:of|in)\s(?:an?\s|the\s|its\s|these\s)?"
    r"(?P<what>(?:planned\s)?(?:(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d+|several)\s(?:[\w/-]+\s){0,6}?"
    r"(?:courses|workshops|seminars|trainings|events|exercises|meetings|visits|sessions|conferences|roundtables|modules|webinars)"
    r"|series\s(?:of|on)\s)[^.;,:]{0,60})"
)
#: A programme named right before or behind the event: "a Programme North Gate workshop", "seminar of the North Gate
#: Initiative", "a conference on its Programme North Gate".
_BY_NAME = screening.compile(
    r"\b(?P<what>(?:Programme|Program|Project|Operation)\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)(?=\s(?:[A-Z]?[a-z-]+\s){0,2}?(?:[Ww]orkshop|[Ss]eminar|"
    r"[Cc]ourse|[Tt]raining|[Mm]eeting|[Cc]onference|[Ee]xercise|[Aa]wareness))"
    r"|\b(?:workshop|seminar|course|training|meeting|conference|exercise)\s(?:of|under|on|within)\s(?:the|its)\s"
    r"(?P<after>(?:Programme|Program|Project|Operation)\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?|(?:[A-Z][\w-]+\s){1,5}"
    r"(?:Initiative|Programme|Program|Project|Series))\b"
    r"|\b(?:under|through|within|part of)\s"
    r"(?P<under>(?:Programme|Program|Project|Operation|Initiative)\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)"
)


def relate(reading: Reading, events: Sequence[EventFrame], span: Span, quoted: Sequence[Span]) -> Iterator[Statement]:
    """Statements of part_of in the sentence at ``span``."""
    found = list(_told(reading, events, span, quoted))
    yield from found or _member(reading, events, span, quoted)


def _told(reading: Reading, events: Sequence[EventFrame], span: Span, quoted: Sequence[Span]) -> Iterator[Statement]:
    plain = reading.plain
    for match in listed("part_of", "cues").finditer(plain, span.start, span.end):
        if scope.within(quoted, match.start()):
            continue
        words = phrase(reading, match.end(), span.end, 16)
        noun = listed("part_of", "nouns").search(words)
        if noun is not None and "," in words[noun.end() :]:
            words = words[: words.index(",", noun.end())]
        cue = Span(*match.span())
        body = reading.link_at(match.end() + 1) or reading.link_at(min(match.end() + 5, span.end - 1))
        if noun is None and body is not None and body.mention.kind in {"organization", "state", "nationality"}:
            continue
        before = Span(span.start, cue.start)
        near = [(m, e) for e in placed(events).naming(before) if e.type != "project" for m in e.named_in(before)]
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


def _member(reading: Reading, events: Sequence[EventFrame], span: Span, quoted: Sequence[Span]) -> Iterator[Statement]:
    for pattern in (_NTH, _BY_NAME):
        match = pattern.search(reading.plain, span.start, span.end)
        if match is None or scope.within(quoted, match.start()):
            continue
        group = next(name for name, words in match.groupdict().items() if words)
        event = event_at(events, Span(*match.span(group)))
        if event is None or event.type == "project":
            event = events[0]
        words = phrase(reading, match.start(group), match.end(group), 10)
        if event.type in {"attack", "condemnation"} or not words:
            continue
        yield say(
            reading, event.entity, "part_of", words, event=event.key, span=span, rule="outcomes.part-of",
            stance=event.stance,
        )  # fmt: skip
        return


def _named(words: str) -> bool:
    """True for a title: "ICAO Year of Security Culture 2021"."""
    parts = words.split()
    return len(parts) > 2 and sum(part[:1].isupper() for part in parts) >= 3
