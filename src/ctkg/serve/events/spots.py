"""Where events took place, summed up: places with coordinates, and countries of which nothing nearer is known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ctkg.iris import ID, term
from ctkg.serve.events.index import Index
from ctkg.serve.events.showing import Named, Names

_STATE, _TERRITORY = ID + "state/", ID + "territory/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place or a country with events.

    Attributes:
        node: which.
        point: longitude and latitude in degrees (WGS 84); of a country those of its capital; None where unknown.
        years: how many events began there in each year; 0 stands for events without a date.
        country: two-letter code of a country; empty for a place.
        total: of a country all its events, those at places in it included; of a place the same as the sum of years.
        within: names of the countries that a place's events were in.
    """

    node: Named
    point: tuple[float, float] | None
    years: dict[int, int]
    country: str = ""
    total: int = 0
    within: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """Events at the place, or of which only the country is known."""
        return sum(self.years.values())


class Spots:
    """Places and countries of an index; coordinates that were met are kept."""

    def __init__(self, index: Index, names: Names) -> None:
        self._index, self._names = index, names
        self._points: dict[str, tuple[float, float] | None] = {}

    def point(self, place: str) -> tuple[float, float] | None:
        """Longitude and latitude of a place."""
        if place not in self._points:
            latitude, longitude = (self._index.reader.text(place, term(name)) for name in ("latitude", "longitude"))
            self._points[place] = _point(latitude, longitude)
        return self._points[place]

    def _capital(self, territory: str) -> tuple[float, float] | None:
        """Coordinates of a country's capital: where a country is shown that is too small for a map of the world."""
        state = _STATE + territory.removeprefix(_TERRITORY)
        return next((self.point(city) for city in self._index.reader.nodes_from(state, term("hasCapital"))), None)

    def places(self, numbers: Iterable[int]) -> list[Spot]:
        """Places with coordinates at which these events took place, those with most events first."""
        years: dict[str, Counter[int]] = defaultdict(Counter)
        within: dict[str, set[str]] = defaultdict(set)
        for number in numbers:
            for place in self._index.places.get(number, ()):
                if self.point(place) is not None:
                    years[place][self._year(number)] += 1
                    within[place].update(self._names.countries(number))
        found = [
            Spot(
                node=self._names.named(place),
                point=self.point(place),
                years=dict(sorted(counts.items())),
                total=counts.total(),
                within=tuple(sorted(map(self._names.name, within[place]))),
            )
            for place, counts in years.items()
        ]
        return sorted(found, key=_most_first)

    def countries(self, numbers: Iterable[int]) -> list[Spot]:
        """Countries of these events; ``years`` counts those at no place with coordinates. Most events first."""
        years: dict[str, Counter[int]] = defaultdict(Counter)
        totals: Counter[str] = Counter()
        for number in numbers:
            is_placed = any(self.point(place) is not None for place in self._index.places.get(number, ()))
            for country in self._names.countries(number):
                totals[country] += 1
                if not is_placed:
                    years[country][self._year(number)] += 1
        found = [
            Spot(
                node=self._names.named(country),
                point=self._capital(country),
                years=dict(sorted(years[country].items())),
                country=country.removeprefix(_TERRITORY),
                total=total,
            )
            for country, total in totals.items()
        ]
        return sorted(found, key=_most_first)

    def nowhere(self, numbers: Iterable[int]) -> int:
        """How many of these events are neither at a place with coordinates nor in a known country."""
        return sum(1 for number in numbers if not self._is_somewhere(number))

    def _is_somewhere(self, number: int) -> bool:
        return bool(self._names.countries(number)) or any(
            self.point(place) is not None for place in self._index.places.get(number, ())
        )

    def _year(self, number: int) -> int:
        first = self._index.events[number].first
        return 0 if first is None else date.fromordinal(first).year


def _most_first(spot: Spot) -> tuple[int, str, str]:
    return (-spot.total, spot.node.name, spot.node.iri)


def _point(latitude: str, longitude: str) -> tuple[float, float] | None:
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None
    return (east, north) if -90 <= north <= 90 and -180 <= east <= 180 else None


def feature(node: Named, point: tuple[float, float], **properties: object) -> dict[str, Any]:
    """A place as a feature of GeoJSON (RFC 7946): name and path of its page, and what else is said of it."""
    return {
        "type": "Feature",
        "id": node.iri,
        "geometry": {"type": "Point", "coordinates": list(point)},
        "properties": {"name": node.name, "href": node.href, **properties},
    }


def features(spots: Iterable[Spot]) -> Iterator[dict[str, Any]]:
    """Places with coordinates as features, with how many events each had in which year."""
    for spot in spots:
        if spot.point is not None:
            years = {str(year or ""): count for year, count in spot.years.items()}
            yield feature(spot.node, spot.point, countries=list(spot.within), count=spot.count, years=years)
