"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines of a file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from ctkg.graph.validate.rules import rule_id, rules
from ctkg.iris import BASE, compact
from ctkg.model import Finding, Report

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"violation": "error", "warning": "warning", "info": "note"}


def sarif(report: Report, files: Sequence[str] = ()) -> str:
    """One run with a result for each finding; ``files`` are those that were judged."""
    import ctkg

    broken = rules(report.findings)
    numbers = {rule.id: number for number, rule in enumerate(broken)}
    run = {
        "tool": {
            "driver": {
                "name": "ctkg",
                "version": ctkg.__version__,
                "informationUri": BASE,
                "rules": [
                    {
                        "id": rule.id,
                        "name": rule.name,
                        "shortDescription": {"text": rule.name},
                        "fullDescription": {"text": rule.help},
                        "help": {"text": rule.help},
                        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
                    }
                    for rule in broken
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(file)}} for file in files],
        "results": [_result(finding, numbers) for finding in report.findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=True, indent=2) + "\n"


def _result(finding: Finding, numbers: dict[str, int]) -> dict[str, Any]:
    name = rule_id(finding)
    about = {"focus": finding.focus, "path": finding.path, "value": finding.value, "field": finding.field}
    parts = (name, finding.file, finding.focus, finding.path, finding.value, finding.component)
    return {
        "ruleId": name,
        "ruleIndex": numbers[name],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(finding)],
        # The line is not part of it, so that a finding stays the same when lines above it come and go.
        "partialFingerprints": {"ctkgFinding/v1": hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]},
        "properties": {key: text for key, text in about.items() if text},
    }


def _location(finding: Finding) -> dict[str, Any]:
    logical = [{"fullyQualifiedName": compact(finding.focus)}]
    if not finding.file:
        return {"logicalLocations": logical}
    # Code hosts show nothing without a line: what stands at no line that is known is shown at the first.
    region = {"startLine": finding.line or 1}
    if finding.column:
        region["startColumn"] = finding.column
    place = {"artifactLocation": {"uri": _uri(finding.file)}, "region": region}
    return {"physicalLocation": place, "logicalLocations": logical}


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
