"""Answers: as JSON, as pages that need no script, as files; and what is refused."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.effort import examples

from ctkg.graph import library
from ctkg.graph.export.spreadsheet import disarmed, of_tsv
from ctkg.serve import Settings, application
from ctkg.serve.asking.questions import Question, mistakes, question
from ctkg.serve.asking.tables import marked

HTML = {"accept": "text/html"}
ASTANA = "https://w3id.org/ctkg/id/event/osce-2014-astana-explosives/1"
#: The first text of Hypothesis takes seconds on a busy machine.
TRIED = settings(max_examples=examples(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
EVIL = "<script>alert(1)</script>"


def asked(client: TestClient, **said: Any) -> Any:
    return client.post("/api/v1/answers", json=said)


@pytest.fixture(scope="module")
def narrow(client: TestClient) -> Iterator[TestClient]:
    """A server that gives few rows."""
    settings = Settings(store=client.app.state.settings.store, rows=5)  # type: ignore[attr-defined]
    with TestClient(application(settings), base_url="http://127.0.0.1") as made:
        yield made


def test_rows_with_all_that_is_known_of_them(client: TestClient) -> None:
    said = asked(client, query="SELECT ?x { VALUES ?x { id:state/KZ id:state/NOWHERE 3 'a'@fr } }").json()
    assert (said["kind"], said["cut"]) == ("rows", "")
    assert [row["x"] for row in said["result"]["results"]["bindings"]] == [
        {"type": "uri", "value": "https://w3id.org/ctkg/id/state/KZ"},
        {"type": "uri", "value": "https://w3id.org/ctkg/id/state/NOWHERE"},
        {"type": "literal", "value": "3", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
        {"type": "literal", "value": "a", "xml:lang": "fr"},
    ]
    assert [notice.partition(";")[0] for notice in said["notices"]] == ["the store says nothing of id:state/NOWHERE"]


def test_truth_and_graphs(client: TestClient) -> None:
    truth = asked(client, query="ASK { ?e a ct:Workshop }").json()
    assert (truth["kind"], truth["result"]["boolean"]) == ("boolean", True)
    graph = asked(client, query="CONSTRUCT { ?s rdfs:label 'x'@en , 2 } { VALUES ?s { id:state/KZ } }").json()
    assert graph["kind"] == "graph"
    assert [triple[2]["value"] for triple in graph["result"]["triples"]] == ["2", "x"]


def test_inference_can_be_left_out(client: TestClient) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?e ct:organizedUnder id:organization/osce }"
    counts = [
        int(asked(client, query=text, inference=each).json()["result"]["results"]["bindings"][0]["n"]["value"])
        for each in (True, False)
    ]
    assert counts[0] > counts[1] == 0


def test_what_is_cut_off_is_told(narrow: TestClient) -> None:
    text = "SELECT ?s { ?s a ct:State }"
    said = asked(narrow, query=text).json()
    assert (said["cut"], len(said["result"]["results"]["bindings"])) == ("rows=5", 5)
    page = narrow.get("/query", params={"query": text, "run": "yes"}, headers=HTML).text
    assert "only the first 5 are shown" in page
    whole = narrow.get("/query/download", params={"query": text, "format": "csv"})
    assert len(whole.text.splitlines()) > 150


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        ({"query": ""}, 400, "the query is empty"),
        ({"query": "SELECT ?e {\n  ?e a ct:Workshp }"}, 400, "did you mean ct:Workshop"),
        ({"query": "INSERT DATA { <urn:a> <urn:b> <urn:c> }"}, 400, "queries only read"),
        ({"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}, 400, "SERVICE is refused"),
        ({"query": "ASK {}", "name": "CQ01"}, 400, "not both"),
        ({"query": "ASK {}", "inference": "no"}, 400, "inference is true or false"),
        ({"query": "ASK {}", "timeout": "soon"}, 400, "number of seconds"),
        ({"query": 5}, 400, "query is a text"),
        ({"name": "CQ99"}, 400, "no query is called"),
        ({"name": "CQ46", "parameters": {"date": "tomorrow"}}, 400, "is not of type date"),
        ({"name": "CQ46", "parameters": {"state": ["x"]}}, 400, "parameters are texts"),
    ],
)
def test_what_is_wrong_is_told(client: TestClient, said: dict[str, Any], status: int, words: str) -> None:
    answer = asked(client, **said)
    assert answer.status_code == status
    assert words in answer.json()["detail"]


def test_a_mistake_has_its_line_and_column(client: TestClient) -> None:
    told = asked(client, query="SELECT ?e {\n  ?e a ct:Workshp }").json()
    assert (told["line"], told["column"]) == (2, 8)
    page = client.get("/query", params={"query": "SELECT ?e {\n  ?e a ct:Workshp }", "run": "yes"}, headers=HTML)
    assert page.status_code == 400
    assert "Line 2, column 8" in page.text
    assert "ct:Workshp }</textarea>" in page.text


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b'"x"', b"[" * 100_000])
def test_a_body_that_is_no_question_is_refused(client: TestClient, body: bytes) -> None:
    assert client.post("/api/v1/answers", content=body).status_code == 400
    assert client.post("/api/v1/labels", content=body).status_code == 400


def test_labels_and_addresses_of_many_nodes(client: TestClient) -> None:
    iris = [ASTANA, "https://w3id.org/ctkg/ontology#hasPartner", "http://example.org/x?a=1&b=<"[:-1], "urn:nothing"]
    said = client.post("/api/v1/labels", json={"iris": iris}).json()["labels"]
    assert said[ASTANA] == {
        "label": "roundtable, Astana, 2014-06-10",
        "language": "en",
        "name": "id:event/osce-2014-astana-explosives/1",
        "href": "/id/event/osce-2014-astana-explosives/1",
    }
    assert said[iris[1]]["href"] == "/ontology/hasPartner"
    assert said[iris[2]]["href"] == "/resource?iri=http%3A%2F%2Fexample.org%2Fx%3Fa%3D1%26b%3D"
    assert client.post("/api/v1/labels", json={"iris": ["no iri"]}).status_code == 400
    assert client.post("/api/v1/labels", json={"iris": [f"urn:{n}" for n in range(2001)]}).status_code == 400


def test_where_nodes_are(client: TestClient) -> None:
    ours = "https://w3id.org/ctkg/id/"
    asked = [
        ASTANA,
        f"{ours}city/1526273",
        f"{ours}state/KZ",
        f"{ours}territory/KZ",
        f"{ours}organization/osce-fo-astana",
    ]
    said = client.post("/api/v1/places", json={"iris": [*asked, f"{ours}instrument/unscr-2341", "urn:x"]}).json()[
        "places"
    ]
    assert set(asked[:4]) <= set(said) <= set(asked)
    assert said[ASTANA]["iri"] == f"{ours}city/1526273"
    assert [round(each) for each in said[ASTANA]["point"]] == [71, 51]
    assert (said[asked[2]]["country"], said[asked[3]]["country"]) == ("KZ", "KZ")


def test_a_sentence_leads_to_its_place_in_the_document(client: TestClient) -> None:
    page = client.get("/queries/CQ40", params={"run": "yes"}, headers=HTML).text
    assert re.search(
        r'class="sentence-cell">.*<a class="place" href="/id/document/osce-2019-skopje-[^"#]+#c\d+">', page
    )


def test_every_query_of_the_library_has_a_page_with_its_parameters(client: TestClient) -> None:
    listed = client.get("/queries", headers=HTML).text
    for query in library.load():
        assert f'href="/queries/{query.id}"' in listed
    page = client.get("/queries/CQ46", headers=HTML).text
    assert '<a href="/query" aria-current="page">' in page and '<a href="/query" aria-current="page">' in listed
    assert 'name="state" value="id:state/KZ"' in page
    assert "Kazakhstan" in page
    assert client.get("/queries/nothing", headers=HTML).status_code == 404


def test_parameters_round_trip(client: TestClient) -> None:
    said = {"state": "id:state/UZ", "date": "2014-06-11", "run": "yes"}
    page = client.get("/queries/CQ46", params=said, headers=HTML).text
    assert 'name="state" value="id:state/UZ"' in page
    assert 'name="date" value="2014-06-11"' in page
    assert 'name="instrument" value="id:instrument/ilo-bombings-1997"' in page  # the default
    links = [html.unescape(each) for each in re.findall(r'href="(/query/download[^"]+)"', page)]
    again = question(dict(parse_qsl(urlsplit(links[0]).query)), "CQ46")
    assert again == Question(name="CQ46", values={"state": "id:state/UZ", "date": "2014-06-11"})
    assert client.get(links[0]).text.splitlines()[0] == "bound,since,kind,asAt"
    edited = html.unescape(re.findall(r'id="edit" href="/query\?([^"]+)"', page)[0])
    assert "<https://w3id.org/ctkg/id/state/UZ>" in dict(parse_qsl(edited))["query"]


def test_a_wrong_parameter_is_told_beside_its_field(client: TestClient) -> None:
    page = client.get("/queries/CQ46", params={"state": "xx:KZ", "run": "yes"}, headers=HTML)
    assert page.status_code == 400
    field = page.text[page.text.index('id="p-state"') : page.text.index('id="p-instrument"')]
    assert 'aria-invalid="true"' in field
    assert "unknown prefix xx:" in field
    assert mistakes(library.find("CQ46"), {"date": "x"}).keys() == {"date"}


@TRIED
@given(st.dictionaries(st.sampled_from(["state", "instrument", "date"]), st.text(min_size=1)), st.booleans())
def test_a_question_and_its_address_say_the_same(values: dict[str, str], inference: bool) -> None:
    values = {name: value.strip() for name, value in values.items() if value.strip()}
    asked = Question(name="CQ46", values=values, inference=inference)
    said = dict(parse_qsl(asked.address(), keep_blank_values=True, errors="surrogatepass"))
    assert question(said, "CQ46") == asked


@TRIED
@given(st.text().filter(lambda text: "\r" not in text), st.booleans())
def test_a_text_and_its_address_say_the_same(text: str, inference: bool) -> None:
    asked = Question(text=text, inference=inference)
    assert question(dict(parse_qsl(asked.address(), keep_blank_values=True))) == asked


def test_a_page_has_names_links_languages_and_marked_sentences(client: TestClient) -> None:
    words = "'It was OSCE, then.'"
    rows = f"(<{ASTANA}> 'fait'@fr {words} 3) (<{ASTANA}> 'OSCE' {words} 4)"
    text = f"SELECT ?e ?l ?words ?n {{ VALUES (?e ?l ?words ?n) {{ {rows} }} }}"
    page = client.get("/query", params={"query": text, "run": "yes"}, headers=HTML).text
    assert '<a href="/id/event/osce-2014-astana-explosives/1" title="id:event/osce-2014-astana-explosives/1">' in page
    assert '<bdi lang="fr">fait</bdi> <span class="kind">@fr</span>' in page
    assert "It was <mark>OSCE</mark>, then." in page
    assert '<span class="kind">xsd:integer</span>' in page


@TRIED
@given(st.text(max_size=50), st.lists(st.text(max_size=8), max_size=4))
def test_marks_change_no_word(sentence: str, values: list[str]) -> None:
    parts = marked(sentence, values)
    assert "".join(text for text, _ in parts) == sentence
    assert all(
        text.casefold() in {v.casefold() for v in values} or text.lower() in {v.lower() for v in values}
        for text, is_marked in parts
        if is_marked
    )


def test_nothing_of_an_answer_is_taken_for_markup(client: TestClient) -> None:
    text = f'SELECT ("{EVIL}" AS ?words) (IRI("http://example.org/\\"onmouseover=1") AS ?i) ("x" AS ?x) {{}}'
    page = client.get("/query", params={"query": text, "run": "yes"}, headers=HTML).text
    assert EVIL not in page
    assert html.escape(EVIL) in page
    wrong = client.get("/query", params={"query": f"SELECT {EVIL}", "run": "yes"}, headers=HTML).text
    assert EVIL not in wrong
    assert EVIL not in client.get("/queries/CQ46", params={"state": EVIL, "run": "yes"}, headers=HTML).text


def test_pages_of_a_long_answer(client: TestClient) -> None:
    said = {"query": "SELECT ?s { ?s a ct:State } ORDER BY ?s", "run": "yes"}
    first = client.get("/query", params=said, headers=HTML).text
    assert "rows 1 to 100 of" in first
    on = html.unescape(re.findall(r'href="([^"]+)" rel="next"', first)[0])
    second = client.get(on, headers=HTML).text
    assert "rows 101 to" in second
    assert client.post("/query", data=said, headers=HTML).text.count("<tr>") == first.count("<tr>")


@pytest.mark.parametrize(
    ("form", "kind", "beginning"),
    [
        ("csv", "text/csv; charset=utf-8", "x\r\n"),
        ("tsv", "text/tab-separated-values; charset=utf-8", "?x\n"),
        ("json", "application/sparql-results+json", '{"head"'),
        ("xml", "application/sparql-results+xml", "<?xml"),
        ("sheet", "text/csv; charset=utf-8", "\ufeffx\r\n"),
    ],
)
def test_rows_as_files(client: TestClient, form: str, kind: str, beginning: str) -> None:
    answer = client.get("/query/download", params={"query": "SELECT ?x { VALUES ?x { '=1+1' } }", "format": form})
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert answer.content.decode().startswith(beginning)


def test_graphs_as_files_and_formats_that_do_not_fit(client: TestClient) -> None:
    text = "CONSTRUCT { id:state/KZ rdfs:label 'x' } {}"
    for form in ("ttl", "nt", "jsonld", "rdfxml"):
        answer = client.get("/query/download", params={"query": text, "format": form})
        assert (answer.status_code, "KZ" in answer.text) == (200, True), form
    assert client.get("/query/download", params={"query": text, "format": "csv"}).status_code == 400
    assert client.get("/query/download", params={"query": "ASK {}", "format": "ttl"}).status_code == 400
    assert client.get("/query/download", params={"query": "ASK {}", "format": "exe"}).status_code == 400


@TRIED
@given(st.text())
def test_no_cell_of_a_spreadsheet_is_a_formula(text: str) -> None:
    cell = disarmed(text)
    assert cell in (text, "'" + text)
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", text):
        assert not cell.lstrip().startswith(("=", "+", "-", "@")), text
        assert not cell.startswith(("\t", "\r", "\n")), text


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "=cmd|' /C calc'!A0"]
)
def test_formulas_are_disarmed(client: TestClient, text: str) -> None:
    literal = json.dumps(text, ensure_ascii=True)
    said = {"query": f"SELECT ({literal} AS ?x) {{}}", "format": "sheet"}
    content = client.get("/query/download", params=said).content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content, newline="")))[1] == ["'" + text]


@TRIED
@given(st.lists(st.tuples(st.text(), st.text()), min_size=1, max_size=5))
def test_a_spreadsheet_has_every_text_as_it_is(rows: list[tuple[str, str]]) -> None:
    lines = ["?a\t?b", *("\t".join(_written(cell) for cell in row) for row in rows)]
    content = b"".join(of_tsv(("\n".join(lines) + "\n").encode("utf-8", "surrogatepass"))).decode(
        "utf-8-sig", "surrogatepass"
    )
    found = list(csv.reader(io.StringIO(content, newline="")))
    assert found[0] == ["a", "b"]
    assert found[1:] == [[disarmed(cell) for cell in row] for row in rows]


def _written(text: str) -> str:
    for letter, code in (("\\", "\\\\"), ('"', '\\"'), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(letter, code)
    return f'"{text}"@en'


def test_every_term_of_an_answer_reaches_a_spreadsheet(client: TestClient) -> None:
    literal = json.dumps('a\tb\nc\r"d"\\e é', ensure_ascii=True)
    said = {
        "query": f"SELECT (id:state/KZ AS ?i) ({literal} AS ?t) (1.5 AS ?n) ('x'@fr AS ?l) ?u {{}}",
        "format": "sheet",
    }
    content = client.get("/query/download", params=said).content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content, newline="")))[1] == [
        "https://w3id.org/ctkg/id/state/KZ",
        json.loads(literal),
        "1.5",
        "x",
        "",
    ]


def test_a_file_that_was_cut_says_so(client: TestClient) -> None:
    settings = Settings(store=client.app.state.settings.store, answer=2_000)  # type: ignore[attr-defined]
    with TestClient(application(settings), base_url="http://127.0.0.1") as small:
        answer = small.get("/query/download", params={"query": "SELECT ?s { ?s a ct:State }", "format": "csv"})
    assert 'filename="answer-incomplete.csv"' in answer.headers["content-disposition"]
    assert len(answer.content) <= 2_000


def test_numbers_and_dates_of_a_spreadsheet_stay(client: TestClient) -> None:
    said = {"query": "SELECT (-3 AS ?a) (-2.5 AS ?b) ('2014-06-10'^^xsd:date AS ?c) {}", "format": "sheet"}
    assert client.get("/query/download", params=said).text.splitlines()[1] == "-3,-2.5,2014-06-10"
