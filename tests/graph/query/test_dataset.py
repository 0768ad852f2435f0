"""FROM, FROM NAMED and GRAPH: which graphs a query sees."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ctkg.errors import QueryError
from ctkg.graph import query
from ctkg.graph.store import MemoryStore
from ctkg.iris import graph

P = NamedNode("https://example.org/p")


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    opened = MemoryStore()
    for kind in ("document", "evidence", "inferred"):
        for name in "ab":
            values = [Literal(f"{kind}-{name}"), Literal("shared")]
            opened.replace_graph(graph(kind, name), [Triple(P, P, value) for value in values])
    opened.set_notes("kind", {"name": "a note"})
    opened.replace_graph(graph("document", "gone"), [Triple(P, P, Literal("x"))])
    opened.remove_graph(graph("document", "gone"))
    return opened


def values(store: MemoryStore, text: str, **options: bool) -> list[tuple[str, ...]]:
    return sorted(query.run(store, text, **options).texts())


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("SELECT ?v FROM graph:document/a { ?s ?p ?v }", ["document-a", "shared"]),
        ("SELECT ?v FROM graph:document/a FROM graph:evidence/a { ?s ?p ?v }", ["document-a", "evidence-a", "shared"]),
        ("SELECT ?v FROM graph:document/a { GRAPH ?g { ?s ?p ?v } }", []),
        ("SELECT ?v FROM NAMED graph:evidence/a { GRAPH ?g { ?s ?p ?v } }", ["evidence-a", "shared"]),
        ("SELECT ?v FROM NAMED graph:evidence/a { ?s ?p ?v }", []),
        ("SELECT ?v FROM NAMED graph:evidence/a { GRAPH graph:evidence/b { ?s ?p ?v } }", []),
        (
            "SELECT ?v FROM graph:document/a FROM graph:document/b FROM NAMED graph:evidence/a "
            "{ { ?s ?p ?v } UNION { GRAPH ?g { ?s ?p ?v } } }",
            ["document-a", "document-b", "evidence-a", "shared", "shared"],
        ),
    ],
)
def test_from_and_from_named(store: MemoryStore, text: str, rows: list[str]) -> None:
    assert values(store, text) == [(row,) for row in rows]


def test_a_base_is_looked_at(store: MemoryStore) -> None:
    assert len(values(store, f"BASE <{graph('document', '')}> SELECT ?v FROM <a> {{ ?s ?p ?v }}")) == 2
    with pytest.raises(QueryError, match=r"no graph graph:document/c; did you mean .*graph:document/a"):
        values(store, f"BASE <{graph('document', '')}> SELECT ?v FROM <c> {{ ?s ?p ?v }}")
    with pytest.raises(QueryError, match="no graph relative"):
        values(store, "SELECT ?v FROM <relative> { ?s ?p ?v }")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
        "SELECT DISTINCT ?g { GRAPH?g{?s ?p ?o} }",
        "SELECT ?g { GRAPH ?g { } }",
        "SELECT DISTINCT ?g { { GRAPH ?g { OPTIONAL { ?s ?p ?o } } } }",
        "SELECT DISTINCT ?g { ?a ?b ?c OPTIONAL { GRAPH ?g { ?a ?b ?d } } }",
        "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o { SELECT ?s { ?s ?p ?o } } } }",
        "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o MINUS { ?s ?p 7 } } }",
        "SELECT DISTINCT ?g { VALUES ?g { UNDEF } GRAPH ?g { { ?s ?p ?o } UNION { GRAPH ?h { ?s ?p ?o } } } }",
    ],
)
def test_a_variable_is_bound_to_graphs_of_the_data_only(store: MemoryStore, text: str) -> None:
    everything = [(f"graph:{kind}/{name}",) for kind in ("document", "evidence", "inferred") for name in "ab"]
    assert values(store, text) == everything
    said = [row for row in everything if "inferred" not in row[0]]
    assert values(store, text, inference=False) == said


def test_a_query_within_sees_as_much(store: MemoryStore) -> None:
    text = "SELECT ?o { GRAPH ?g { { SELECT ?o { ?s ?p ?o } } } }"
    assert len(values(store, text)) == 12 and len(values(store, text, inference=False)) == 8


def test_what_the_store_keeps_for_itself_is_out_of_reach(store: MemoryStore) -> None:
    for name in ("inferred", "notes"):
        asked = (
            f"SELECT ?o {{ GRAPH <urn:ctkg:store:{name}> {{ ?s ?p ?o }} }}",
            f"PREFIX u: <urn:ctkg:> SELECT ?o {{ GRAPH u:store:{name} {{ ?s ?p ?o }} }}",
            f"SELECT ?o {{ GRAPH <urn:ctkg:\\u0073tore:{name}> {{ ?s ?p ?o }} }}",
        )
        for text in asked:
            with pytest.raises(QueryError, match="keeps for itself"):
                query.run(store, text)
        bound = f'SELECT ?o {{ BIND (IRI(CONCAT("urn:ctkg:store:", "{name}")) AS ?g) GRAPH ?g {{ ?s ?p ?o }} }}'
        assert query.run(store, bound).rows == ()


def test_a_named_inferred_graph_without_inference(store: MemoryStore) -> None:
    text = "SELECT ?o { GRAPH graph:inferred/a { ?s ?p ?o } }"
    assert len(values(store, text)) == 2 and values(store, text, inference=False) == []


def test_the_place_of_a_mistake_is_that_of_the_text_given(store: MemoryStore) -> None:
    with pytest.raises(QueryError, match="not valid SPARQL") as caught:
        query.run(store, "SELECT * { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s ?p ?o } ?s ?p }")
    assert (caught.value.line, caught.value.column) == (1, 63)
