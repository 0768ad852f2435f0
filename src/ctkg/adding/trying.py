"""A few entries at once: taken into a draft of the store with all that follows, then the whole of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from ctkg import pipeline
from ctkg.adding import acting
from ctkg.adding.acting import Ahead
from ctkg.adding.judging import judge
from ctkg.adding.likeness import likenesses
from ctkg.adding.outcomes import ADDED, HELD_BACK, REFUSED, REPLACED, Difference, Entered, Likeness, Outcome
from ctkg.adding.wishes import ASK, DISTINCT, Wishes
from ctkg.decisions import Log
from ctkg.entries import keeping
from ctkg.entries.identity import document_of
from ctkg.entries.keeping import is_evidence
from ctkg.entries.sources import Entry
from ctkg.graph import infer
from ctkg.graph.store import Store
from ctkg.graph.store.draft import DraftStore, draft
from ctkg.graph.validate import context
from ctkg.graph.validate.entry import by_entry_shapes
from ctkg.iris import graph
from ctkg.model import SEVERITIES, Finding
from ctkg.pipeline import Followed

#: Kind of an act, and the two nodes that it decides on.
Deciding = tuple[str, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """Entries as they would stand: the store with them, the acts for it, and what would follow."""

    store: DraftStore
    ahead: Ahead
    act: str
    followed: Followed


def few(store: Store, log: Log, entries: Sequence[Entry], wishes: Wishes, before: Followed) -> Entered:
    """Add entries, all of them or, where that is wished, the good ones; or none.

    Args:
        store: up to date with the log; for a dry run a draft will do.
        log: where the acts go.
        entries: a number that memory holds with all that follows from them.
        wishes: what is to be done.
        before: what followed before.

    Raises:
        StoreError: the store cannot be written.
    """
    with ExitStack() as drafts:
        outcomes = _judged(drafts, store, entries, wishes)
        while True:
            taken = [entry for entry, each in zip(entries, outcomes, strict=True) if is_taken(each)]
            if not taken or (any(each.outcome == REFUSED for each in outcomes) and not wishes.keep_going):
                return Entered(outcomes=tuple(held_back(outcomes)))
            found = _draft(drafts, store, log, taken, wishes)
            known = {entry.id: likenesses(found.store, entry) for entry in taken}
            if len(entries) == 1 and _has_something(found, entries[0], known[entries[0].id]):
                # It was only glanced at: what there is to say of it is said in the words of a check.
                outcomes = [judged(store, entries[0], {}, wishes)]
            outcomes = [compared(each, known, wishes) for each in outcomes]
            if sum(map(is_taken, outcomes)) == len(taken):
                break  # else some turned out to be known already
        if wishes.likely and (pairs := list(decided(known, wishes.likely))):
            found = _draft(drafts, store, log, taken, wishes, pairs)
        if beyond := tuple(_beyond(found.followed, outcomes, wishes.fail_on)):
            return Entered(outcomes=tuple(held_back(_blamed(outcomes, beyond))))
        if wishes.dry_run:
            return _entered(outcomes, found, before, difference(found.store))
        # The acts come first: were this to end in between, the store would catch up with them the next time.
        found.ahead.keep()
        found.store.publish()
        return _entered(outcomes, found, before)


def _has_something(found: _Draft, entry: Entry, alike: Sequence[Likeness]) -> bool:
    """True where something is to be said of an entry that is in a draft."""
    return bool(alike or found.followed.found.new or by_entry_shapes(entry.quads, found.store))


def _blamed(outcomes: Sequence[Outcome], beyond: tuple[Finding, ...]) -> Iterable[Outcome]:
    """The first entry is told what all of them together would make wrong."""
    message = "with what the store has, something would be wrong that was not before"
    blamed = next(each for each in outcomes if is_taken(each))
    for each in outcomes:
        if each is blamed:
            each = replace(each, outcome=REFUSED, findings=(*each.findings, *beyond), message=message)
        yield each


def is_taken(found: Outcome) -> bool:
    """True for an entry that is to be added."""
    return found.outcome in (ADDED, REPLACED)


def held_back(outcomes: Iterable[Outcome]) -> Iterable[Outcome]:
    """Outcomes where nothing is written: an entry that would have been added is refused for the others' sake."""
    for each in outcomes:
        yield replace(each, outcome=REFUSED, message=HELD_BACK) if is_taken(each) else each


def _judged(drafts: ExitStack, store: Store, entries: Sequence[Entry], wishes: Wishes) -> list[Outcome]:
    """What each says for itself; one may speak of what those before it describe."""
    looked_at = store if len(entries) == 1 else drafts.enter_context(draft(store))
    rows: dict[str, int] = {}
    outcomes = []
    for entry in entries:
        found = judged(looked_at, entry, rows, wishes, glance=len(entries) == 1)
        if is_taken(found) and len(entries) > 1:
            looked_at.replace_graph(graph("document", entry.id), (q for q in entry.quads if not is_evidence(q)))
        outcomes.append(found)
    return outcomes


def judged(store: Store, entry: Entry, rows: dict[str, int], wishes: Wishes, *, glance: bool = False) -> Outcome:
    """The verdict on an entry by itself; ``rows`` has the ids before it in its file, and gets its own."""
    if entry.id in rows:
        found = Outcome(id=entry.id, file=entry.file, row=entry.row, line=entry.line, outcome=REFUSED)
        return replace(found, message=f"an entry before it (number {rows[entry.id]}) has the same id")
    found = judge(store, entry, fail_on=wishes.fail_on, replace=wishes.replace, glance=glance)
    if is_taken(found):
        rows[entry.id] = entry.row
    return found


def _draft(
    drafts: ExitStack,
    store: Store,
    log: Log,
    entries: Sequence[Entry],
    wishes: Wishes,
    pairs: Sequence[Deciding] = (),
) -> _Draft:
    above, ahead = drafts.enter_context(draft(store)), Ahead(log)
    infer.inherit(store, above)
    context.inherit(store, above)
    source = acting.named_source((entry.file for entry in entries), wishes.source)
    act = acts(
        ahead,
        pairs,
        [entry.id for entry in entries],
        keeping.dumps({entry.id: entry.quads for entry in entries}),
        source,
        wishes,
    )
    with above.moment("add", by=wishes.by, acts=ahead.thought_of()):
        followed = pipeline.follow(above, log=ahead)
    return _Draft(store=above, ahead=ahead, act=act, followed=followed)


def acts(
    ahead: Ahead, pairs: Iterable[Deciding], entries: Sequence[str], beside: bytes, source: str, wishes: Wishes
) -> str:
    """Write the acts that add entries and decide on pairs of nodes with them; returns the id of that which adds."""
    moments = iter(acting.moments(ahead))
    for kind, pair in pairs:
        reason = wishes.reason or "said when it was added"
        ahead.write(acting.deciding(kind, pair, by=wishes.by, on=next(moments), reason=reason))
    act = acting.adding(entries, beside, by=wishes.by, on=next(moments), reason=wishes.reason, source=source)
    ahead.write(act, beside)
    return act.id


def compared(found: Outcome, known: Mapping[str, tuple[Likeness, ...]], wishes: Wishes) -> Outcome:
    """An outcome with what it is like; of two entries that are alike the later one is it."""
    order = {entry: number for number, entry in enumerate(known)}
    here = order.get(found.id, -1)
    alike = tuple(
        each
        for each in known.get(found.id, ())
        if order.get(document_of(NamedNode(each.theirs)), -1) < here or here < 0
    )
    if not alike or not is_taken(found):
        return found
    found = replace(found, likenesses=alike)
    return found if wishes.likely != ASK else replace(found, outcome=REFUSED, message=said_of(alike))


def said_of(alike: Sequence[Likeness]) -> str:
    """Why an entry is refused that is like something."""
    first = alike[0]
    same = "is the same as" if first.outcome == "merged" else "may be the same as"
    more = f" (and {len(alike) - 1} more)" if len(alike) > 1 else ""
    return f"{first.labels[0]} {same} {first.labels[1]}{more}; say --same-event or --distinct"


def decided(known: Mapping[str, tuple[Likeness, ...]], likely: str) -> Iterable[Deciding]:
    """What must be decided, beside what resolution does: what is apart, or what is the same though it is in doubt."""
    for alike in known.values():
        if likely == DISTINCT:
            yield from (("split", (each.ours, each.theirs)) for each in alike)
            continue
        for node in sorted({each.ours for each in alike}):
            best = next(each for each in alike if each.ours == node)
            if best.outcome != "merged":
                yield "merge", (best.ours, best.theirs)


def _beyond(followed: Followed, outcomes: Sequence[Outcome], fail_on: str) -> Iterable[Finding]:
    """Findings that are new and were not seen when each entry was judged by itself.

    What only changed its node, because that became another, was there before.
    """
    told = {(each.focus, each.path, each.value) for found in outcomes for each in found.findings}
    gone = Counter((each.check, each.path, each.component) for each in followed.found.gone)
    for each in followed.found.new:
        key = (each.check, each.path, each.component)
        if gone[key]:
            gone[key] -= 1
        elif (each.focus, each.path, each.value) not in told and (
            SEVERITIES.index(each.severity) >= SEVERITIES.index(fail_on)
        ):
            yield each


def difference(store: DraftStore) -> Difference:
    """What a draft changes, but for the recorded report."""
    report = NamedNode(graph("report"))
    gained, lost = ((q for q in quads if q.graph_name != report) for quads in (store.gained(), store.lost()))
    return Difference(gained=tuple(gained), lost=tuple(lost))


def _entered(
    outcomes: Sequence[Outcome], found: _Draft, before: Followed, difference: Difference | None = None
) -> Entered:
    now = found.followed
    return Entered(
        act=found.act,
        outcomes=tuple(outcomes),
        merged=now.merged - before.merged,
        doubtful=now.doubtful - before.doubtful,
        inferred=now.inferred - before.inferred,
        difference=difference,
    )
