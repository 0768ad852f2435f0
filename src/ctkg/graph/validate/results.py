"""Results of an engine, and how they become findings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ctkg.iris import compact
from ctkg.model import Finding, Report

_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


#: Stands for every blank node: their labels differ from run to run.
BLANK = "[]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One SHACL validation result, in the words that both engines share.

    Attributes:
        focus: IRI, :data:`BLANK`, or lexical form.
        path: IRI, SPARQL path, or empty.
        value: IRI or lexical form, or empty.
        shape: IRI of the nearest shape that has one.
        component: local name of the constraint component; the IRI of one that SHACL does not define.
        severity: ``Violation``, ``Warning`` or ``Info``.
        messages: what the shape says; empty where it says nothing.
        label: label that the focus node has in the data where it is a blank node.
    """

    focus: str
    path: str
    value: str
    shape: str
    component: str
    severity: str
    messages: tuple[str, ...]
    label: str = ""

    def finding(self, document: str = "", claim: str = "", quote: str = "") -> Finding:
        """The result as a finding of a document, with the claim and the words behind it."""
        return Finding(
            check=self.shape,
            severity=self.severity.casefold() if self.severity in ("Info", "Warning") else "violation",
            focus=self.focus,
            path=self.path,
            value=self.value,
            message=self.messages[0] if self.messages else self._default(),
            component=self.component,
            document=document,
            claim=claim,
            quote=quote,
        )

    def _default(self) -> str:
        rule = _WORD.sub(" ", self.component.removesuffix("ConstraintComponent")).casefold()
        what = f" of {compact(self.path)}" if self.path else ""
        return f"breaks the rule '{rule}'{what} in {compact(self.shape)}; correct the value or the statement."


def sorted_report(findings: Iterable[Finding]) -> Report:
    """A report of findings, each once, sorted."""
    return Report(findings=tuple(sorted(set(findings), key=order)))


def order(finding: Finding) -> tuple[object, ...]:
    """Sort key of findings: all that they say, by file and place first."""
    return (
        finding.file,
        finding.line,
        finding.column,
        finding.focus,
        finding.path,
        finding.check,
        finding.value,
        finding.component,
        finding.message,
        finding.document,
        finding.severity,
        finding.claim,
        finding.quote,
        finding.field,
        *finding.statements,
    )
