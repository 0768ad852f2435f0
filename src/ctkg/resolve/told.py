"""An event with what is compared of it, worked out once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ctkg.iris import instance
from ctkg.resolve import lexicon, periods
from ctkg.resolve.letters import words
from ctkg.resolve.model import Event
from ctkg.resolve.periods import Period

#: Relations by which an agent has to do with an event.
ROLES = ("organizer", "coorganizer_or_partner", "supporter", "funder", "host", "participant", "speaker", "adopter")
_AUTHORS = ("organizer", "speaker", "adopter")
#: Relation of a profile for the instruments that were adopted, signed or ratified there.
ACTED_ON = "act"
_CITY, _PERSON = instance("city", ""), instance("person", "")


@dataclass(frozen=True, slots=True)
class Where:
    """Where an event was; ``places`` are the words of those that are no city of the tables."""

    countries: frozenset[str]
    cities: frozenset[str]
    places: frozenset[str]

    @classmethod
    def of(cls, countries: Iterable[str], told: Iterable[tuple[str, str]]) -> Where:
        """From countries, and from the value and the text of each place."""
        said = list(told)
        cities = frozenset(value for value, _ in said if value.startswith(_CITY))
        places = frozenset(" ".join(words(text)) for value, text in said if value not in cities)
        return cls(frozenset(countries), cities, places)

    def is_elsewhere(self, other: Where) -> bool:
        """True where both tell of countries, and share none and no place."""
        return (
            bool(self.countries and other.countries)
            and self.countries.isdisjoint(other.countries)
            and self.cities.isdisjoint(other.cities)
            and self.places.isdisjoint(other.places)
        )


@dataclass(frozen=True, slots=True)
class Told:
    """An event with what is compared, worked out once."""

    event: Event
    types: frozenset[str]
    families: frozenset[str]
    period: Period | None
    cities: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str]
    organisers: frozenset[str]
    involved: frozenset[str]
    people: frozenset[str]
    authors: frozenset[str]
    acted_on: frozenset[str]

    @classmethod
    def of(cls, event: Event) -> Told:
        """Work out what is compared; bodies and persons of ``event`` are canonical."""
        told: dict[str, set[str]] = {}
        for said in event.said:
            told.setdefault(said.relation, set()).add(said.value)

        def values(*relations: str) -> frozenset[str]:
            return frozenset(value for relation in relations for value in told.get(relation, ()))

        types = values("event.type") or frozenset({"other"})
        where = Where.of(event.countries, ((s.value, s.text) for s in event.said if s.relation == "event.place"))
        agents = values(*ROLES, "quote")
        return cls(
            event=event,
            types=types,
            families=frozenset(_families().get(kind, kind) for kind in types),
            period=periods.period(values("event.start"), values("event.end")),
            cities=where.cities,
            places=where.places,
            countries=where.countries,
            organisers=values("organizer", "host"),
            involved=frozenset(a for a in agents if not a.startswith(_PERSON)),
            people=frozenset(a for a in agents if a.startswith(_PERSON)),
            authors=values(*_AUTHORS),
            acted_on=values(ACTED_ON),
        )

    @property
    def document(self) -> str:
        """Id of the document."""
        return self.event.document


@cache
def _families() -> dict[str, str]:
    return {kind: family for family, kinds in lexicon.load("events")["families"].items() for kind in kinds}
