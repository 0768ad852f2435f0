"""Findings as annotations of a GitHub workflow: lines that its runner shows beside the files of a change."""

from __future__ import annotations

from ctkg.graph.validate.rules import rule_id
from ctkg.iris import compact
from ctkg.model import Finding, Report

_COMMANDS = {"violation": "error", "warning": "warning", "info": "notice"}


def github(report: Report) -> str:
    """A workflow command for each finding; empty where there is none."""
    return "".join(map(_command, report.findings))


def _command(finding: Finding) -> str:
    places = {"file": finding.file, "line": str(finding.line or ""), "col": str(finding.column or "")}
    places["title"] = rule_id(finding)
    given = ",".join(f"{key}={_escaped(text, ',:')}" for key, text in places.items() if text)
    about = f" ({compact(finding.focus)})" if finding.focus else ""
    return f"::{_COMMANDS[finding.severity]} {given}::{_escaped(finding.message + about)}\n"


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
