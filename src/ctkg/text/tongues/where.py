"""Where the events of a text take place: the towns and States that its words of place lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctkg.model import Entity, Link, Span, Statement
from ctkg.text.reading import EventFrame, Reading, say
from ctkg.text.tongues import gazetteer, lexicon


def relate(reading: Reading, events: Sequence[EventFrame], tag: str) -> Iterator[Statement]:
    """Statements of event.place and event.country."""
    for event in events:
        for sentence in _sentences(reading, event, events):
            places = list(_places(reading, sentence, event, events, tag))
            if not places:
                continue
            town = next((one for one in places if one[1].kind == "place"), None)
            country = next((one for one in places if one[1].kind != "place"), None)
            if town is not None:
                yield _say(reading, event, "event.place", town[1], sentence, "tongues.place")
                state = town[1].state
                rule = "tongues.country-of-place"
            else:
                state, rule = country[1].state if country else "", "tongues.country"
            if state:
                yield _say(reading, event, "event.country", state, sentence, rule)
            break


def _say(reading: Reading, event: EventFrame, relation: str, value: Entity | str, span: Span, rule: str) -> Statement:
    return say(reading, event.entity, relation, value, event=event.key, span=span, rule=rule, stance=event.stance)


def _sentences(reading: Reading, event: EventFrame, events: Sequence[EventFrame]) -> list[Span]:
    """Sentences that name the event, those of the body first; the main event's lead where none of these has a place."""
    named = event.named_sentences()
    title = reading.passages[0].span if reading.passages and reading.passages[0].kind == "title" else Span(0, 0)
    body = [span for span in named if not title.covers(span)]
    return [*body[:1], *(span for span in named if title.covers(span)), *body[1:4]]


def _places(
    reading: Reading, sentence: Span, event: EventFrame, events: Sequence[EventFrame], tag: str
) -> Iterator[tuple[Link, Entity]]:
    before = lexicon.cues(tag, "events", "places", "before", after=r"\s*$")
    apart = lexicon.cues(tag, "events", "places", "apart", after=r"[^,;]{0,25}$")
    cue = lexicon.cues(tag, "names", "towns", "cues", after=r"\s*$")
    capital = lexicon.cues(tag, "events", "places", "capital", after=r"\s*$")
    for link in reading.inside(sentence, "place", "state", "nationality"):
        span = link.mention.span
        if link.mention.kind != "place" and capital.search(
            reading.plain, max(sentence.start, span.start - 20), span.start
        ):
            town = gazetteer.capital(tag, link.thing.state)
            if town is not None and not _nearer_other(span, sentence, event, events):
                yield link, town
            continue
        if link.mention.kind == "nationality":
            continue
        words = reading.plain[max(sentence.start, span.start - 60) : span.start]
        if reading.head.holds(span) or not before.search(words):
            continue
        lead = before.search(words)
        if lead is not None and apart.search(words[: lead.start()].rstrip()):
            continue
        if _nearer_other(span, sentence, event, events):
            continue
        thing = link.thing
        if link.mention.kind == "state" and cue.search(words):
            town = gazetteer.load(tag).town(link.mention.text)
            thing = town if town is not None else thing
        yield link, thing


def _nearer_other(span: Span, sentence: Span, event: EventFrame, events: Sequence[EventFrame]) -> bool:
    def distance(one: EventFrame) -> int:
        return min((max(m.start - span.end, span.start - m.end, 0) for m in one.named_in(sentence)), default=1 << 20)

    return any(other is not event and distance(other) < distance(event) for other in events)
