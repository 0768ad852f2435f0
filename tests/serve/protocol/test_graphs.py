"""The Graph Store Protocol beyond the tests of the W3C: tags, formats, what is refused, what may come from anyone."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ctkg.graph.deadline.request import GraphRequest
from ctkg.graph.store import DiskStore
from ctkg.graph.store.snapshot import sweep

TURTLE = {"content-type": "text/turtle"}
PLACE = "/data?graph=urn:test:graph"
KEPT = "https://w3id.org/ctkg/graph/ontology"


def put(client: TestClient, content: str | bytes, kind: str = "text/turtle", place: str = PLACE, **headers: str) -> int:
    return client.put(place, content=content, headers={"content-type": kind, **headers}).status_code


@pytest.fixture(autouse=True)
def emptied(scratch: TestClient) -> None:
    scratch.post("/update", data={"update": "DROP ALL"}).raise_for_status()


def test_a_graph_is_the_same_in_every_format(scratch: TestClient) -> None:
    text = '<urn:a> <http://example.org/p> "é\\n\\"x\\""@fr, 1.5, [ <http://example.org/q> <urn:b> ] .'
    assert put(scratch, text) == 201
    for kind in ("application/n-triples", "application/ld+json", "application/rdf+xml", "text/turtle"):
        found = scratch.get(PLACE, headers={"accept": kind})
        assert found.headers["content-type"].startswith(kind)
        assert put(scratch, found.content, kind, "/data?graph=urn:copy") in (201, 204)
        for_people = scratch.get("/data?graph=urn:copy", headers={"accept": "application/n-triples"})
        strip = lambda text: sorted(line.replace("_:", "").split()[-2] for line in text.splitlines())  # noqa: E731
        original = scratch.get(PLACE, headers={"accept": "application/n-triples"})
        assert len(strip(for_people.text)) == len(strip(original.text)) == 4
    assert scratch.get(PLACE, headers={"accept": "image/png"}).status_code == 406


def test_tags_tell_whether_a_graph_changed(scratch: TestClient) -> None:
    assert put(scratch, "<urn:a> <urn:b> 1 .", **{"if-match": "*"}) == 412
    assert put(scratch, "<urn:a> <urn:b> 1 .", **{"if-none-match": "*"}) == 201
    first = scratch.get(PLACE)
    tag = first.headers["etag"]
    assert scratch.get(PLACE, headers={"if-none-match": tag}).status_code == 304
    assert scratch.head(PLACE).headers["etag"] == tag and not scratch.head(PLACE).content
    assert scratch.get(PLACE, headers={"if-none-match": tag, "accept": "application/n-triples"}).status_code == 200
    put(scratch, "<urn:a> <urn:b> 1 .", place="/data?graph=urn:test:other")
    assert scratch.get(PLACE, headers={"if-none-match": tag}).status_code == 304, "another graph was written"
    second = scratch.put(PLACE, content="<urn:a> <urn:b> 2 .", headers={**TURTLE, "if-match": tag})
    assert second.status_code == 204
    assert put(scratch, "<urn:a> <urn:b> 3 .", **{"if-match": tag}) == 412
    assert put(scratch, "<urn:a> <urn:b> 3 .", **{"if-match": second.headers["etag"]}) == 204
    assert scratch.delete(PLACE, headers={"if-match": tag}).status_code == 412
    assert put(scratch, "<urn:a> <urn:b> 4 .", **{"if-none-match": "*"}) == 412
    assert ' "3"' in scratch.get(PLACE, headers={"accept": "application/n-triples"}).text
    assert scratch.delete(PLACE).status_code == 204
    assert scratch.delete(PLACE).status_code == scratch.get(PLACE).status_code == 404


def test_blank_nodes_of_what_is_added_are_new(scratch: TestClient) -> None:
    for _ in range(2):
        scratch.post(PLACE, content="_:x <urn:b> 1 .", headers=TURTLE).raise_for_status()
    assert scratch.get(PLACE, headers={"accept": "application/n-triples"}).text.count("\n") == 2
    assert put(scratch, "_:y <urn:b> 1 .") == 204
    before = scratch.get(PLACE).headers["etag"]
    assert put(scratch, "_:z <urn:b> 1 .") == 204
    assert scratch.get(PLACE).headers["etag"] == before, "the same graph was sent again"
    node = '_:x <urn:b> "1" .'
    files = [("a", ("a.ttl", node, "text/turtle")), ("b", ("b.nt", node, "application/n-triples"))]
    sent = scratch.put(PLACE, files=files)
    assert sent.status_code == 204, sent.text
    assert scratch.get(PLACE, headers={"accept": "application/n-triples"}).text.count("\n") == 2


def test_what_is_sent_lies_in_the_store_only_and_goes_with_the_next_who_opens_it(
    scratch: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    access = scratch.app.state.access  # type: ignore[attr-defined]
    answer, seen = access.pool.answer, []

    def watched(ask: GraphRequest, **how: object) -> object:
        (file,) = (Path(name) for _, name in ask.parts)
        assert file.read_bytes() == b"<urn:a> <urn:b> 1 ."
        sweep(file.parent.parent)
        assert file.exists(), "it is in use"
        shutil.copytree(file.parent, file.parent.with_name("of-a-killed-server"))
        seen.append(file)
        return answer(ask, **how)

    monkeypatch.setattr(access.pool, "answer", watched)
    assert put(scratch, "<urn:a> <urn:b> 1 .") == 201
    (file,) = seen
    store = access.settings.store
    assert file.is_relative_to(store / "readers") and not file.parent.exists()
    DiskStore(store, read_only=True).close()
    assert not file.parent.with_name("of-a-killed-server").exists()


def test_relative_iris_are_relative_to_the_graph(scratch: TestClient) -> None:
    assert put(scratch, "<x> <urn:b> <> .", place="/data/some/folder/graph") == 201
    found = scratch.get("/data/some/folder/graph", headers={"accept": "application/n-triples"})
    place = "http://127.0.0.1/data/some/folder"
    assert found.text == f"<{place}/x> <urn:b> <{place}/graph> .\n"


def test_an_empty_graph_is_none(scratch: TestClient) -> None:
    put(scratch, "<urn:a> <urn:b> 1 .")
    assert put(scratch, "") == 204
    assert scratch.get(PLACE).status_code == 404


BOMB = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>'


@pytest.mark.parametrize(
    ("kind", "content", "status", "words"),
    [
        ("text/turtle", "<urn:a> <urn:b> ", 400, "not valid ttl"),
        ("text/turtle", b"<urn:a> <urn:b> '\xff' .", 400, "not UTF-8"),
        ("text/turtle; charset=utf-16", "<urn:a> <urn:b> 1 .", 415, "UTF-8"),
        ("application/rdf+xml", BOMB, 400, "DOCTYPE is refused"),
        ("application/rdf+xml", BOMB.replace("<!D", "<!--" + "x" * 150_000 + "--><!D", 1), 400, "DOCTYPE is refused"),
        ("application/rdf+xml", BOMB.replace("DOCTYPE", "doctype"), 400, "DOCTYPE is refused"),
        ("application/ld+json", '{"@context": "http://127.0.0.1:1/c", "@id": "urn:a"}', 400, "never fetched"),
        ("application/ld+json", '{"@id": "urn:g", "@graph": [{"@id": "urn:a", "urn:b": 1}]}', 400, "named graphs"),
        ("application/ld+json", "[" * 5_000, 400, "not valid jsonld"),
        ("application/trig", "<urn:g> { <urn:a> <urn:b> 1 }", 415, "RDF comes as"),
        ("image/png", "x", 415, "RDF comes as"),
        ("text/turtle", "<urn:a> <urn:b> 1 .\n" * 60_000, 413, ""),
        ("multipart/form-data; boundary=x", "--x\r\nbroken", 400, ""),
    ],
)  # fmt: skip
def test_what_is_sent_is_read_with_care(
    scratch: TestClient, kind: str, content: str | bytes, status: int, words: str
) -> None:
    response = scratch.put(PLACE, content=content, headers={"content-type": kind})
    assert response.status_code == status and words in response.json()["detail"], response.text
    assert scratch.get(PLACE).status_code == 404


@pytest.mark.parametrize(
    ("method", "place", "status"),
    [
        ("GET", "/data", 400),
        ("GET", "/data?graph=not-an-iri", 400),
        ("GET", "/data?graph=http://%5Bbad", 400),
        ("GET", "/data?graph=urn:a&default", 400),
        ("GET", "/data?graph=urn:a&graph=urn:b", 400),
        ("GET", "/data?graph=urn:none", 404),
        ("GET", "/data?graph=urn:ctkg:store:notes", 404),
        ("GET", "/data?graph=urn:ctkg:store:inferred", 404),
        ("PUT", "/data?graph=urn:ctkg:store:notes", 403),
        ("PUT", f"/data?graph={KEPT}", 403),
        ("DELETE", "/graph/reference/states", 403),
        ("PUT", "/data?graph=a%00b", 400),
        ("PATCH", PLACE, 405),
    ],
)
def test_graphs_that_are_not_to_be_had(scratch: TestClient, method: str, place: str, status: int) -> None:
    content = "<urn:a> <urn:b> 1 ." if method == "PUT" else None
    assert scratch.request(method, place, content=content, headers=TURTLE).status_code == status


def test_a_graph_that_is_too_large_for_an_answer_is_refused(scratch: TestClient) -> None:
    lines = "".join(f"<urn:{number}> <urn:p> <urn:a-name-that-is-not-short-at-all> .\n" for number in range(4_000))
    assert put(scratch, lines) == 201
    found = scratch.get(PLACE, headers={"accept": "application/n-triples"})
    assert found.status_code == 400 and "ask for parts of it" in found.json()["detail"]


def test_writes_need_the_token(client: TestClient, scratch: TestClient) -> None:
    for method in ("PUT", "POST", "DELETE"):
        for place in (PLACE, "/data", "/data/a/b", "/graph/document/x"):
            assert client.request(method, place, content="", headers=TURTLE).status_code == 403
            assert scratch.request(method, place, headers={**TURTLE, "authorization": ""}).status_code == 401


def test_graphs_of_a_real_store(client: TestClient, writing_client: TestClient, own_store: Path) -> None:
    named = client.get(f"/data?graph={KEPT}", headers={"accept": "application/n-triples"})
    assert named.text == client.get("/ontology?format=nt").text
    packed = client.get(f"/data?graph={KEPT}", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip" and len(gzip.compress(packed.content)) < len(packed.content) / 3
    refused = writing_client.put("/data?default", content="<urn:a> <urn:b> 1 .", headers=TURTLE)
    assert refused.status_code == 403 and "name the graph" in refused.json()["detail"]
    event = "https://w3id.org/ctkg/id/event/fictional-note/1"
    text = f"@prefix ct: <https://w3id.org/ctkg/ontology#> . <{event}> a ct:Workshop ."
    assert writing_client.put("/graph/document/fictional-note", content=text, headers=TURTLE).status_code == 201
    ask = {"query": f"ASK {{ <{event}> a ct:Event }}"}
    assert writing_client.get("/sparql", params=ask).json()["boolean"], "what follows is not there"
    lines = Path(f"{own_store}.audit.jsonl").read_text().splitlines()
    assert '"graph": "https://w3id.org/ctkg/graph/document/fictional-note"' in lines[-1] and '"Tester"' in lines[-1]
