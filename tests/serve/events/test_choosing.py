"""Which events a choice shows: against SPARQL on the demo, and on fictional events whose dates are not certain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

import ctkg
from ctkg.api import KnowledgeGraph
from ctkg.errors import UsageError
from ctkg.graph.reader import Reader
from ctkg.graph.store import MemoryStore, Store
from ctkg.iris import PREFIXES
from ctkg.serve.events import Choice, Event, Index
from ctkg.serve.events.choosing import by_year, chosen, full, options, short
from ctkg.serve.events.showing import when
from ctkg.site.words import Words


def index_of(store: Store) -> Index:
    reader = Reader(store)
    return Index(store, reader, Words(reader))


@pytest.fixture(scope="module")
def graph(demo_store: Path) -> Iterator[KnowledgeGraph]:
    with ctkg.open(demo_store, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def index(graph: KnowledgeGraph) -> Index:
    return index_of(graph.store)


#: An event is in a span where it can have gone on in it; one without a date is in none.
SPARQL = """
SELECT DISTINCT ?e WHERE {{
  ?e a ct:Event {patterns}
  OPTIONAL {{
    ?e ct:hasTimeSpan ?span
    OPTIONAL {{ ?span ct:earliestStart ?a }} OPTIONAL {{ ?span ct:latestStart ?b }}
    OPTIONAL {{ ?span ct:earliestEnd ?c }} OPTIONAL {{ ?span ct:latestEnd ?d }}
    BIND(STR(COALESCE(?a, ?c)) AS ?first) BIND(STR(COALESCE(?d, ?b)) AS ?last)
  }}
  {span}
}}"""
PATTERNS = {
    "kind": "; a <{}>",
    "country": "; ct:heldAt <{}>",
    "instrument": "; ct:concernsInstrument <{}>",
    "threat": "; (ct:addresses|ct:usedMeans) <{}>",
    "organiser": "; (ct:hasOrganizer|ct:organizedUnder) <{}>",
    "place": "; ct:heldAt <{}>",
}
SPANS = [
    ("", ""),
    ("2017", "2019"),
    ("2018-09", ""),
    ("", "2005-06-29"),
    ("2014-06-10", "2014-06-10"),
    ("2022", "2022"),
]
VALUES = [
    {},
    {"kind": "Meeting"},
    {"kind": "CooperationEvent", "country": "KZ"},
    {"country": "RU"},
    {"instrument": "unscr-1373"},
    {"threat": "ph"},
    {"threat": "means-firearms"},
    {"organiser": "osce"},
    {"organiser": "id:organization/osce-atu", "kind": "Workshop"},
    {"place": "5128581"},
    {"instrument": "no-such"},
]


def by_sparql(graph: KnowledgeGraph, choice: Choice) -> set[str]:
    first, last = choice.bounds
    span = "FILTER(BOUND(?first))" if choice.has_span else ""
    span += f' FILTER(?first <= "{date.fromordinal(last)}")' if last else ""
    span += f' FILTER(?last >= "{date.fromordinal(first)}")' if first else ""
    patterns = " ".join(PATTERNS[name].format(iri) for name, iri in choice.values.items())
    return {row[0].value for row in graph.store.query(SPARQL.format(patterns=patterns, span=span), prefixes=PREFIXES)}  # type: ignore[union-attr]


@pytest.mark.parametrize("values", VALUES, ids=lambda values: ",".join(map("=".join, values.items())) or "all")
def test_filters_choose_what_sparql_does(graph: KnowledgeGraph, index: Index, values: dict[str, str]) -> None:
    sizes = []
    for start, end in SPANS:
        choice = Choice.of({**values, "from": start, "to": end})
        found = [index.events[number].iri for number in chosen(index, choice)]
        assert len(found) == len(set(found))
        assert set(found) == by_sparql(graph, choice)
        sizes.append(len(found))
    assert sizes[0] > 0 or values == {"instrument": "no-such"}
    assert max(sizes) == sizes[0]


def test_counts_of_options_are_what_choosing_them_shows(index: Index) -> None:
    choice = Choice.of({"from": "2010", "to": "2019", "kind": "CooperationEvent"})
    for name in ("kind", "country", "instrument", "threat", "organiser", "place"):
        found = list(options(index, choice, name))
        assert found == sorted(found, key=lambda pair: (-pair[1], pair[0]))
        for iri, count in found[:5] + found[-5:]:
            assert count == len(chosen(index, choice.having(name, iri))) > 0


def test_years_add_up(index: Index) -> None:
    every = chosen(index, Choice())
    assert sum(by_year(index, every).values()) == index.dated < len(index)
    for year, count in by_year(index, every).items():
        within = chosen(index, Choice.of({"from": str(year), "to": str(year)}))
        assert count <= len(within)


# Fictional.
EVENTS = """
@prefix ct: <https://w3id.org/ctkg/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/ctkg/> .
<id/event/day> a ct:Event ; ct:startDate "2020-03-04"^^xsd:date .
<id/event/days> a ct:Event ; ct:startDate "2020-03-04"^^xsd:date ; ct:endDate "2020-03-06"^^xsd:date .
<id/event/month> a ct:Event ; ct:startDate "2020-02"^^xsd:gYearMonth .
<id/event/year> a ct:Event ; ct:startDate "2020"^^xsd:gYear ; ct:endDate "2021-05"^^xsd:gYearMonth .
<id/event/differ> a ct:Event ; ct:startDate "2020-03-04"^^xsd:date, "2020-03-09"^^xsd:date .
<id/event/bounds> a ct:Event ; ct:hasTimeSpan <id/timespan/bounds> .
<id/timespan/bounds> ct:earliestStart "2019-12-30"^^xsd:date ; ct:latestStart "2020-01-02"^^xsd:date ;
  ct:earliestEnd "2020-01-05"^^xsd:date ; ct:latestEnd "2020-01-09"^^xsd:date .
<id/event/until> a ct:Event ; ct:endDate "2020-06-03"^^xsd:date .
<id/event/yearly> a ct:Event ; ct:startDate "--04-01"^^xsd:gMonthDay .
<id/event/wrong> a ct:Event ; ct:startDate "2020-02-30" .
<id/event/backwards> a ct:Event ; ct:startDate "2020-03-04"^^xsd:date ; ct:endDate "2020-03-01"^^xsd:date .
"""


@pytest.fixture(scope="module")
def fictional() -> Index:
    store = MemoryStore()
    store.replace_graph(
        "https://w3id.org/ctkg/graph/document/fictional", (q.triple for q in parse(EVENTS, RdfFormat.TURTLE))
    )
    return index_of(store)


@pytest.mark.parametrize(
    ("name", "days", "words"),
    [
        ("day", ("2020-03-04", "2020-03-04", None, "2020-03-04"), "2020-03-04"),
        ("days", ("2020-03-04", "2020-03-04", "2020-03-06", "2020-03-06"), "2020-03-04 – 2020-03-06"),
        ("month", ("2020-02-01", "2020-02-29", None, "2020-02-29"), "2020-02"),
        ("year", ("2020-01-01", "2020-12-31", "2021-05-01", "2021-05-31"), "2020 – 2021-05"),
        ("differ", ("2020-03-04", "2020-03-09", None, "2020-03-09"), "2020-03-04 or 2020-03-09"),
        (
            "bounds",
            ("2019-12-30", "2020-01-02", "2020-01-05", "2020-01-09"),
            "between 2019-12-30 and 2020-01-09",
        ),
        ("until", ("2020-06-03", "2020-06-03", "2020-06-03", "2020-06-03"), "until 2020-06-03"),
        ("yearly", (None, None, None, None), ""),
        ("wrong", (None, None, None, None), ""),
        ("backwards", ("2020-03-04", "2020-03-04", "2020-03-01", "2020-03-04"), "2020-03-04 – 2020-03-01"),
    ],
)
def test_what_is_known_of_a_date(fictional: Index, name: str, days: tuple[str | None, ...], words: str) -> None:
    event: Event = fictional.events[fictional.numbers[f"https://w3id.org/ctkg/id/event/{name}"]]
    found = [day and date.fromordinal(day).isoformat() for day in (event.first, event.begun, event.ended, event.last)]
    assert (tuple(found), when(event)) == (days, words)
    assert event.is_vague == (days[0] != days[1])


@pytest.mark.parametrize(
    ("span", "names"),
    [
        (("2020-02-10", "2020-02-10"), {"month", "year"}),
        (("2020-03-08", "2020-03-08"), {"differ", "year"}),
        (("2019", "2019"), {"bounds"}),
        (("2020-06-03", ""), {"until", "year"}),
        (("", "2019-12-29"), set()),
    ],
)
def test_an_event_is_in_every_span_in_which_it_may_have_been(
    fictional: Index, span: tuple[str, str], names: set[str]
) -> None:
    found = chosen(fictional, Choice.of({"from": span[0], "to": span[1]}))
    assert {fictional.events[number].iri.rpartition("/")[2] for number in found} == names


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"from": "soon"}, "is no date"),
        ({"to": "2020-02-30"}, "is no date"),
        ({"from": "٢٠٢٠"}, "is no date"),
        ({"from": "0000"}, "is no date"),
        ({"from": "2020-05", "to": "2020-04"}, "ends .* before it begins"),
    ],
)
def test_a_span_that_is_none_is_refused(given: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        Choice.of(given)


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        *product(("kind",), (PREFIXES["ct"] + "Workshop", "http://example.org/x y", PREFIXES["ct"])),
        *product(
            ("organiser",),
            (PREFIXES["id"] + "organization/a:b", PREFIXES["id"] + "state/KZ", "urn:x://y", PREFIXES["id"]),
        ),
        ("threat", PREFIXES["concept"] + "threat/act/x"),
    ],
)
def test_a_value_survives_its_address(name: str, iri: str) -> None:
    assert full(name, short(name, iri)) == iri
    choice = Choice.of({name: iri})
    assert Choice.of(choice.parameters) == choice
