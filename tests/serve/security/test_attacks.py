"""What has been tried on servers like this one, tried on it: each is refused, and nothing is heard elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient
from tests.serve.protocol.conftest import scratch_store
from tests.serve.security.asking import listener

from ctkg.serve import Settings
from ctkg.serve.composition import make
from ctkg.serve.security.gate import Guarded

TOKEN = "a-token-that-only-tests-know"
AUTHORIZED = {"authorization": f"Bearer {TOKEN}"}
OURS = {"origin": "http://127.0.0.1"}


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server that may be written to, on an empty store; no token in its requests."""
    settings = Settings(store=scratch_store(tmp_path_factory.mktemp("scratch")), write=True, token=TOKEN, by="Tester")
    with TestClient(make(settings), base_url="http://127.0.0.1") as made:
        yield made


def revision(client: TestClient) -> int:
    return int(client.get("/health").json()["revision"])


SERVICES = [
    "SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:PORT/sparql> { ?s ?p ?o } }",
    "SELECT * { SERVICE?x { ?s ?p ?o } VALUES ?x { <http://127.0.0.1:PORT/> } }",
    "PREFIX SERVICEx: <http://127.0.0.1:PORT/> SELECT * { SERVICEx:y { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * FROM <http://127.0.0.1:PORT/x.ttl> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://127.0.0.1:PORT/x.ttl> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT ?s FROM <file:///etc/hostname> { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:PORT/x.ttl>",
    "INSERT DATA { <http://a.example/> <http://a.example/> 1 }",
]


@pytest.mark.parametrize("query", SERVICES)
def test_a_query_reads_this_store_alone(client: TestClient, query: str) -> None:
    with listener() as (port, heard):
        text = query.replace("PORT", str(port))
        answers = [
            client.get("/sparql", params={"query": text}),
            client.post("/sparql", data={"query": text}),
            client.post("/sparql", content=text, headers={"content-type": "application/sparql-query"}),
            client.post("/api/v1/answers", json={"query": text}),
        ]
        assert [answer.status_code for answer in answers] == [400] * 4
        page = client.post("/query", data={"query": text}, headers={"accept": "text/html"})
        assert page.status_code < 500
        assert not any("root:" in answer.text for answer in (*answers, page))
        assert heard() == 0


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_no_graph_is_fetched_that_a_parameter_names(client: TestClient, name: str) -> None:
    with listener() as (port, heard):
        for graph in (f"http://127.0.0.1:{port}/x", "file:///etc/passwd"):
            answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 1", name: graph})
            assert answer.status_code == 400 or answer.json()["results"]["bindings"] == []
            assert "root:" not in answer.text
        assert heard() == 0


UPDATES = [
    "LOAD <http://127.0.0.1:PORT/x.ttl>",
    "LOAD SILENT <http://127.0.0.1:PORT/x.ttl> INTO GRAPH <http://a.example/g>",
    "LOAD <file:///etc/passwd>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "INSERT { ?s ?p ?o } USING <file:///etc/passwd> WHERE { ?s ?p ?o }",
]


@pytest.mark.parametrize("update", UPDATES)
def test_an_update_reaches_nothing_else(scratch: TestClient, update: str) -> None:
    before = revision(scratch)
    with listener() as (port, heard):
        answer = scratch.post("/update", data={"update": update.replace("PORT", str(port))}, headers=AUTHORIZED)
        # USING names a graph of the store: one that is not there is empty, which changes nothing.
        assert answer.status_code == 400 or (answer.is_success and "USING" in update), answer.text
        assert heard() == 0
    assert revision(scratch) == before


def test_nothing_is_updated_by_get(scratch: TestClient) -> None:
    before, update = revision(scratch), "INSERT DATA { <http://a.example/> <http://a.example/> 1 }"
    for path, name in (("/update", "update"), ("/update", "query"), ("/sparql", "update"), ("/sparql", "query")):
        assert scratch.get(path, params={name: update}, headers=AUTHORIZED).status_code in (400, 404, 405)
    for name in ("update", "query"):
        assert scratch.post("/sparql", data={name: update}, headers=AUTHORIZED).status_code in (400, 405, 415)
    assert scratch.get("/update", params={"update": update, "_method": "POST"}, headers=AUTHORIZED).status_code == 405
    override = AUTHORIZED | {"x-http-method-override": "POST"}
    assert scratch.get("/update", params={"update": update}, headers=override).status_code == 405
    assert revision(scratch) == before


def guarded(client: TestClient) -> list[tuple[str, str]]:
    """Method and an address of every route that writes."""
    app: Any = client.app
    return [
        (method, re.sub(r"\{\w+(:path)?\}", "x", route.path))
        for route in app.routes
        if isinstance(route, Route) and isinstance(route.app, Guarded)
        for method in sorted((route.methods or set()) - {"GET", "HEAD", "OPTIONS"})
    ]


def test_nobody_writes_who_may_not(scratch: TestClient, client: TestClient) -> None:
    before = revision(scratch)
    routes = guarded(scratch)
    assert len(routes) >= 20
    for method, path in routes:
        where = f"{method} {path}"
        assert client.request(method, path, headers=AUTHORIZED).status_code == 403, f"{where}: read-only"
        assert scratch.request(method, path).status_code == 401, f"{where}: no token"
        assert scratch.request(method, path, headers=OURS).status_code == 401, f"{where}: no session"
        for other in ("http://evil.example", "null", "http://127.0.0.1:81", "http://127.0.0.1.evil.example"):
            headers = AUTHORIZED | {"origin": other}
            assert scratch.request(method, path, headers=headers).status_code == 403, f"{where}: from {other}"
        cross = AUTHORIZED | {"sec-fetch-site": "cross-site"}
        assert scratch.request(method, path, headers=cross).status_code == 403, f"{where}: from elsewhere"
        assert scratch.request(method, path, headers=AUTHORIZED | {"host": "evil.example"}).status_code == 421, where
        wrong = {"authorization": f"Bearer {TOKEN[:-1]}"}
        assert scratch.request(method, path, headers=wrong).status_code in (401, 429), f"{where}: wrong token"
        gate: Any = scratch.app.state.gate  # type: ignore[attr-defined]
        gate.attempts.succeeded("testclient")
        in_query = scratch.request(method, path, params={"token": TOKEN, "access_token": TOKEN})
        assert in_query.status_code == 401, f"{where}: a token in the address is none"
    assert revision(scratch) == before


LAUGHS = '<!DOCTYPE r [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
)
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a.example/">'
ABOUT = '<rdf:Description rdf:about="http://a.example/s"><a:p>{}</a:p></rdf:Description></rdf:RDF>'
XML = [
    LAUGHS + "]>" + RDF + ABOUT.format("&m;"),
    '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + RDF + ABOUT.format("&x;"),
    '<!DOCTYPE r [<!ENTITY x SYSTEM "http://127.0.0.1:PORT/x">]>' + RDF + ABOUT.format("&x;"),
    '<!DOCTYPE r SYSTEM "http://127.0.0.1:PORT/x.dtd">' + RDF + ABOUT.format("x"),
    '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1:PORT/x"> %x;]>' + RDF + ABOUT.format("x"),
    '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE r [<!ENTITY x "y">]>' + RDF + ABOUT.format("&x;"),
]
JSON_LD = [
    '{"@context": "http://127.0.0.1:PORT/c", "@id": "http://a.example/s", "http://a.example/p": 1}',
    '{"@context": ["http://127.0.0.1:PORT/c", {}], "@id": "http://a.example/s"}',
    '{"@context": {"@import": "http://127.0.0.1:PORT/c"}, "@id": "http://a.example/s", "http://a.example/p": 1}',
    '{"@context": {"x": {"@id": "http://a.example/x", "@context": "http://127.0.0.1:PORT/c"}},'
    ' "@id": "http://a.example/s", "x": {"y": 1}}',
    '{"@context": "file:///etc/passwd", "@id": "http://a.example/s", "http://a.example/p": 1}',
]


@pytest.mark.parametrize(
    ("kind", "short", "text"),
    [("application/rdf+xml", "rdf", each) for each in XML]
    + [("application/ld+json", "jsonld", each) for each in JSON_LD],
    ids=range(len(XML) + len(JSON_LD)),
)
def test_data_brings_nothing_else_along(
    scratch: TestClient, client: TestClient, kind: str, short: str, text: str
) -> None:
    before = revision(scratch)
    with listener() as (port, heard):
        sent = text.replace("PORT", str(port))
        put = scratch.put(
            "/data",
            params={"graph": "http://a.example/g"},
            content=sent.encode("utf-16" if "utf-16" in sent else "utf-8"),
            headers=AUTHORIZED | {"content-type": kind},
        )
        assert put.status_code == 400, put.text
        judged = client.post("/api/v1/validate", json={"text": sent, "format": short})
        assert judged.status_code == 200 and not judged.json()["conforms"]
        entered = scratch.post("/api/v1/entries", json={"text": sent, "format": short}, headers=AUTHORIZED)
        assert entered.status_code in (400, 422), entered.text
        assert not any("root:" in each.text for each in (put, judged, entered))
        assert heard() == 0
    assert revision(scratch) == before


#: Every parameter that a route takes.
PARAMETERS = [
    "q",
    "query",
    "format",
    "name",
    "iri",
    "kind",
    "document",
    "language",
    "next",
    "typed",
    "node",
    "from",
    "to",
    "s",
    "p",
    "o",
    "cursor",
    "limit",
    "graph",
    "id",
    "event",
    "relation",
    "timeout",
    "query-id",
    "title",
    "file",
    "field",
    "page",
    "start",
    "token",
    "country",
    "year",
    "download",
    "view",
]


def readable(client: TestClient) -> list[str]:
    """An address of every route that is read."""
    app: Any = client.app
    paths = [r.path for r in app.routes if isinstance(r, Route) and "GET" in (r.methods or ())]
    return sorted({re.sub(r"\{\w+(:path)?\}", "x", path) for path in paths})


def test_nothing_of_a_request_breaks_a_header(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    for path in readable(client):
        answer = client.get(path, params=dict.fromkeys(PARAMETERS, "x\r\nx-evil: 1"), follow_redirects=False)
        assert answer.status_code < 500, f"{path}: {answer.text[:200]}"
        assert "x-evil" not in answer.headers, path
        assert not any("\n" in value or "\r" in value for value in answer.headers.values()), path
    assert "control characters" not in caplog.text, "and no handler relied on the last guard"


#: What cannot be in an IRI, or only looks like one.
ODD = ["%C2%92", "%ED%A0%80", "a%20b%7B%7D%22%3C%3E%5E%60%7C", "%25zz", "%F0%9F%92%A9"]
#: Addresses that go on with an IRI, a name or words.
BEGINNINGS = [
    "/id/event/",
    "/id/document/",
    "/concept/",
    "/graph/document/",
    "/ontology/",
    "/resource?iri=http://a/",
    "/explain?s=",
    "/queries/",
    "/facts/",
    "/data?graph=",
    "/search?q=",
    "/acts/",
    "/explore?node=",
    "/review/proposal/",
    "/add/entry/",
    "/api/v1/documents/",
    "/api/v1/node?iri=http://a/",
    "/api/v1/search?q=a&document=",
]


@pytest.mark.parametrize("odd", ODD)
def test_no_odd_address_fails(client: TestClient, odd: str) -> None:
    for beginning in BEGINNINGS:
        for accept in ("text/html", "text/turtle"):
            answer = client.get(beginning + odd, headers={"accept": accept})
            assert answer.status_code < 500, f"{beginning}{odd} as {accept}: {answer.text[:200]}"
