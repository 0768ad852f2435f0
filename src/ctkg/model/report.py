"""What checks and builds report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

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
        claim: IRI of the claim by which the document said it, where there is one.
        quote: words of the document behind it, where there are any.
        statements: the statements that contradict an axiom, as N-Triples without their dots; empty for shapes.
        file: the file of the entry that is judged, as it was named; empty for what a store holds.
        line: 1-based line in ``file``, or in what was read; 0 where it is not known.
        column: 1-based column (code points) in that line; 0 where it is not known.
        field: name of the field of a form, or empty.
    """

    check: str
    severity: str
    focus: str
    message: str
    path: str = ""
    value: str = ""
    component: str = ""
    document: str = ""
    claim: str = ""
    quote: str = ""
    statements: tuple[str, ...] = ()
    file: str = ""
    line: int = 0
    column: int = 0
    field: str = ""


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

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        from ctkg import notebook
        from ctkg.iris import compact

        numbers = Counter(finding.severity for finding in self.findings)
        counts = ", ".join(f"{numbers[name]} {name}" for name in reversed(SEVERITIES))
        title = f"{'Conforms' if self.conforms else 'Does not conform'}: {counts}"
        rows = [
            (
                notebook.Cell(each.severity),
                notebook.Cell(compact(each.focus), each.focus, compact(each.path)),
                notebook.Cell(each.message, note=each.value),
                notebook.Cell(each.quote or f"{each.file}:{each.line}" if each.file else each.quote),
            )
            for each in self.findings
        ]
        table = notebook.Table(columns=("severity", "node", "message", "where"), rows=rows, what="findings")
        html = notebook.section(title, table.html if rows else "")
        return notebook.bundle(html, "\n".join([title, *([table.plain] if rows else [])]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A document that could not be built: its path and why."""

    path: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionTally:
    """What came of second opinions, counted; tallies of several documents are added.

    Attributes:
        counts: name of the opinion, outcome, how often; sorted. Outcomes are ``asked`` (documents), ``from the cache``,
            ``filled``, ``agreed``, ``doubted`` (statements), ``dropped: <reason>`` (what the model said and no
            statement says), ``failed: <reason>`` and ``not asked: <reason>`` (documents).
    """

    counts: tuple[tuple[str, str, int], ...] = ()

    @classmethod
    def of(cls, name: str, outcomes: Mapping[str, int]) -> OpinionTally:
        """The tally of one opinion on one document."""
        return cls(counts=tuple((name, outcome, times) for outcome, times in sorted(outcomes.items()) if times))

    def __add__(self, other: OpinionTally) -> OpinionTally:
        """Both together."""
        total: Counter[tuple[str, str]] = Counter()
        for name, outcome, times in (*self.counts, *other.counts):
            total[name, outcome] += times
        return OpinionTally(counts=tuple((name, outcome, n) for (name, outcome), n in sorted(total.items())))

    def number(self, outcome: str) -> int:
        """How often ``outcome``, or any that begins with it and a colon, came over all opinions."""
        return sum(n for _, said, n in self.counts if said == outcome or said.startswith(f"{outcome}:"))

    def lines(self) -> tuple[str, ...]:
        """One line for each opinion, for people; it holds no words of a document."""
        names = dict.fromkeys(name for name, _, _ in self.counts)
        return tuple(f"{name}: {self._told(name)}" for name in names)

    def _told(self, name: str) -> str:
        mine = {outcome: times for one, outcome, times in self.counts if one == name}
        plain = ("asked", "from the cache", "filled", "agreed", "doubted")
        parts = [f"{outcome} {mine[outcome]}" for outcome in plain if outcome in mine]
        for kind in ("dropped", "failed", "not asked"):
            reasons = {one.partition(": ")[2]: n for one, n in mine.items() if one.startswith(f"{kind}: ")}
            if reasons:
                listed = ", ".join(f"{reason} {n}" for reason, n in reasons.items())
                parts.append(f"{kind} {sum(reasons.values())} ({listed})")
        return "; ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSummary:
    """What a build did; counts are of documents, statements, quads, and nodes and pairs of nodes in the whole store.

    Attributes:
        documents: how many the store holds of what was asked for.
        unchanged: how many of them it held before, just so.
        merged: nodes and documents that were brought into another as the same.
        doubtful: pairs that may be the same and wait for a reader.
    """

    documents: int = 0
    unchanged: int = 0
    statements: int = 0
    quads: int = 0
    merged: int = 0
    doubtful: int = 0
    inferred: int = 0
    failures: tuple[Failure, ...] = ()
    notices: tuple[str, ...] = ()
    report: Report = field(default_factory=Report)
    opinions: OpinionTally = field(default_factory=OpinionTally)

    @property
    def exit_code(self) -> int:
        """0 where all went well, 3 where every document failed, 5 where some did, 1 where the shapes were violated."""
        if self.failures:
            return 5 if self.documents else 3
        return 0 if self.report.conforms else 1
