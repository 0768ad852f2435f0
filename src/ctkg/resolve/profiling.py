"""From a document and its statements to what resolution looks at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ctkg.bridge.nodes import Nodes
from ctkg.iris import instance
from ctkg.model import Document, Entity, Statement
from ctkg.resolve import mirrors
from ctkg.resolve.letters import words
from ctkg.resolve.model import Body, Event, Person, Profile, Said
from ctkg.resolve.told import ACTED_ON

#: Kinds whose IRI says the same in every document.
_SHARED = frozenset({"organization", "person", "state", "territory", "instrument"})
_DONE = frozenset({"adopted", "signed", "ratified"})


def profile(document: Document, statements: Sequence[Statement]) -> Profile:
    """What resolution looks at; deterministic, and the same whatever the order of ``statements``."""
    nodes = Nodes(document.id)
    things = [thing for statement in statements for thing in _things(statement)]
    runs, number, numbers = mirrors.sketch(document.text)
    return Profile(
        document=document.id,
        sketch=runs,
        runs=number,
        numbers=numbers,
        bodies=tuple(_bodies(nodes, things)),
        people=tuple(_people(nodes, things, statements)),
        events=tuple(_events(nodes, document, statements)),
    )


def again(before: Profile, document: Document, statements: Sequence[Statement]) -> Profile:
    """The profile of other statements of a document without its text; ``before`` has what texts are compared by."""
    now = profile(document, statements)
    return replace(now, sketch=before.sketch, runs=before.runs, numbers=before.numbers)


def _things(statement: Statement) -> Iterable[Entity]:
    return (t for t in (statement.subject, statement.object, statement.representing) if isinstance(t, Entity))


def _bodies(nodes: Nodes, things: Iterable[Entity]) -> Iterable[Body]:
    found: dict[str, list[Entity]] = defaultdict(list)
    for thing in things:
        if thing.kind == "organization" and not thing.reference:
            found[nodes.iri(thing)].append(thing)
    for iri, same in sorted(found.items()):
        names = {name for thing in same for name in (thing.label, *thing.names)}
        label = min(thing.label for thing in same)
        yield Body(
            iri=iri,
            names=(label, *sorted(names - {label})),
            state=max(thing.state for thing in same),
            type=max(thing.type for thing in same),
        )


def _people(nodes: Nodes, things: Sequence[Entity], statements: Iterable[Statement]) -> Iterable[Person]:
    bodies: dict[str, set[str]] = defaultdict(set)
    posts: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    called = {thing.label: nodes.iri(thing) for thing in things if thing.kind in ("organization", "state")}
    for thing in things:
        if thing.kind == "person":
            iri = nodes.iri(thing)
            names[iri] = min(names.get(iri, thing.label), thing.label)
            if thing.body in called:
                bodies[iri].add(called[thing.body])
    for statement in statements:
        if statement.predicate not in ("person.affiliation", "person.post"):
            continue
        iri, value = nodes.iri(statement.subject), statement.object
        if statement.predicate == "person.post":
            posts[iri].add(" ".join(words(value.label if isinstance(value, Entity) else str(value))))
            value = statement.representing or ""
        if isinstance(value, Entity) and value.kind in ("organization", "state"):
            bodies[iri].add(nodes.iri(value))
    for iri, name in sorted(names.items()):
        yield Person(iri=iri, name=name, bodies=frozenset(bodies[iri]), posts=frozenset(posts[iri]))


def _events(nodes: Nodes, document: Document, statements: Iterable[Statement]) -> Iterable[Event]:
    said: dict[str, list[Said]] = defaultdict(list)
    countries: dict[str, set[str]] = defaultdict(set)
    present: set[str] = set()
    for statement in statements:
        if not statement.holds:
            continue
        if statement.subject.kind == "event":
            present.add(statement.event)
            said[statement.event].append(_said(nodes, statement))
            countries[statement.event] |= _countries(statement)
        elif statement.predicate == "instrument.role" and str(statement.object) in _DONE:
            thing = statement.subject
            claim = instance("claim", nodes.document, statement.id)
            said[statement.event].append(Said(relation=ACTED_ON, value=nodes.iri(thing), text=thing.label, claim=claim))
    for key in sorted(present):
        own = tuple(sorted(said[key], key=lambda s: (s.relation, s.of, s.value, s.claim)))
        yield Event(
            iri=nodes.event(key),
            document=document.id,
            title=next((s.text for s in own if s.relation == "event.title"), ""),
            headline=document.source.title if key == "e1" else "",
            countries=frozenset(countries[key]),
            said=own,
        )


def _said(nodes: Nodes, statement: Statement) -> Said:
    thing = statement.object
    if isinstance(thing, Entity):
        text = thing.label
        known = thing.kind in _SHARED or (thing.reference and thing.kind in ("place", "concept"))
        value = nodes.iri(thing) if known else " ".join(words(text))
    else:
        text = value = str(thing)
    return Said(
        relation=statement.predicate,
        value=value,
        text=text,
        claim=instance("claim", nodes.document, statement.id),
        of=" ".join(words(statement.counted)),
    )


def _countries(statement: Statement) -> set[str]:
    thing = statement.object
    if statement.predicate == "event.country":
        return {str(thing)}
    if statement.predicate == "event.place" and isinstance(thing, Entity):
        code = (thing.reference or "").partition("-")[2] if thing.kind in ("state", "territory") else thing.state
        return {code} if code else set()
    return set()
