"""The report graph: W3C validation results with named nodes, replaced whole."""

from __future__ import annotations

from ctkg.graph import open_store, query, record
from ctkg.model import Finding, Report

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


def test_a_report_replaces_the_last_one() -> None:
    store = open_store(None)
    record(store, Report(findings=(FINDING,)))
    rows = query.run(store, QUERY).values()
    assert rows == [(FINDING.focus, "http://www.w3.org/ns/shacl#Violation", FINDING.message)]
    record(store, Report())
    assert query.run(store, QUERY).values() == []
    conforms = "ASK { GRAPH <https://w3id.org/ctkg/graph/report> { ?report sh:conforms true } }"
    assert query.run(store, conforms).boolean
