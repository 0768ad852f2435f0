"""The tables of names in other languages: every name is that of a thing of another table, in its letters."""

from __future__ import annotations

import re

import pytest

from ctkg import tables

KINDS = {
    "state": {row["iso2"] for row in tables.rows("states")},
    "adjective": {row["iso2"] for row in tables.rows("states")},
    "city": {row["id"] for row in tables.rows("cities")},
    "organisation": {row["id"] for row in tables.rows("organisations")},
    "acronym": {row["id"] for row in tables.rows("organisations")},
    "instrument": {
        row["id"]
        for table in ("instruments_universal", "regional_instruments", "guidance", "unga_resolutions")
        for row in tables.rows(table)
    },
}
LETTERS = {"fr": r"[A-Za-zÀ-ÿŒœ0-9 ’«»(),-]+", "ru": r"[А-Яа-яЁё0-9 ’«»(),–.-]+"}
TAGS = sorted(LETTERS)


@pytest.mark.parametrize("tag", TAGS)
def test_every_name_is_that_of_something(tag: str) -> None:
    for row in tables.rows(f"names_{tag}"):
        assert row["thing"] in KINDS[row["kind"]], row["id"]
        assert row["id"].startswith(f"{tag}/{row['kind']}/{row['thing']}/") and row["lang"] == tag


@pytest.mark.parametrize("tag", TAGS)
def test_names_are_in_the_letters_of_the_language(tag: str) -> None:
    for row in tables.rows(f"names_{tag}"):
        assert re.fullmatch(LETTERS[tag], row["name"]), row["id"]


@pytest.mark.parametrize("tag", TAGS)
def test_given_forms_hold_the_name_or_say_that_it_never_changes(tag: str) -> None:
    for row in tables.rows(f"names_{tag}"):
        forms = tables.split(row["forms"])
        if forms not in ([], ["-"]):
            assert row["name"].casefold() in {form.casefold() for form in forms}, row["id"]


@pytest.mark.parametrize("tag", TAGS)
def test_a_name_of_a_body_or_an_instrument_has_one_owner(tag: str) -> None:
    owner: dict[str, str] = {}
    for row in tables.rows(f"names_{tag}"):
        if row["kind"] in {"organisation", "acronym", "instrument"}:
            assert owner.setdefault(row["name"].casefold(), row["thing"]) == row["thing"], row["id"]


@pytest.mark.parametrize("tag", TAGS)
def test_the_universal_instruments_have_a_title_in_the_language(tag: str) -> None:
    told = {row["thing"] for row in tables.rows(f"names_{tag}") if row["kind"] == "instrument"}
    told |= {row["instrument"] for row in tables.rows("instrument_names") if row["lang"] == tag}
    assert {row["id"] for row in tables.rows("instruments_universal")} <= told


def test_nearly_every_capital_has_a_russian_name() -> None:
    told = {row["thing"] for row in tables.rows("names_ru") if row["kind"] == "city"}
    told |= {row["city"] for row in tables.rows("city_names") if row["lang"] == "ru"}
    capitals = {row["id"] for row in tables.rows("cities") if row["capital"] == "yes"}
    assert len(capitals & told) >= 0.85 * len(capitals)
