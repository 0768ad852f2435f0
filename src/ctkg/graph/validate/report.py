"""Reports for people, for programs, and as RDF."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Sequence

from ctkg.errors import UsageError
from ctkg.graph.export import dumps
from ctkg.graph.validate.annotations import github
from ctkg.graph.validate.described import as_triples
from ctkg.graph.validate.entry_finding import UNREADABLE
from ctkg.graph.validate.junit import junit
from ctkg.graph.validate.sarif import sarif
from ctkg.iris import compact, instance
from ctkg.model import Finding, Report

FORMATS = ("human", "json", "turtle", "sarif", "junit", "github")
#: Severities in the words that editors know.
_WORDS = {"violation": "error", "warning": "warning", "info": "info"}


def render(report: Report, form: str, *, files: Sequence[str] = (), fail_on: str = "violation") -> str:
    """A report as text that ends with a line break.

    Args:
        report: of a store, or of all files of entries that were judged together.
        form: ``human``, ``json``, ``turtle`` (the W3C validation report), ``sarif`` (2.1.0), ``junit`` or ``github``
            (annotations of a workflow).
        files: files that were judged, in order; those without a finding are told, too.
        fail_on: the severity from which on ``junit`` calls a finding a failure.

    Raises:
        UsageError: an unknown format.
    """
    match form:
        case "human":
            return human(report, files)
        case "json":
            return as_json(report, files)
        case "turtle":
            return turtle(report)
        case "sarif":
            return sarif(report, files)
        case "junit":
            return junit(report, files, fail_on)
        case "github":
            return github(report)
    raise UsageError(f"unknown format {form!r}; there are {', '.join(FORMATS)}")


def human(report: Report, files: Sequence[str] = ()) -> str:
    """Findings one below the other, then how many there are.

    Those of files by file and line, each beginning with ``file:line:column: severity: message``, as editors read it;
    those of a store the worst first. A file that cannot be read is an error, and no finding.
    """
    found = [finding for finding in report.findings if finding.check != UNREADABLE]
    ranks = ("violation", "warning", "info")
    in_files = sorted((finding for finding in found if finding.file), key=lambda f: (f.file, f.line, f.column))
    in_store = [finding for severity in ranks for finding in found if finding.severity == severity and not finding.file]
    # Two constraints of one shape may find the same fault, in the same words: it is told and counted once.
    blocks = {_placed_block(finding): finding.severity for finding in in_files}
    blocks |= {_block(finding): finding.severity for finding in in_store}
    counts = {name: list(blocks.values()).count(name) for name in ranks}
    said = ", ".join(f"{count} {name}{'s' if count != 1 and name != 'info' else ''}" for name, count in counts.items())
    conforms = not counts["violation"]
    verdict = "Conforms" if conforms else "Does not conform"
    number = f" in {len(files)} files" if len(files) > 1 else ""
    unread = len({finding.file for finding in report.findings if finding.check == UNREADABLE})
    more = f"; {unread} file{'s' if unread != 1 else ''} cannot be read" if unread else ""
    return "".join(blocks) + (f"{verdict}: {said}{number}{more}.\n" if len(files) != unread or not files else "")


def as_json(report: Report, files: Sequence[str] = ()) -> str:
    """``{"conforms": ..., "files": [...], "findings": [...]}``, with the fields of :class:`ctkg.model.Finding`."""
    findings = [dataclasses.asdict(finding) for finding in report.findings]
    bad = {finding.file for finding in report.findings if finding.severity == "violation"}
    judged = {"files": [{"file": file, "conforms": file not in bad} for file in files]} if files else {}
    text = json.dumps({"conforms": report.conforms, **judged, "findings": findings}, ensure_ascii=False, indent=2)
    return visible(text) + "\n"


def turtle(report: Report) -> str:
    """The validation report of SHACL, section 3; nodes are numbered, so that it has no blank nodes."""
    named = {instance("report", "validation", number): finding for number, finding in enumerate(report.findings, 1)}
    return dumps(as_triples(report, instance("report", "validation"), named), "ttl").decode()


def visible(text: str) -> str:
    r"""``text`` with characters that control a terminal, or turn or hide text, as ``\uXXXX``; lines stay."""
    return _HIDDEN.sub(lambda found: "".join(f"\\u{ord(c):04x}" for c in found[0] if ord(c) < 0x10000), text)


_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd]")


def _placed_block(finding: Finding) -> str:
    where = ":".join(str(part) for part in (finding.file, finding.line, finding.column) if part)
    first = f"{where}: {_WORDS[finding.severity]}: {_line(finding.message)}\n"
    field = f"  field: {finding.field}\n" if finding.field else ""
    # A form without an id is about no node yet.
    about = f"  {_about(finding)}" if finding.focus or finding.path else ""
    return visible(first + field + f"{about}{_details(finding)}".removeprefix("\n") + "\n\n")


def _block(finding: Finding) -> str:
    return visible(f"{finding.severity.upper()}  {_about(finding)}\n  {finding.message}{_details(finding)}\n\n")


def _about(finding: Finding) -> str:
    return compact(finding.focus) + (f"  {compact(finding.path)}" if finding.path else "")


def _details(finding: Finding) -> str:
    value = f"\n  value: {compact(finding.value)}" if finding.value and finding.value != finding.focus else ""
    origin = f"\n  in document: {finding.document}" if finding.document else ""
    quote = f'\n  where it says: "{finding.quote}"' if finding.quote and finding.quote != finding.value else ""
    claim = f"\n  by the claim: {compact(finding.claim)}" if finding.claim and finding.claim != finding.focus else ""
    return f"{value}{origin}{quote}{claim}\n  check: {compact(finding.check)}"


def _line(text: str) -> str:
    return " ".join(text.split())
