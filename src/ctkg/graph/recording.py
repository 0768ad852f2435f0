"""The last validation of a store, kept in ``graph/report`` as a W3C validation report with named nodes.

Beside it stand, as notes, the revision that was validated and what went since (:mod:`ctkg.graph.store.traces`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from ctkg.graph.store import Store
from ctkg.graph.store.near import near
from ctkg.graph.store.traces import KIND, REPORT
from ctkg.graph.validate import described
from ctkg.graph.validate.results import BLANK, sorted_report
from ctkg.graph.validate.shapes import digest, files
from ctkg.iris import PREFIXES, graph, instance
from ctkg.model import SEVERITIES, Finding, Report

_STANDING, _CHECKED, _SHAPES = "report", "revision", "shapes"
_THIS = instance("report")
_SH = PREFIXES["sh"]
_SEVERITY, _VIOLATION = NamedNode(_SH + "resultSeverity"), NamedNode(_SH + "Violation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How a report differs from the one before; findings are sorted.

    Attributes:
        conforms: nothing of severity violation is left.
    """

    gone: tuple[Finding, ...] = ()
    new: tuple[Finding, ...] = ()
    conforms: bool = True


def record(store: Store, report: Report | None) -> None:
    """Replace ``graph/report`` by ``report``; a finding keeps its IRI as long as it says the same.

    None removes the graph: a report of what the store no longer holds would mislead.
    """
    triples: list[Triple] = []
    if report is not None:
        named = {name(finding): finding for finding in report.findings}
        triples = described.as_triples(report, _THIS, named)
    store.replace_graphs({REPORT: triples}, notes=_seen(store, kept=report is not None))


def change(store: Store, difference: Difference) -> Difference:
    """Bring the recorded report up to date in one step; returns the difference with its verdict.

    The cost follows from the difference, not from the findings that stay.
    """
    if not store.contains_graph(REPORT) or checked(store) is None:
        report = patched(recorded(store), difference)
        record(store, report)
        return replace(difference, conforms=report.conforms)
    gone, new = ({name(each): each for each in some} for some in (difference.gone, difference.new))
    left = {name(each) for each in difference.gone if each.severity == "violation"}
    violations = (quad.subject for quad in store.match(None, _SEVERITY, _VIOLATION, REPORT))
    conforms = Report(findings=difference.new).conforms and all(
        isinstance(node, NamedNode) and node.value in left for node in violations
    )
    removed = [triple for iri, each in gone.items() for triple in described.listed(_THIS, iri, each)]
    added = [triple for iri, each in new.items() for triple in described.listed(_THIS, iri, each)]
    verdicts = [described.verdict(_THIS, said) for said in (conforms, not conforms)]
    store.change_graphs({REPORT: [*added, verdicts[0]]}, {REPORT: [*removed, verdicts[1]]}, notes=_seen(store))
    return replace(difference, conforms=conforms)


def patched(report: Report, difference: Difference) -> Report:
    """``report`` with a difference."""
    return sorted_report((set(report.findings) - set(difference.gone)) | set(difference.new))


def checked(store: Store) -> int | None:
    """The revision that the recorded report is about; None where there is none to build upon."""
    standing = store.notes(_STANDING)
    if _CHECKED not in standing or standing.get(_SHAPES) != digest(files()):
        return None  # none, or one by other shapes
    return int(standing[_CHECKED])


def settled(store: Store) -> None:
    """The report is that of the store as it is now: nothing was written since it was made but the report."""
    standing = store.notes(_STANDING)
    if _CHECKED in standing and standing[_CHECKED] != str(store.revision()):
        store.set_notes(_STANDING, {_CHECKED: str(store.revision())})


def recorded(store: Store) -> Report:
    """The recorded report, every finding as it was."""
    said: dict[str, list[Triple]] = {}
    for quad in store.quads(REPORT):
        said.setdefault(quad.subject.value, []).append(quad.triple)  # type: ignore[union-attr]
    return described.report(said, _THIS)


def about(store: Store, nodes: Iterable[str]) -> Iterator[Finding]:
    """Recorded findings about some focus nodes."""
    known = near(store)
    for node in nodes:
        row = known.pointing(node) if known is not None else None
        if row is None or any(REPORT in names for names in row.values()):
            yield from _found(store, [(described.FOCUS, described.node(node))])


def resting_on(store: Store, statements: Iterable[str]) -> Iterator[Finding]:
    """Recorded contradictions among whose statements is one of these."""
    if next(store.match(None, described.STATEMENT, None, REPORT), None) is not None:
        yield from _found(store, ((described.STATEMENT, Literal(each)) for each in statements))


def of_blank(store: Store, document: str) -> Iterator[Finding]:
    """Recorded findings about blank nodes that are attributed to a document; to none where it is empty."""
    name = (described.DOCUMENT, NamedNode(graph("document", document)))
    found = _found(store, [name if document else (described.FOCUS, described.node(BLANK))])
    return (each for each in found if each.focus == BLANK and each.document == document)


def counts(store: Store) -> dict[str, int]:
    """Severity -> how many findings are recorded, the gravest first."""
    text = f"SELECT ?s (COUNT(?f) AS ?n) WHERE {{ ?f <{_SEVERITY.value}> ?s }} GROUP BY ?s"
    rows: Any = store.query(text, graphs=[REPORT], named=[])
    found = {row[0].value.removeprefix(_SH).casefold(): int(row[1].value) for row in rows}
    return {each: found[each] for each in reversed(SEVERITIES) if each in found}


def portion(store: Store, severity: str, *, start: int, most: int) -> Iterator[tuple[str, Finding]]:
    """Some recorded findings of a severity with their IRIs, in an order that is fixed for one state of the store."""
    wanted = f"?f <{_SEVERITY.value}> <{_SH}{severity.capitalize()}>"
    rows: Any = store.query(f"SELECT ?f WHERE {{ {wanted} }} LIMIT {most} OFFSET {start}", graphs=[REPORT], named=[])
    for row in rows:
        yield row[0].value, described.finding(partial(_said, store), row[0])


def name(finding: Finding) -> str:
    """The IRI of a finding: it hangs on all that it says."""
    parts = (
        finding.check,
        finding.focus,
        finding.path,
        finding.value,
        finding.message,
        finding.component,
        finding.severity,
        finding.document,
        finding.claim,
        finding.quote,
        *finding.statements,
    )
    return instance("finding", hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16])


def _found(store: Store, wanted: Iterable[tuple[NamedNode, NamedNode | Literal]]) -> Iterator[Finding]:
    seen = set()
    for predicate, value in wanted:
        for quad in store.match(None, predicate, value, REPORT):
            if isinstance(quad.subject, NamedNode) and quad.subject not in seen:
                seen.add(quad.subject)
                yield described.finding(partial(_said, store), quad.subject)


def _said(store: Store, node: NamedNode) -> list[Triple]:
    return [quad.triple for quad in store.match(node, None, None, REPORT)]


def _seen(store: Store, *, kept: bool = True) -> dict[str, dict[str, str | None]]:
    return {
        KIND: dict.fromkeys(store.notes(KIND)),
        _STANDING: {_CHECKED: str(store.revision()) if kept else None, _SHAPES: digest(files()) if kept else None},
    }
