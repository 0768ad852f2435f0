"""The verdict on one entry before anything is compared or written: what it says, and what it is called."""

from __future__ import annotations

import dataclasses

from ctkg import graph as graphs
from ctkg.adding.outcomes import ADDED, REFUSED, REPLACED, THERE, Outcome
from ctkg.decisions import applying
from ctkg.decisions.withdrawing import withheld
from ctkg.decisions.withheld_entries import left
from ctkg.entries.keeping import is_evidence
from ctkg.entries.sources import Entry
from ctkg.graph import rewriting
from ctkg.graph.store import Store
from ctkg.graph.store.literals import as_kept
from ctkg.graph.validate.entry import judge_entry, seems_sound
from ctkg.iris import graph
from ctkg.model import SEVERITIES, Finding


def judge(
    store: Store, entry: Entry, *, fail_on: str = "violation", replace: bool = False, glance: bool = False
) -> Outcome:
    """What would come of an entry, as far as itself and its id tell.

    Args:
        store: in whose context it is judged; not changed.
        entry: as it was read.
        fail_on: refuse it for findings of this severity and worse.
        replace: it may take the place of an entry of the same id.
        glance: of an entry that seems sound, leave shapes and axioms to the draft that it goes into.
    """
    found = Outcome(id=entry.id, file=entry.file, row=entry.row, line=entry.line, matches=entry.matches)
    if entry.problems:
        return _refused(found, entry.problems, "it cannot be read as its form wants")
    outcome, message = _standing(store, entry, replace)
    if outcome in (THERE, REFUSED):
        return dataclasses.replace(found, outcome=outcome, message=message)
    if (names := withheld(store)) and left(names, entry.id, entry.quads) != list(entry.quads):
        return _refused(found, (), "it names a person whose data were taken down; leave that person out")
    if glance and outcome == ADDED and seems_sound(entry.quads, store=store, entry=entry.id):
        return dataclasses.replace(found, outcome=outcome)
    findings = tuple(map(entry.placed, judge_entry(entry.quads, store=store, entry=entry.id).findings))
    floor = SEVERITIES.index(fail_on)
    grave = sum(SEVERITIES.index(finding.severity) >= floor for finding in findings)
    if grave:
        return _refused(found, findings, "1 finding" if grave == 1 else f"{grave} findings")
    return dataclasses.replace(found, outcome=outcome, findings=findings)


def _refused(found: Outcome, findings: tuple[Finding, ...], message: str) -> Outcome:
    return dataclasses.replace(found, outcome=REFUSED, findings=findings, message=message)


def _standing(store: Store, entry: Entry, replace: bool) -> tuple[str, str]:
    """What the id of an entry means for it: outcome and message."""
    if not entry.id:
        return REFUSED, "it has no id"
    if entry.id in graphs.SHARED:
        return REFUSED, f"the id {entry.id} names a graph of ctkg; give it another one with --id"
    if applying.entry(store, entry.id) is None:
        if any(store.contains_graph(graph(kind, entry.id)) for kind in ("document", "evidence")):
            return REFUSED, f"the id {entry.id} is that of a document in the store; give it another one with --id"
        return ADDED, ""
    if _same(store, entry):
        return THERE, "the store has it already"
    if replace:
        return REPLACED, ""
    return REFUSED, f"the store has another entry {entry.id}; put it in its place with --replace, or give it another id"


def _same(store: Store, entry: Entry) -> bool:
    """True where the store holds just these statements under this id."""
    kept = rewriting.minted(store, entry.id)[graph("document", entry.id)]
    given = {as_kept(quad.triple) for quad in entry.quads if not is_evidence(quad)}
    return kept == given
