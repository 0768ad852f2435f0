"""Finds are narrowed by what they are about, and numbers are those of the graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import ctkg
from ctkg.api import KnowledgeGraph
from ctkg.graph.search import faceting, keeping
from ctkg.graph.search.faceting import Narrowed, faceted
from ctkg.graph.search.helping import meant, suggestions
from ctkg.graph.search.index import Index
from ctkg.iris import ID

_EVENTS = """
SELECT DISTINCT ?event ?value WHERE {{
  GRAPH ?g {{ ?event {pattern} ?value }}
  FILTER (STRSTARTS(STR(?g), STR(graph:)) && STRSTARTS(STR(?event), STR(<https://w3id.org/ctkg/id/event/>)))
  FILTER (CONTAINS(STR(?g), "/graph/document/"))
}}"""
_INSTRUMENTS = "|".join(
    f"ct:{name}"
    for name in (
        *("concernsInstrument", "implementsInstrument", "promotesInstrument", "refersToInstrument", "usesGuidance"),
        *("adoptsInstrument", "ratifiesInstrument", "signsInstrument"),
    )
)


@pytest.fixture(scope="module")
def kg(demo: Path) -> Iterator[KnowledgeGraph]:
    with ctkg.open(demo / "ctkg.store", read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def index(kg: KnowledgeGraph) -> Iterator[Index]:
    with keeping.reading(kg.store) as (opened, _):
        yield opened


@pytest.mark.parametrize(
    ("facet", "pattern", "stem"),
    [
        ("country", "ct:heldIn", f"{ID}territory/"),
        ("instrument", f"({_INSTRUMENTS})", f"{ID}instrument/"),
        ("threat", "ct:addresses", "https://w3id.org/ctkg/concept/threat/"),
        ("year", "ct:startDate", ""),
    ],
)
def test_numbers_are_those_of_the_graph(kg: KnowledgeGraph, index: Index, facet: str, pattern: str, stem: str) -> None:
    wanted: dict[str, set[str]] = {}
    for event, value in kg.store.query(_EVENTS.format(pattern=pattern), prefixes=ctkg.iris.PREFIXES):  # type: ignore[union-attr,attr-defined]
        if value.value.startswith(stem):
            said = value.value.removeprefix(stem)
            wanted.setdefault(said[:4] if facet == "year" else said, set()).add(event.value)
    found = faceted(index, "", Narrowed(kinds=["event"]))
    assert not found.is_cut and found.counts[facet] == {value: len(events) for value, events in wanted.items()}
    value, number = next(iter(found.counts[facet].items()))
    left = faceted(index, "", Narrowed(kinds=["event"], topics={facet: [value]}), most=1000)
    assert left.total == number and {hit.iri for hit in left.hits} == wanted[value]


def test_what_is_chosen_narrows_and_other_values_are_counted_as_well(index: Index) -> None:
    everything = faceted(index, "workshop", Narrowed())
    country, number = next(iter(everything.counts["country"].items()))
    narrowed = faceted(index, "workshop", Narrowed(topics={"country": [country]}))
    assert 0 < narrowed.total == number < everything.total
    assert narrowed.counts["country"] == everything.counts["country"]
    assert sum(narrowed.counts["kind"].values()) == number
    both = faceted(index, "workshop", Narrowed(kinds=["passage"], topics={"country": [country]}))
    assert both.total == narrowed.counts["kind"]["passage"] and both.counts["kind"] == narrowed.counts["kind"]


def test_pages_hold_every_find_once(index: Index) -> None:
    whole = [hit.iri for hit in faceted(index, "security", Narrowed(), most=1000).hits]
    parts = [
        hit.iri
        for start in range(0, len(whole), 7)
        for hit in faceted(index, "security", Narrowed(), start=start, most=7).hits
    ]
    assert parts == whole and len(set(whole)) == len(whole) > 14


def test_too_many_finds_are_narrowed_by_the_index_and_this_is_told(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = faceted(index, "security", Narrowed(topics={"country": ["AT"]}))
    monkeypatch.setattr(faceting, "MOST", 20)
    found = faceted(index, "security", Narrowed(topics={"country": ["AT"]}))
    assert found.is_partial and not exact.is_partial and found.total == exact.total and not found.is_cut
    assert found.counts["country"]["AT"] == exact.total
    assert faceted(index, "security", Narrowed()).is_cut


def test_names_are_suggested_and_mistyped_words_are_mended(index: Index) -> None:
    names = [name.text for name in suggestions(index, "osce")]
    assert names[0] == "OSCE" and len(names) == len(set(names)) == 8
    assert "Kazakhstan" in [name.text for name in suggestions(index, "KAZAKH")]
    assert any("Tashkent" in name.text for name in suggestions(index, "tashk"))
    assert suggestions(index, "«»") == [] == suggestions(index, "")
    assert meant(index, "bordr securty") == "border security"
    assert meant(index, "border") == "" == meant(index, "казахстан")
