"""The store on an Oxigraph server: what the contract of all stores does not say."""

from __future__ import annotations

import dataclasses
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple
from tests.servers import Oxigraph, post

from ctkg.errors import StoreError
from ctkg.graph.store import MemoryStore, open_store
from ctkg.graph.store.remote import RemoteStore
from ctkg.graph.store.remote.server import Server
from ctkg.iris import graph

ONTOLOGY, STATES, DOC, EVIDENCE = (
    graph("ontology"),
    graph("reference", "states"),
    graph("document", "d"),
    graph("evidence", "d"),
)
INFERRED = graph("inferred", "d")
P = NamedNode("https://example.org/p")


def triple(subject: str, value: str | int) -> Triple:
    return Triple(NamedNode(f"https://example.org/{subject}"), P, Literal(value))


def opened(server: Oxigraph, *, read_only: bool = False) -> RemoteStore:
    store = open_store(server.url, read_only=read_only)
    assert isinstance(store, RemoteStore)
    return store


GRAPHS = st.sampled_from([ONTOLOGY, STATES, DOC, EVIDENCE, INFERRED, graph("inferred", "reference")])
TRIPLES = st.builds(triple, st.sampled_from("ab"), st.integers(0, 1))


@pytest.mark.parametrize("atomic", [True, False])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.dictionaries(GRAPHS, st.lists(TRIPLES, max_size=4), max_size=3), max_size=4))
def test_any_sequence_of_writes_gives_what_it_gives_in_memory(
    running_oxigraph: Oxigraph, monkeypatch: pytest.MonkeyPatch, atomic: bool, steps: list[dict[str, list[Triple]]]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Server, "is_atomic", atomic)
        patch.setattr(Server, "most_inline", 2)
        running_oxigraph.clear()
        with MemoryStore() as local, opened(running_oxigraph) as store:
            for step in steps:
                local.replace_graphs(step)
                store.replace_graphs(step)
                assert store.touched(0) == local.touched(0)
            assert set(store.quads()) == set(local.quads())
            for inference in (True, False):
                found = list(store.union(inference=inference))
                assert len(found) == len(set(found)) and set(found) == set(local.union(inference=inference))


def test_graphs_of_others_on_the_same_server_are_not_seen(oxigraph: Oxigraph) -> None:
    text = "INSERT DATA { <urn:x> <urn:p> 1 . GRAPH <urn:theirs> { <urn:x> <urn:p> 1 } }"
    post(oxigraph.url + "update", text, "application/sparql-update")
    with opened(oxigraph) as store:
        store.replace_graph(DOC, [triple("a", 1)])
        assert store.graphs() == [DOC] and store.count() == 1 and len(list(store.quads())) == 1
        assert len(list(store.query("SELECT * { ?s ?p ?o }"))) == 1
        assert len(list(store.query("SELECT * { GRAPH ?g { ?s ?p ?o } }"))) == 1
        assert not list(store.query("SELECT * { GRAPH <urn:theirs> { ?s ?p ?o } }"))
        assert not list(store.match(NamedNode("urn:x")))
        store.remove_graph(DOC)
    assert b"urn:theirs" in post(
        oxigraph.url + "query", "SELECT ?g { GRAPH ?g { ?s ?p 1 } }", "application/sparql-query"
    )


def test_a_reader_sees_what_another_process_wrote(oxigraph: Oxigraph) -> None:
    with opened(oxigraph) as writer, opened(oxigraph) as other:
        writer.replace_graph(DOC, [triple("a", 1)])
        assert other.graphs() == [DOC]
        writer.replace_graphs({STATES: [triple("b", 1)], DOC: []})
        assert other.graphs() == [STATES] and other.revision() == 2


def test_the_second_writer_is_told(oxigraph: Oxigraph) -> None:
    with opened(oxigraph) as one, opened(oxigraph) as two:
        one.replace_graph(DOC, [triple("a", 1)])
        two.replace_graph(DOC, [triple("a", 2)])
        with pytest.raises(StoreError, match="somebody else has written"):
            one.replace_graph(DOC, [triple("a", 3)])
        assert {quad.triple for quad in two.quads()} == {triple("a", 2)}


def test_read_only_writes_nothing(oxigraph: Oxigraph) -> None:
    with opened(oxigraph) as store:
        store.replace_graph(DOC, [triple("a", 1)])
    with opened(oxigraph, read_only=True) as store, pytest.raises(StoreError, match="read-only"):
        store.replace_graph(DOC, [])


def test_a_newer_format_is_refused(oxigraph: Oxigraph) -> None:
    with opened(oxigraph) as store:
        store.set_metadata({"a": 1})
    at = "GRAPH ?g { ?s ?p ?o }"
    new = """GRAPH ?g { ?s ?p '{"format": 99}' }"""
    update = f"DELETE {{ {at} }} INSERT {{ {new} }} WHERE {{ {at} }}"
    post(oxigraph.url + "update", update, "application/sparql-update")
    with pytest.raises(StoreError, match="format 99"):
        opened(oxigraph)


def test_bindings_and_prefixes_go_with_the_query(oxigraph: Oxigraph) -> None:
    with opened(oxigraph) as store:
        store.replace_graph(DOC, [triple("a", 1), triple("b", 2)])
        text = "SELECT ?s ?v { ?s e:p ?v FILTER(?v > 0) }"
        rows = list(store.query(text, bindings={"s": NamedNode("https://example.org/b")}, prefixes={"e": P.value[:-1]}))
        assert [(row["s"].value, row["v"].value) for row in rows] == [("https://example.org/b", "2")]


class Stopped(Exception):
    pass


@pytest.mark.parametrize(
    ("atomic", "after"), [*((True, number) for number in range(6)), *((False, number) for number in range(32))]
)
def test_a_write_that_is_stopped_anywhere_is_made_good_by_the_next(
    oxigraph: Oxigraph, monkeypatch: pytest.MonkeyPatch, atomic: bool, after: int
) -> None:
    """Stops behind the given number of requests that write."""
    monkeypatch.setattr(Server, "is_atomic", atomic)
    monkeypatch.setattr(Server, "most_inline", 3)
    first = {DOC: [triple("a", n) for n in range(5)], STATES: [triple("a", 1)], INFERRED: [triple("a", 9)]}
    second = {DOC: [triple("a", n) for n in range(4, 9)], STATES: [], INFERRED: [triple("a", 1), triple("i", 1)]}
    local = MemoryStore()
    for step in (first, second):
        local.replace_graphs(step)
    with opened(oxigraph) as store:
        store.replace_graphs(first)
        left = after
        real = {name: getattr(Server, name) for name in ("update", "put", "add")}

        def limited(name: str) -> object:
            def send(self: Server, *words: str) -> None:
                nonlocal left
                if not left:
                    raise Stopped
                left -= 1
                real[name](self, *words)

            return send

        with monkeypatch.context() as patch:
            for name in real:
                patch.setattr(Server, name, limited(name))
            with suppress(Stopped):
                store.replace_graphs(second)
        whole = store.digests()
        if atomic and whole:
            seen = {quad.triple for quad in store.quads(DOC)}
            assert seen in ({*first[DOC]}, {*second[DOC]})
    with opened(oxigraph) as again:
        again.replace_graphs(second)
        assert set(again.quads()) == set(local.quads())
        for inference in (True, False):
            assert set(again.union(inference=inference)) == set(local.union(inference=inference))
        assert sorted(again.digests()) == sorted(local.graphs())
    held = post(oxigraph.url + "query", "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "application/sparql-query")
    assert b"staging" not in held and b"store:removed" not in held and b"pending" not in held


def test_sending_again_what_is_there_changes_nothing(oxigraph: Oxigraph) -> None:
    with opened(oxigraph) as store:
        assert store.send({DOC: [triple("a", 1)], STATES: []}) == [DOC]
        assert store.send({DOC: [triple("a", 1)]}) == [] and store.revision() == 1


def test_a_server_that_is_killed_and_started_again_is_waited_for(tmp_path: Path) -> None:
    server = Oxigraph(tmp_path, keep=True)
    server.start()
    try:
        patient = dataclasses.replace(server.address(), tries=12, backoff=0.05)
        with RemoteStore(patient) as store:
            store.replace_graph(DOC, [triple("a", 1)])
            server.stop(kill=True)
            again = threading.Timer(0.3, server.start)
            again.start()
            store.replace_graph(STATES, [triple("b", 1)])
            again.join()
            assert store.graphs() == [DOC, STATES] and store.count() == len(list(store.union())) == 2
    finally:
        server.stop()
