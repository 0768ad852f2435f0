"""What checks and builds report."""

from __future__ import annotations

from dataclasses import dataclass, field

SEVERITIES = ("info", "warning", "violation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One result of a check.

    Attributes:
        check: IRI or name of the shape, axiom or query.
        severity: one of :data:`SEVERITIES`.
        focus: IRI of the node that is at fault.
        path: IRI of the property, or empty.
        value: the offending value, or empty.
        message: what is wrong and what to do, in plain words.
        component: the SHACL constraint component's local name, or empty.
        document: id of the document that said it, where known.
    """

    check: str
    severity: str
    focus: str
    message: str
    path: str = ""
    value: str = ""
    component: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of a validation; findings are sorted."""

    findings: tuple[Finding, ...] = ()

    @property
    def conforms(self) -> bool:
        """True where nothing of severity violation was found."""
        return not any(finding.severity == "violation" for finding in self.findings)

    def at_least(self, severity: str) -> tuple[Finding, ...]:
        """Findings of ``severity`` or worse."""
        floor = SEVERITIES.index(severity)
        return tuple(f for f in self.findings if SEVERITIES.index(f.severity) >= floor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A document that could not be built: its path and why."""

    path: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSummary:
    """What a build did; counts are of documents, statements, quads and findings."""

    documents: int = 0
    statements: int = 0
    quads: int = 0
    inferred: int = 0
    failures: tuple[Failure, ...] = ()
    notices: tuple[str, ...] = ()
    report: Report = field(default_factory=Report)

    @property
    def exit_code(self) -> int:
        """0 where all went well, 3 where every document failed, 5 where some did, 1 where the shapes were violated."""
        if self.failures:
            return 5 if self.documents else 3
        return 0 if self.report.conforms else 1
