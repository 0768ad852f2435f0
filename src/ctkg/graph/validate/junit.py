"""Findings as JUnit XML, which servers of continuous integration read: a suite a file, a case a finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from ctkg.graph.validate.entry_finding import UNREADABLE
from ctkg.graph.validate.rules import rule_id
from ctkg.iris import compact
from ctkg.model import SEVERITIES, Finding, Report

#: What XML 1.0 cannot hold.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Report, files: Sequence[str] = (), fail_on: str = "violation") -> str:
    """Findings of ``fail_on`` and worse are failures, a file that cannot be read is an error, the others pass.

    A file without a finding has one case, which passes.
    """
    floor = SEVERITIES.index(fail_on)
    root = ET.Element("testsuites", name="ctkg validate")
    names = dict.fromkeys((*files, *(finding.file for finding in report.findings)))
    for name in names or [""]:
        found = [finding for finding in report.findings if finding.file == name]
        suite = ET.SubElement(root, "testsuite", name=_text(name or "store"))
        for finding in found:
            _case(suite, finding, failed=SEVERITIES.index(finding.severity) >= floor)
        if not found:
            ET.SubElement(suite, "testcase", classname="ctkg.validate", name="conforms", file=_text(name))
        for kind in ("failure", "error"):
            suite.set(f"{kind}s", str(len(suite.findall(f"testcase/{kind}"))))
        suite.set("tests", str(len(suite)))
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _case(suite: ET.Element, finding: Finding, *, failed: bool) -> None:
    where = ":".join(str(part) for part in (finding.line, finding.column) if part)
    about = " ".join(compact(part) for part in (finding.focus, finding.path) if part)
    name = " ".join(part for part in (where, rule_id(finding), about) if part)
    case = ET.SubElement(suite, "testcase", classname="ctkg.validate", name=_text(name), file=_text(finding.file))
    if finding.line:
        case.set("line", str(finding.line))
    said = f"{finding.message}\nvalue: {compact(finding.value)}" if finding.value else finding.message
    if finding.check == UNREADABLE or failed:
        kind = "error" if finding.check == UNREADABLE else "failure"
        ET.SubElement(case, kind, message=_text(finding.message), type=rule_id(finding)).text = _text(said)
    else:
        ET.SubElement(case, "system-out").text = _text(f"{finding.severity}: {said}")


def _text(text: str) -> str:
    return _NO_XML.sub("�", text)
