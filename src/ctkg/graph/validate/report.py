"""Reports for people, for programs, and as RDF."""

from __future__ import annotations

import dataclasses
import json

from ctkg.errors import UsageError
from ctkg.graph.export import dumps
from ctkg.graph.validate.described import as_triples
from ctkg.iris import compact, instance
from ctkg.model import Finding, Report

FORMATS = ("human", "json", "turtle")


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


def _block(finding: Finding) -> str:
    about = compact(finding.focus) + (f"  {compact(finding.path)}" if finding.path else "")
    value = f"\n  value: {compact(finding.value)}" if finding.value and finding.value != finding.focus else ""
    origin = f"\n  in document: {finding.document}" if finding.document else ""
    quote = f'\n  where it says: "{finding.quote}"' if finding.quote and finding.quote != finding.value else ""
    claim = f"\n  by the claim: {compact(finding.claim)}" if finding.claim and finding.claim != finding.focus else ""
    check = f"\n  check: {compact(finding.check)}"
    return f"{finding.severity.upper()}  {about}\n  {finding.message}{value}{origin}{quote}{claim}{check}\n\n"
