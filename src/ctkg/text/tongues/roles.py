"""Who does what at an event: holders of roles by the cues of a language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ctkg.model import Entity, Link, Passage, Span, Statement
from ctkg.text.reading import EventFrame, Reading, event_at, say
from ctkg.text.relate.gatherings import GATHERINGS
from ctkg.text.relate.holding import holder
from ctkg.text.tongues import counts, lexicon, lists

_ORDER = ("funder", "supporter", "coorganizer_or_partner", "host", "organizer", "participant")
_REACH = 140
_ACTED = frozenset({"adoption", "ratification", "signing"})


def relate(reading: Reading, events: Sequence[EventFrame], tag: str) -> Iterator[Statement]:
    """Statements of the roles; in one sentence, a name that a cue has taken is not taken again by another's."""
    for sentence in reading.sentences:
        told: list[Span] = []
        for role in _ORDER:
            yield from _after(reading, events, sentence, role, told, tag)
        yield from _counted(reading, events, sentence, told, tag)
        yield from _before(reading, events, sentence, told, tag)
        for role in ("organizer", "host", "participant", "adopter"):
            yield from _active(reading, events, sentence, role, told, tag)
        yield from _condemners(reading, events, sentence, told, tag)


def _fresh(found: Sequence[Link], cue: int, told: list[Span]) -> list[Link]:
    """Those of ``found`` that no cue has taken; the phrase from the cue to the last of them is then told."""
    fresh = [link for link in found if not any(span.covers(link.mention.span) for span in told)]
    if fresh:
        first = min(cue, fresh[0].mention.span.start)
        told.append(Span(first, max(link.mention.span.end for link in fresh)))
    return fresh


def _after(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, role: str, told: list[Span], tag: str
) -> Iterator[Statement]:
    """ "organisé par A et B", "с участием C"."""
    span = sentence.span
    for match in lexicon.cues(tag, "roles", "after", role).finditer(reading.plain, span.start, span.end):
        event = _event(reading, events, span, match.start())
        if event is None or event.type not in GATHERINGS | {"project"}:
            continue
        found = lists.after(reading, match.end(), span.end, tag, people=role == "participant")
        fresh = _fresh(found, match.start(), told)
        yield from _hold(reading, event, role, fresh, span, f"tongues.{role}-after")


def _counted(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, told: list[Span], tag: str
) -> Iterator[Statement]:
    """ "45 экспертов из A и B": those who are counted come from there."""
    span = sentence.span
    for match in counts.pattern(tag)[0].finditer(reading.plain, span.start, span.end):
        event = event_at(events, Span(*match.span()))
        if event is None or event.type not in GATHERINGS or reading.link_at(match.start("who")):
            continue
        found = lists.after(reading, match.end(), span.end, tag, people=True)
        fresh = _fresh(found, match.end(), told)
        yield from _hold(reading, event, "participant", fresh, span, "tongues.participant-after")


def _before(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, told: list[Span], tag: str
) -> Iterator[Statement]:
    """ "A et B y ont pris part"."""
    span = sentence.span
    for match in lexicon.cues(tag, "roles", "before", "participant").finditer(reading.plain, span.start, span.end):
        event = _event(reading, events, span, match.start())
        if event is not None and event.type in GATHERINGS:
            found = lists.before(reading, span.start, match.start(), tag)
            fresh = [link for link in found if not any(one.covers(link.mention.span) for one in told)]
            yield from _hold(reading, event, "participant", fresh, span, "tongues.participant-active")
            told.extend(link.mention.span for link in fresh)


def _active(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, role: str, told: list[Span], tag: str
) -> Iterator[Statement]:
    """ "A a organisé un atelier"."""
    span = sentence.span
    for match in lexicon.cues(tag, "roles", "active", role).finditer(reading.plain, span.start, span.end):
        event = _object(reading, events, match.end(), span.end, role, match.start())
        if event is None or (event.type in _ACTED) != (role == "adopter"):
            continue
        found = lists.subject(reading, span.start, match.start(), tag, told)
        yield from _hold(reading, event, role, found, span, f"tongues.{role}-active")
        told.extend(link.mention.span for link in found)


def _condemners(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, told: list[Span], tag: str
) -> Iterator[Statement]:
    for event in events:
        if event.type in {"condemnation", "launch"}:
            for mention in event.named_in(sentence.span):
                found = lists.subject(reading, sentence.span.start, mention.start, tag, told)
                yield from _hold(reading, event, "organizer", found, sentence.span, "tongues.condemner")


def _event(reading: Reading, events: Sequence[EventFrame], sentence: Span, cue: int) -> EventFrame | None:
    """The event whose role a cue gives: the last one named before it in its sentence, else the one told there."""
    near = [
        (mention, event.key, event)
        for event in events
        for mention in event.named_in(Span(sentence.start, max(sentence.start, cue)))
    ]
    return max(near)[2] if near else event_at(events, Span(cue, cue + 1))


def _object(
    reading: Reading, events: Sequence[EventFrame], start: int, end: int, role: str, verb: int
) -> EventFrame | None:
    """The event named behind a verb; for acts, the one that the verb itself tells."""
    if role == "adopter":
        return next(
            (
                e
                for e in events
                if e.type in _ACTED and any(m.start <= verb < m.end or m.start == verb for m in e.mentions)
            ),
            None,
        )
    near = [
        (mention.start, event.key, event)
        for event in events
        for mention in event.named_in(Span(start, max(start, min(end, start + _REACH))))
    ]
    return min(near)[2] if near else None


def _hold(
    reading: Reading, event: EventFrame, role: str, found: Iterable[Link], span: Span, rule: str
) -> Iterator[Statement]:
    for link in found:
        thing: Entity = holder(link)
        yield say(reading, event.entity, role, thing, event=event.key, span=span, rule=rule, stance=event.stance)
