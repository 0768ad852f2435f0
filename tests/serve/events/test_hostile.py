"""Hostile names in the graph stay words on the timeline, on the map and in their answers."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from starlette.testclient import TestClient

from ctkg.graph.store import DiskStore
from ctkg.iris import PREFIXES
from ctkg.serve import Settings, application

HOSTILE = "</title></svg><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}\"'"
# Fictional.
EVENT = """
@prefix ct: <https://w3id.org/ctkg/ontology#> . @base <https://w3id.org/ctkg/> .
<id/event/x> a ct:Event ; ct:startDate "2020-03" ; ct:heldAt <id/place/x> ; ct:heldIn <id/territory/ZZ> ; ct:hasOrganizer <id/organization/x> .
<id/event/far> a ct:Event ; ct:startDate "9999-12-31" ; ct:endDate "9999" ; ct:heldAt <id/place/nowhere> .
<id/event/early> a ct:Event ; ct:startDate "0001" .
<id/place/x> a ct:City ; ct:latitude 10.5 ; ct:longitude 20.5 .
<id/place/nowhere> a ct:City ; ct:latitude 910.5 ; ct:longitude "NaN" .
"""  # noqa: E501
NAMED = ("event/x", "place/x", "territory/ZZ", "organization/x")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("hostile") / "store"
    triples = [quad.triple for quad in parse(EVENT, RdfFormat.TURTLE)]
    label = NamedNode(PREFIXES["rdfs"] + "label")
    triples += [Triple(NamedNode(PREFIXES["id"] + name), label, Literal(HOSTILE)) for name in NAMED]
    with DiskStore(folder) as store:
        store.replace_graph(PREFIXES["graph"] + "document/fictional", triples)
    with TestClient(application(Settings(store=folder)), base_url="http://127.0.0.1") as made:
        yield made


@pytest.mark.parametrize("path", ["/timeline", "/map", "/timeline?organiser=x&place=id:place/x", "/map?country=ZZ"])
def test_pages_hold_no_markup_of_the_graph(hostile: TestClient, path: str) -> None:
    page = hostile.get(path)
    assert page.status_code == 200
    assert "<script>alert" not in page.text and "<img src=x" not in page.text and "7 * 7" in page.text
    if "<svg" in page.text:
        for each in page.text.split("<svg")[1:]:
            ElementTree.fromstring("<svg" + each.partition("</svg>")[0] + "</svg>")


def test_dates_at_the_ends_of_the_calendar_and_places_that_are_none(hostile: TestClient) -> None:
    told = hostile.get("/api/v1/events").json()["events"]
    assert [each["earliestStart"] for each in told] == ["0001-01-01", "2020-03-01", "9999-12-31"]
    assert hostile.get("/timeline?from=9999&to=9999").status_code == 200
    assert hostile.get("/timeline?from=0001").status_code == 200
    places = hostile.get("/api/v1/events/places").json()
    assert [each["geometry"]["coordinates"] for each in places["features"]] == [[20.5, 10.5]]
    assert places["features"][0]["properties"]["name"] == HOSTILE
