"""Profiles as text, so that a store remembers those of its documents and a new one can be compared with them."""

from __future__ import annotations

import json
from typing import Any

from ctkg.resolve.model import Body, Event, Person, Profile, Said


def dumps(profile: Profile) -> str:
    """``profile`` as one line of JSON; the same profile gives the same text."""
    values = [
        profile.document,
        profile.sketch,
        profile.runs,
        profile.numbers,
        [[b.iri, b.names, b.state, b.type] for b in profile.bodies],
        [[p.iri, p.name, sorted(p.bodies), sorted(p.posts)] for p in profile.people],
        [
            [
                e.iri,
                e.title,
                e.headline,
                sorted(e.countries),
                [[s.relation, s.value, s.text, s.claim, s.of] for s in e.said],
            ]
            for e in profile.events
        ],
    ]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Profile:
    """The profile that :func:`dumps` wrote."""
    document, sketch, runs, numbers, bodies, people, events = json.loads(text)
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
        events=tuple(_event(document, *values) for values in events),
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
