"""Takes a person's data down: the act, what the log and the store have of them, and all that was made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctkg import pipeline
from ctkg.decisions import Act, Log, next_time
from ctkg.decisions.masking import Mask
from ctkg.decisions.names import Names
from ctkg.decisions.redacting import digest
from ctkg.errors import UsageError
from ctkg.graph.store import DiskStore
from ctkg.proposals import Proposals, beside
from ctkg.removal.tracing import Trace

if TYPE_CHECKING:
    from ctkg.graph.store import Store


def check(trace: Trace, **words: str) -> None:
    """Refuse what would keep the name in the act itself.

    Args:
        trace: whose data are to go.
        words: what the act is to say, by what it is (``reason``, ``by``).

    Raises:
        UsageError: one has the name in it, or a part of it.
    """
    names = Names(trace.names)
    for what, text in words.items():
        # A part is looked for in any case: whoever types it in a hurry types it small.
        mask = Mask(names, trace.spellings, filter(names.has, trace.spellings), ())
        if mask(text) != text or mask(text.title()) != text.title():
            raise UsageError(
                f"--{what} has the name of the person, or a part of it, and the act is kept for good; say it without"
            )


def take(
    store: Store,
    log: Log,
    trace: Trace,
    *,
    by: str,
    reason: str = "",
    options: pipeline.Options | None = None,
    progress: pipeline.Progress = pipeline.silent,
) -> Act:
    """Take down all of ``trace``; were this to end before its time, the same call does the rest.

    The act comes first and holds hashes of the name, the reason, and which acts of the log it changed; then these acts,
    the documents with all that follows from them, the history, proposals that name the person, and last the index of
    the search and the files of the store, so that nothing is left in them.

    Raises:
        UsageError: the reason has the name.
        StoreError: log or store cannot be written.
    """
    from ctkg import history

    check(trace, reason=reason, by=by)
    act = Act(
        kind="takedown",
        by=by,
        on=next_time(log),
        reason=reason,
        names=trace.names,
        redacted=tuple(digest(changed) for changed, _ in trace.acts),
    )
    with store.moment("takedown", by=by, acts=[act.id]):
        log.write(act)
        for changed, graphs in trace.acts:
            log.redact(changed, graphs)
        pipeline.catch_up(store, options=options, progress=progress)
    progress("history", 0, 0)
    history.purge(store, trace.mentions)
    if isinstance(store, DiskStore):
        Proposals(beside(store.path)).forget(trace.mentions)
    _renew(store, progress)
    return act


def _renew(store: Store, progress: pipeline.Progress) -> None:
    """Write anew what keeps what was deleted."""
    from ctkg.graph import search
    from ctkg.graph.search import keeping

    keeping.discard(store)
    if isinstance(store, DiskStore):
        progress("files", 0, 0)
        store.renew()
    progress("search index", 0, 0)
    search.refresh(store)
