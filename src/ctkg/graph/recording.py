"""The last validation of a store, kept in ``graph/report`` as a W3C validation report with named nodes."""

from __future__ import annotations

import hashlib

from pyoxigraph import Literal, NamedNode, Triple

from ctkg.graph.store import Store
from ctkg.iris import PREFIXES, graph, instance
from ctkg.model import Finding, Report

REPORT = graph("report")


def record(store: Store, report: Report) -> None:
    """Replace ``graph/report`` by ``report``."""
    whole = NamedNode(instance("report"))
    triples = [
        Triple(whole, _rdf("type"), _sh("ValidationReport")),
        Triple(whole, _sh("conforms"), Literal(report.conforms)),
    ]
    for finding in report.findings:
        node = NamedNode(instance("finding", _digest(finding)))
        triples += [Triple(whole, _sh("result"), node), *_result(node.value, finding)]
    store.replace_graph(REPORT, triples)


def _result(iri: str, finding: Finding) -> list[Triple]:
    node = NamedNode(iri)
    said = [
        Triple(node, _rdf("type"), _sh("ValidationResult")),
        Triple(node, _sh("focusNode"), NamedNode(finding.focus) if _is_iri(finding.focus) else Literal(finding.focus)),
        Triple(node, _sh("resultSeverity"), _sh(finding.severity.capitalize())),
        Triple(node, _sh("resultMessage"), Literal(finding.message, language="en")),
    ]
    # A contradiction is found by an axiom and not by a shape; its name is in the message.
    for name, value in (("resultPath", finding.path), ("sourceShape", finding.check)):
        if _is_iri(value):
            said.append(Triple(node, _sh(name), NamedNode(value)))
    if finding.value:
        said.append(
            Triple(node, _sh("value"), NamedNode(finding.value) if _is_iri(finding.value) else Literal(finding.value))
        )
    if finding.component:
        said.append(Triple(node, _sh("sourceConstraintComponent"), _sh(finding.component)))
    return said


def _is_iri(text: str) -> bool:
    return text.startswith(("https://", "http://", "urn:")) and not any(c in text for c in ' <>"{}|^`\\')


def _digest(finding: Finding) -> str:
    said = "\x1f".join((finding.check, finding.focus, finding.path, finding.value, finding.message))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _sh(name: str) -> NamedNode:
    return NamedNode(PREFIXES["sh"] + name)


def _rdf(name: str) -> NamedNode:
    return NamedNode(PREFIXES["rdf"] + name)
