"""A draft is read as a store that was written; published it is that store, and before that nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Triple
from tests.effort import examples

from ctkg.errors import StoreError, UsageError
from ctkg.graph.store import MemoryStore, Store, open_store
from ctkg.graph.store.draft import draft
from ctkg.iris import graph

GRAPHS = [graph("document", "a"), graph("document", "b"), graph("inferred", "a"), graph("report")]
TRIPLES = [Triple(NamedNode(f"urn:{s}"), NamedNode("urn:p"), Literal(o)) for s in "xy" for o in range(3)]

some = st.frozensets(st.sampled_from(TRIPLES), max_size=4)
by_graph = st.dictionaries(st.sampled_from(GRAPHS), some, max_size=3)
step = st.one_of(
    st.tuples(st.just("replace"), by_graph),
    st.tuples(st.just("change"), by_graph, by_graph),
    st.tuples(st.just("note"), st.sampled_from("kl"), st.sampled_from("mn"), st.sampled_from([None, "1", "2"])),
)
steps = st.lists(step, max_size=6)


def carry_out(store: Store, done: list[Any]) -> None:
    for kind, *values in done:
        if kind == "replace":
            store.replace_graphs(values[0])
        elif kind == "change":
            store.change_graphs(values[0], values[1])
        else:
            store.set_notes(values[0], {values[1]: values[2]})


def content(store: Any) -> set[Quad]:
    """All that an engine holds, what the store keeps for itself included."""
    return set(store._engine)


def seen(store: Store) -> list[Any]:
    return [
        store.graphs(),
        sorted(map(str, store.quads())),
        sorted(map(str, store.match(NamedNode("urn:x")))),
        sorted(map(str, store.match(None, None, Literal(1), GRAPHS[0]))),
        sorted(map(str, store.union())),
        [sorted(map(str, store.union(t.subject, t.predicate, t.object))) for t in TRIPLES],  # type: ignore[arg-type]
        sorted(map(str, store.union(inference=False))),
        [store.notes(kind) for kind in "kl"],
        store.revision(),
        store.touched(0),
    ]


@settings(max_examples=examples(25), deadline=None)
@given(steps, steps)
def test_a_draft_is_the_store_that_it_would_be(before: list[Any], after: list[Any]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "0")
        store, expected = MemoryStore(), MemoryStore()
        for each in (store, expected):
            carry_out(each, before)
        unchanged = content(store)
        above = draft(store)
        carry_out(above, after)
        carry_out(expected, after)
        assert seen(above) == seen(expected)
        assert content(store) == unchanged
        above.publish()
        assert seen(store) == seen(expected)
        assert content(store) == content(expected)
        # It goes on as the other one does.
        for each in (store, expected):
            carry_out(each, [("replace", {GRAPHS[0]: frozenset(TRIPLES[:2])})])
        assert content(store) == content(expected)


def test_a_draft_is_asked_like_a_store_and_has_drafts_of_its_own() -> None:
    store = MemoryStore()
    store.replace_graph(GRAPHS[0], TRIPLES[:2])
    first = draft(store)
    first.replace_graph(GRAPHS[1], TRIPLES[2:4])
    second = draft(first)
    second.replace_graph(GRAPHS[0], TRIPLES[4:])
    asked = "SELECT ?o WHERE { ?s <urn:p> ?o }"
    assert [len(list(each.query(asked))) for each in (store, first, second)] == [2, 4, 4]  # type: ignore[arg-type]
    assert len(list(second.query(asked, graphs=[GRAPHS[0]]))) == 2  # type: ignore[arg-type]
    second.publish()
    first.publish()
    assert store.count() == 4


def test_a_store_on_disk_gets_all_of_it_or_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.store") as store:
        store.replace_graph(GRAPHS[0], TRIPLES[:2])
        above = draft(store, tmp_path / "above")
        above.replace_graphs({GRAPHS[0]: (), GRAPHS[1]: TRIPLES})
        above.publish()
        late = draft(store)
        late.replace_graph(GRAPHS[2], TRIPLES)
        store.set_notes("kind", {"name": "text"})
        store.replace_graph(GRAPHS[3], TRIPLES)
        with pytest.raises(StoreError, match="changed in the meantime"):
            late.publish()
    with open_store(tmp_path / "a.store", read_only=True) as store:
        assert store.graphs() == sorted([GRAPHS[1], GRAPHS[3]])
        above = draft(store)
        above.replace_graph(GRAPHS[0], TRIPLES)
        with pytest.raises(StoreError, match="read-only"):
            above.publish()


def test_a_store_elsewhere_has_no_draft() -> None:
    with pytest.raises(UsageError, match="on this machine"):
        draft(object())  # type: ignore[arg-type]
