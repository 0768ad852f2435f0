"""What an entry says of its events, in the words of the flat view: the bridge read backwards.

Resolution compares values, so they must have the form in which :mod:`ctkg.resolve.profiling` takes them from
statements; a test maps documents forth and back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from ctkg.bridge.events import EVENT_CLASSES, INSTRUMENT_ROLES, LINKS
from ctkg.bridge.periods import bounds
from ctkg.bridge.roles import ADOPTERS, ROLES
from ctkg.entries import facts
from ctkg.entries.facts import Facts
from ctkg.iris import CONCEPT, PREFIXES, concept, instance
from ctkg.resolve.letters import words
from ctkg.resolve.model import Event, Said
from ctkg.resolve.told import ACTED_ON

_TYPES = {name: kind for kind, name in EVENT_CLASSES.items()}
_TITLE = PREFIXES["dcterms"] + "title"
#: Property of the ontology -> relation, where the value is the object.
_RELATIONS = {name: relation for relation, names in LINKS.items() for name in names}
_SHORTCUTS = {
    "hasOrganizer": "organizer",
    "hasPartner": "coorganizer_or_partner",
    "hasSupporter": "supporter",
    "hasFunder": "funder",
    "hasHost": "host",
    "hasParticipant": "participant",
    "hasExpertLead": "participant",
    "hasSpeaker": "speaker",
    "hasAdopter": "adopter",
    "hasSignatory": "adopter",
    "hasRatifier": "adopter",
}
_ROLES = {
    **{concept("role", role): relation for relation, role in ROLES.items()},
    **{concept("role", role): "adopter" for role in ADOPTERS.values()},
    concept("role", "expert-lead"): "participant",
}
_DONE = frozenset(INSTRUMENT_ROLES[role] for role in ("adopted", "signed", "ratified"))
#: Kinds of node whose IRI says the same in every document.
_SHARED = frozenset({"organization", "person", "state", "territory", "instrument", "city"})
#: Relations whose words are compared as they stand, since they come from no list of concepts.
_PHRASES = frozenset({"follow_up", "output", "part_of", "target"})


def event(told: Facts, entry: str, iri: str) -> Event:
    """One event of an entry as resolution looks at it."""
    said = {(each.relation, each.of, each.value): each for each in _said(told, entry, iri)}
    values = tuple(sorted(said.values(), key=lambda s: (s.relation, s.of, s.value, s.claim)))
    return Event(
        iri=iri,
        document=entry,
        title=next((s.text for s in values if s.relation == "event.title"), ""),
        countries=frozenset(_countries(told, iri)),
        said=values,
    )


def types(told: Facts, iri: str) -> list[str]:
    """Flat types of a node, sorted; empty where it is no event."""
    classes = {name for name in told.classes(iri) if name in _TYPES}
    return sorted(_TYPES[name] for name in (classes - {"Event"} or classes))


def claim(entry: str, said: tuple[str, ...]) -> str:
    """IRI of the claim of an entry that says this."""
    return instance("claim", entry, hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:16])


def _said(told: Facts, entry: str, iri: str) -> Iterator[Said]:
    for relation, value, text, of in _values(told, iri):
        yield Said(relation=relation, value=value, text=text, claim=claim(entry, (iri, relation, of, value)), of=of)


def _values(told: Facts, iri: str) -> Iterator[tuple[str, str, str, str]]:
    """Relation, value, text, and what is counted."""
    for kind in types(told, iri):
        yield "event.type", kind, kind, ""
    for title in told.texts(iri, _TITLE):
        yield "event.title", title, title, ""
    for relation, value in _dates(told, iri):
        yield relation, value, value, ""
    for name, node in told.properties(iri):
        if isinstance(node, Literal):
            if relation := {"durationDays": "event.durationDays", "placeText": "event.place"}.get(name, ""):
                yield relation, node.value, node.value, ""
            elif relation := _RELATIONS.get(name, ""):
                yield relation, node.value if relation in _PHRASES else " ".join(words(node.value)), node.value, ""
        elif relation := (_SHORTCUTS.get(name) or _RELATIONS.get(name, "")):
            yield _named(told, relation, node)
        elif name in ("heldAt", "heldIn"):
            yield _place(told, name, node)
        if name in _DONE and isinstance(node, NamedNode):
            yield ACTED_ON, node.value, told.label(node.value), ""
    yield from _taking_part(told, iri)
    yield from _groups(told, iri)


def _named(told: Facts, relation: str, node: NamedNode) -> tuple[str, str, str, str]:
    text = told.label(node.value)
    known = facts.kind_of(node.value) in _SHARED or node.value.startswith(CONCEPT)
    return relation, node.value if known else " ".join(words(text)), text, ""


def _place(told: Facts, name: str, node: NamedNode) -> tuple[str, str, str, str]:
    kind, code = facts.kind_of(node.value), node.value.rpartition("/")[2]
    if kind == "territory" and name == "heldIn":
        return "event.country", code, code, ""
    if kind == "territory" and facts.is_state(code):
        # A document that names a State as the venue means its territory.
        return "event.place", instance("state", code), told.label(node.value), ""
    return _named(told, "event.place", node)


def _countries(told: Facts, iri: str) -> Iterator[str]:
    for name in ("heldAt", "heldIn"):
        for place in told.nodes(iri, name):
            for where in (place, *told.nodes(place, "locatedWithin")):
                if facts.kind_of(where) == "territory":
                    yield where.rpartition("/")[2]
                elif code := facts.country_of_city(where):
                    yield code


def _dates(told: Facts, iri: str) -> Iterator[tuple[str, str]]:
    for relation, name, first, last in (
        ("event.start", "startDate", "earliestStart", "latestStart"),
        ("event.end", "endDate", "earliestEnd", "latestEnd"),
    ):
        stated = told.texts(iri, name)
        for span in told.nodes(iri, "hasTimeSpan") if not stated else ():
            for early, late in zip(told.texts(span, first), told.texts(span, last), strict=False):
                stated += [value for value in (early, early[:7], early[:4]) if bounds(value) == (early, late)][:1]
        for value in stated:
            yield relation, value


def _taking_part(told: Facts, iri: str) -> Iterator[tuple[str, str, str, str]]:
    for node in told.nodes(iri, "hasParticipation"):
        for role in told.nodes(node, "participationRole"):
            for agent in told.nodes(node, "participant"):
                if role in _ROLES:
                    yield _named(told, _ROLES[role], NamedNode(agent))
    for node in told.pointing("madeAt", iri):
        for speaker in told.nodes(node, "quotedSpeaker"):
            yield _named(told, "quote", NamedNode(speaker))
    for node in told.pointing("attributedEvent", iri):
        for accused in told.nodes(node, "attributedTo"):
            yield _named(told, "perpetrator", NamedNode(accused))
    for node in told.nodes(iri, "hasVote"):
        for text in told.texts(node, "voteText"):
            yield "vote", text, text, ""


def _groups(told: Facts, iri: str) -> Iterator[tuple[str, str, str, str]]:
    for name, relation in (("hasParticipantGroup", "participant.count"), ("hasVictimGroup", "victim.count")):
        for node in told.nodes(iri, name):
            number = next((n for p in ("statedCount", "minCount", "maxCount") for n in told.texts(node, p)), "")
            counted = next(iter(told.texts(node, "countedAs" if name == "hasParticipantGroup" else "harm")), "")
            if number:
                states = concept("group-kind", "states") in told.nodes(node, "groupKind")
                yield "state.count" if states else relation, number, number, " ".join(words(counted))
            elif name == "hasParticipantGroup":
                text = told.label(node)
                yield "participant.group", text, text, ""
