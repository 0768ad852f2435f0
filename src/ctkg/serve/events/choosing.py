"""Which events are shown: filters as a page's address has them, and what they choose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from ctkg.errors import UsageError
from ctkg.iris import CONCEPT, ID, ONTOLOGY, PREFIXES, compact
from ctkg.serve.charts.axis import days
from ctkg.serve.events.index import Index

#: Filters, with the beginning of the IRIs that are meant where only an id is given.
STEMS = {
    "kind": ONTOLOGY,
    "country": ID + "territory/",
    "instrument": ID + "instrument/",
    "threat": CONCEPT + "threat/",
    "organiser": ID + "organization/",
    "place": ID + "city/",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is asked for.

    Attributes:
        start, end: first and last day, month or year, as given; empty for no bound.
        values: for a filter the IRI that it asks for.
    """

    start: str = ""
    end: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Choice:
        """The choice that parameters of an address make; other parameters are left alone.

        Raises:
            UsageError: a date that is none, or a span that ends before it begins.
        """
        start, end = given.get("from", "").strip(), given.get("to", "").strip()
        for name, value in (("from", start), ("to", end)):
            if value and days(value) is None:
                raise UsageError(
                    f"{name}={value[:40]!r} is no date; give a day (2019-11-19), a month (2019-11) or a year"
                )
        if start and end and (days(start) or (0, 0))[0] > (days(end) or (0, 0))[1]:
            raise UsageError(f"the span ends ({end}) before it begins ({start}); exchange them")
        values = {name: full(name, given[name].strip()) for name in STEMS if given.get(name, "").strip()}
        return cls(start=start, end=end, values=values)

    @property
    def parameters(self) -> dict[str, str]:
        """What :meth:`of` was given, in its shortest form; empty ones are left out."""
        found = {"from": self.start, "to": self.end}
        found |= {name: short(name, iri) for name, iri in self.values.items()}
        return {name: value for name, value in found.items() if value}

    @property
    def query(self) -> str:
        """The parameters as the query of an address, without question mark."""
        return urlencode(self.parameters, safe=":/")

    def within(self, start: str, end: str) -> Choice:
        """The same in another span of time."""
        return replace(self, start=start, end=end)

    def having(self, name: str, iri: str) -> Choice:
        """The same with another value of one filter; an empty one takes it off."""
        rest = {each: value for each, value in self.values.items() if each != name}
        return replace(self, values=rest | {name: iri} if iri else rest)

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """First and last day."""
        first, last = days(self.start), days(self.end)
        return first[0] if first else None, last[1] if last else None

    @property
    def has_span(self) -> bool:
        """True where a begin or an end is given."""
        return bool(self.start or self.end)


def full(name: str, value: str) -> str:
    """The IRI that a filter's value stands for: an id, a prefixed name or an IRI."""
    if "://" in value:
        return value
    prefix, colon, rest = value.partition(":")
    return PREFIXES[prefix] + rest if colon and prefix in PREFIXES else STEMS[name] + value


def short(name: str, iri: str) -> str:
    """What :func:`full` makes ``iri`` of, as short as can be."""
    rest = iri.removeprefix(STEMS[name])
    if rest and rest != iri and ":" not in rest:
        return rest
    named = compact(iri)
    return named if full(name, named) == iri else iri


def chosen(index: Index, choice: Choice, *, without: str = "") -> list[int]:
    """Numbers of the events that a choice asks for, by time; those without a date last, and in no span.

    An event is in a span where it can have gone on in it: of one known to the month, every span that touches the month.

    Args:
        index: of the events.
        choice: what is asked for.
        without: a filter that is left out of it; ``span`` for the span.
    """
    sets = sorted(
        (index.facets[name].get(iri, set()) for name, iri in choice.values.items() if name != without), key=len
    )
    found = sorted(set.intersection(*sets)) if sets else list(range(len(index)))
    if without == "span" or not choice.has_span:
        return found
    first, last = choice.bounds
    return [number for number in found if _meets(index, number, first, last)]


def _meets(index: Index, number: int, first: int | None, last: int | None) -> bool:
    event = index.events[number]
    if event.first is None or event.last is None:
        return False
    return (last is None or event.first <= last) and (first is None or event.last >= first)


def by_year(index: Index, numbers: list[int]) -> dict[int, int]:
    """How many of these events began in each year; one that may have begun in several is counted in the first."""
    firsts = Counter(index.events[number].first for number in numbers)
    years: Counter[int] = Counter()
    for day, count in firsts.items():
        if day is not None:
            years[date.fromordinal(day).year] += count
    return dict(sorted(years.items()))


def options(index: Index, choice: Choice, name: str) -> Iterator[tuple[str, int]]:
    """Values of a filter with how many events each would choose beside the other filters; the most frequent first."""
    base = set(chosen(index, choice, without=name))
    counts = [(iri, len(numbers & base)) for iri, numbers in index.facets[name].items()]
    wanted = choice.values.get(name)
    for iri, count in sorted(counts, key=lambda pair: (-pair[1], pair[0])):
        if count or iri == wanted:
            yield iri, count
