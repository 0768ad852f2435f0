"""What may be said of an event: every pair with every relation that a thing of its kind may have to an event."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterable
from dataclasses import dataclass

from ctkg.model import Entity, Statement
from ctkg.text import folding
from ctkg.text.learnt.pairs import Pair
from ctkg.text.learnt.places import NEARNESS, key_of
from ctkg.text.reading import Reading
from ctkg.text.relate.holding import state_as_holder

_AGENTS = ("organizer", "coorganizer_or_partner", "supporter", "funder", "host", "participant", "adopter")
#: Kind of a name -> what it may be to an event.
RELATIONS = {
    "organization": (*_AGENTS, "speaker"),
    "state": (*_AGENTS, "event.country"),
    "place": ("event.place", "event.country"),
    "date": ("event.start", "event.end"),
    "person": ("speaker",),
    "office": ("speaker",),
}
#: What is looked for beyond what rules say; of the other relations, what rules say is judged and no more: texts did not
#: teach when they are right.
SOUGHT = frozenset({"organizer", "participant", "event.place"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that may be said of an event.

    Attributes:
        relation: a relation whose subject is an event.
        value: what a statement would have as its object.
        key: the same for equal values.
        pairs: the pairs it rests on, in text order; at least one.
    """

    relation: str
    value: Entity | str
    key: str
    pairs: tuple[Pair, ...]

    @property
    def event(self) -> str:
        """Key of the event."""
        return self.pairs[0].event.key

    @property
    def place(self) -> tuple[str, str, str]:
        """Event, relation and key, as :func:`place` gives them of a statement."""
        return self.event, self.relation, self.key

    @property
    def nearest(self) -> Pair:
        """The pair that is nearest to the event, the first of them."""
        return min(self.pairs, key=lambda pair: NEARNESS.index(pair.near))

    @property
    def numbers(self) -> list[int]:
        """Its features in ascending order, in which their weights are added up."""
        return self.pairs[0].numbers if len(self.pairs) == 1 else sorted(self.features)

    @property
    def features(self) -> set[int]:
        """What is true of any of its pairs."""
        if len(self.pairs) == 1:
            return self.pairs[0].features
        return set().union(*(pair.features for pair in self.pairs))


def of(pairs: Iterable[Pair], said: Container[tuple[str, str, str]]) -> list[Candidate]:
    """Every candidate, in the order of ``pairs``; those with one value are one. ``said`` are the places (:func:`place`)
    of what rules say, the only ones of relations that are not :data:`SOUGHT`."""
    found: dict[tuple[str, str, str], Candidate] = {}
    for pair in pairs:
        for relation in RELATIONS[pair.kind]:
            value = _value(pair, relation)
            if not value:
                continue
            at = (pair.event.key, relation, key(value))
            if relation not in SOUGHT and at not in said:
                continue
            known = found.get(at)
            if known is None:
                found[at] = Candidate(relation, value, at[2], (pair,))
            else:
                found[at] = dataclasses.replace(known, pairs=(*known.pairs, pair))
    return list(found.values())


def key(value: Entity | str | int) -> str:
    """The same for equal objects of statements."""
    return key_of(value) if isinstance(value, Entity) else folding.canonical(str(value)).text


def place(statement: Statement) -> tuple[str, str, str]:
    """Event, relation and key of what ``statement`` says."""
    return statement.event, statement.predicate, key(statement.object)


def _value(pair: Pair, relation: str) -> Entity | str:
    if relation == "event.country":
        return pair.thing.state
    if relation in {"event.start", "event.end"}:
        first, _, last = pair.thing.label.partition("/")
        return first if relation == "event.start" else last
    return state_as_holder(pair.thing) if pair.kind == "state" else pair.thing


def statement(reading: Reading, one: Candidate, chance: float) -> Statement:
    """What ``one`` says, which is right with the probability ``chance``; its evidence is the sentence that names its
    thing where that is nearest."""
    pair = one.nearest
    span = reading.sentence_at(pair.span.start).span
    evidence = reading.evidence(span, f"learnt.{one.relation}", round(chance, 2))
    return Statement(
        subject=pair.event.entity,
        predicate=one.relation,
        object=one.value,
        event=one.event,
        evidence=(evidence,),
        confidence=evidence.score,
        stance=pair.event.stance,
    )
