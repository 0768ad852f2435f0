"""What the API reads: the same as the Python interface, a part at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.serve.api.described import ask

import ctkg
from ctkg.api import KnowledgeGraph
from ctkg.graph import part
from ctkg.graph.grounds import grounded
from ctkg.graph.reader import Reader
from ctkg.iris import ID, term

OF_ASTANA = "osce-2014-astana-explosives"
EVENT = ID + "event/osce-2014-astana-explosives/1"
OSCE = ID + "organization/osce"


@pytest.fixture(scope="module")
def graph(demo_store: Path) -> Iterator[KnowledgeGraph]:
    with ctkg.open(demo_store, read_only=True) as made:
        yield made


def everything(client: TestClient, path: str, **params: Any) -> list[Any]:
    """All items of a list, page by page; no page is met twice."""
    items: list[Any] = []
    seen = set()
    while True:
        found = ask(client, "GET", path, params=params)
        items += found["items"]
        if "cursor" not in found:
            return items
        assert found["cursor"] not in seen
        seen.add(found["cursor"])
        params["cursor"] = found["cursor"]


def documents_in(graph: KnowledgeGraph) -> int:
    return sum("/graph/document/" in name for name in graph.store.graphs())


def same(some: Any, others: Any) -> bool:
    return sorted(map(_packed, some)) == sorted(map(_packed, others))


def _packed(row: Any) -> str:
    return json.dumps(row, sort_keys=True)


def test_facts_of_a_document_are_those_of_the_flat_view(client: TestClient, graph: KnowledgeGraph) -> None:
    for document in (OF_ASTANA, "unsc-2016-cairo-condemnation"):
        found = everything(client, "/api/v1/facts", document=document, limit=7)
        assert found == list(graph.facts(documents=[document]))


def test_of_a_document_that_is_not_there_nothing_is_said(client: TestClient) -> None:
    """An empty list would tell a program that the document states nothing."""
    near = "osce-2014-astana-explosive"
    for path in (f"/api/v1/facts?document={near}", f"/api/v1/documents/{near}"):
        told = ask(client, "GET", path, status=404)["detail"]
        assert told.startswith("the store has no document or entry of this id; did you mean")
        assert f" {OF_ASTANA}" in told
    told = ask(client, "GET", "/api/v1/facts?document=nope&relation=organizer", status=404)["detail"]
    assert told == "the store has no document or entry of this id"


def test_facts_are_filtered(client: TestClient, graph: KnowledgeGraph) -> None:
    whole = everything(client, "/api/v1/facts", limit=500)
    some = [OF_ASTANA, "unsc-2016-cairo-condemnation", "odihr-2018-warsaw-guidelines"]
    assert same([fact for fact in whole if fact["document"] in some], graph.facts(documents=some))
    assert len({fact["document"] for fact in whole}) == documents_in(graph)
    wanted = [fact for fact in whole if fact["relation"] == "organizer"]
    assert same(everything(client, "/api/v1/facts", relation="organizer", limit=40), wanted)
    both = everything(client, "/api/v1/facts", kind="Exercise", relation="event.country")
    assert both and all(fact["relation"] == "event.country" for fact in both)
    of_event = everything(client, "/api/v1/facts", event="id:event/osce-2014-astana-explosives/1")
    assert {fact["event"] for fact in of_event} == {"e1"}
    assert everything(client, "/api/v1/facts", relation="no.such") == []


@pytest.mark.parametrize("iri", [EVENT, OSCE, ID + "state/KZ"])
def test_a_node_page_by_page_is_the_whole_node(client: TestClient, graph: KnowledgeGraph, iri: str) -> None:
    reader = Reader(graph.store)
    claims = reader.claims(iri)
    for direction, said in (("out", reader.outgoing(iri)), ("in", reader.incoming(iri))):
        found = everything(client, "/api/v1/node", iri=iri, direction=direction, limit=30)
        told = [
            (each["predicate"]["iri"], each["subject"]["iri"], each["object"].get("iri", each["object"].get("value")))
            for each in found
        ]
        assert sorted(told) == sorted((s.predicate, s.subject.iri, s.object.iri or s.object.text) for s in said)
        behind, claims = grounded(said, claims)
        assert sum(each["claims"] for each in found) == sum(len(each.claims) for each in behind)


def test_a_statement_has_the_words_of_the_document(client: TestClient) -> None:
    found = everything(client, "/api/v1/node", iri=EVENT)
    organizer = next(each for each in found if each["predicate"]["iri"] == term("hasOrganizer"))
    assert "jointly organized it" in organizer["evidence"][0]["passages"][0]["text"]
    assert organizer["evidence"][0]["document"] == "osce-2014-astana-explosives"
    plain = ask(client, "GET", "/api/v1/node", params={"iri": EVENT, "evidence": "false"})
    assert all("evidence" not in each for each in plain["items"])


def test_parts_cost_what_they_hold(graph: KnowledgeGraph) -> None:
    """Of a node with very much only a part is read: the rest is not even looked at."""
    reader = Reader(graph.store)
    looked = 0
    match = graph.store.match

    def counted(*pattern: Any) -> Iterator[Any]:
        nonlocal looked
        for quad in match(*pattern):
            looked += 1
            yield quad

    reader.store = type("Counted", (), {"match": staticmethod(counted), "union": graph.store.union})()  # type: ignore[assignment]
    found = part.incoming(reader, term("Event"), 0, 5)
    assert len(found) == 5
    assert looked < 40


def test_search(client: TestClient, graph: KnowledgeGraph) -> None:
    found = everything(client, "/api/v1/search", q="explosives", limit=10)
    assert [hit["iri"] for hit in found] == [hit.iri for hit in graph.search("explosives", limit=1_000)]
    only = ask(client, "GET", "/api/v1/search", params={"q": "astana", "kind": "organization,event"})
    assert {hit["kind"] for hit in only["items"]} <= {"organization", "event"}


def test_documents(client: TestClient, graph: KnowledgeGraph) -> None:
    found = everything(client, "/api/v1/documents", limit=25)
    assert len({each["id"] for each in found}) == len(found) == documents_in(graph)
    dates = [each["date"] for each in found]
    assert dates == sorted(dates, reverse=True)
    one = ask(client, "GET", f"/api/v1/documents/{found[0]['id']}")
    assert one["title"] == found[0]["title"] and one["claims"] > 0 and one["events"]
    ask(client, "GET", "/api/v1/documents/no-such", status=404)


def test_schema_and_queries(client: TestClient) -> None:
    words = ask(client, "GET", "/api/v1/schema")
    assert "ct:Workshop" in {each["name"] for each in words["classes"]}
    for each in words["kinds"][:3]:
        assert ask(client, "GET", each["schema"])["title"]
    ask(client, "GET", "/api/v1/schema/wrkshop", status=404)
    found = ask(client, "GET", "/api/v1/queries")
    assert len(found["items"]) >= 60
    assert "SELECT" in ask(client, "GET", "/api/v1/queries/CQ46")["text"]
    ask(client, "GET", "/api/v1/queries/CQ999", status=404)


def test_stats(client: TestClient, graph: KnowledgeGraph) -> None:
    found = ask(client, "GET", "/api/v1/stats")
    assert found["revision"] == graph.store.revision()
    assert found["kinds"]["documents"] == documents_in(graph)


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/search",
        "/api/v1/search?q=",
        "/api/v1/search?q=a&q=b",
        "/api/v1/search?q=a&limit=0",
        "/api/v1/search?q=a&limit=101",
        "/api/v1/search?q=a&limit=٣",
        "/api/v1/search?q=a&kind=spaceship",
        "/api/v1/search?q=a&document=nope",
        "/api/v1/search?q=a&cursor=AAAA",
        "/api/v1/search?q=a&cursor=W1swXQ",
        "/api/v1/node",
        "/api/v1/node?iri=not-an-iri",
        "/api/v1/node?iri=http://a b",
        "/api/v1/node?iri=id:x%3Ey",
        "/api/v1/node?iri=id:state/KZ&direction=up",
        "/api/v1/node?iri=id:state/KZ&evidence=maybe",
        "/api/v1/facts?limit=501",
        "/api/v1/facts?event=x",
    ],
)
def test_what_makes_no_sense_is_told_so(client: TestClient, path: str) -> None:
    told = ask(client, "GET", path, status=400)
    assert told["status"] == 400 and told["detail"]


def test_a_cursor_is_of_one_list_and_one_state(client: TestClient) -> None:
    cursor = ask(client, "GET", "/api/v1/facts?limit=2")["cursor"]
    ask(client, "GET", f"/api/v1/facts?limit=5&cursor={cursor}")
    ask(client, "GET", f"/api/v1/facts?relation=organizer&cursor={cursor}", status=400)
    from ctkg.serve.api.cursors import cursor as made

    stale = made(2, "another-state", {"": "/api/v1/facts"})
    ask(client, "GET", f"/api/v1/facts?cursor={stale}", status=409)


def test_nothing_that_changed_is_told_by_its_tag(client: TestClient) -> None:
    first = client.get("/api/v1/stats")
    again = client.get("/api/v1/stats", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
