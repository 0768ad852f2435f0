"""Where events take place: towns, venues, countries, online."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from ctkg.model import Entity, Link, Span, Statement
from ctkg.text.reading import EventFrame, Reading, say
from ctkg.text.relate import countries, digest, scenes, towns, venues, within
from ctkg.text.relate.countries import SPOKEN
from ctkg.text.relate.gatherings import GATHERINGS


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Statements of event.place and event.country."""
    paragraphs = digest.parts(reading)
    home_state = "" if paragraphs else countries.prevailing(reading)
    main: list[Statement] = []
    for event in events:
        told = list(_told(reading, events, event, home_state))
        if event is events[0]:
            main = told
        elif not paragraphs:
            told += _with_main(reading, events, event, main, told)
        yield from told


def _with_main(
    reading: Reading,
    events: Sequence[EventFrame],
    event: EventFrame,
    main: Sequence[Statement],
    told: Sequence[Statement],
) -> Iterator[Statement]:
    """Place and State of a side event that is where the main event is; the State of one in a town not in the tables."""
    known = {one.predicate for one in told}
    states = [one.object for one in main if one.predicate == "event.country"]
    if "event.country" not in known and "event.place" in known and event.type not in SPOKEN and len(states) == 1:
        state = str(states[0])
        if state and countries.silent(reading, event, state):
            named = reading.sentence_at(event.trigger.start).span
            yield _country(reading, event, state, named, "events.country-of-main", True)
    if "event.place" in known or (span := within.beside_main(reading, events[0], event)) is None:
        return
    for one in main:
        if one.predicate == "event.place" and not isinstance(one.object, str):
            yield say(
                reading, event.entity, "event.place", one.object, event=event.key, span=span,
                rule="events.place-of-main", stance=event.stance, derived=True,
            )  # fmt: skip
        elif one.predicate == "event.country" and "event.country" not in known:
            yield _country(reading, event, str(one.object), span, "events.country-of-main", True)


def _told(reading: Reading, events: Sequence[EventFrame], event: EventFrame, home_state: str) -> Iterator[Statement]:
    """What the text tells of the places of one event."""
    if event.type == "condemnation":
        return
    alone = event.key == "e1" and not digest.parts(reading)
    head = (towns.headed(reading) or towns.labelled(reading)) if alone else None
    town = head or towns.of(reading, events, event)
    rule = "events.place" if event.key == "e1" else "events.background-date"
    if town is not None:
        link, span = town
        beside = countries.beside(reading, link)
        if beside and link.thing.state and beside != link.thing.state:  # a namesake in another State
            thing = Entity(kind="place", label=link.thing.label, type="place", state=beside)
            link = dataclasses.replace(link, thing=thing)
            town = (link, span)
        yield say(
            reading,
            event.entity,
            "event.place",
            link.thing,
            event=event.key,
            span=span,
            rule=rule,
            stance=event.stance,
        )
        state = beside or link.thing.state
        if state:
            yield _country(reading, event, state, span, "events.country-of-place", True)
        for further in towns.series(reading, link, span):
            if further.mention.span == link.mention.span:
                continue
            yield say(
                reading, event.entity, "event.place", further.thing, event=event.key, span=span, rule=rule,
                stance=event.stance,
            )  # fmt: skip
            if further.thing.state and state and further.thing.state != state:
                yield _country(reading, event, further.thing.state, span, "events.country-several", True)
    venue = venues.told(reading, event) if town is None or not town[0].thing.reference else None
    if venue is not None:
        yield say(
            reading, event.entity, "event.place", venue.thing, event=event.key, span=venue.span, rule="events.venue",
            stance=event.stance,
        )  # fmt: skip
    scene = scenes.told(reading, event) if town is None and venue is None else None
    if scene is not None:
        yield say(
            reading, event.entity, "event.place", scene.thing, event=event.key, span=scene.span, rule="events.scene",
            stance=event.stance,
        )  # fmt: skip
    if event.type in GATHERINGS and (online := venues.online(reading, event)) is not None and event.key == "e1":
        word = reading.words(online).lower()
        value = "hybrid" if "hybrid" in word else "online"
        span = reading.sentence_at(online.start).span
        yield say(
            reading,
            event.entity,
            "event.place",
            value,
            event=event.key,
            span=span,
            rule="events.online",
            stance=event.stance,
        )
    if town is None and venue is None and event.key == "e1" and (written := _written_at(reading, event)) is not None:
        yield say(
            reading, event.entity, "event.place", written[0].thing, event=event.key, span=written[1],
            rule="events.place-of-dateline", stance=event.stance, derived=True,
        )  # fmt: skip
        yield _country(reading, event, written[0].thing.state, written[1], "events.country-of-dateline", True)
        return
    if event.type in SPOKEN:
        return
    if venue is not None and venue.state and (town is None or not town[0].thing.state):
        yield _country(reading, event, venue.state, venue.span, "events.country-of-place", True)
        return
    known = town is not None and bool(town[0].thing.state or countries.beside(reading, town[0]))
    written_in = digest.home(reading, event.trigger) if not known else None
    under = written_in is not None and digest.dated(reading, reading.passage_at(event.trigger.start).span) is not None
    if written_in is not None and (town is not None or under or event.type in _AT_HOME):
        span = reading.sentence_at(event.trigger.start).span
        if town is None:
            yield say(
                reading, event.entity, "event.place", written_in.thing, event=event.key, span=span,
                rule="events.place-of-dateline", stance=event.stance, derived=True,
            )  # fmt: skip
        yield _country(reading, event, written_in.thing.state, span, "events.country-of-dateline", True)
        return
    if not known and (event.type != "project" or event.key == "e1"):
        for state, where, rule, derived in _state(reading, events, event, town is not None, home_state):
            yield _country(reading, event, state, where, rule, derived)


def _state(
    reading: Reading, events: Sequence[EventFrame], event: EventFrame, placed: bool, home_state: str
) -> Iterator[tuple[str, Span, str, bool]]:
    """States of an event that no known town gives (``placed``: in a town that no table knows), each with the words,
    the rule, and whether it is derived."""
    found = countries.told(reading, events, event)
    if found is not None:
        yield *found, "events.country", False
        for state in countries.further(reading, found):
            yield state, found[1], "events.country-several", False
        return
    main = event.key == "e1"
    if placed and main and (home := countries.home(reading)) is not None:
        yield *home, "events.country-only", True
    elif (only := countries.only(reading, event) or countries.of_actor(reading, event)) is not None:
        yield *only, "events.country-only", True
    elif main and event.type in _REPORTED_AT_HOME and (written := countries.of_writing(reading)) is not None:
        yield *written, "events.country-of-dateline", True
    elif (
        home_state
        and event.type != "project"
        and (main or (event.type != "launch" and countries.silent(reading, event, home_state)))
    ):
        yield home_state, reading.sentence_at(event.trigger.start).span, "events.country-prevailing", True


def _country(reading: Reading, event: EventFrame, state: str, span: Span, rule: str, derived: bool) -> Statement:
    return say(
        reading, event.entity, "event.country", state, event=event.key, span=span, rule=rule, stance=event.stance,
        derived=derived,
    )  # fmt: skip


#: What courts and police do, and what people gather for, is told under the town where it is done.
_AT_HOME = frozenset({"arrest", "other", "workshop", "roundtable", "seminar", "conference", "training", "exercise"})
#: What the press reports from the State where it happened.
_REPORTED_AT_HOME = _AT_HOME | {"attack", "ratification", "meeting"}
_GATHERED = (GATHERINGS - {"launch", "other", "visit"}) | {"adoption"}


def _written_at(reading: Reading, event: EventFrame) -> tuple[Link, Span] | None:
    """The town of the dateline, where the report tells an event of that day or country and no other place."""
    written = reading.inside(reading.head.span, "place") if len(reading.head.span) else ()
    if not written or not written[0].thing.state or event.type not in _GATHERED:
        return None
    lead = [sentence.span for sentence in reading.sentences[:3]]
    states = {
        link.thing.state
        for span in lead
        for link in reading.inside(span, "state")
        if not reading.head.holds(link.mention.span)
    }
    told = any(re.search(r"\b(?:today|here|in the capital)\b", reading.plain[span.start : span.end]) for span in lead)
    if any(
        re.search(r"\b(?:met|held|gathered|opened|took place|concluded|ended) here\b", reading.plain[s.start : s.end])
        for s in lead
    ):
        return written[0], reading.sentence_at(reading.head.span.end).span
    if states == {written[0].thing.state} or (told and not states):
        return written[0], reading.sentence_at(reading.head.span.end).span
    return None
