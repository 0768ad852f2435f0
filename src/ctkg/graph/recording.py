"""The last validation of a store, kept in ``graph/report`` as a W3C validation report with named nodes."""

from __future__ import annotations

import hashlib

from ctkg.graph.store import Store
from ctkg.graph.validate.report import as_triples
from ctkg.iris import graph, instance
from ctkg.model import Finding, Report

REPORT = graph("report")


def record(store: Store, report: Report | None) -> None:
    """Replace ``graph/report`` by ``report``; a finding keeps its IRI as long as it says the same.

    None removes the graph: a report of what the store no longer holds would mislead.
    """
    if report is None:
        store.remove_graph(REPORT)
        return
    results = {instance("finding", _digest(finding)): finding for finding in report.findings}
    store.replace_graph(REPORT, as_triples(report, instance("report"), results))


def _digest(finding: Finding) -> str:
    said = "\x1f".join((finding.check, finding.focus, finding.path, finding.value, finding.message))
    return hashlib.sha256(said.encode()).hexdigest()[:16]
