"""Closes everything: the background, each document over it, and what only several documents imply.

The background is held in memory once; documents pass through in batches, and what they imply together is looked for by
the store's own indexes (:mod:`ctkg.graph.infer.bulk`). So memory follows the background and the largest batch, not the
number of documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ctkg.graph.infer import ruleset
from ctkg.graph.infer import state as remembering
from ctkg.graph.infer.background import CROSS, DOCUMENT, INFERRED, REFERENCE, in_memory, is_background
from ctkg.graph.infer.crossing import Crossing
from ctkg.graph.infer.engine import RuleSet
from ctkg.graph.infer.facts import MemoryFacts
from ctkg.graph.infer.meeting import Joints, Meeting
from ctkg.graph.infer.spreading import closures, helpers, joined
from ctkg.graph.infer.state import State
from ctkg.graph.infer.support import Support
from ctkg.graph.infer.terms import is_written
from ctkg.graph.infer.writing import Writing
from ctkg.graph.store import Store
from ctkg.graph.store.union import is_inferred

#: Inferred triples of documents that are written in one step: the engine makes files of each, and merges them with all
#: that it has when there are four. And such of several documents, which are kept as facts until then.
_BATCH, _TOGETHER = 400_000, 40_000


def close_everything(store: Store, rules: RuleSet, *, jobs: int = 1) -> int:
    """Replaces all inferred graphs, with ``jobs`` processes; returns the number of triples in them.

    Until the last step is written the store says that it is not finished, and whoever closes documents begins with
    this again.
    """
    revision, names, old = store.revision(), store.graphs(), remembering.state(store)
    writing = Writing(store)
    base, size = _background(store, rules, [name for name in names if is_background(name)], old, writing)
    documents = [name.removeprefix(DOCUMENT) for name in names if name.startswith(DOCUMENT)]
    kept = {REFERENCE, *(INFERRED + document for document in documents)}
    for name in names:
        if is_inferred(name) and name not in kept:
            writing.replace(name, set())
    new = State(
        graphs=tuple(sorted({REFERENCE, *filter(is_background, names)})),
        revision=revision,
        rules=ruleset.digest(),
        seen=revision,
        total=0,
        number=old.number + 1 if old else 1,
        finished=False,
    )
    writing.note(remembering.forgotten(store))
    writing.note(Support(store).forgotten())
    writing.note(remembering.changes(store, None, new))
    writing.flush()
    met = Meeting(Joints(rules.joining()), len(documents))
    with helpers(store, documents, jobs=jobs) as others:
        for document, derived in closures(store, rules, base, documents, by=others):
            met.take(derived.held)
            writing.hold(INFERRED + document, derived.lines, derived.size)
            writing.note(remembering.closed_changes({document: derived.closed(revision)}))
            size += derived.size
            if writing.size >= _BATCH:
                writing.flush()
    writing.flush()
    size += _together(store, rules, base, writing, met)
    writing.note(remembering.changes(store, new, replace(new, total=size, number=new.number + 1, finished=True)))
    writing.flush()
    return size


def _background(
    store: Store, rules: RuleSet, names: Sequence[str], old: State | None, writing: Writing
) -> tuple[MemoryFacts, int]:
    """The closed background, and how much of it is inferred; not inferred again where nothing of it changed."""
    if old and remembering.is_current(old, store.touched(old.seen)):
        return in_memory(store, names, rules.predicates()), store.count(REFERENCE)
    asserted = in_memory(store, [name for name in names if name != REFERENCE], frozenset())
    base, derived = rules.close(asserted, MemoryFacts())
    found = set(filter(is_written, derived))
    writing.replace(REFERENCE, found)
    return base, len(found)


def _together(store: Store, rules: RuleSet, base: MemoryFacts, writing: Writing, met: Meeting) -> int:
    crossing = Crossing(store, rules, base, {}, sparse=True)
    size = 0
    for each in joined(store, rules, base, crossing, met):
        crossing.take(each)
    while crossing.forward(_TOGETHER):
        size += _write(crossing, writing)
    return size + _write(crossing, writing)


def _write(crossing: Crossing, writing: Writing) -> int:
    added, removed = crossing.changes()
    writing.change(CROSS, added, removed)
    writing.note(crossing.support.changes())
    writing.flush()
    crossing.written()
    return len(added)
