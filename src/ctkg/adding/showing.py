"""What came of adding, for people and for programs."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from ctkg.adding.outcomes import ADDED, REFUSED, REPLACED, THERE, Difference, Entered, Likeness, Outcome
from ctkg.iris import PREFIXES, compact, graph
from ctkg.model import SEVERITIES, Finding

FORMATS = ("text", "patch", "json")
REPORTS = ("csv", "json")
#: Entries that are told of one by one; of more only what is refused or needs a look.
_FEW = 5
#: Statements of a difference that are shown.
_SHOWN = 200
#: Graphs by what their statements are, in the order in which they are told.
_PARTS = (
    (graph("document", ""), "asserted"),
    (graph("inferred", ""), "inferred"),
    (graph("resolution"), "brought together"),
    (graph("evidence", ""), "evidence"),
)
_PLAIN = (PREFIXES["xsd"] + "string", PREFIXES["rdf"] + "langString")
_COLUMNS = ("row", "line", "id", "outcome", "message")


def as_text(entered: Entered) -> str:
    """What came of each entry, then all together; with what would change, for a dry run."""
    told = [
        each for each in entered.outcomes if len(entered.outcomes) <= _FEW or each.outcome == REFUSED or each.findings
    ]
    lines = [line for each in told for line in _of_one(each)]
    if entered.difference is not None:
        lines += _of_difference(entered.difference)
    return "\n".join([*lines, _of_all(entered)]) + "\n"


def _of_one(found: Outcome) -> Iterator[str]:
    worst = sorted(found.findings, key=lambda each: (-SEVERITIES.index(each.severity), each.line, each.column))
    yield from dict.fromkeys(map(of_finding, worst))
    yield from (f"  {match}" for match in found.matches)
    for alike in found.likenesses:
        yield from _alike(alike)
    message = f": {found.message}" if found.message else ""
    yield f"{found.id or _place(found)}  {found.outcome}{message}"


def of_finding(finding: Finding) -> str:
    """``FILE:LINE:COLUMN: severity: what is wrong``, as editors read it."""
    where = ":".join(str(part) for part in (finding.file, finding.line or "", finding.column or "") if part)
    about = " ".join(compact(part) for part in (finding.focus, finding.path) if part)
    field = f"{finding.field}: " if finding.field else ""
    tail = "" if finding.field or not about else f" ({about})"
    return f"{where + ': ' if where else ''}{finding.severity}: {field}{finding.message}{tail}"


def _alike(alike: Likeness) -> Iterator[str]:
    how = "the same" if alike.outcome == "merged" else "maybe the same"
    yield f"  {how} ({alike.score:g}): {compact(alike.ours)} and {compact(alike.theirs)}"
    yield from (f"    {reason}" for reason in alike.reasons)
    if alike.told:
        width = min(max(len(ours) for _, ours, _ in alike.told), 44)
        for name, ours, theirs in alike.told:
            mark = " " if ours == theirs else "|"
            yield f"    {name:<12}  {ours:<{width}} {mark} {theirs}".rstrip()


def _of_difference(difference: Difference) -> Iterator[str]:
    changes = [("+", quad) for quad in difference.gained] + [("-", quad) for quad in difference.lost]
    for stem, name in _PARTS:
        here = [(sign, quad) for sign, quad in changes if quad.graph_name.value.startswith(stem)]  # type: ignore[union-attr]
        if not here:
            continue
        plus = sum(sign == "+" for sign, _ in here)
        yield f"{name}: +{plus} -{len(here) - plus}"
        if stem != graph("evidence", ""):
            yield from (f"  {sign} {_short(quad)}" for sign, quad in here[:_SHOWN])
            if len(here) > _SHOWN:
                yield f"  and {len(here) - _SHOWN} more (-f patch shows all)"


def _short(quad: Quad) -> str:
    return " ".join(map(_term, quad.triple))


def _term(term: object) -> str:
    if isinstance(term, NamedNode):
        return compact(term.value)
    if isinstance(term, Literal) and term.datatype.value not in _PLAIN:
        return f'"{term.value}"^^{compact(term.datatype.value)}'
    return str(term)


def _of_all(entered: Entered) -> str:
    refused, there = entered.count(REFUSED), entered.count(THERE)
    taken = entered.count(ADDED, REPLACED)
    would = "would be " if entered.difference is not None else ""
    parts = [f"{taken} {would}added" if taken else "nothing added"]
    parts += [f"{there} there already"] if there else []
    parts += [f"{refused} refused"] if refused else []
    if taken:
        parts += [f"{entered.inferred:+} inferred", f"{entered.merged:+} merged, {entered.doubtful:+} doubtful"]
        if entered.difference is None:
            parts += [f"act {entered.act}"]
    return "; ".join(parts)


def _place(found: Outcome) -> str:
    return f"entry {found.row} of {found.file}"


def as_patch(difference: Difference) -> Iterator[str]:
    """The difference as an RDF Patch (https://afs.github.io/rdf-patch/), line by line; one transaction."""
    yield "TX .\n"
    for sign, quads in (("D", difference.lost), ("A", difference.gained)):
        for quad in quads:
            yield f"{sign} {quad.subject} {quad.predicate} {quad.object} {quad.graph_name} .\n"
    yield "TC .\n"


def as_json(entered: Entered) -> str:
    """Everything, with the fields of :class:`ctkg.adding.Entered`; quads as N-Quads without their dots."""
    values = dataclasses.asdict(dataclasses.replace(entered, difference=None))
    if entered.difference is None:
        del values["difference"]
    else:
        values["difference"] = {
            "gained": [_quad(quad) for quad in entered.difference.gained],
            "lost": [_quad(quad) for quad in entered.difference.lost],
        }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _quad(quad: Quad) -> str:
    return f"{quad.subject} {quad.predicate} {quad.object} {quad.graph_name}"


def report(outcomes: Iterable[Outcome], form: str) -> str:
    """A line, or in JSON an object, for each entry: row, line, id, outcome, and why."""
    rows = [_row(each) for each in outcomes]
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _row(found: Outcome) -> dict[str, Any]:
    said = [found.message, *dict.fromkeys(map(of_finding, found.findings))]
    message = " | ".join(part for part in said if part)
    return dict(zip(_COLUMNS, (found.row, found.line, found.id, found.outcome, message), strict=True))
