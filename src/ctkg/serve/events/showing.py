"""Events as pages and JSON show them: names, dates in words, places with their links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ctkg.iris import PREFIXES, compact
from ctkg.serve.charts.axis import iso
from ctkg.serve.events.index import Event, Index
from ctkg.serve.links import href

_TITLE = PREFIXES["dcterms"] + "title"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A node by its name, with its IRI and the path of its page."""

    iri: str
    name: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An event to be shown.

    Attributes:
        iri, href: of the event and of its page.
        name: the title where a document states one, else the label that ctkg made.
        when: its dates in words; empty where none is known.
        event: with the days.
        kinds, places, countries: by name; ``places`` are the stated ones smaller than a country.
    """

    iri: str
    href: str
    name: str
    when: str
    event: Event
    kinds: tuple[str, ...]
    places: tuple[Named, ...]
    countries: tuple[Named, ...]


class Names:
    """Names of nodes of an index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._countries: dict[int, list[str]] = {}
        for iri, numbers in sorted(index.facets["country"].items()):
            for number in numbers:
                self._countries.setdefault(number, []).append(iri)

    def name(self, iri: str) -> str:
        """The name of a node; the end of its IRI where it has none."""
        found = self._index.reader.label(iri).text
        return found if found != compact(iri) else iri.rpartition("/")[2] or iri

    def kind(self, iri: str) -> str:
        """The name of a class."""
        return self._index.words.label(iri)

    def named(self, iri: str) -> Named:
        """A node by its name."""
        return Named(iri, self.name(iri), href(iri))

    def countries(self, number: int) -> list[str]:
        """IRIs of the territories in which an event took place."""
        return self._countries.get(number, [])

    def event(self, number: int) -> Shown:
        """One event."""
        event = self._index.events[number]
        return Shown(
            iri=event.iri,
            href=href(event.iri),
            name=self._index.reader.text(event.iri, _TITLE) or self.name(event.iri),
            when=when(event),
            event=event,
            kinds=tuple(map(self.kind, event.kinds)),
            places=tuple(map(self.named, self._index.places.get(number, ()))),
            countries=tuple(map(self.named, self.countries(number))),
        )


def when(event: Event) -> str:
    """The dates of an event in words; where documents differ, all of them."""
    if event.first is None or event.begun is None:
        return ""
    start, end = " or ".join(event.start), " or ".join(event.end)
    if not start and not end:
        return f"between {iso(event.first)} and {iso(event.last or event.begun)}"
    if not start:
        return f"until {end}"
    return start if not end or end == start else f"{start} – {end}"


@dataclass(frozen=True, slots=True)
class Month:
    """Events of a month (1 to 12) of a year; 0 where only the year is known; year 0 where nothing is."""

    year: int
    month: int
    events: tuple[Shown, ...]

    @property
    def title(self) -> str:
        """``May``, or words for what is not known."""
        return MONTHS[self.month - 1] if self.month else "month not known"


def by_month(events: Iterable[Shown]) -> Iterator[tuple[int, list[Month]]]:
    """Events in their order by year, and in it by month; those that may have begun in several months apart."""
    years: dict[int, dict[int, list[Shown]]] = {}
    for shown in events:
        event = shown.event
        if event.first is None or event.begun is None:
            years.setdefault(0, {}).setdefault(0, []).append(shown)
            continue
        first, last = date.fromordinal(event.first), date.fromordinal(event.begun)
        month = first.month if (first.year, first.month) == (last.year, last.month) else 0
        years.setdefault(first.year, {}).setdefault(month, []).append(shown)
    for year, months in years.items():
        yield year, [Month(year, month, tuple(months[month])) for month in sorted(months)]
