"""Profiles as text, so that a store remembers those of its documents and a new one can be compared with them."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ctkg.iris import instance
from ctkg.resolve import mirrors
from ctkg.resolve.model import Body, Event, Person, Profile, Said
from ctkg.resolve.told import Where


def dumps(profile: Profile) -> str:
    """``profile`` as one line of JSON; the same profile gives the same text."""
    return as_text([profile.document, *_text(profile), *nodes(profile), [event_values(e) for e in profile.events]])


def as_text(values: object) -> str:
    """Values of JSON in one line."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _text(profile: Profile) -> list[object]:
    return [profile.sketch, profile.runs, profile.numbers]


def nodes(profile: Profile) -> list[object]:
    """Bodies and persons of a profile as values of JSON."""
    return [
        [[b.iri, b.names, b.state, b.type] for b in profile.bodies],
        [[p.iri, p.name, sorted(p.bodies), sorted(p.posts)] for p in profile.people],
    ]


def event_values(event: Event) -> list[object]:
    """An event as values of JSON."""
    said = [[s.relation, s.value, s.text, s.claim, s.of] for s in event.said]
    return [event.iri, event.title, event.headline, sorted(event.countries), said]


def loads(text: str) -> Profile:
    """The profile that :func:`dumps` wrote."""
    document, sketch, runs, numbers, bodies, people, events = json.loads(text)
    return _profile(document, [sketch, runs, numbers], [bodies, people], [_event(document, *e) for e in events])


def parts(profile: Profile) -> tuple[str, str, dict[str, str]]:
    """``profile`` in parts that are read apart: what its text is compared by, its other nodes, its events by IRI.

    The first holds of the events what is compared of texts: when the main one was.
    """
    main = [[s.relation, s.value] for s in said_when(profile)]
    events = {event.iri: as_text(event_values(event)) for event in profile.events}
    return as_text([*_text(profile), main]), as_text([*nodes(profile), list(events)]), events


def joined(document: str, text: str, others: str, events: Callable[[str], str | None]) -> Profile:
    """The profile whose :func:`parts` are given; ``events`` gives an event by its IRI."""
    bodies, people, iris = json.loads(others)
    found = [event(document, told) for iri in iris if (told := events(iri)) is not None]
    return _profile(document, json.loads(text)[:3], [bodies, people], found)


@lru_cache(maxsize=32_768)
def alone(document: str, text: str) -> Profile:
    """A profile of what is compared of texts, from the first of :func:`parts`."""
    *values, main = json.loads(text)
    said = tuple(Said(relation=relation, value=value, text="", claim="") for relation, value in main)
    first = Event(iri=instance("event", document, 1), document=document, said=said)
    return _profile(document, values, [[], []], [first] if said else [])


@lru_cache(maxsize=32_768)
def event(document: str, text: str) -> Event:
    """An event from its part of a profile."""
    return _event(document, *json.loads(text))


@lru_cache(maxsize=131_072)
def where(text: str) -> Where:
    """Where an event was, from its part of a profile: enough to tell most events apart."""
    *_, countries, said = json.loads(text)
    return Where.of(countries, ((value, words) for relation, value, words, *_ in said if relation == "event.place"))


def said_when(profile: Profile) -> list[Said]:
    """What a profile says of the time of its main event."""
    first = mirrors.main(profile)
    return [s for s in first.said if s.relation in ("event.start", "event.end")] if first else []


def _profile(document: str, text: list[Any], others: list[Any], events: list[Event]) -> Profile:
    sketch, runs, numbers = text
    bodies, people = others
    return Profile(
        document=document,
        sketch=tuple(sketch),
        runs=runs,
        numbers=tuple(numbers),
        bodies=tuple(Body(iri=iri, names=tuple(names), state=state, type=kind) for iri, names, state, kind in bodies),
        people=tuple(
            Person(iri=iri, name=name, bodies=frozenset(served), posts=frozenset(posts))
            for iri, name, served, posts in people
        ),
        events=tuple(events),
    )


def _event(document: str, iri: str, title: str, headline: str, countries: list[str], said: list[Any]) -> Event:
    return Event(
        iri=iri,
        document=document,
        title=title,
        headline=headline,
        countries=frozenset(countries),
        said=tuple(Said(relation=r, value=v, text=t, claim=c, of=o) for r, v, t, c, o in said),
    )
