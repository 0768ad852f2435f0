"""Reports for people, for programs, and as RDF."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode, Triple

from ctkg.errors import UsageError
from ctkg.graph.export import dumps
from ctkg.iris import PREFIXES, compact, instance
from ctkg.model import Finding, Report

FORMATS = ("human", "json", "turtle")
_SH = PREFIXES["sh"]


def render(report: Report, form: str) -> str:
    """A report as ``human`` text, ``json``, or ``turtle`` (the W3C validation report); ends with a line break.

    Raises:
        UsageError: an unknown format.
    """
    if form not in FORMATS:
        raise UsageError(f"unknown format {form!r}; there are {', '.join(FORMATS)}")
    return {"human": human, "json": as_json, "turtle": turtle}[form](report)


def human(report: Report) -> str:
    """Findings one below the other, the worst first, then how many there are."""
    # Two constraints of one shape may find the same fault, in the same words: it is told and counted once.
    blocks = {
        severity: dict.fromkeys(_block(finding) for finding in report.findings if finding.severity == severity)
        for severity in ("violation", "warning", "info")
    }
    counts = {name: len(found) for name, found in blocks.items()}
    said = ", ".join(f"{count} {name}{'s' if count != 1 and name != 'info' else ''}" for name, count in counts.items())
    verdict = "Conforms" if report.conforms else "Does not conform"
    return "".join(block for found in blocks.values() for block in found) + f"{verdict}: {said}.\n"


def as_json(report: Report) -> str:
    """``{"conforms": ..., "findings": [...]}`` with the fields of :class:`ctkg.model.Finding`."""
    findings = [dataclasses.asdict(finding) for finding in report.findings]
    return json.dumps({"conforms": report.conforms, "findings": findings}, ensure_ascii=False, indent=2) + "\n"


def turtle(report: Report) -> str:
    """The validation report of SHACL, section 3; nodes are numbered, so that it has no blank nodes."""
    named = {instance("report", "validation", number): finding for number, finding in enumerate(report.findings, 1)}
    return dumps(as_triples(report, instance("report", "validation"), named), "ttl").decode()


def as_triples(report: Report, iri: str, results: Mapping[str, Finding]) -> list[Triple]:
    """The validation report ``iri`` of SHACL, section 3, with its results by their IRI."""
    node = NamedNode(iri)
    triples = [_typed(node, "ValidationReport"), _said(node, "conforms", Literal(report.conforms))]
    for name, finding in results.items():
        result = NamedNode(name)
        triples += [_said(node, "result", result), _typed(result, "ValidationResult"), *_result(result, finding)]
    return triples


def _block(finding: Finding) -> str:
    about = compact(finding.focus) + (f"  {compact(finding.path)}" if finding.path else "")
    value = f"\n  value: {compact(finding.value)}" if finding.value and finding.value != finding.focus else ""
    origin = f"\n  in document: {finding.document}" if finding.document else ""
    check = f"\n  check: {compact(finding.check)}"
    return f"{finding.severity.upper()}  {about}\n  {finding.message}{value}{origin}{check}\n\n"


def _result(node: NamedNode, finding: Finding) -> list[Triple]:
    triples = [
        _said(node, "focusNode", _term(finding.focus)),
        _said(node, "resultMessage", Literal(finding.message, language="en")),
        _said(node, "resultSeverity", NamedNode(_SH + finding.severity.capitalize())),
        _said(node, "sourceConstraintComponent", NamedNode(_SH + (finding.component or "SPARQLConstraintComponent"))),
    ]
    for name, value in (("resultPath", finding.path), ("sourceShape", finding.check)):
        if isinstance(_term(value), NamedNode):
            triples.append(_said(node, name, _term(value)))
    return triples + ([_said(node, "value", _term(finding.value))] if finding.value else [])


def _term(text: str) -> NamedNode | Literal:
    looks = text.startswith(("http://", "https://", "urn:")) and not set(text) & set(' <>"{}|\\^`')
    return NamedNode(text) if looks else Literal(text)


def _typed(node: NamedNode, name: str) -> Triple:
    return Triple(node, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(_SH + name))


def _said(node: NamedNode, name: str, value: NamedNode | Literal) -> Triple:
    return Triple(node, NamedNode(_SH + name), value)
