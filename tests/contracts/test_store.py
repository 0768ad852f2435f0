"""The contract that every store keeps, checked against a plain model of graphs as sets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from tests.effort import examples

from ctkg.errors import QueryError, StoreError
from ctkg.graph.store import MemoryStore, Store, open_store
from ctkg.graph.store.base import FORMAT
from ctkg.graph.store.draft import draft
from ctkg.graph.store.near import UNION, near
from ctkg.graph.store.plain import fact
from ctkg.graph.store.remote import Address
from ctkg.iris import graph

P = NamedNode("https://example.org/p")
ONTOLOGY, STATES, DOC, EVIDENCE = (
    graph("ontology"),
    graph("reference", "states"),
    graph("document", "d"),
    graph("evidence", "d"),
)
INFERRED = graph("inferred", "d")


def triple(subject: str, value: str | int) -> Triple:
    return Triple(NamedNode(f"https://example.org/{subject}"), P, Literal(value))


@pytest.fixture(params=["memory", "disk", "oxigraph", "virtuoso"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    where: Path | Address | None = tmp_path / "s" if request.param == "disk" else None
    if request.param in ("oxigraph", "virtuoso"):
        where = request.getfixturevalue(request.param).address()
    with open_store(where) as opened:
        yield opened


def subjects(store: Store, text: str = "SELECT ?s { ?s ?p ?o }", **options: bool) -> list[str]:
    return sorted(row["s"].value.rsplit("/", 1)[1] for row in store.query(text, **options))


def test_replacing_a_graph_leaves_only_the_new_triples(store: Store) -> None:
    store.replace_graph(DOC, [triple("a", 1), triple("b", 2)])
    store.replace_graph(DOC, [triple("b", 2), triple("c", 3)])
    assert {q.triple for q in store.quads(DOC)} == {triple("b", 2), triple("c", 3)}
    assert subjects(store) == ["b", "c"]
    assert store.count() == store.count(DOC) == 2


def test_default_graph_holds_ontology_reference_documents_and_inferred_but_no_evidence(store: Store) -> None:
    for name, iri in (
        ("o", ONTOLOGY),
        ("r", STATES),
        ("d", DOC),
        ("e", EVIDENCE),
        ("i", INFERRED),
        ("x", graph("report")),
    ):
        store.replace_graph(iri, [triple(name, 1)])
    assert subjects(store) == ["d", "i", "o", "r"]
    assert subjects(store, inference=False) == ["d", "o", "r"]
    named = "SELECT ?s { GRAPH ?g { ?s ?p ?o } }"
    assert subjects(store, named) == ["d", "e", "i", "o", "r", "x"]
    assert subjects(store, named, inference=False) == ["d", "e", "o", "r", "x"]


def test_a_triple_of_two_graphs_counts_once_and_outlives_one_of_them(store: Store) -> None:
    for iri in (STATES, DOC, INFERRED):
        store.replace_graph(iri, [triple("a", 1)])
    assert subjects(store) == ["a"]
    store.remove_graph(DOC)
    assert subjects(store, inference=False) == ["a"]
    store.remove_graph(STATES)
    assert subjects(store) == ["a"] and subjects(store, inference=False) == []
    store.remove_graph(INFERRED)
    assert subjects(store) == [] and store.graphs() == []


def test_graphs_are_sorted_and_empty_ones_are_absent(store: Store) -> None:
    store.replace_graphs({STATES: [triple("a", 1)], DOC: [triple("a", 1)], EVIDENCE: []})
    assert store.graphs() == sorted([STATES, DOC])
    store.replace_graph(DOC, [])
    assert store.graphs() == [STATES] and not store.contains_graph(DOC)


def test_blank_nodes_keep_their_labels_and_graphs_apart(store: Store) -> None:
    def list_of(label: str) -> list[Triple]:
        node = BlankNode(label)
        return [Triple(NamedNode("https://example.org/a"), P, node), Triple(node, P, Literal("x"))]

    store.replace_graphs({ONTOLOGY: list_of("one"), STATES: list_of("one")})
    first = sorted(map(str, store.quads()))
    assert len(list(store.union())) == 4
    store.replace_graphs({ONTOLOGY: list_of("two")})
    assert sorted(map(str, store.quads())) == first
    store.replace_graph(ONTOLOGY, [triple("b", 1)])
    assert len(list(store.union())) == 3


def test_an_error_leaves_the_store_as_it_was(store: Store) -> None:
    store.replace_graph(DOC, [triple("a", 1)])

    def broken() -> Iterator[Triple]:
        yield triple("b", 1)
        raise ValueError("the source broke")

    with pytest.raises(ValueError, match="the source broke"):
        store.replace_graphs({STATES: [triple("c", 1)], DOC: broken()})
    assert subjects(store) == ["a"] and store.graphs() == [DOC]


def test_the_union_can_be_asked_for_a_part_of_it(store: Store) -> None:
    store.replace_graphs({DOC: [triple("a", 1), triple("b", 2)], STATES: [triple("a", 1)], EVIDENCE: [triple("e", 1)]})
    store.replace_graph(INFERRED, [triple("a", 1), triple("c", 1)])
    assert sorted(str(t.subject) for t in store.union(None, P, triple("x", 1).object)) == [
        "<https://example.org/a>",
        "<https://example.org/c>",
    ]
    assert len(list(store.union(triple("b", 1).subject))) == 1
    assert len(list(store.union(*_parts(triple("c", 1))))) == 1
    assert not list(store.union(*_parts(triple("c", 1)), inference=False))
    assert not list(store.union(*_parts(triple("e", 1))))


def test_what_is_asserted_can_be_told_apart(store: Store) -> None:
    store.replace_graphs({DOC: [triple("a", 1)], STATES: [triple("a", 1)], INFERRED: [triple("a", 1), triple("c", 1)]})
    asserted = store.asserted("?s ?p ?o")
    only = f"FILTER NOT EXISTS {{ {asserted} }}"
    for pattern, wanted in (("?s ?p ?o", "ac"), (asserted, "a"), (f"?s ?p ?o {only}", "c")):
        found = [str(row["s"]) for row in store.beside(f"SELECT ?s {{ {pattern} }}")]  # type: ignore[union-attr]
        assert sorted(found) == [f"<https://example.org/{name}>" for name in wanted]


def test_a_query_without_inference_sees_what_is_there_now(store: Store) -> None:
    everything, graphs = "SELECT ?s ?o { ?s ?p ?o }", "SELECT ?g ?s { GRAPH ?g { ?s ?p ?o } }"
    for step in range(3):
        store.replace_graphs({DOC: [triple("a", step), triple("i", 1)], EVIDENCE: [triple("e", 1)]})
        store.replace_graphs({INFERRED: [triple("i", 1), triple("j", step)], STATES: [triple("i", 1)]})
        for text, with_all, without in ((everything, 3, 2), (graphs, 6, 4)):
            for _ in range(2):
                assert len(list(store.query(text))) == with_all  # type: ignore[arg-type]
                assert len(list(store.query(text, inference=False))) == without  # type: ignore[arg-type]
    store.remove_graph(INFERRED)
    assert len(list(store.query(everything, inference=False))) == len(list(store.query(everything))) == 2  # type: ignore[arg-type]


def test_what_the_store_keeps_for_itself_is_hidden_without_inference_too() -> None:
    with open_store(None) as store:
        store.replace_graphs({DOC: [triple("a", 1)], INFERRED: [triple("i", 1)]}, notes={"kind": {"name": "text"}})
        for name in ("notes", "inferred"):
            with pytest.raises(QueryError, match="keeps for itself"):
                store.query(f"SELECT * {{ GRAPH <urn:ctkg:store:{name}> {{ ?s ?p ?o }} }}", inference=False)
        nested = "SELECT * { GRAPH ?g { { SELECT ?s { ?s ?p ?o } } } }"
        assert len(list(store.query(nested, inference=False))) == 1 and len(list(store.query(nested))) == 2  # type: ignore[arg-type]


def _parts(of: Triple) -> tuple[NamedNode, NamedNode, Literal]:
    assert isinstance(of.subject, NamedNode) and isinstance(of.object, Literal)
    return of.subject, of.predicate, of.object


def test_an_explicit_union_of_graphs_gives_every_row_once(store: Store) -> None:
    store.replace_graphs({DOC: [triple("a", 1)], EVIDENCE: [triple("a", 1), triple("e", 1)], STATES: [triple("r", 1)]})
    rows = store.query("SELECT ?s { ?s ?p ?o }", graphs=[DOC, EVIDENCE])
    assert sorted(str(row["s"]) for row in rows) == ["<https://example.org/a>", "<https://example.org/e>"]
    assert len(list(store.query("SELECT ?s { ?s ?p ?o }", graphs=[EVIDENCE]))) == 2


def test_the_first_load_is_that_of_graph_by_graph(store: Store) -> None:
    blank = BlankNode("anything")
    doc, inferred, other = (NamedNode(name) for name in (DOC, graph("inferred", "first"), "https://example.org/other"))
    quads = [
        Quad(P, P, Literal("said"), inferred),
        Quad(P, P, Literal("said"), doc),
        Quad(P, P, blank, doc),
        Quad(P, P, Literal("follows"), inferred),
        Quad(blank, P, Literal("x"), doc),
        Quad(P, P, Literal("beside"), other),
    ]
    with open_store(None) as by_graph:
        for name in (doc, other, inferred):
            by_graph.replace_graph(name.value, [quad for quad in quads if quad.graph_name == name])
        store.load(iter(quads))
        assert set(store.quads()) == set(by_graph.quads())
        assert sorted(map(str, store.union())) == sorted(map(str, by_graph.union()))
        assert sorted(map(str, store.union(inference=False))) == sorted(map(str, by_graph.union(inference=False)))
    assert set(store.touched(0)) == {name.value for name in (doc, other, inferred)}
    store.load([Quad(P, P, Literal("later"), doc)])
    assert [quad.object for quad in store.quads(DOC)] == [Literal("later")]


def test_a_first_load_that_fails_leaves_nothing(store: Store) -> None:
    def broken() -> Iterator[Quad]:
        for number in range(5_000):
            yield Quad(P, P, Literal(str(number)), NamedNode(DOC))
        raise RuntimeError("the end of the tape")

    with pytest.raises((RuntimeError, StoreError)):
        store.load(broken())
    assert store.graphs() == []
    assert list(store.union()) == []
    assert store.revision() == 0
    store.replace_graph(DOC, [Triple(P, P, P)])
    assert store.count() == 1


def test_loading_quads_needs_their_graphs(store: Store) -> None:
    with pytest.raises(StoreError, match="without a named graph"):
        store.load([Quad(NamedNode("https://example.org/a"), P, Literal("x"))])
    store.load([Quad(NamedNode("https://example.org/a"), P, Literal("x"), NamedNode(DOC))])
    assert store.graphs() == [DOC]


def test_syntax_errors_name_line_and_column(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.query("SELECT *\nWHERE { ?s ?p }")
    assert caught.value.line == 2 and caught.value.column


def test_metadata_keeps_the_format(store: Store) -> None:
    store.set_metadata({"documents": {"d": "abc"}})
    assert store.metadata() == {"documents": {"d": "abc"}, "format": FORMAT}


def test_changing_graphs_leaves_the_rest_of_them(store: Store) -> None:
    store.replace_graphs({DOC: [triple("a", 1), triple("b", 1)], INFERRED: [triple("i", 1)]})
    store.change_graphs(
        {DOC: [triple("c", 1), triple("b", 1), triple("i", 1)], STATES: [triple("r", 1)]},
        {DOC: [triple("a", 1), triple("b", 1), triple("absent", 1)], EVIDENCE: [triple("absent", 1)]},
    )
    assert {q.triple for q in store.quads(DOC)} == {triple("b", 1), triple("c", 1), triple("i", 1)}
    assert subjects(store, inference=False) == ["b", "c", "i", "r"]
    store.change_graphs({}, {DOC: [triple("i", 1)]})
    assert subjects(store, inference=False) == ["b", "c", "r"] and subjects(store) == ["b", "c", "i", "r"]


@pytest.mark.parametrize("kind", ["memory", "disk"])  # a server may keep numbers as they are written
def test_a_number_in_another_form_is_the_same_number(kind: str, tmp_path: Path) -> None:
    def number(text: str, datatype: str = "decimal") -> Triple:
        named = NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}")
        return Triple(NamedNode("https://example.org/a"), P, Literal(text, datatype=named))

    with open_store(tmp_path / "s" if kind == "disk" else None) as store:
        store.replace_graph(
            DOC, [number("91.0"), number("007", "integer"), number("1", "boolean"), number("x", "date")]
        )
        seen, held = store.revision(), sorted(map(str, store.union()))
        store.replace_graph(
            DOC, [number("91.00"), number("7", "integer"), number("true", "boolean"), number("x", "date")]
        )
        store.change_graphs({DOC: [number("91.0")]}, {DOC: [number("91")]})
        assert store.revision() == seen and sorted(map(str, store.union())) == held
        assert len(held) == store.count(DOC) == 4
        store.replace_graph(DOC, [])
        assert not list(store.union())


def test_journal_names_the_graphs_that_changed_since(store: Store) -> None:
    assert store.revision() == 0 and store.touched(0) == {}
    store.replace_graphs({DOC: [triple("a", 1)], STATES: [triple("r", 1)], EVIDENCE: []})
    first = store.revision()
    assert first == 1 and store.touched(0) == dict.fromkeys([DOC, STATES], 1)
    store.replace_graph(DOC, [triple("a", 1)])
    store.set_notes("kind", {"d": "text"})
    store.set_metadata({"a": 1})
    assert store.revision() == first and store.touched(first) == {}
    store.change_graphs({DOC: [triple("b", 1)]}, {})
    assert store.touched(first) == {DOC: 2} and list(store.touched(0)) == [STATES, DOC]
    second = store.revision()
    store.remove_graph(STATES)
    assert store.touched(second) == {STATES: 3} and store.graphs() == [DOC]
    assert store.count() == 2 and subjects(store) == ["a", "b"]


def test_journal_holds_one_entry_a_graph_after_many_writes(store: Store) -> None:
    for number in range(200):
        store.replace_graph(DOC if number % 3 else graph("document", str(number)), [triple("a", number)])
    assert store.revision() == 200
    assert store.touched(199) == {DOC: 200} and len(store.touched(0)) == 68
    assert list(store.touched(190)) == [*(graph("document", str(n)) for n in (192, 195, 198)), DOC]


def test_notes_are_written_in_the_same_step_as_graphs(store: Store) -> None:
    store.replace_graphs({DOC: [triple("a", 1)]}, notes={"origin": {"d": "one"}, "profile": {"d": "p", "e": "q"}})
    assert store.note("origin", "d") == "one" and store.note("origin", "e") is None
    store.change_graphs({}, {DOC: [triple("a", 1)]}, notes={"origin": {"d": None}, "profile": {"d": 'two\n"lines"'}})
    assert store.notes("origin") == {} and store.notes("profile") == {"d": 'two\n"lines"', "e": "q"}
    assert store.graphs() == [] and store.count() == 0 and not list(store.union())


def test_kinds_of_notes_are_found_by_their_beginning(store: Store) -> None:
    store.set_notes("list:b", {"x": "1"})
    store.set_notes("list:a", {"x": "1", "y": "2"})
    store.set_notes("other", {"x": "1"})
    assert store.note_kinds("list:") == ["list:a", "list:b"] and store.note_kinds("none") == []


def test_an_error_leaves_notes_and_journal_as_they_were(store: Store) -> None:
    def broken() -> Iterator[Triple]:
        yield triple("b", 1)
        raise ValueError("the source broke")

    with pytest.raises(ValueError, match="the source broke"):
        store.replace_graphs({DOC: broken()}, notes={"origin": {"d": "one"}})
    assert store.notes("origin") == {} and store.revision() == 0


def test_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="closed"):
        list(store.quads())


GRAPHS = st.sampled_from([ONTOLOGY, STATES, DOC, DOC + "-2", EVIDENCE, INFERRED, graph("inferred", "reference")])
TRIPLES = st.builds(triple, st.sampled_from("ab"), st.integers(0, 1))
STEPS = st.lists(st.dictionaries(GRAPHS, st.lists(TRIPLES, max_size=4), max_size=3), max_size=6)
#: How a sequence of steps is written: graph by graph, by difference, and as more than is kept in mind.
WAYS = st.sampled_from(["graphs", "difference", "large"])


def _written(store: Store, step: dict[str, list[Triple]], model: dict[str, set[Triple]], way: str) -> None:
    """Writes one step to a store and to a model of it, in one of :data:`WAYS`."""
    if way == "difference":
        gone = {iri: model.get(iri, set()) - set(triples) for iri, triples in step.items()}
        store.change_graphs(step, gone)
    else:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("ctkg.graph.store.base._SMALL", -1 if way == "large" else 100)
            store.replace_graphs(step)
    model.update({iri: set(triples) for iri, triples in step.items()})


def _as_modelled(store: Store, model: dict[str, set[Triple]]) -> None:
    """The store shows what the model holds, each triple of the union once, by every way to ask."""
    held = {iri: triples for iri, triples in model.items() if triples}
    assert store.graphs() == sorted(held)
    assert {(q.graph_name.value, q.triple) for q in store.quads()} == {(g, t) for g, ts in held.items() for t in ts}
    asserted = {t for g, ts in held.items() if g in (ONTOLOGY, STATES, DOC, DOC + "-2") for t in ts}
    inferred = {t for g, ts in held.items() if "inferred" in g for t in ts}
    for inference, wanted in ((True, asserted | inferred), (False, asserted)):
        rows = list(store.query("SELECT ?s ?p ?o { ?s ?p ?o }", inference=inference))  # type: ignore[arg-type]
        for found in (list(store.union(inference=inference)), [Triple(*row) for row in rows]):
            assert len(found) == len(set(found)) and set(found) == wanted
        for name in "ab":
            node = triple(name, 0).subject
            assert set(store.union(node, inference=inference)) == {t for t in wanted if t.subject == node}
    known = near(store)
    if known is not None:
        for each in {t for ts in held.values() for t in ts}:
            names = {g for g, ts in held.items() if each in ts} | ({UNION} if each in asserted | inferred else set())
            assert set(known.names(fact(each))) == names


@settings(max_examples=examples(80), deadline=None)
@given(STEPS, WAYS)
def test_any_sequence_of_writes_keeps_the_union_right(steps: list[dict[str, list[Triple]]], way: str) -> None:
    model: dict[str, set[Triple]] = {}
    with MemoryStore() as store:
        for step in steps:
            before, seen = dict(model), store.revision()
            _written(store, step, model, way)
            assert set(store.touched(seen)) == {iri for iri in step if model[iri] != before.get(iri, set())}
            _as_modelled(store, model)


@settings(max_examples=examples(30), deadline=None)
@given(STEPS, STEPS, WAYS)
def test_any_draft_keeps_the_union_right(
    steps: list[dict[str, list[Triple]]], drafted: list[dict[str, list[Triple]]], way: str
) -> None:
    model: dict[str, set[Triple]] = {}
    with MemoryStore() as store:
        for step in steps:
            _written(store, step, model, way)
        above = draft(store)
        for step in drafted:
            _written(above, step, model, way)
        _as_modelled(above, model)
        above.publish()
        _as_modelled(store, model)


@pytest.mark.parametrize("first", [DOC, STATES, INFERRED])
@pytest.mark.parametrize("other", [DOC + "-2", graph("inferred", "reference"), EVIDENCE])
def test_a_triple_of_two_graphs_stays_until_both_have_lost_it(store: Store, first: str, other: str) -> None:
    shared, model = triple("a", 1), dict[str, set[Triple]]()
    for step in ({first: [shared]}, {other: [shared]}, {first: []}, {first: [shared]}, {other: []}, {first: []}):
        _written(store, step, model, "graphs")
        _as_modelled(store, model)
    assert not list(store.union()) and not store.graphs()
