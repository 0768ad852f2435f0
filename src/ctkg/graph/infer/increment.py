"""Closes some documents anew: the cost follows what they say and what that touches, whatever else the store holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from ctkg.graph.infer import state as remembering
from ctkg.graph.infer.background import CROSS, DOCUMENT, INFERRED, GraphFacts
from ctkg.graph.infer.crossing import Crossing
from ctkg.graph.infer.engine import RuleSet
from ctkg.graph.infer.state import Closed, State
from ctkg.graph.infer.terms import Fact
from ctkg.graph.infer.writing import Writing
from ctkg.graph.store import Store
from ctkg.graph.store.near import content

#: Documents that are closed in one step.
_PART = 200


class OutOfStep(Exception):
    """An inferred graph is not as it was written: only closing everything gives a sure result."""


def close_documents(
    store: Store, rules: RuleSet, base: GraphFacts, documents: Iterable[str], known: State | None
) -> int:
    """Closes ``documents``; returns the number of triples in the graphs that were looked at.

    Args:
        store: holds the documents as they are now.
        rules: those with a head.
        base: the closed background.
        documents: ids.
        known: the last run; None where nothing was inferred yet, and nothing is remembered then.

    Raises:
        OutOfStep: before anything of that part is written.
    """
    waiting = sorted(set(documents))
    size = 0
    for part in _parts(waiting):
        revision = store.revision()
        behind = {} if known is None else remembering.dirty(store, store.touched(known.seen))
        written, known = _close(store, rules, base, part, behind, known, revision)
        size += written
    return size


def _parts(documents: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(documents)
    while part := list(islice(rest, _PART)):
        yield part


def _close(
    store: Store,
    rules: RuleSet,
    base: GraphFacts,
    part: Sequence[str],
    behind: Mapping[str, int],
    known: State | None,
    revision: int,
) -> tuple[int, State | None]:
    own: dict[str, set[Fact]] = {}
    found: dict[str, Closed | None] = {}
    stale: set[Fact] = set()
    candidates: set[Fact] = set()
    size = 0
    writing = Writing(store)
    for document in part:
        name = INFERRED + document
        given, old = content(store, DOCUMENT + document), content(store, name)
        was = remembering.closed(store, document) if known else None
        if known and len(old) != (was.size if was else 0):
            raise OutOfStep(document)
        closure = rules.close_document(given, base, base.silent({each[0] for each in given}))
        new = closure.inferred
        own[document] = closure.facts
        found[document] = Closed(revision, len(new), closure.restated) if given else None
        writing.change(name, new - old, old - new)
        size += len(new)
        stale |= old
        candidates |= old - new
        if was:
            candidates |= was.restated - closure.restated
    crossing = Crossing(store, rules, base, own, behind.keys() | own.keys())
    crossing.retract(stale, candidates)
    crossing.forward()
    added, removed = crossing.changes()
    writing.change(CROSS, added, removed)
    after = None
    if known is not None:
        after = replace(
            known,
            # Documents that wait for a later part were touched after this.
            seen=min((at - 1 for document, at in behind.items() if document not in own), default=revision),
            total=known.total + writing.grown,
            number=known.number + 1,
        )
        writing.note(crossing.support.changes())
        writing.note(remembering.closed_changes(found))
        writing.note(remembering.changes(store, known, after))
    writing.flush()
    return size + len(added), after
