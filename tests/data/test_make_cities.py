"""The tool that trims GeoNames to the table of cities."""

from __future__ import annotations

import csv
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ctkg import tables

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_cities", ROOT / "tools" / "make_cities.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def city(identifier: int, name: str, iso2: str, population: int, *others: str) -> dict[str, Any]:
    return {
        "geonameid": identifier,
        "name": name,
        "countrycode": iso2,
        "population": population,
        "alternatenames": list(others),
        "latitude": 1.0,
        "longitude": -2.123456,
    }


STATES = [
    {"iso2": "MK", "capital": "Skopje", "osce_status": "participating-state"},
    {"iso2": "PL", "capital": "Warsaw", "osce_status": "participating-state"},
    {"iso2": "PE", "capital": "Lima", "osce_status": ""},
]


def test_size_counts_by_area(tool: ModuleType) -> None:
    cities = [
        city(1, "Field Town", "MK", 15_000),
        city(2, "Field Village", "MK", 14_999),
        city(3, "Osce Town", "PL", 50_000),
        city(4, "Osce Village", "PL", 49_999),
        city(5, "Far City", "PE", 200_000),
        city(6, "Far Town", "PE", 199_999),
        city(7, "Elsewhere", "ZZ", 9_000_000),
    ]
    assert [row["id"] for row in tool.rows(cities, STATES, [], set())] == ["1", "3", "5"]


def test_capitals_seats_and_named_cities_stay_however_small(tool: ModuleType) -> None:
    cities = [city(1, "Warszawa", "PL", 10, "Warsaw"), city(2, "Seat", "PL", 10), city(3, "Named", "PL", 10)]
    found = list(tool.rows(cities, STATES, [{"city": "3", "name": "Other"}], {"2"}))
    assert [(row["id"], row["capital"], row["names"]) for row in found] == [
        ("1", "yes", ""),
        ("2", "", ""),
        ("3", "", "Other"),
    ]


def test_the_name_in_latin_letters_is_among_the_names(tool: ModuleType) -> None:
    (row,) = tool.rows([city(1, "Łódź", "PL", 700_000)], STATES, [], set())
    assert row["names"] == "Lodz"
    assert (row["lat"], row["lon"]) == ("1.0000", "-2.1235")


def test_the_largest_city_of_a_name_is_meant(tool: ModuleType) -> None:
    cities = [city(1, "Lima", "PE", 5), city(2, "Lima", "PE", 900), city(3, "Big", "PE", 10_000, "Lima")]
    found = tool.find(cities, "LIMA")
    assert found is not None and found["geonameid"] == 2
    assert tool.find(cities, "Quito") is None


def test_accents_apostrophes_and_saints_are_no_difference(tool: ModuleType) -> None:
    assert tool.fold("Nuku\u2018alofa") == tool.fold("Nuku'alofa")
    assert tool.fold("Saint John\u2019s") == tool.fold("St. John's")
    assert tool.fold("San José") == tool.fold("San Jose")


def test_main_writes_the_table(tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tool, "REFERENCE", tmp_path)
    for name, text in {
        "states": "iso2,capital,osce_status\nMK,Skopje,participating-state\n",
        "organisations": "id,seat\nx,\n",
        "city_names": "city,name\n785842,Скопье\n",
    }.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    source = tmp_path / "cities.json"
    source.write_text(json.dumps({"785842": city(785842, "Skopje", "MK", 474_889)}), encoding="utf-8")
    assert tool.main([str(source)]) == 0
    with (tmp_path / "cities.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["id"], row["names"], row["capital"]) == ("785842", "Скопье", "yes")
    assert tool.main([]) == 2


def test_the_table_holds_the_names_that_are_curated() -> None:
    held = {row["id"]: {row["name"], *tables.split(row["names"])} for row in tables.rows("cities")}
    for row in tables.rows("city_names"):
        assert row["name"] in held[row["city"]], row["id"]
