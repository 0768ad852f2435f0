"""All events of a store: when, of which kinds, and the sets that filters choose from.

Made by one look at each property that is needed, so that its cost is that of the events and not of the store; names
are looked up when they are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ctkg.graph.reader import Reader
from ctkg.graph.store import Store
from ctkg.iris import ID, PREFIXES, term
from ctkg.serve.charts.axis import days
from ctkg.site.words import Words

_TERRITORY = ID + "territory/"
_BOUNDS = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
#: Properties by which events are chosen, by the name of the filter.
_FACETS = {
    "instrument": ("concernsInstrument",),
    "threat": ("addresses", "usedMeans"),
    "organiser": ("hasOrganizer", "organizedUnder"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """An event and when it was, in days (ordinals); all None where no date with a year is known.

    Attributes:
        iri: of the event.
        first, begun: the first and the last day on which it can have begun.
        ended: the first day on which it can have ended; None where nothing is said of its end.
        last: the last day on which it can have gone on: the end where one is known, else ``begun``.
        start, end: the dates as stated, sorted; several where documents differ.
        kinds: IRIs of its most specific classes, sorted by label.
    """

    iri: str
    first: int | None
    begun: int | None
    ended: int | None
    last: int | None
    start: tuple[str, ...]
    end: tuple[str, ...]
    kinds: tuple[str, ...]

    @property
    def is_vague(self) -> bool:
        """True where the day of its begin is not known."""
        return self.first != self.begun


class Index:
    """The events of a store, by number: the dated ones by their first day, then those without a date.

    Attributes:
        events: by number.
        dated: how many have a date.
        facets: for each filter (``kind``, ``country``, ``instrument``, ``threat``, ``organiser``, ``place``) the
            numbers of the events by IRI of the value.
        places: for each event the places that are stated and are smaller than a territory.
        reader, words: for names.
    """

    def __init__(self, store: Store, reader: Reader, words: Words) -> None:
        self.store, self.reader, self.words = store, reader, words
        types = self._types()
        spans = self._spans(types)
        starts, ends = self._texts("startDate", types), self._texts("endDate", types)
        found = [self._event(iri, types[iri], starts[iri], ends[iri], spans[iri]) for iri in types]
        found.sort(key=lambda event: (event.first is None, event.first or 0, event.last or 0, event.iri))
        self.events = tuple(found)
        self.dated = sum(1 for event in found if event.first is not None)
        self.numbers = {event.iri: number for number, event in enumerate(found)}
        self.places: dict[int, tuple[str, ...]] = {}
        self.facets = self._facets(types)

    def __len__(self) -> int:
        return len(self.events)

    def _pairs(self, name: str, *, inference: bool = True) -> Iterator[tuple[str, str]]:
        """Subjects and objects of a property of the ontology, nodes only."""
        for triple in self.store.union(None, NamedNode(term(name)), None, inference=inference):
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
                yield triple.subject.value, triple.object.value

    def _texts(self, name: str, nodes: Container[str]) -> defaultdict[str, list[str]]:
        """Literals of a property by subject, of these nodes only, sorted."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for triple in self.store.union(None, NamedNode(term(name))):
            subject, value = triple.subject, triple.object
            if isinstance(subject, NamedNode) and isinstance(value, Literal) and subject.value in nodes:
                found[subject.value].append(value.value)
        for values in found.values():
            values.sort()
        return found

    def _types(self) -> dict[str, set[str]]:
        """Classes of every event."""
        event = term("Event")
        below = [name for name in self.words.terms("Class") if event in self.words.classes(name)]
        found: dict[str, set[str]] = defaultdict(set)
        for name in sorted({event, *below}):
            for iri in self.reader.nodes_of(name):
                found[iri].add(name)
        return dict(found)

    def _spans(self, events: dict[str, set[str]]) -> defaultdict[str, list[list[str]]]:
        """For each event the bounds of its time spans: texts of each of the four."""
        spans = {span: event for event, span in self._pairs("hasTimeSpan") if event in events}
        found: defaultdict[str, list[list[str]]] = defaultdict(lambda: [[], [], [], []])
        for place, name in enumerate(_BOUNDS):
            for span, values in self._texts(name, spans).items():
                found[spans[span]][place] += values
        return found

    def _event(self, iri: str, types: set[str], start: list[str], end: list[str], span: list[list[str]]) -> Event:
        closed = {above for name in types for above in self.words.classes(name)}
        # What the time span says holds together with what the dates allow; where they differ, both are possible.
        firsts = [found for value in (*start, *span[0]) if (found := days(value))]
        begun = [found for value in (*start, *span[1]) if (found := days(value))]
        ended = [found for value in (*end, *span[2]) if (found := days(value))]
        lasts = [found for value in (*end, *span[3]) if (found := days(value))]
        every = (*firsts, *begun)
        first = min((each[0] for each in every), default=None)
        latest = max((each[1] for each in every), default=None)
        if first is None:
            # Only the end is known: it has begun on that day at the latest.
            first, latest = (
                min((each[0] for each in ended), default=None),
                max((each[1] for each in ended), default=None),
            )
        over = max((each[1] for each in (*ended, *lasts)), default=latest)
        return Event(
            iri=iri,
            first=first,
            begun=latest,
            ended=min((each[0] for each in (*ended, *lasts)), default=None),
            last=None if over is None else max(over, latest or over),
            start=tuple(start),
            end=tuple(end),
            kinds=tuple(self.words.specific(types & closed)),
        )

    def _facets(self, types: dict[str, set[str]]) -> dict[str, dict[str, set[int]]]:
        facets: dict[str, dict[str, set[int]]] = {"kind": defaultdict(set), "country": defaultdict(set)}
        for iri, names in types.items():
            for above in {above for name in names for above in self.words.classes(name)}:
                facets["kind"][above].add(self.numbers[iri])

        def put(facet: str, pairs: Iterator[tuple[str, str]], wanted: Callable[[str], bool] = bool) -> None:
            sets = facets.setdefault(facet, defaultdict(set))
            for event, value in pairs:
                number = self.numbers.get(event)
                if number is not None and wanted(value):
                    sets[value].add(number)

        for name in ("heldAt", "heldIn"):
            put("country", self._pairs(name), lambda value: value.startswith(_TERRITORY))
        areas = (_TERRITORY, ID + "region/")
        put("place", self._pairs("heldAt", inference=False), lambda value: not value.startswith(areas))
        places: dict[int, list[str]] = defaultdict(list)
        for place, numbers in facets["place"].items():
            for number in numbers:
                places[number].append(place)
        self.places = {number: tuple(sorted(these)) for number, these in places.items()}
        for facet, properties in _FACETS.items():
            for name in properties:
                for each in (name, *self._below(name)):
                    put(facet, self._pairs(each))
        return facets

    def _below(self, name: str) -> list[str]:
        """Properties below one, for stores in which nothing was inferred."""
        under = self.reader.store.union(None, NamedNode(PREFIXES["rdfs"] + "subPropertyOf"), NamedNode(term(name)))
        found = {triple.subject.value for triple in under if isinstance(triple.subject, NamedNode)}
        return sorted(iri.removeprefix(PREFIXES["ct"]) for iri in found if iri.startswith(PREFIXES["ct"]))
