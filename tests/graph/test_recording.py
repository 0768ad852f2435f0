"""The report graph: W3C validation results with named nodes, that come back as they were."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ctkg.graph import open_store, query, record, recorded, recording
from ctkg.graph.validate.results import sorted_report
from ctkg.model import SEVERITIES, Finding, Report

FINDING = Finding(
    check="https://w3id.org/ctkg/shape/start-before-end",
    severity="violation",
    focus="https://w3id.org/ctkg/id/event/d/1",
    path="https://w3id.org/ctkg/ontology#endDate",
    value="2024-05-01",
    message="The end is before the start.",
    component="SPARQLConstraintComponent",
)
QUERY = """
SELECT ?focus ?severity ?message WHERE {
  GRAPH <https://w3id.org/ctkg/graph/report> {
    ?report sh:result ?r .
    ?r sh:focusNode ?focus ; sh:resultSeverity ?severity ; sh:resultMessage ?message ; sh:sourceShape ?shape
  }
}"""
TEXTS = st.sampled_from(("", "[]", "word", "two words", "https://example.org/a", "^<https://example.org/p>", "a:b")) | (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=8)
)
IDS = st.sampled_from(("", "osce-2014", "é"))
FINDINGS = st.builds(
    Finding,
    check=TEXTS,
    severity=st.sampled_from(SEVERITIES),
    focus=TEXTS,
    path=TEXTS,
    value=TEXTS,
    message=TEXTS,
    component=st.sampled_from(("", "MinCountConstraintComponent", "https://example.org/Own")),
    document=IDS,
    claim=TEXTS,
    quote=TEXTS,
    statements=st.lists(TEXTS, max_size=3).map(lambda found: tuple(sorted(set(found)))),
)
REPORTS = st.lists(FINDINGS, max_size=4).map(sorted_report)


def test_a_report_replaces_the_last_one() -> None:
    store = open_store(None)
    record(store, Report(findings=(FINDING,)))
    rows = query.run(store, QUERY).values()
    assert rows == [(FINDING.focus, "http://www.w3.org/ns/shacl#Violation", FINDING.message)]
    record(store, Report())
    assert query.run(store, QUERY).values() == []
    conforms = "ASK { GRAPH <https://w3id.org/ctkg/graph/report> { ?report sh:conforms true } }"
    assert query.run(store, conforms).boolean
    record(store, None)
    assert not store.contains_graph(recording.REPORT) and recording.checked(store) is None


@given(report=REPORTS)
@settings(deadline=None)
def test_every_finding_comes_back_as_it_was(report: Report) -> None:
    store = open_store(None)
    record(store, report)
    assert recorded(store) == report


@given(before=REPORTS, after=REPORTS)
@settings(deadline=None)
def test_a_changed_report_is_the_one_that_would_have_been_recorded(before: Report, after: Report) -> None:
    store, other = open_store(None), open_store(None)
    record(store, before)
    gone, new = set(before.findings) - set(after.findings), set(after.findings) - set(before.findings)
    difference = recording.Difference(gone=tuple(gone), new=tuple(new))
    assert recording.change(store, difference).conforms == after.conforms
    record(other, after)
    assert set(store.quads(recording.REPORT)) == set(other.quads(recording.REPORT))
    assert recorded(store) == after
