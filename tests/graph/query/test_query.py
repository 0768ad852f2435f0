"""Queries: what is refused and why, parameters, prefixes, suggestions, formats."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ctkg.errors import QueryError, UsageError
from ctkg.graph import query
from ctkg.graph.store import MemoryStore
from ctkg.iris import graph

DATA = """
@base <https://w3id.org/ctkg/> .
@prefix ct: <https://w3id.org/ctkg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<id/event/d/1> a ct:Workshop ; rdfs:label "workshop, \\"Skopje\\""@en ; ct:durationDays 3 ;
    ct:startDate "2019-11-19"^^xsd:date ; ct:heldAt <id/city/1> .
<id/event/d/2> a ct:Event ; rdfs:label "SERVICE <x> # no comment" ; ct:startDate "2014-06-10"^^xsd:date .
"""
EVENT = r"id:event\/d\/1"


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    opened = MemoryStore()
    opened.replace_graph(graph("document", "d"), parse(DATA, RdfFormat.TURTLE))
    opened.replace_graph(graph("inferred", "d"), parse(DATA.replace("ct:Workshop", "ct:Event"), RdfFormat.TURTLE))
    return opened


def test_prefixes_need_no_declaration_and_rows_have_values(store: MemoryStore) -> None:
    result = query.run(store, "SELECT ?e ?days ?day ?none { ?e ct:startDate ?day ; ct:durationDays ?days }")
    assert result.columns == ("e", "days", "day", "none")
    assert result.values() == [("https://w3id.org/ctkg/id/event/d/1", 3, "2019-11-19", None)]
    assert result.texts() == [("id:event/d/1", "3", "2019-11-19", "")]
    assert len(result) == 1 and list(result) == list(result.rows)


def test_without_inference_the_inferred_type_is_gone(store: MemoryStore) -> None:
    text = f"ASK {{ {EVENT} a ct:Event }}"
    assert query.ask(store, text) and not query.ask(store, text, inference=False)


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("SELECT * {\n SERVICE <http://x> { ?s ?p ?o } }", "SERVICE is refused", (2, 2)),
        ("select * { ?s ?p ?o . service silent <http://x> { } }", "SERVICE is refused", (1, 23)),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "no graph file:///etc/passwd", (1, 15)),
        ("SELECT * FROM <http://example.org/x> { ?s ?p ?o }", "FROM is refused", (1, 15)),
        ("SELECT * FROM NAMED <http://x/> { ?s ?p ?o }", "no graph http://x/", (1, 21)),
        ("# c\nINSERT DATA { <urn:a> <urn:b> <urn:c> }", "INSERT is refused", (2, 1)),
        ("PREFIX x: <urn:x> LOAD <http://example.org>", "LOAD is refused", (1, 19)),
        ("DROP ALL", "DROP is refused", (1, 1)),
        ("SELECT * { ?s cct:heldAt ?o }", "unknown prefix cct:; did you mean ct", (1, 15)),
        ("SELECT * { ?s ct:heldat ?o }", "no ct:heldat; did you mean ct:heldAt", (1, 15)),
        ("SELECT * { ?s a ct:Worksop }", "did you mean ct:Workshop", (1, 17)),
        ("SELECT * {\n ?s ?p }", "not valid SPARQL", (2, 9)),
        ("SELECT * { ?s ?p 'open }", "never closed", (1, 18)),
        ("", "empty", (None, None)),
        ("hello { }", "begins with SELECT", (1, 1)),
    ],
)
def test_refusals_say_where_and_why(store: MemoryStore, text: str, words: str, place: tuple[int, int]) -> None:
    with pytest.raises(QueryError, match=words.replace("?", r"\?")) as caught:
        query.run(store, text)
    assert (caught.value.line, caught.value.column) == place
    assert caught.value.exit_code == 2


def test_words_in_strings_comments_and_iris_are_not_commands(store: MemoryStore) -> None:
    text = """SELECT ?e { # SERVICE <http://x> unknown:name
        ?e rdfs:label "SERVICE <x> # no comment" ; ?p ?o FILTER (?o != <http://x/SERVICE#from> && ?o != '''
INSERT "x" ''') } LIMIT 1"""
    assert len(query.run(store, text)) == 1


def test_own_prefixes_and_graphs_of_the_store(store: MemoryStore) -> None:
    text = "PREFIX o: <https://w3id.org/ctkg/ontology#> SELECT ?s FROM <https://w3id.org/ctkg/graph/document/d> "
    assert len(query.run(store, text + "{ ?s a o:Event }")) == 1
    assert len(query.run(store, "SELECT ?s { GRAPH ?g { ?s a ct:Event } }")) == 3


def test_unknown_node_is_a_notice_with_the_nearest(store: MemoryStore) -> None:
    result = query.run(store, r"SELECT ?o { id:event\/d\/3 ?p ?o }")
    assert result.rows == () and "did you mean id:event/d/" in result.notices[0]
    assert query.run(store, f"SELECT ?o {{ {EVENT} ?p ?o }}").notices == ()


@pytest.mark.parametrize(
    ("text", "params", "rows"),
    [
        ("SELECT ?day { ?e ct:startDate ?day }", {"e": "id:event/d/1"}, [("2019-11-19",)]),
        ("SELECT ?e { ?e ct:startDate ?d }", {"d": "2014-06-10"}, [("id:event/d/2",)]),
        ("SELECT ?e { ?e ct:durationDays ?n }", {"n": "3"}, [("id:event/d/1",)]),
        ("SELECT ?e { ?e rdfs:label ?l }", {"l": Literal('workshop, "Skopje"', language="en")}, [("id:event/d/1",)]),
        ("SELECT ?e { ?e rdfs:label ?l }", {"l": '" } INSERT DATA { <a> <b> <c> } #'}, []),
        (
            "SELECT ?e ?day { ?e ct:startDate ?day } ORDER BY ?e",
            {"e": "id:event/d/1"},
            [("id:event/d/1", "2019-11-19")],
        ),
        ("SELECT (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c", {"c": "ct:Event"}, [("2",)]),
        ("SELECT ?e { ?e ct:startDate ?d FILTER (?d > ?since) }", {"since": "2015-01-01"}, [("id:event/d/1",)]),
    ],
)
def test_parameters(store: MemoryStore, text: str, params: dict[str, str], rows: list[tuple[str, ...]]) -> None:
    assert query.run(store, text, params=params).texts() == rows


@pytest.mark.parametrize(
    ("text", "params", "words"),
    [
        ("SELECT ?e { ?e ?p ?o }", {"event": "x"}, "no parameter event"),
        ("SELECT ?e { BIND(1 AS ?x) ?e ?p ?x }", {"x": "1"}, "cannot be assigned"),
        ("SELECT ?e { VALUES ?x { 1 } ?e ?p ?x }", {"x": "1"}, "cannot be assigned"),
    ],
)
def test_parameters_that_cannot_be(store: MemoryStore, text: str, params: dict[str, str], words: str) -> None:
    with pytest.raises(QueryError, match=words):
        query.run(store, text, params=params)


def test_formats(store: MemoryStore) -> None:
    rows = query.run(store, "SELECT ?e { ?e ct:durationDays 3 }")
    assert rows.serialize("csv") == b"e\r\nhttps://w3id.org/ctkg/id/event/d/1\r\n"
    assert json.loads(rows.serialize("json"))["results"]["bindings"][0]["e"]["type"] == "uri"
    assert b"<https://w3id.org/ctkg/id/event/d/1>" in rows.serialize("tsv")
    assert b"<uri>https://w3id.org/ctkg/id/event/d/1</uri>" in rows.serialize("xml")
    assert rows.serialize("table") == b"e\nid:event/d/1\n"
    with pytest.raises(UsageError, match="for rows there are"):
        rows.serialize("ttl")
    made = query.run(store, "CONSTRUCT { ?e a ct:Event } WHERE { ?e ct:startDate ?d }")
    assert made.is_graph and len(made.triples) == 2 and made.columns == ()
    assert made.serialize("ttl").startswith(b"@base") and made.serialize("nt").count(b"\n") == 2
    with pytest.raises(UsageError, match="CONSTRUCT gives a graph"):
        made.serialize("csv")
    assert query.run(store, "ASK { ?s ?p ?o }").serialize("table") == b"true\n"
    assert query.construct(store, "DESCRIBE <urn:nothing>") == ()
    assert query.select(store, "SELECT ?e { ?e ct:durationDays 3 }") == (
        (NamedNode("https://w3id.org/ctkg/id/event/d/1"),),
    )
