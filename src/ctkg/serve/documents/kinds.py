"""Kinds of statements that a reader of a document tells apart at a glance: each has a colour, a line and a sign."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of statement.

    Attributes:
        slug: part of the style classes that give colour and line.
        title: for people.
        sign: tells it without colour.
        relations: of the flat vocabulary.
    """

    slug: str
    title: str
    sign: str
    relations: tuple[str, ...]


_WHO = ("organizer", "coorganizer_or_partner", "supporter", "funder", "host", "participant", "participant.group")
KINDS = (
    Kind("what", "What", "◆", ("event.type", "event.title", "topic", "output", "follow_up", "part_of")),
    Kind("when", "When", "◷", ("event.start", "event.end", "event.durationDays")),
    Kind("where", "Where", "⌂", ("event.place", "event.country")),
    Kind("who", "Who", "▲", (*_WHO, "speaker", "adopter", "vote")),
    Kind("persons", "Posts and words of persons", "●", ("person.post", "person.affiliation", "quote")),
    Kind("numbers", "How many", "#", ("participant.count", "state.count", "victim.count")),
    Kind("instruments", "Instruments", "§", ("instrument", "instrument.role", "guidance")),
    Kind("threats", "Threats and targets", "!", ("threat", "weapon", "target", "target.sector", "perpetrator")),
)
_OF = {relation: kind for kind in KINDS for relation in kind.relations}


def kind_of(relation: str) -> Kind:
    """The kind of a relation; what is unknown (of a later version) is told of what happened."""
    return _OF.get(relation, KINDS[0])
