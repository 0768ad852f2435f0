"""What is known of nodes that were just written or asked for is what the engine would say."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ctkg.graph.store import MemoryStore, Store, open_store
from ctkg.graph.store.journal import Journal
from ctkg.graph.store.near import UNION, near
from ctkg.graph.store.notes import NoteBook
from ctkg.graph.store.plain import Fact, fact
from ctkg.iris import graph

P, Q = NamedNode("urn:p"), NamedNode("urn:q")
A, B, C = NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c")
DOC, OTHER, EVIDENCE = graph("document", "d"), graph("document", "e"), graph("evidence", "d")


def pointing(store: Store, node: NamedNode) -> dict[Fact, set[str]] | None:
    known = near(store)
    assert known is not None
    row = known.pointing(node.value)
    return None if row is None else {each: set(names) for each, names in row.items()}


def test_what_points_to_a_node_that_has_just_come_is_kept_in_step() -> None:
    with MemoryStore() as store:
        store.replace_graph(DOC, [Triple(A, P, Literal("a")), Triple(B, P, A)])
        said = fact(Triple(B, P, A))
        assert pointing(store, A) == {said: {DOC, UNION}}
        store.replace_graph(EVIDENCE, [Triple(B, P, A)])
        store.replace_graph(OTHER, [Triple(C, Q, A)])
        assert pointing(store, A) == {said: {DOC, UNION, EVIDENCE}, fact(Triple(C, Q, A)): {OTHER, UNION}}
        store.remove_graphs([DOC, OTHER])
        assert pointing(store, A) == {said: {EVIDENCE}}


def test_what_points_to_a_node_that_was_there_is_not_known() -> None:
    with MemoryStore() as store:
        store.replace_graph(OTHER, [Triple(B, P, A)])
        store.replace_graph(DOC, [Triple(A, P, Literal("a"))])
        assert pointing(store, A) is None  # it was pointed to before something was said of it


def test_a_node_is_asked_for_in_parts_and_whole() -> None:
    values = [Literal(number) for number in range(5)]
    with MemoryStore() as store:
        store.replace_graph(DOC, [Triple(A, P, value) for value in values])
        store.replace_graph(EVIDENCE, [Triple(A, Q, B)])
        known = near(store)
        assert known is not None
        known.clear()
        for _ in range(20):  # until it is read whole, and after
            row = known.about("urn:a", "urn:p")
            assert row is not None
            assert {each: set(names) for each, names in row.items() if each[1] == "urn:p"} == {
                fact(Triple(A, P, value)): {DOC, UNION} for value in values
            }
            assert set(known.names(fact(Triple(A, Q, B)))) == {EVIDENCE}
            assert not known.names(fact(Triple(A, Q, C)))


@pytest.mark.parametrize(
    "value",
    [
        Literal('two\nlines, a "quotation", a back\\slash and \u0645\u0631\u062d\u0628\u0627'),
        Literal("words", language="en-gb"),
        Literal("01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        Literal("2020-02-30", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
        NamedNode("https://example.org/a%20b?c=d#e"),
        BlankNode("x"),
    ],
    ids=str,
)
def test_memory_and_disk_write_the_same(value: Literal | NamedNode | BlankNode, tmp_path: Path) -> None:
    with MemoryStore() as store, open_store(tmp_path / "store") as disk:
        for each in (store, disk):
            each.replace_graphs({DOC: [Triple(A, P, value), Triple(A, Q, B)]}, notes={"k": {"n": 'a "b"\n\\c'}})
        assert set(store.quads()) == set(disk.quads())
        assert set(store.union()) == set(disk.union()) == {quad.triple for quad in store.quads()}
        assert store.note("k", "n") == 'a "b"\n\\c'


def test_what_is_kept_in_mind_of_notes_and_counters_is_what_the_engine_holds() -> None:
    with MemoryStore() as store:
        for number in range(80):
            store.replace_graphs({DOC: [Triple(A, P, Literal(number))]}, notes={"k": {str(number % 7): str(number)}})
            if number % 5 == 0:
                store.set_notes("k", {"3": None})
            assert store.notes("k") == NoteBook(store._engine).all("k")
            assert store.note("k", "3") == NoteBook(store._engine).one("k", "3")
            assert store.revision() == Journal(store._engine).revision == number + 1
