"""Differences: of points, stores, dumps and backups, in words and as a patch that leads from one side to the other."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from tests.effort import examples

import ctkg
from ctkg import KnowledgeGraph
from ctkg.errors import UnreadableInput, UsageError
from ctkg.graph.store import Store, open_store
from ctkg.history import Scope, lines, patch, telling
from ctkg.history.comparing import compare
from ctkg.history.sides import FileSide, LinesSide, StoreSide
from ctkg.iris import graph

GRAPHS = tuple(graph(kind, name) for kind in ("document", "evidence") for name in ("a", "b"))
P = [NamedNode(f"https://example.org/p{number}") for number in range(2)]
NODES = [NamedNode(f"https://example.org/{number}") for number in range(3)]
TERMS = st.one_of(
    st.sampled_from([*NODES, BlankNode("x"), Literal("a", language="en"), Literal('"\\\n \u2028'), Literal(5)]),
    st.text(max_size=3).filter(lambda text: "\x00" not in text).map(Literal),
)
CONTENT = st.dictionaries(
    st.sampled_from(GRAPHS),
    st.lists(st.builds(Triple, st.sampled_from(NODES), st.sampled_from(P), TERMS), max_size=5),
)
ALL = Scope(everything=True)


def made(content: dict[str, list[Triple]]) -> Store:
    store = open_store(None)
    store.replace_graphs(content)
    return store


def quads(store: Store) -> set[str]:
    return set(map(str, store.quads()))


@settings(max_examples=examples(25), deadline=None)
@given(CONTENT, CONTENT)
def test_a_patch_leads_from_one_side_to_the_other_and_back(
    one: dict[str, list[Triple]], other: dict[str, list[Triple]]
) -> None:
    a, b = made(one), made(other)
    there = list(patch.lines(compare(StoreSide(a, "a"), StoreSide(b, "b"), ALL)))
    back = list(patch.lines(compare(StoreSide(b, "b"), StoreSide(a, "a"), ALL)))
    before, after = quads(a), quads(b)
    assert len(there) == 2 + len(before ^ after)
    patch.apply(a, there)
    assert quads(a) == after
    patch.apply(b, back)
    assert quads(b) == before


@settings(max_examples=examples(15), deadline=None)
@given(CONTENT, CONTENT)
def test_dumps_line_by_line_differ_as_stores_do(one: dict[str, list[Triple]], other: dict[str, list[Triple]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, content in enumerate((one, other)):
            files.append(Path(folder) / f"{number}.nq")
            KnowledgeGraph(made(content)).export(files[-1])
        expected = compare(StoreSide(made(one), "a"), StoreSide(made(other), "b"), ALL)
        removed, added = lines.difference(*files, ALL.takes)
        assert (removed, added) == (expected.removed, expected.added)
        found = compare(LinesSide(files[0]), LinesSide(files[1]), ALL)
        assert (found.removed, found.added) == (removed, added)


def test_lines_out_of_order_are_compared_all_the_same(tmp_path: Path) -> None:
    text = ['<urn:b> <urn:p> "1" <urn:g> .\n', '<urn:a> <urn:p> "1" <urn:g> .\n']
    (tmp_path / "a.nq").write_text("".join(text), encoding="utf-8")
    (tmp_path / "b.nq").write_text("".join(text[:1]), encoding="utf-8")
    with pytest.raises(lines.Unsorted):
        lines.difference(tmp_path / "a.nq", tmp_path / "b.nq", ALL.takes)
    found = compare(LinesSide(tmp_path / "a.nq"), LinesSide(tmp_path / "b.nq"), ALL)
    assert {str(quad) for quad in found.removed} == {text[1][:-3]} and not found.added


def words(kg: KnowledgeGraph, *sides: str, by: str = "document", **scope: bool) -> str:
    return "\n".join(telling.text(kg.diff(*sides, **scope).told, by=by))


def test_what_changed_in_words(told: KnowledgeGraph) -> None:
    assert words(told, "@1", "@2") == (
        "from @1 (2023-11-14, build) to @2 (2023-11-16, review)\n"
        "\n"
        "document/d\n"
        "  ~ workshop, nova [ct:Workshop]  id:event/d/1\n"
        "      rdfs:label: workshop, vesta → workshop, nova\n"
        "      ct:heldAt: Vesta (id:city/vesta) → Nova (id:city/nova)\n"
        "      ct:startDate: 2021-03-01 → 2021-03-02\n"
        "      ct:topicText: borders → ports\n"
        "\n"
        "entities: 0 added, 0 gone, 1 changed; statements: 4 added, 4 removed"
    )


def test_what_came_and_went_in_words(told: KnowledgeGraph) -> None:
    assert words(told, "@2") == (
        "from @2 (2023-11-16, review) to now\n"
        "\n"
        "document/e\n"
        "  - another workshop [ct:Workshop]  id:event/e/1\n"
        "\n"
        "document/entered\n"
        "  + a meeting that was entered [ct:Meeting]  id:event/entered/1\n"
        "\n"
        "entities: 1 added, 1 gone, 0 changed; statements: 3 added, 2 removed"
    )
    assert "ct:Meeting\n  + a meeting that was entered  id:event/entered/1 in document/entered" in words(
        told, "@2", by="class"
    )
    assert words(told).startswith("from @3 (2023-11-16, add) to now\n\ndocument/e\n  - another workshop")


def test_a_node_without_a_name_is_called_by_what_it_connects(told: KnowledgeGraph) -> None:
    assert "+ (Fictional Body, organiser) [ct:Participation]  id:participation/d/1/organizer/body" in words(
        told, "@0", "@1"
    )


def test_days_stand_for_their_ends(told: KnowledgeGraph) -> None:
    assert words(told, "2023-11-14", "2023-11-16").splitlines()[1:] == words(told, "@1", "now").splitlines()[1:]
    assert words(told, "2023-11-13", "2023-11-14").splitlines()[1:] == words(told, "@0", "@1").splitlines()[1:]
    assert "no difference" in words(told, "2023-11-14", "2023-11-15")


def test_scopes(told: KnowledgeGraph) -> None:
    assert "evidence/entered" in words(told, "@2", evidence=True)
    assert "reference/t" not in words(told, "@0", "@1") and "reference/t" in words(told, "@0", "@1", everything=True)
    assert "inferred/entered" not in words(told, "@2")
    assert "inferred/entered\n  + a meeting that was entered" in words(told, "@2", inferred=True)


def test_json_says_the_same(told: KnowledgeGraph) -> None:
    found = json.loads(json.dumps(telling.as_json(told.diff("@1", "@2").told)))
    assert found["entities"] == {"added": 0, "gone": 0, "changed": 1}
    (change,) = found["changes"]
    assert change["iri"] == "id:event/d/1" and change["graph"] == "document/d"
    assert change["properties"][1] == {
        "property": "ct:heldAt",
        "before": [{"words": "Vesta", "iri": "id:city/vesta"}],
        "after": [{"words": "Nova", "iri": "id:city/nova"}],
    }


def test_stores_dumps_and_backups_are_sides_alike(told: KnowledgeGraph, tmp_path: Path) -> None:
    with told.known_on("@1") as then:
        then.export(tmp_path / "then.nq")
        then.export(tmp_path / "then.trig")
        then.export(tmp_path / "then.ttl")
    with open_store(tmp_path / "then.store") as store:
        store.load(FileSide(tmp_path / "then.nq").quads())
        KnowledgeGraph(store).backup(tmp_path / "then.backup")
    told.export(tmp_path / "now.nq")
    expected = words(told, "@1", "now").splitlines()[1:]
    for name in ("then.nq", "then.trig", "then.store", "then.backup"):
        for other in ("now", str(tmp_path / "now.nq")):
            assert words(told, str(tmp_path / name), other).splitlines()[1:] == expected, (name, other)
    # A file without graphs is compared with the union.
    flat = words(told, str(tmp_path / "then.ttl"), "now")
    assert "all graphs" in flat and "ct:startDate: 2021-03-01 → 2021-03-02" in flat


def test_a_side_that_is_none_is_refused(told: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="a side is a store, a file of RDF, a backup"):
        told.diff("missing.nq")
    with pytest.raises(UsageError, match="no store of ctkg"):
        told.diff(str(tmp_path))
    with ctkg.open(None) as kg, pytest.raises(UsageError, match="no moment to compare with"):
        kg.diff()


@pytest.mark.parametrize("line", ["X <urn:a> <urn:b> <urn:c> <urn:g> .", "A nonsense", "A <urn:a> <urn:b> <urn:c> ."])
def test_a_patch_that_is_none_is_refused_with_its_line(line: str) -> None:
    with open_store(None) as store:
        with pytest.raises(UnreadableInput, match="no line of an RDF Patch") as caught:
            patch.apply(store, ["H version <urn:1> .", "TX .", line, "TC ."])
        assert caught.value.line == 3 and store.graphs() == []


def test_axioms_are_counted_not_shown() -> None:
    one, other = open_store(None), open_store(None)
    other.load([Quad(BlankNode("x"), P[0], NODES[0], NamedNode(graph("ontology")))])
    found = telling.tell(compare(StoreSide(one, "a"), StoreSide(other, "b"), ALL))
    assert (found.unnamed, found.changes) == (1, ())
    assert "1 of these statements are about nodes without a name" in "\n".join(telling.text(found))
