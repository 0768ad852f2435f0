"""The store notes what leads back, with the change itself; a plain model keeps what was there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from tests.effort import examples

from ctkg.errors import StoreError, UsageError
from ctkg.graph.store import Store, open_store
from ctkg.history import documents, moments, timeline
from ctkg.history.undoing import undo, undoing
from ctkg.iris import graph

P = NamedNode("https://example.org/p")
DOC, EVIDENCE, OTHER, INFERRED = (
    graph("document", "d"),
    graph("evidence", "d"),
    graph("document", "e"),
    graph("inferred", "d"),
)
GRAPHS = (DOC, EVIDENCE, OTHER, graph("ontology"), graph("resolution"), INFERRED, graph("report"))


def triple(value: int) -> Triple:
    return Triple(NamedNode(f"https://example.org/{value % 3}"), P, Literal(value))


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s" if request.param == "disk" else None) as opened:
        yield opened


def content(store: Store) -> set[str]:
    """All quads of the graphs whose history is kept."""
    return {str(quad) for quad in store.quads() if "/inferred/" not in str(quad) and "/report" not in str(quad)}


WRITES = st.lists(
    st.tuples(
        st.sampled_from(["replace", "add", "take", "moment"]),
        st.dictionaries(st.sampled_from(GRAPHS), st.frozensets(st.integers(0, 5), max_size=4), max_size=3),
    ),
    max_size=14,
)


@settings(max_examples=examples(25), deadline=None)
@given(WRITES)
def test_every_moment_can_be_gone_back_to(writes: list[tuple[str, dict[str, frozenset[int]]]]) -> None:
    """Whatever is written, in steps of several moments: undoing the last n gives what was there before them."""
    store = open_store(None)
    kept = [content(store)]
    groups: list[list[tuple[str, dict[str, frozenset[int]]]]] = [[]]
    for what, graphs in writes:
        groups += [[]] if what == "moment" else []
        groups[-1] += [(what, graphs)] if what != "moment" else []
    for group in groups:
        before = len(moments(store))
        with store.moment("test"):
            for what, graphs in group:
                triples = {name: list(map(triple, values)) for name, values in graphs.items()}
                if what == "replace":
                    store.replace_graphs(triples)
                else:
                    store.change_graphs(*((triples, {}) if what == "add" else ({}, triples)))
        assert len(moments(store)) - before <= 1
        if len(moments(store)) == before:
            assert content(store) == kept[-1]
        else:
            kept.append(content(store))
    numbers = [entry.number for entry in moments(store)]
    assert numbers == list(range(1, len(kept)))
    assert not any(entry.moment.gap for entry in moments(store)) and not timeline.is_open_ended(store)
    last = content(store)
    for number in reversed(range(len(kept))):
        back = undoing(store, numbers[number:])
        copy = open_store(None)
        copy.load(list(store.quads()))
        undo(copy, back)
        assert content(copy) == kept[number]
    assert content(store) == last


def test_a_new_graph_costs_its_name(store: Store) -> None:
    store.replace_graphs({graph("document", f"d{n}"): [triple(v) for v in range(50)] for n in range(20)})
    (entry,) = moments(store)
    ((_, text),) = timeline.texts(store, entry.number).items()
    assert len(text) < 400
    assert documents(store, 1).came == tuple(sorted(f"d{n}" for n in range(20)))


def test_what_a_moment_tells(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    store.replace_graphs({DOC: [triple(1)], EVIDENCE: [triple(2)], graph("ontology"): [triple(3)]})
    with store.moment("review", by="A. Analyst (fictional)", acts=["act-1"]):
        store.replace_graphs({OTHER: [triple(1)]})
        with store.moment("build"):  # inside another one it is nothing of its own
            store.change_graphs({DOC: [triple(4)]}, {})
    with store.moment("remove"):
        store.remove_graphs([DOC, EVIDENCE])
        store.replace_graph(INFERRED, [triple(1)])
    first, second, third = moments(store)
    assert first.moment.what == "write" and first.day == "2023-11-14"
    assert (second.moment.what, second.moment.by, second.moment.acts) == (
        "review",
        "A. Analyst (fictional)",
        ("act-1",),
    )
    assert [(e.moment.since, e.until) for e in (first, second, third)] == [(1, 1), (2, 3), (4, 5)]
    assert documents(store, 1) == timeline.Documents(came=("d",), beside=("ontology",))
    assert documents(store, 2) == timeline.Documents(came=("e",), changed=("d",))
    assert documents(store, 3) == timeline.Documents(went=("d",))


def test_what_changes_nothing_or_only_what_is_inferred_is_no_moment(store: Store) -> None:
    with store.moment("infer"):
        store.replace_graph(INFERRED, [triple(1)])
        store.replace_graph(DOC, [])
        store.set_notes("test", {"a": "b"})
    assert moments(store) == []


def test_differences_of_one_graph_in_one_moment_become_one(store: Store) -> None:
    store.replace_graph(DOC, [triple(1), triple(2)])
    with store.moment("build"):
        store.replace_graph(DOC, [triple(3)])
        store.replace_graph(OTHER, [triple(1)])
        store.replace_graph(DOC, [triple(2), triple(4)])
        store.replace_graph(OTHER, [triple(2)])
    (step,) = timeline.steps(store, 2)
    assert step.new == (OTHER,)
    assert {quad.triple for quad in step.back} == {triple(1)} and {quad.triple for quad in step.away} == {triple(4)}


def test_blank_nodes_come_back_as_they_were(store: Store) -> None:
    node = BlankNode("x")
    store.replace_graph(graph("ontology"), [Triple(node, P, Literal("line\none")), Triple(node, P, node)])
    before = content(store)
    store.replace_graph(graph("ontology"), [triple(1)])
    undo(store, undoing(store, [2]))
    assert content(store) == before


def test_a_write_without_history_leaves_a_gap_that_is_seen(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        store.replace_graph(DOC, [triple(1)])
        store.set_metadata({"history": False})
        store.replace_graph(INFERRED, [triple(2)])
        assert not timeline.is_open_ended(store)
        store.replace_graph(DOC, [triple(2)])
        assert len(moments(store)) == 1 and timeline.is_open_ended(store)
    with open_store(tmp_path / "s") as store:
        store.replace_graph(DOC, [triple(3)])
        assert len(moments(store)) == 1, "the setting stays with the store"
        store.set_metadata({})
        store.replace_graph(DOC, [triple(4)])
        store.replace_graph(DOC, [triple(5)])
        assert [entry.moment.gap for entry in moments(store)] == [False, True, False]


def test_a_write_that_fails_leaves_no_moment(store: Store) -> None:
    with pytest.raises(StoreError):
        store.load([Quad(NamedNode("https://example.org/s"), P, Literal(1))])
    with pytest.raises(ZeroDivisionError), store.moment("build"):
        store.replace_graph(DOC, [triple(1)])
        raise ZeroDivisionError
    store.replace_graph(DOC, [triple(2)])
    assert [entry.moment.what for entry in moments(store)] == ["build", "write"]


def test_many_moments_are_numbered_on_by_the_next_process(tmp_path: Path) -> None:
    for number in range(9):
        with open_store(tmp_path / "s") as store:
            store.replace_graph(DOC, [triple(number)])
    with open_store(tmp_path / "s", read_only=True) as store:
        assert [entry.number for entry in moments(store)] == list(range(1, 10))
        assert not any(entry.moment.gap for entry in moments(store))


def test_a_source_date_that_is_no_number_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH is 'yesterday'"):
        store.replace_graph(DOC, [triple(1)])
    assert store.graphs() == []
