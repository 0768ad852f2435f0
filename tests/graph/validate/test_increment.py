"""After any sequence of documents that come, change and go, the report is that of the whole store, exactly."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from tests.effort import examples

from ctkg import graph as graphs
from ctkg.graph import checking, recording
from ctkg.graph.assemble import ontology_quads
from ctkg.graph.store import MemoryStore
from ctkg.graph.validate import report as writers
from ctkg.graph.validate import validate
from ctkg.graph.validate.context import is_judged
from ctkg.graph.validate.engines import ENGINES
from ctkg.graph.validate.judging import Judge, whole
from ctkg.graph.validate.portions import portions
from ctkg.graph.validate.shapes import files
from ctkg.graph.validate.spreading import of_portions
from ctkg.iris import graph
from ctkg.model import Report

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted((ROOT / "tests" / "shapes").glob("*/*.ttl"))
IDS = ("a", "b", "c")
CLAIM_SUBJECT, EXAMPLE = "https://w3id.org/ctkg/ontology#claimSubject", "https://w3id.org/ctkg/id/example/e"
#: A failing sequence is short enough as it is; making it shorter would take minutes.
SETTINGS = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "phases": (Phase.explicit, Phase.reuse, Phase.generate),
}


@cache
def pools() -> tuple[tuple[Triple, ...], ...]:
    """The statements of the examples of the shapes, by file and node: a document holds what belongs together."""
    found = []
    for file in EXAMPLES:
        nodes: dict[object, list[Triple]] = {}
        for quad in parse(path=str(file), format=RdfFormat.TURTLE):
            nodes.setdefault(quad.subject, []).append(quad.triple)
        found += [tuple(triples) for triples in nodes.values()]
    return tuple(found)


@cache
def background() -> MemoryStore:
    store = MemoryStore()
    store.load(ontology_quads())
    graphs.close(store)
    return store


def fresh() -> MemoryStore:
    store = MemoryStore()
    store.load(background().quads())
    return store


NODES = st.deferred(lambda: st.sampled_from(range(len(pools()))))
#: A document: some nodes whole, some statements of others left out.
DOCUMENTS = st.lists(st.tuples(NODES, st.integers(0, 7)), max_size=6)
STEPS = st.lists(
    st.tuples(st.sampled_from(IDS), st.sampled_from(("document", "evidence", "resolution")), DOCUMENTS, st.booleans()),
    min_size=1,
    max_size=5,
)


def statements(document: Iterable[tuple[int, int]]) -> set[Triple]:
    """Every node without the statement of that number, if it has one."""
    return {t for node, out in document for number, t in enumerate(pools()[node]) if number != out}


@given(steps=STEPS)
@settings(max_examples=12, **SETTINGS)
def test_the_report_of_an_increment_is_that_of_the_whole(
    steps: list[tuple[str, str, list[tuple[int, int]], bool]],
) -> None:
    follows(steps)


@pytest.mark.slow
@given(steps=STEPS)
@settings(max_examples=examples(25), **SETTINGS)
def test_many_increments(steps: list[tuple[str, str, list[tuple[int, int]], bool]]) -> None:
    follows(steps)


def follows(steps: list[tuple[str, str, list[tuple[int, int]], bool]]) -> None:
    store = fresh()
    graphs.record(store, graphs.check(store))
    for document, kind, content, recorded in steps:
        name = graph(kind) if kind == "resolution" else graph(kind, document)
        store.replace_graphs({name: statements(content)})
        graphs.close(store, documents=[] if kind == "resolution" else [document])
        expected = graphs.check(store)
        assert graphs.check(store, documents=[document]) == expected
        if recorded:
            before = set(graphs.recorded(store).findings)
            difference = graphs.recheck(store, documents=[document])
            assert (before - set(difference.gone)) | set(difference.new) == set(expected.findings)
            assert difference.conforms == expected.conforms
            assert graphs.recorded(store) == expected
            verdict = [q.object.value for q in store.match(None, NamedNode("http://www.w3.org/ns/shacl#conforms"))]
            assert verdict == [str(expected.conforms).lower()]


@given(content=st.lists(st.tuples(NODES, st.integers(0, 7)), max_size=12), size=st.integers(1, 400))
@settings(max_examples=8, **SETTINGS)
def test_batches_of_any_size_give_what_the_engine_gives_at_once(content: list[tuple[int, int]], size: int) -> None:
    store = fresh()
    half = len(content) // 2
    store.replace_graphs(
        {graph("document", "a"): statements(content[:half]), graph("document", "b"): statements(content[half:])}
    )
    graphs.close(store, documents=["a", "b"])
    at_once = {(r.focus, r.path, r.shape, r.value, r.component) for r in ENGINES["shacl"](whole(store), files(), None)}
    dealt = portions(store, list(filter(is_judged, store.graphs())))
    ways = (
        Judge(store, "shacl", files()).every(size, at_once=0),
        of_portions(Judge(store, "shacl", files()), dealt, size),
        validate(store).findings,
    )
    for found in ways:
        assert {(f.focus, f.path, f.check, f.value, f.component) for f in found} == at_once


def ttl(text: str) -> list[Triple]:
    prefixes = (
        "@prefix ct: <https://w3id.org/ctkg/ontology#> . @prefix ex: <https://w3id.org/ctkg/id/example/> . "
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
    )
    return [quad.triple for quad in parse(prefixes + text, RdfFormat.TURTLE)]


def documents(**texts: str) -> MemoryStore:
    store = fresh()
    store.replace_graphs({graph("document", name): ttl(text) for name, text in texts.items()})
    graphs.close(store, documents=list(texts))
    graphs.recheck(store)
    return store


def put(store: MemoryStore, document: str, text: str = "") -> set[str]:
    """The focus nodes of what is new after a change, found by an increment that must be the whole's."""
    store.replace_graph(graph("document", document), ttl(text))
    graphs.close(store, documents=[document])
    difference = graphs.recheck(store, documents=[document])
    assert graphs.recorded(store) == graphs.check(store)
    return {found.focus.rsplit("/", 1)[1] for found in difference.new}


PARTICIPATION = """ex:p a ct:Participation ; ct:participant ex:who ;
    ct:participationRole <https://w3id.org/ctkg/concept/role/organizer> . """
EVENT = 'ex:e a ct:Workshop ; rdfs:label "workshop" ; ct:dataSource "notes" ; ct:dataConfidence ex:c'


def test_a_removed_document_leaves_a_participation_without_event() -> None:
    store = documents(a=PARTICIPATION, b=f"{EVENT} ; ct:hasParticipation ex:p .")
    assert "p" in put(store, "b")


def test_a_node_elsewhere_becomes_a_place_and_stops_to_be_one() -> None:
    store = documents(a=f"{EVENT} ; ct:hasParticipation ex:p . {PARTICIPATION}")
    assert "p" in put(store, "b", 'ex:who a ct:City ; rdfs:label "Astana" .')
    put(store, "b")
    assert not [f for f in graphs.recorded(store).findings if f.focus.endswith("example/p")]


def test_a_plan_stands_as_a_fact_until_another_document_asserts_it() -> None:
    claim = """ct:claimSubject ex:e ; ct:claimPredicate ct:hasFollowUp ; ct:claimObject ex:next ;
        ct:stance <https://w3id.org/ctkg/concept/stance/%s> ."""
    store = documents(a="ex:plan a ct:Claim ; " + claim % "intended", b="ex:e rdfs:label 'e' .")

    def blamed() -> bool:
        return any(f.check.endswith("plan-is-not-a-fact") for f in graphs.recorded(store).findings)

    assert not blamed()
    assert "plan" in put(store, "b", "ex:e ct:hasFollowUp ex:next .") and blamed()
    put(store, "c", "ex:said a ct:Claim ; " + claim % "asserted")
    assert not blamed()
    assert "plan" in put(store, "c") and blamed()


def test_what_is_claimed_of_a_shared_subject_is_read_for_plans_only() -> None:
    """Many documents speak of one subject; a claim that asserts something has nothing to ask of the others."""
    claim = """ex:%s a ct:Claim ; ct:claimSubject ex:e ; ct:claimPredicate ct:hasFollowUp ; ct:claimObject ex:next ;
        ct:stance <https://w3id.org/ctkg/concept/stance/%s> ."""
    store = documents(**{f"d{number}": claim % (f"said{number}", "asserted") for number in range(20)})
    judge = Judge(store, "shacl", files())

    def read(name: str) -> int:
        subjects = {
            s for s, *_ in judge.reader.context(judge.reader.about([f"https://w3id.org/ctkg/id/example/{name}"]))
        }
        return len([each for each in subjects if str(each).startswith("https://w3id.org/ctkg/id/example/said")])

    assert read("said3") == 1
    store.replace_graph(graph("document", "d3"), ttl(claim % ("said3", "intended")))
    assert read("said3") == 20
    # What is asserted elsewhere concerns those claims only that do not assert.
    changed = {(f"https://w3id.org/ctkg/id/example/said{number}", CLAIM_SUBJECT, EXAMPLE) for number in (7, 8)}
    assert judge.reader.affected(changed, lambda _: False) == {"https://w3id.org/ctkg/id/example/said3"}


def test_a_contradiction_between_documents_comes_and_goes() -> None:
    store = documents(a="ex:x a ct:Person ; rdfs:label 'x' .")
    assert "x" in put(store, "b", "ex:x a ct:City .")
    found = [f for f in graphs.recorded(store).findings if f.statements]
    assert found and all(f.document == "a" for f in found)
    put(store, "c", "ex:x a ct:City .")
    again = [f for f in graphs.recorded(store).findings if f.statements]
    assert again and all("graph:document/c" in f.message for f in again if "City (" in f.message)
    put(store, "b")
    assert [f for f in graphs.recorded(store).findings if f.statements]
    put(store, "c")
    assert not [f for f in graphs.recorded(store).findings if f.statements]


def test_a_blank_node_is_judged_in_its_document() -> None:
    store = documents(a="[] a ct:Person .", b="[] a ct:Person .")
    found = [f for f in graphs.recorded(store).findings if f.focus == "[]" and f.check.endswith("named-node")]
    assert [f.document for f in found] == ["a", "b"]
    put(store, "a")
    assert {f.document for f in graphs.recorded(store).findings if f.focus == "[]"} == {"b"}


def test_a_blank_node_of_no_document_comes_and_goes() -> None:
    store = documents(a="[] a ct:Person .")
    for text, documents_of in (("[] a ct:Person .", ["", "a"]), ("", ["a"])):
        store.replace_graph(graph("resolution"), ttl(text))
        graphs.close(store, documents=[])
        graphs.recheck(store)
        assert graphs.recorded(store) == graphs.check(store)
        found = [f for f in graphs.recorded(store).findings if f.focus == "[]" and f.check.endswith("named-node")]
        assert [f.document for f in found] == documents_of


def test_a_change_of_the_ontology_is_a_change_of_everything() -> None:
    store = documents(a="ex:x a ct:Person ; rdfs:label 'x' .")
    known = [t for t in (q.triple for q in store.quads(graph("ontology"))) if "#Person>" not in str(t.subject)]
    store.replace_graph(graph("ontology"), known)
    graphs.close(store)
    graphs.recheck(store)
    assert any(f.check.endswith("known-term") for f in graphs.recorded(store).findings)
    assert graphs.recorded(store) == graphs.check(store)


def test_what_was_lost_is_forgotten_once_it_was_looked_at() -> None:
    store = documents(a=PARTICIPATION, b="ex:e rdfs:label 'e' .")
    assert store.notes("unchecked") == {}
    store.remove_graph(graph("document", "b"))
    assert len(store.notes("unchecked")) == 1
    graphs.recheck(store, documents=["b"])
    assert store.notes("unchecked") == {}


def test_an_increment_never_reads_the_store_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    store = documents(a=PARTICIPATION, b=f"{EVENT} ; ct:hasParticipation ex:p .")
    store.replace_graph(graph("document", "c"), ttl("ex:f a ct:Workshop ; ct:hasParticipation ex:p ."))
    graphs.close(store, documents=["c"])

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the whole store is read")

    union = store.union

    def looked_up(*parts: Any, **options: Any) -> Iterator[Triple]:
        given = (*parts, *(value for name, value in options.items() if name != "inference"))
        assert any(part is not None for part in given), "the whole store is read"
        return union(*parts, **options)

    monkeypatch.setattr(store, "graphs", refused)
    monkeypatch.setattr(store, "union", looked_up)
    monkeypatch.setattr(store, "quads", refused)
    asked = []
    near = store.near()
    content = near.content
    monkeypatch.setattr(near, "content", lambda name: asked.append(name) or content(name))
    graphs.recheck(store, documents=["c"])
    assert set(asked) == {graph(kind, "c") for kind in ("document", "evidence", "inferred")}


def test_documents_in_parts_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    store = documents(a=PARTICIPATION, b=f"{EVENT} ; ct:hasParticipation ex:p .", c="ex:who a ct:City .")
    assert graphs.recorded(store).findings
    monkeypatch.setattr(checking, "_PART", 1)
    store.replace_graphs(
        {
            graph("document", "b"): [],
            graph("document", "c"): ttl("ex:who a ct:Person ; rdfs:label 'who' ."),
            graph("document", "d"): ttl(f"{EVENT} ; ct:hasParticipation ex:p . {PARTICIPATION}"),
        }
    )
    graphs.close(store, documents=["b", "c", "d"])
    graphs.recheck(store)  # the journal tells which documents changed
    assert graphs.recorded(store) == graphs.check(store)


def test_both_engines_give_the_same_increment() -> None:
    store = documents(a=f"{EVENT} ; ct:hasParticipation ex:p . {PARTICIPATION}", b="[] a ct:Person .")
    store.replace_graphs(
        {
            graph("document", "c"): ttl("ex:who a ct:City . [] a ct:City . ex:s a ct:State ; ct:partOf ex:s ."),
            graph("document", "b"): [],
        }
    )
    graphs.close(store, documents=["b", "c"])
    fast = graphs.check(store, engine="shacl", documents=["b", "c"])
    assert fast == graphs.check(store, engine="pyshacl", documents=["b", "c"]) == graphs.check(store)
    assert {f.document for f in fast.findings} == {"a", "c"} and any(f.focus == "[]" for f in fast.findings)


def test_a_finding_names_the_claim_and_the_words() -> None:
    store = documents(a=f"{EVENT} ; ct:startDate '2024-05-02'^^xsd:date ; ct:endDate '2024-05-01'^^xsd:date .")
    claims = """ex:claim a ct:Claim ; ct:claimSubject ex:e ; ct:claimPredicate ct:endDate ; ct:hasEvidence ex:passage ;
        ct:claimValue "2024-05-01" . ex:passage a ct:TextPassage ; ct:quotationText "It ended on 1 May 2024." ."""
    store.replace_graph(graph("evidence", "a"), ttl(claims))
    graphs.recheck(store, documents=["a"])
    (found,) = [f for f in graphs.recorded(store).findings if f.check.endswith("start-before-end")]
    assert (found.document, found.claim) == ("a", "https://w3id.org/ctkg/id/example/claim")
    assert found.quote == "It ended on 1 May 2024."
    only = Report(findings=(found,))
    assert 'where it says: "It ended on 1 May 2024."' in writers.render(only, "human")
    assert "by the claim: id:example/claim" in writers.render(only, "human")
    assert json.loads(writers.render(only, "json"))["findings"][0]["quote"] == found.quote
    turtle = writers.render(only, "turtle")
    assert 'ct:quotationText "It ended on 1 May 2024."' in turtle and "prov:wasDerivedFrom <id/example/claim>" in turtle


def test_other_shapes_make_the_recorded_report_void(monkeypatch: pytest.MonkeyPatch) -> None:
    store = documents(a="ex:x a ct:Person .")
    assert recording.checked(store) is not None
    monkeypatch.setattr(recording, "digest", lambda _: "other")
    assert recording.checked(store) is None
    graphs.recheck(store)
    assert recording.checked(store) is not None and graphs.recorded(store) == graphs.check(store)
