"""Queries over HTTP: formats, bounds, deadlines, calling off, what is refused."""

from __future__ import annotations

import threading
import time
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

#: Runs for minutes on the demo's store.
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ROWS = "SELECT ?s { ?s a ct:Workshop } ORDER BY ?s LIMIT 3"
GRAPH = "CONSTRUCT { ?s a ct:Workshop } WHERE { ?s a ct:Workshop } LIMIT 3"
INSERT = "INSERT { GRAPH <urn:g> { ?s ?p ?o } } "
HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        (ROWS, "", "application/sparql-results+json"),
        (ROWS, "*/*", "application/sparql-results+json"),
        (ROWS, "application/json", "application/sparql-results+json"),
        (ROWS, "application/sparql-results+xml", "application/sparql-results+xml"),
        (ROWS, HTML, "application/sparql-results+xml"),
        (ROWS, "text/csv", "text/csv; charset=utf-8"),
        (ROWS, "text/*;q=0.5, text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (ROWS, "text/csv;q=0.1, application/sparql-results+json;q=0", "text/csv; charset=utf-8"),
        (ROWS, "text/turtle", None),
        (ROWS, "image/png", None),
        ("ASK { }", "text/csv", "text/csv; charset=utf-8"),
        ("ASK { }", "text/turtle, */*;q=0.1", "application/sparql-results+json"),
        (GRAPH, "", "text/turtle; charset=utf-8"),
        (GRAPH, "*/*", "text/turtle; charset=utf-8"),
        (GRAPH, "application/ld+json", "application/ld+json"),
        (GRAPH, "application/n-triples;q=0.9, application/rdf+xml", "application/rdf+xml"),
        (GRAPH, "application/trig", "application/trig"),
        (GRAPH, "application/n-quads", "application/n-quads"),
        (GRAPH, "text/plain", "application/n-triples"),
        (GRAPH, "application/sparql-results+json", None),
        ("DESCRIBE ct:Workshop", "application/ld+json;q=0.2, text/turtle;q=0.1", "application/ld+json"),
    ],
)
def test_formats_by_accept(client: TestClient, query: str, accept: str, kind: str | None) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"accept": accept} if accept else {"accept": ""})
    if kind is None:
        assert response.status_code == 406 and "only" in response.json()["detail"]
    else:
        assert (response.status_code, response.headers["content-type"]) == (200, kind)
        assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(
    ("query", "word", "kind"),
    [
        (ROWS, "csv", "text/csv"),
        (ROWS, "xml", "sparql-results+xml"),
        (GRAPH, "xml", "rdf+xml"),
        (GRAPH, "nt", "n-triples"),
        (GRAPH, "application/ld+json", "ld+json"),
        (GRAPH, "csv", None),
        (ROWS, "nonsense", None),
    ],
)
def test_formats_by_name(client: TestClient, query: str, word: str, kind: str | None) -> None:
    response = client.get("/sparql", params={"query": query, "format": word}, headers={"accept": "image/png"})
    assert response.status_code == (200 if kind else 406)
    assert kind is None or kind in response.headers["content-type"]


def test_the_answer_is_that_of_the_store(client: TestClient) -> None:
    found = client.get("/sparql", params={"query": ROWS}).json()
    values = [row["s"]["value"] for row in found["results"]["bindings"]]
    assert values == client.post("/sparql", data={"query": ROWS, "format": "csv"}).text.split()[1:]
    assert len(values) == 3 and values == sorted(values)


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rows_are_cut_visibly(small: TestClient, form: str) -> None:
    query = "SELECT ?s ?o { ?s a ct:Region ; rdfs:label ?o } ORDER BY ?s ?o # {braces} LIMIT 7"
    whole = small.get("/sparql", params={"query": query + "\nLIMIT 10", "format": form})
    cut = small.get("/sparql", params={"query": query, "format": form})
    assert "x-ctkg-truncated" not in whole.headers
    assert cut.headers["x-ctkg-truncated"] == "rows=10"
    mark = {
        "json": ('"link":["urn:ctkg:truncated:rows=10"],', ""),
        "xml": ('<link href="urn:ctkg:truncated:rows=10"/>', ""),
    }.get(form, ("", ""))
    assert cut.text.replace(*mark) == whole.text
    if form == "json":
        assert cut.json()["head"]["link"] == ["urn:ctkg:truncated:rows=10"]


@pytest.mark.parametrize("form", ["json", "csv", "nt"])
def test_bytes_are_cut_to_a_whole_answer(small: TestClient, form: str) -> None:
    long = f"CONCAT({', '.join(['STR(?s)'] * 100)})"
    pattern = f"{{ ?s a ct:Region BIND({long} AS ?o) }}"
    query = f"CONSTRUCT {{ ?s rdfs:label ?o }} WHERE {pattern}" if form == "nt" else f"SELECT ?s ?o {pattern}"
    cut = small.get("/sparql", params={"query": query, "format": form})
    number, why = cut.headers["x-ctkg-truncated"].split()
    assert why == "bytes=20000" and 3_000 < len(cut.content) < 20_200
    rows = int(number.removeprefix("rows="))
    if form == "json":
        assert len(cut.json()["results"]["bindings"]) == rows
        whole = {"query": f"SELECT (GROUP_CONCAT(?o) AS ?all) {pattern}"}
        assert "the first row alone" in small.get("/sparql", params=whole).json()["detail"]
    if form == "csv":
        assert cut.text.count("\n") == rows + 1
    if form == "nt":
        assert cut.text.count("\n") == rows + 1 and cut.text.endswith("bytes=20000\n")


def test_triples_are_cut_visibly(small: TestClient) -> None:
    query = "CONSTRUCT { ?s rdfs:label ?o } WHERE { ?s rdfs:label ?o }"
    cut = small.get("/sparql", params={"query": query, "format": "ttl"})
    assert cut.headers["x-ctkg-truncated"] == "rows=10"
    assert cut.text.endswith("# truncated: rows=10\n")
    same = {"query": "CONSTRUCT { <urn:a> <urn:b> 1 } WHERE { ?s rdfs:label ?o }"}
    assert "x-ctkg-truncated" not in small.get("/sparql", params=same).headers


def test_a_runaway_query_ends_at_its_deadline_and_harms_nobody(client: TestClient) -> None:
    late: list[int] = []

    def run_away() -> None:
        late.append(client.get("/sparql", params={"query": RUNAWAY, "timeout": "0.5"}).status_code)

    thread = threading.Thread(target=run_away)
    thread.start()
    answered = 0
    while thread.is_alive():
        assert client.get("/sparql", params={"query": ROWS}).status_code == 200
        answered += 1
    thread.join()
    assert late == [504] and answered
    found = client.get("/sparql", params={"query": RUNAWAY, "timeout": "0.01"})
    assert found.status_code == 504 and "ended after 0.01 s" in found.json()["detail"]
    assert client.get("/sparql", params={"query": ROWS}).status_code == 200
    assert client.get("/sparql", params={"query": ROWS, "timeout": "soon"}).status_code == 400


@pytest.mark.parametrize("how", ["parameter", "delete"])
def test_a_query_is_called_off(client: TestClient, how: str) -> None:
    name = f"a-name-of-{how}"
    found: list[int] = []
    thread = threading.Thread(
        target=lambda: found.append(
            client.get("/sparql", params={"query": RUNAWAY}, headers={"x-ctkg-query": name}).status_code
        )
    )
    thread.start()
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if how == "delete":
            done = client.delete(f"/sparql/queries/{name}")
        else:
            done = client.post("/sparql/cancel", data={"query-id": name})
        if done.status_code == 204:
            break
        time.sleep(0.02)
    thread.join(20)
    assert found == [499]
    assert client.get("/sparql", params={"query": ROWS}).status_code == 200
    assert client.post("/sparql/cancel", data={"query-id": name}).status_code == 404


def test_names_of_queries_are_fit(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": ROWS, "query-id": "short"}).status_code == 400
    assert client.post("/sparql/cancel").status_code == 400


@pytest.mark.parametrize(
    ("text", "words", "line", "column"),
    [
        ("SELECT * {\n SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is refused", 2, 2),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "the store has no graph", 1, 15),
        ("SELECT * FROM <urn:ctkg:store:notes> { ?s ?p ?o }", "the store has no graph", 1, 15),
        ("SELECT * { GRAPH <urn:ctkg:store:notes> { ?s ?p ?o } }", "keeps for itself", 1, 18),
        ("DROP ALL", "queries only read", 1, 1),
        ("SELECT * { ?s a ct:Workshp }", "did you mean ct:Workshop", 1, 17),
        ("SELECT * {\n ?s ?p }", "not valid SPARQL", 2, 9),
        ("SELECT <x> { ?s ?p }", "not valid SPARQL", 1, 16),
        ("", "the query is empty", None, None),
    ],
)
def test_what_is_refused(client: TestClient, text: str, words: str, line: int | None, column: int | None) -> None:
    response = client.post("/sparql", content=text, headers={"content-type": "application/sparql-query"})
    told = response.json()
    assert response.status_code == 400
    assert words in told["detail"]
    assert (told.get("line"), told.get("column")) == (line, column)


def test_graphs_by_parameter(client: TestClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def number(**parameters: str | list[str]) -> int:
        return int(client.get("/sparql", params={"query": query, "format": "csv", **parameters}).text.split()[1])

    states, regions = (f"https://w3id.org/ctkg/graph/reference/{name}" for name in ("states", "regions"))
    assert 0 < number(**{"default-graph-uri": states}) < number(**{"default-graph-uri": [states, regions]}) < number()
    assert number(inference="false") < number()
    unknown = client.get("/sparql", params={"query": query, "format": "csv", "default-graph-uri": "urn:none"})
    assert unknown.text.split()[1] == "0" and "urn:none" in unquote(unknown.headers["x-ctkg-notice"])
    kept = client.get("/sparql", params={"query": query, "format": "csv", "default-graph-uri": "urn:ctkg:store:notes"})
    assert kept.text.split()[1] == "0"
    file = client.get("/sparql", params={"query": query, "named-graph-uri": "file:///etc/passwd"})
    assert file.status_code == 400 and "no file is read" in file.json()["detail"]


def test_doubts_are_told(client: TestClient) -> None:
    found = client.get("/sparql", params={"query": "SELECT * { id:state/KY ?p ?o }"})
    assert found.status_code == 200 and "did you mean id:state/" in unquote(found.headers["x-ctkg-notice"])


def test_an_answer_is_sent_once(client: TestClient) -> None:
    first = client.get("/sparql", params={"query": ROWS})
    known = {"if-none-match": first.headers["etag"]}
    assert client.get("/sparql", params={"query": ROWS}, headers=known).status_code == 304
    assert client.get("/sparql", params={"query": ROWS, "format": "csv"}, headers=known).status_code == 200
    assert "etag" not in client.get("/sparql", params={"query": "SELECT (NOW() AS ?now) {}"}).headers


def test_search_and_shorthand_are_understood(client: TestClient) -> None:
    query = 'SELECT ?n { ?n search:matches "explosive precursors" } LIMIT 5'
    assert len(client.get("/sparql", params={"query": query}).json()["results"]["bindings"]) == 5
    assert client.get("/sparql", params={"query": "ASK { id:state/KZ ?p ?o }"}).json()["boolean"]


def test_a_query_sees_what_was_answered(scratch: TestClient) -> None:
    for number in range(6):
        insert = f"INSERT DATA {{ GRAPH <urn:g> {{ <urn:a> <urn:b> {number} }} }}"
        scratch.post("/update", data={"update": insert}).raise_for_status()
        asked = scratch.get("/sparql", params={"query": f"ASK {{ GRAPH <urn:g> {{ <urn:a> <urn:b> {number} }} }}"})
        assert asked.json()["boolean"], number


def test_updates_need_the_token_and_post(client: TestClient, scratch: TestClient) -> None:
    drop = {"update": "DROP ALL"}
    assert client.post("/update", data=drop).status_code == 403
    assert scratch.post("/update", data=drop, headers={"authorization": "Bearer wrong"}).status_code == 401
    assert scratch.post("/update", data=drop, headers={"authorization": ""}).status_code == 401
    assert scratch.get("/update", params=drop).status_code == 405
    assert scratch.get("/sparql", params=drop).status_code == 400
    assert scratch.post("/sparql", data=drop).status_code == 400


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("LOAD <http://127.0.0.1:1/>", "LOAD is refused"),
        ("LOAD <file:///etc/passwd>", "LOAD is refused"),
        (
            "INSERT { GRAPH <urn:g> { ?s ?p ?o } } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
            "SERVICE is refused",
        ),
        ("INSERT { GRAPH <urn:g> { ?s ?p ?o } } USING <urn:ctkg:store:notes> WHERE { ?s ?p ?o }", "the store's own"),
        (
            "PREFIX n: <urn:ctkg:store:> INSERT { GRAPH <urn:g> { ?s ?p ?o } } USING n:notes WHERE { ?s ?p ?o }",
            "the store's own",
        ),
        ("INSERT DATA { GRAPH graph:ontology { <urn:a> <urn:b> 1 } }", "written by ctkg itself"),
        ("SELECT * { ?s ?p ?o }", "an update begins with"),
    ],
)
def test_updates_that_are_refused(scratch: TestClient, text: str, words: str) -> None:
    response = scratch.post("/update", content=text, headers={"content-type": "application/sparql-update"})
    assert response.status_code == 400 and words in response.json()["detail"]


def test_a_runaway_update_ends_and_changes_nothing(scratch: TestClient) -> None:
    lines = "".join(f"<urn:{number}> <urn:p> {number} ." for number in range(300))
    scratch.post("/update", data={"update": f"DROP ALL ; INSERT DATA {{ {lines} }}"}).raise_for_status()
    text = "INSERT { GRAPH <urn:late> { ?a ?b ?i } } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    assert scratch.post("/update", data={"update": text, "timeout": "0.3"}).status_code == 504
    assert not scratch.get("/sparql", params={"query": "ASK { GRAPH <urn:late> { ?s ?p ?o } }"}).json()["boolean"]
    told = scratch.post("/update", data={"update": "INSERT DATA { <urn:a> <urn:b> 1 }"})
    assert told.json()["added"] == {"https://w3id.org/ctkg/graph/document/default": 1}


def test_what_follows_from_an_update_is_there(writing_client: TestClient) -> None:
    event = "<https://w3id.org/ctkg/id/event/fictional-note/1>"
    insert = f"""INSERT DATA {{ GRAPH graph:document/fictional-note {{
        {event} a ct:Workshop ; ct:hasOrganizer id:organization/osce-atu }} }}"""
    told = writing_client.post("/update", data={"update": insert})
    assert told.status_code == 200, told.text
    ask = {"query": f"ASK {{ {event} ct:organizedUnder id:organization/osce }}"}
    assert writing_client.get("/sparql", params=ask).json() == {"head": {}, "boolean": True}
    drop = {"update": "DROP GRAPH graph:document/fictional-note"}
    writing_client.post("/update", data=drop).raise_for_status()
    assert not writing_client.get("/sparql", params=ask).json()["boolean"]
