"""New entries: what is right passes, what is wrong is named with focus node, path and what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from ctkg import graph as graphs
from ctkg.errors import UnreadableInput, UsageError
from ctkg.graph.infer import contradictions
from ctkg.graph.store import MemoryStore
from ctkg.graph.validate import report as writers
from ctkg.graph.validate import validate, validate_entry
from ctkg.iris import BASE
from ctkg.model import Finding

PREFIXES = """
@prefix ct: <https://w3id.org/ctkg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/ctkg/> .
"""
GOOD = (
    PREFIXES
    + """
<id/event/mine/1> a ct:Workshop ; rdfs:label "workshop"@en ; ct:heldAt <id/territory/KZ> ;
    ct:startDate "2019-11-19"^^xsd:date ; ct:endDate "2019-11-20"^^xsd:date ; ct:dataSource "own notes" ;
    ct:hasOrganizer <id/organization/osce-atu> ; ct:dataConfidence <concept/data-confidence/high> .
"""
)


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    opened = MemoryStore()
    graphs.prepare(opened)
    graphs.close(opened)
    return opened


def test_good_entry_conforms(store: MemoryStore) -> None:
    before = store.count()
    report = validate_entry(GOOD.encode(), store=store)
    assert report.conforms and not report.findings
    assert store.count() == before


def test_entry_without_a_store_is_read_against_the_reference_data() -> None:
    assert not validate_entry(GOOD.encode()).findings


@pytest.mark.parametrize("engine", ["shacl", "pyshacl"])
def test_end_before_start_is_named(store: MemoryStore, engine: str) -> None:
    report = validate_entry(GOOD.replace("2019-11-20", "2019-11-18").encode(), store=store, engine=engine)
    assert not report.conforms
    assert {f.focus for f in report.findings} == {"https://w3id.org/ctkg/id/event/mine/1"}
    assert all(f.message for f in report.findings)


def test_unknown_terms_come_with_the_nearest_known_one(store: MemoryStore) -> None:
    text = GOOD.replace("ct:Workshop", "ct:Worksop").replace("ct:heldAt", "ct:helddAt")
    found = {
        f.value: f.message for f in validate_entry(text.encode(), store=store).findings if f.check == "unknown term"
    }
    assert "did you mean ct:Workshop" in found["https://w3id.org/ctkg/ontology#Worksop"]
    assert "ct:heldAt" in found["https://w3id.org/ctkg/ontology#helddAt"]


@pytest.mark.parametrize(
    ("statement", "check", "path", "said"),
    [
        ("ct:hasOrganizer <id/organization/osce-atuu>", "unknown node", "hasOrganizer", "id:organization/osce-atu"),
        ("ct:addresses <concept/threat/act-bombin>", "unknown node", "addresses", "concept:threat/act-bombing"),
        ("ct:hasOrganizer [ a ct:Organization ]", "blank node", "type", "IRI"),
        (
            "ct:hasTimeSpan <id/timespan/mine/1> . <id/timespan/mine/1> ct:dateText 'May'",
            "node without type",
            "type",
            "a",
        ),
    ],
)
def test_what_no_shape_looks_at_is_named(store: MemoryStore, statement: str, check: str, path: str, said: str) -> None:
    text = f"{GOOD}<id/event/mine/1> {statement} ."
    found = [f for f in validate_entry(text.encode(), store=store).findings if f.check == check]
    assert len(found) == 1
    assert found[0].path.endswith(path) and said in found[0].message and found[0].focus


def test_an_unknown_term_is_told_once(store: MemoryStore) -> None:
    report = validate_entry(GOOD.replace("ct:heldAt", "ct:helddAt").encode(), store=store)
    assert [f.check for f in report.findings] == ["unknown term"]


def test_two_constraints_that_say_the_same_are_shown_once(store: MemoryStore) -> None:
    text = GOOD.replace('"2019-11-19"^^xsd:date', '"19 November"')
    human = writers.render(validate_entry(text.encode(), store=store), "human")
    blocks = human.split("\n\n")
    assert len(blocks) == len(set(blocks))
    assert f"{human.count('VIOLATION')} violation" in human


def test_a_file_without_statements_is_no_entry(tmp_path: Path, store: MemoryStore) -> None:
    (tmp_path / "nothing.ttl").write_text("# nothing yet\n")
    with pytest.raises(UnreadableInput, match="no statement"):
        validate_entry(tmp_path / "nothing.ttl", store=store)


def test_an_event_that_is_a_person_contradicts_the_ontology(store: MemoryStore) -> None:
    report = validate_entry((GOOD + "<id/event/mine/1> a ct:Person .").encode(), store=store)
    axioms = [f for f in report.findings if "isjoint" in f.check]
    assert axioms and all("this entry" in f.message for f in axioms)


def test_a_conflict_with_what_the_store_says(store: MemoryStore) -> None:
    report = validate_entry(
        GOOD.replace("ct:heldAt", "ct:partOf <id/organization/osce> ; ct:heldAt").encode(), store=store
    )
    found = [f for f in report.findings if "isjoint" in f.check]
    assert found and all("graph:inferred/reference" in f.message for f in found)
    assert all("inferred from this entry" in f.message for f in found)


def test_formats_and_syntax_errors(tmp_path: Path, store: MemoryStore) -> None:
    (tmp_path / "bad.ttl").write_text(PREFIXES + "<a> ct:heldAt .")
    with pytest.raises(UnreadableInput) as caught:
        validate_entry(tmp_path / "bad.ttl", store=store)
    assert caught.value.line == 6 and caught.value.column and str(tmp_path) in str(caught.value)
    lines = "".join(f"{quad.triple} .\n" for quad in parse(GOOD, RdfFormat.TURTLE))
    (tmp_path / "good.nt").write_text(lines)
    assert validate_entry(tmp_path / "good.nt", store=store).conforms
    with pytest.raises(UsageError, match="unknown format"):
        validate_entry(GOOD.encode(), store=store, format="docx")


def test_an_entry_is_told_what_it_would_be_told_in_the_store(store: MemoryStore) -> None:
    text = GOOD.replace("2019-11-20", "2019-11-18").replace("ct:heldAt", "ct:partOf <id/organization/osce> ; ct:heldAt")
    quads = list(parse(text, RdfFormat.TURTLE))
    name = "https://w3id.org/ctkg/graph/document/mine"
    with MemoryStore() as mine:
        mine.load(store.quads())
        mine.replace_graph(name, quads)
        graphs.close(mine)
        part = validate(mine, documents=["mine"])
        whole = [f for f in validate(mine).findings if f.document == "mine"]
        axioms = contradictions(mine, documents=["mine"])
    assert part.findings and list(part.findings) == whole, "only the neighbourhood of a document is looked at"
    found = validate_entry(text.encode(), store=store, entry="mine").findings
    own = {quad.subject.value for quad in quads}
    # Of other nodes the axioms tell here; the shapes would be asked only where nothing else is wrong.
    assert {fault(f) for f in found if f.component} == {fault(f) for f in part.findings if f.focus in own}
    assert axioms and {fault(f) for f in found if not f.component} == {fault(f) for f in axioms}


def fault(finding: Finding) -> tuple[str, ...]:
    return finding.check, finding.focus, finding.path, finding.value, finding.severity


def test_an_entry_that_was_added_is_judged_as_if_it_were_replaced(store: MemoryStore) -> None:
    quads = list(parse(GOOD, RdfFormat.TURTLE))
    activity = f"<{BASE}id/activity/mine> a <{BASE}ontology#EntryActivity> ."
    document, evidence = (f"{BASE}graph/{kind}/mine" for kind in ("document", "evidence"))
    try:
        store.replace_graph(document, quads)
        (refused,) = validate_entry(GOOD.encode(), store=store, entry="mine").findings
        assert refused.check == "another document's node", "a document of this name is no entry"
        store.replace_graph(evidence, parse(activity, RdfFormat.TURTLE))
        assert not validate_entry(GOOD.encode(), store=store, entry="mine").findings
        assert {f.check for f in validate_entry(GOOD.encode(), store=store, entry="other").findings} == {refused.check}
        ended = GOOD.replace('ct:endDate "2019-11-20"', 'ct:endDate "2019-11-21"')
        assert not validate_entry(ended.encode(), store=store, entry="mine").findings, "the old end is not seen"
    finally:
        store.replace_graphs({document: (), evidence: ()})


def test_another_node_that_an_entry_makes_wrong_is_told(store: MemoryStore) -> None:
    theirs = (
        PREFIXES
        + """
        <id/event/theirs/1> a ct:Event ; ct:hasParticipation <id/participation/theirs/1> .
        <id/participation/theirs/1> a ct:Participation ; ct:participant <id/organization/osce> ;
            ct:participationRole <concept/role/organizer> .
    """
    )
    document = f"{BASE}graph/document/theirs"
    try:
        store.replace_graph(document, parse(theirs, RdfFormat.TURTLE))
        text = GOOD + "<id/event/mine/1> ct:hasParticipation <id/participation/theirs/1> ."
        (found,) = validate_entry(text.encode(), store=store, entry="mine").findings
        assert found.focus.endswith("id/participation/theirs/1") and "to one event" in found.message
    finally:
        store.replace_graph(document, ())


def test_reports_for_people_programs_and_as_rdf(store: MemoryStore) -> None:
    bad = validate_entry(
        GOOD.replace("2019-11-20", "2019-11-18").replace("ct:Workshop", "ct:Worksop").encode(), store=store
    )
    human = writers.render(bad, "human")
    assert "VIOLATION  id:event/mine/1" in human and human.endswith(".\n") and "Does not conform" in human
    data = json.loads(writers.render(bad, "json"))
    assert data["conforms"] is False and len(data["findings"]) == len(bad.findings)
    rdf = {q.predicate.value.rsplit("#", 1)[1] for q in parse(writers.render(bad, "turtle"), RdfFormat.TURTLE)}
    assert {"conforms", "focusNode", "resultMessage", "resultSeverity", "resultPath"} <= rdf
    assert "Conforms: 0 violations" in writers.render(type(bad)(), "human")
    with pytest.raises(UsageError):
        writers.render(bad, "docx")
