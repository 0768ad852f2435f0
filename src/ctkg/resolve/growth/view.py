"""What is known of the members at one time, before or after a step; worked out once and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import cached_property, partial

from ctkg.iris import instance
from ctkg.resolve import bodies, events, keeping, people
from ctkg.resolve.bodies import Member as Body
from ctkg.resolve.growth import records
from ctkg.resolve.growth.firsts import Firsts
from ctkg.resolve.growth.ledger import Notes, short
from ctkg.resolve.model import Links, Profile
from ctkg.resolve.people import Member as Person
from ctkg.resolve.told import Told, Where
from ctkg.resolve.world import is_reference

DOCUMENT, EVENT = instance("document", ""), instance("event", "")
BODY, PERSON = instance("organization", ""), instance("person", "")
_MEMBERS = (DOCUMENT, EVENT, BODY, PERSON)
#: Kind of the lists of bodies that are told in the same words.
WORDS = "words"


class View:
    """Members by IRI; None where no document tells of one. Documents are members, too."""

    def __init__(self, notes: Notes, links: Links) -> None:
        self.notes = notes
        self.links = links
        self._profiles: dict[str, Profile | None] = {}
        self._texts: dict[str, Profile | None] = {}
        self._bodies: dict[str, Body | None] = {}
        self._people: dict[str, Person | None] = {}
        self._events: dict[str, Told | None] = {}
        self._where: dict[str, Where] = {}
        self._words: dict[str, str] = {}
        self._names: dict[str, str] = {}

    @cached_property
    def linked(self) -> frozenset[str]:
        """Members of which something is decided beforehand."""
        return frozenset(iri for pair in (*self.links.same, *self.links.different) for iri in pair)

    def said(self, iri: str) -> frozenset[str]:
        """Members, there or not, of which people said that they are the same as this one."""
        if iri not in self.linked:
            return frozenset()
        return frozenset(other for pair in self.links.same if iri in pair for other in pair if other != iri)

    def profile(self, document: str) -> Profile | None:
        """The profile of a document that was taken in, by its IRI."""
        if document not in self._profiles:
            text, others = self.notes.text("text", document), self.notes.text("nodes", document)
            self._profiles[document] = (
                None
                if text is None or others is None
                else keeping.joined(document.removeprefix(DOCUMENT), text, others, partial(self.notes.text, "event"))
            )
        return self._profiles[document]

    def text(self, document: str) -> Profile | None:
        """What is compared of the text of a document, by its IRI."""
        if document not in self._texts:
            text = self.notes.text("text", document)
            self._texts[document] = None if text is None else keeping.alone(document.removeprefix(DOCUMENT), text)
        return self._texts[document]

    def body(self, iri: str) -> Body | None:
        """A body, those of the tables included."""
        if (known := bodies.reference().get(iri)) is not None:
            return known
        if iri not in self._bodies:
            told = records.bodies(self.notes, iri)
            self._bodies[iri] = bodies.together(told) if told else None
        return self._bodies[iri]

    def person(self, iri: str) -> Person | None:
        """A person; the bodies are canonical."""
        if iri not in self._people:
            told = records.people(self.notes, iri)
            self._people[iri] = people.together(told, lambda body: body) if told else None
        return self._people[iri]

    def event(self, iri: str) -> Told | None:
        """An event; bodies and persons of it are canonical."""
        if iri not in self._events:
            text = self.notes.text("event", iri)
            self._events[iri] = None if text is None else self._told(iri, text)
        return self._events[iri]

    def where(self, iri: str) -> Where:
        """Where an event that is there was; much less is read for it than for all of the event."""
        found = self._where.get(iri)
        if found is None:
            text = self.notes.text("event", iri)
            assert text is not None, iri
            found = self._where[iri] = keeping.where(text)
        return found

    def _told(self, iri: str, text: str) -> Told:
        event = keeping.event(document_of(iri).removeprefix(DOCUMENT), text)
        return Told.of(events.renamed(event, self._named))

    def _named(self, value: str) -> str:
        """As :meth:`canonical`, kept: bodies and persons are decided on when events are looked at."""
        if value not in self._names:
            self._names[value] = self.canonical(value)
        return self._names[value]

    def words(self, body: str) -> str:
        """A name for all bodies that are told in the same words as this one; empty for a body that nobody tells of."""
        if body not in self._words:
            told = None if is_reference(body) else self.body(body)
            found = "" if told is None else _digest(bodies.words(told))
            self._words[body] = found
        return self._words[body]

    def first(self, words: str) -> str:
        """The body that stands for all that are told in the same words, in comparisons."""
        return Firsts.of(self.notes, WORDS, words)

    def canonical(self, iri: str) -> str:
        """The IRI that stands for ``iri``, which may be any value that a document tells."""
        if not iri.startswith(_MEMBERS) or is_reference(iri):
            return iri
        if (found := self.notes.text("canonical", iri)) is not None:
            return found
        if iri.startswith(BODY):
            first = self.first(self.words(iri))
            return iri if first in ("", iri) else self.notes.text("canonical", first) or first
        return iri

    def cluster(self, canonical: str) -> set[str]:
        """Members that stand under ``canonical``, itself included, but for bodies that only follow their first."""
        return {canonical, *self.notes.entries("core:" + short(canonical))}

    def is_decided(self, iri: str) -> bool:
        """True for a member that was merged with another, or is in doubt."""
        return (
            self.notes.text("canonical", iri) is not None
            or bool(self.notes.entries("pair:" + short(iri)))
            or bool(self.notes.entries("core:" + short(iri)))
        )

    def told(self, iri: str) -> Collection[str]:
        """Members that are the same as this one because their documents are."""
        return self.notes.entries("told:" + short(iri)).keys()

    def tellers(self, iri: str) -> Collection[str]:
        """IRIs of the documents that tell of a member."""
        if iri.startswith(DOCUMENT):
            return (iri,)
        if iri.startswith(EVENT):
            return (document_of(iri),)
        return self.notes.entries("in:" + short(iri)).keys()

    def is_copy(self, document: str) -> bool:
        """True where a document, by its IRI, repeats another."""
        return self.notes.text("canonical", document) is not None


def document_of(event: str) -> str:
    """IRI of the document that tells of an event."""
    return DOCUMENT + event.removeprefix(EVENT).rpartition("/")[0]


def _digest(words: tuple[object, ...]) -> str:
    state, kind, names, alone = words
    assert isinstance(names, tuple)
    plain = [state, kind, alone, *((sorted(n.words), n.distinctive, n.acronym) for n in names)]
    return hashlib.blake2b(repr(plain).encode(), digest_size=10).hexdigest()
