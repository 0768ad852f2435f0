"""Updates: what they do, what they leave alone, and what is refused."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Triple
from tests.effort import examples

from ctkg.errors import QueryError, StoreError
from ctkg.graph import query, updating
from ctkg.graph.store import MemoryStore, Store, open_store
from ctkg.iris import graph

X = "https://example.org/"
P = NamedNode(X + "p")
DOC, OTHER, EVIDENCE, INFERRED = graph("document", "d"), X + "g", graph("evidence", "d"), graph("inferred", "d")


def triple(subject: str, value: int) -> Triple:
    return Triple(NamedNode(X + subject), P, Literal(value))


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s" if request.param == "disk" else None) as opened:
        opened.replace_graphs({DOC: [triple("a", 1)], EVIDENCE: [triple("e", 1)], INFERRED: [triple("i", 1)]})
        yield opened


def held(store: Store, name: str) -> set[Triple]:
    return {quad.triple for quad in store.quads(name)}


def test_an_update_changes_graphs_union_and_journal(store: Store) -> None:
    before = store.revision()
    change = updating.run(
        store,
        "PREFIX x: <https://example.org/> INSERT DATA { GRAPH graph:document/d { x:b x:p 2 } } ;"
        "DELETE { GRAPH ?g { ?s x:p 1 } } INSERT { GRAPH x:g { ?s x:p 3 } } "
        "WHERE { GRAPH ?g { ?s x:p 1 } FILTER (?s = x:a) }",
    )
    assert (held(store, DOC), held(store, OTHER)) == ({triple("b", 2)}, {triple("a", 3)})
    assert change.graphs == [OTHER, DOC] == sorted(store.touched(before))
    assert change.added == {DOC: {triple("b", 2)}, OTHER: {triple("a", 3)}} and change.removed == {
        DOC: {triple("a", 1)}
    }
    assert set(store.union()) == {triple("b", 2), triple("i", 1)}
    assert set(store.union(inference=False)) == {triple("b", 2)}


def test_what_is_inferred_is_read_and_what_becomes_a_statement_moves(store: Store) -> None:
    updating.run(store, f"INSERT {{ GRAPH <{DOC}> {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }}")
    assert held(store, DOC) == {triple("a", 1), triple("i", 1)}
    assert set(store.union(inference=False)) == {triple("a", 1), triple("i", 1)}


def test_nothing_changed_is_no_write(store: Store) -> None:
    before = store.revision()
    assert updating.run(store, f"INSERT DATA {{ GRAPH <{DOC}> {{ <{X}a> <{X}p> 1 }} }}").graphs == []
    assert store.revision() == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "writes to no named graph"),
        ("DELETE WHERE { ?s ?p ?o }", "writes to no named graph"),
        ("INSERT DATA { GRAPH graph:ontology { <urn:a> <urn:b> 1 } }", "graph:ontology is written by ctkg itself"),
        ("INSERT DATA { GRAPH graph:evidence/d { <urn:a> <urn:b> 1 } }", "graph:evidence/d is written by ctkg"),
        ("WITH graph:inferred/d DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "graph:inferred/d is written by ctkg"),
        ("INSERT DATA { GRAPH graph:reference/states { <urn:a> <urn:b> 1 } }", "written by ctkg"),
        ("INSERT DATA { GRAPH graph:report { <urn:a> <urn:b> 1 } }", "written by ctkg"),
        ("INSERT DATA { GRAPH <urn:ctkg:store:inferred> { <urn:a> <urn:b> 1 } }", "written by ctkg"),
        ("INSERT DATA { GRAPH <urn:ctkg:store:notes> { <urn:a> <urn:b> 1 } }", "written by ctkg"),
        ("CLEAR ALL", "writes to no named graph"),
        ("DROP NAMED", "written by ctkg"),
        ("COPY graph:document/d TO graph:ontology", "written by ctkg"),
        ("MOVE graph:evidence/d TO graph:document/d", "written by ctkg"),
        ("SELECT * { ?s ?p ?o }", "an update begins with"),
        ("INSERT DATA { GRAPH graph:document/d { <urn:a> nope:b 1 } }", "unknown prefix nope:"),
        ("INSERT DATA { GRAPH graph:document/d { <urn:a> ct:heldat 1 } }", "no ct:heldat; did you mean ct:heldAt"),
        ("INSERT DATA { GRAPH graph:document/d { <urn:a> ?b 1 } }", "not valid SPARQL"),
        ("CLEAR GRAPH <urn:none>", "nothing was changed"),
        (
            "INSERT DATA { GRAPH graph:document/d { <urn:a> <urn:b> 1 } } ; CLEAR GRAPH <urn:none>",
            "nothing was changed",
        ),
    ],
)
def test_what_is_refused_changes_nothing(store: Store, text: str, words: str) -> None:
    before, revision = set(store.quads()), store.revision()
    with pytest.raises(QueryError, match=words) as caught:
        updating.run(store, text)
    assert caught.value.exit_code == 2
    assert (set(store.quads()), store.revision()) == (before, revision)


def test_a_kept_graph_can_be_opened(store: Store) -> None:
    updating.run(store, f"CLEAR GRAPH <{EVIDENCE}>", allow=[EVIDENCE])
    assert held(store, EVIDENCE) == set()


def test_the_place_of_a_kept_graph_is_told(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        updating.run(store, "INSERT DATA {\n GRAPH graph:ontology { <urn:a> <urn:b> 1 } }")
    assert (caught.value.line, caught.value.column) == (2, 8)


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <A>",
        "load silent <A> into graph <urn:g>",
        "LOADSILENT<A>",
        "PREFIX LOADa: <urn:x:> PREFIX a: <A> LOADa:x",
        "\\u004COAD <A>",
        "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } } ; LOAD <A>",
        "INSERT { GRAPH <urn:g> { ?s ?p ?o } } WHERE { SERVICE <A> { ?s ?p ?o } }",
        "DELETE { GRAPH <urn:g> { ?s ?p ?o } } WHERE { FILTER EXISTS { SERVICE SILENT <A> { ?s ?p ?o } } }",
        "DELETE WHERE { GRAPH <urn:\\u0061#> { ?s ?p ?o } } ; LOAD <A> #\n",
        "INSERT { GRAPH <urn:g> { ?s ?p ?o } } WHERE { VALUES (?n ?m) {(1 2)} FILTER(?n<?m#>'''\n) "
        "SERVICE <A> {?s ?p ?o}\n#'''\n}",
    ],
)
def test_nothing_is_fetched(store: Store, text: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        address = f"<http://127.0.0.1:{listener.getsockname()[1]}/>"
        with pytest.raises(QueryError, match=r"LOAD is refused|SERVICE is refused|two ways|as a comparison"):
            updating.run(store, text.replace("<A>", address))
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_store_that_is_read_only(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as opened:
        opened.replace_graph(DOC, [triple("a", 1)])
    with open_store(tmp_path / "s", read_only=True) as opened, pytest.raises(StoreError, match="read-only"):
        updating.run(opened, f"CLEAR GRAPH <{DOC}>")


TERMS = st.sampled_from([f"<{X}{name}>" for name in "ab"])
VALUES = st.sampled_from(["1", "2", f"<{X}a>"])
NAMES = st.sampled_from([f"<{DOC}>", f"<{X}g>", f"<{X}h>"])
DATA = st.builds("GRAPH {} {{ {} {} {} }}".format, NAMES, TERMS, TERMS, VALUES)
PATTERNS = st.one_of(
    DATA,
    st.builds("GRAPH {} {{ ?s ?p ?o }}".format, NAMES),
    st.builds("GRAPH ?g {{ ?s {} ?o }}".format, TERMS),
    st.builds("?s ?p {}".format, VALUES),
)
TEMPLATES = st.one_of(DATA, st.builds("GRAPH {} {{ ?s ?p ?o }}".format, NAMES))
OPERATIONS = st.one_of(
    st.builds("INSERT DATA {{ {} }}".format, DATA),
    st.builds("DELETE DATA {{ {} }}".format, DATA),
    st.builds("DELETE WHERE {{ GRAPH {} {{ ?s ?p {} }} }}".format, NAMES, VALUES),
    st.builds("DELETE {{ {} }} INSERT {{ {} }} WHERE {{ {} }}".format, TEMPLATES, TEMPLATES, PATTERNS),
    st.builds("DELETE {{ {} }} WHERE {{ {} }}".format, TEMPLATES, PATTERNS),
    st.builds("WITH {} INSERT {{ ?s ?p 2 . {} }} WHERE {{ ?s ?p ?o }}".format, NAMES, TEMPLATES),
    st.builds("WITH {} DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o . {} }}".format, NAMES, PATTERNS),
    st.builds("INSERT {{ GRAPH {} {{ ?s ?p _:new }} }} USING {} WHERE {{ ?s ?p 1 }}".format, NAMES, NAMES),
    st.builds("{} SILENT {} TO {}".format, st.sampled_from(["COPY", "MOVE", "ADD"]), NAMES, NAMES),
    st.builds("{} SILENT GRAPH {}".format, st.sampled_from(["CLEAR", "DROP", "CREATE"]), NAMES),
)


def test_a_node_without_a_name_keeps_its_name(store: Store) -> None:
    node = Triple(ox.BlankNode("b"), P, Literal(1))
    store.replace_graph(OTHER, [node])
    (before,) = held(store, OTHER)
    updating.run(store, f"DELETE {{ GRAPH <{OTHER}> {{ ?s ?p ?o }} }} INSERT {{ GRAPH <{DOC}> {{ ?s ?p ?o }} }} "
                        f"WHERE {{ GRAPH <{OTHER}> {{ ?s ?p ?o }} }}")  # fmt: skip
    assert held(store, OTHER) == set() and before in held(store, DOC)


@pytest.mark.parametrize(
    "text",
    [
        f"INSERT DATA {{ GRAPH <{DOC}> {{ <{X}n> <{X}p> 7 }} }} ; "
        f"DELETE DATA {{ GRAPH <{DOC}> {{ <{X}n> <{X}p> 8 }} }}",
        f"INSERT {{ GRAPH <{DOC}> {{ ?s ?p 7 }} }} WHERE {{ ?s ?p 1 }} ; "
        f"INSERT DATA {{ GRAPH <{DOC}> {{ <{X}n> <{X}p> 7 }} }}",
        f"COPY <{DOC}> TO <{OTHER}> ; CLEAR GRAPH <{OTHER}>",
    ],
)
def test_what_can_be_done_without_a_copy_reads_little(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    store.replace_graphs({DOC: [triple("a", 1)], EVIDENCE: [triple("e", number) for number in range(1000)]})
    asked: list[str | None] = []
    quads = MemoryStore.quads
    monkeypatch.setattr(MemoryStore, "quads", lambda self, graph=None: asked.append(graph) or quads(self, graph))
    updating.run(store, text)
    assert None not in asked and EVIDENCE not in asked


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.lists(OPERATIONS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_updates_do_what_the_engine_does(requests: list[list[str]]) -> None:
    """Compared with an engine whose unnamed graph is made the union of the asserted graphs before each request."""
    store, plain = MemoryStore(), ox.Store()
    for request in requests:
        text = " ;\n".join(request)
        union = [Quad(*quad.triple) for quad in plain if quad.graph_name == NamedNode(DOC)]
        plain.extend(union)
        plain.update(text)
        plain.clear_graph(ox.DefaultGraph())
        updating.run(store, text)
        assert shape(store.quads()) == shape(plain)
        asserted = list(store.quads(DOC))
        assert set(store.union()) == {quad.triple for quad in asserted}
        assert len(query.select(store, "SELECT * { ?s ?p ?o }")) == len(asserted)


def shape(quads: object) -> list[str]:
    dataset = ox.Dataset(quads)  # type: ignore[arg-type]
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))
