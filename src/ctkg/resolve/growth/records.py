"""What all documents together say of one node: each different telling once, and how many documents tell it so.

One document more that says of a node what others said changes a number, and not the node.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ctkg.resolve import keeping
from ctkg.resolve.growth.ledger import Draft, Notes
from ctkg.resolve.model import Body, Person, Profile


@dataclass(frozen=True, slots=True)
class Telling:
    """A node as some documents tell it; ``text`` is JSON."""

    kind: str
    iri: str
    text: str


def of_bodies(profile: Profile | None) -> set[Telling]:
    """What one document says of bodies."""
    bodies = profile.bodies if profile else ()
    return {Telling("body", b.iri, keeping.as_text([b.names, b.state, b.type])) for b in bodies}


def of_people(profile: Profile | None, canonical: Callable[[str], str]) -> set[Telling]:
    """What one document says of persons, with canonical bodies: other documents may have other nodes for them."""
    found = set()
    for person in profile.people if profile else ():
        served = sorted({canonical(body) for body in person.bodies})
        found.add(Telling("person", person.iri, keeping.as_text([person.name, served, sorted(person.posts)])))
    return found


def keep(draft: Draft, document: str, old: Profile | None, new: Profile | None) -> None:
    """Write what a document tells, by its IRI, in place of what it told before."""
    text, nodes, events = keeping.parts(new) if new else (None, None, {})
    draft.write("text", document, text)
    draft.write("nodes", document, nodes)
    gone = {event.iri for event in old.events} - events.keys() if old else set()
    for iri, told in (*dict.fromkeys(gone).items(), *events.items()):
        draft.write("event", iri, told)


def count(draft: Draft, telling: Telling, step: int) -> None:
    """One document more (1) or less (-1) tells this."""
    known: dict[str, int] = json.loads(draft.text(telling.kind, telling.iri) or "{}")
    known[telling.text] = known.get(telling.text, 0) + step
    left = {text: number for text, number in sorted(known.items()) if number}
    draft.write(telling.kind, telling.iri, keeping.as_text(left) if left else None)


def bodies(notes: Notes, iri: str) -> list[Body]:
    """All that documents say of a body."""
    return [
        Body(iri=iri, names=tuple(names), state=state, type=kind) for names, state, kind in _known(notes, "body", iri)
    ]


def people(notes: Notes, iri: str) -> list[Person]:
    """All that documents say of a person; the bodies are canonical."""
    return [
        Person(iri=iri, name=name, bodies=frozenset(served), posts=frozenset(posts))
        for name, served, posts in _known(notes, "person", iri)
    ]


def _known(notes: Notes, kind: str, iri: str) -> list[Any]:
    text = notes.text(kind, iri)
    return [] if text is None else [json.loads(telling) for telling in json.loads(text)]
