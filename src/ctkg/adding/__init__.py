"""Adding entries: read, judged, compared, taken in whole or not at all.

    file -> entries -> judged -> a draft of the store with all that follows -> compared -> act in the log -> store

A few entries go through a draft that is then carried out in one step (:mod:`.trying`); many are judged and compared
first, row by row, and written in batches after their act (:mod:`.many`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from ctkg import pipeline
from ctkg.adding.outcomes import Difference, Entered, Likeness, Outcome
from ctkg.adding.wishes import ASK, DISTINCT, SAME, Wishes
from ctkg.errors import UsageError

if TYPE_CHECKING:
    from ctkg.entries.sources import Entry
    from ctkg.graph.store import Store

__all__ = ["ASK", "DISTINCT", "SAME", "Difference", "Entered", "Likeness", "Outcome", "Wishes", "enter"]

#: Entries that go through one draft.
FEW = 32


def enter(
    store: Store,
    sources: Sequence[Path | bytes],
    wishes: Wishes,
    *,
    format: str = "",
    id: str = "",
    progress: pipeline.Progress = pipeline.silent,
) -> Entered:
    """Add the entries of some files, all in one act.

    Args:
        store: an open store, writable unless this is a dry run.
        sources: files, or what is in them.
        wishes: by whom, from what, and what is to be done in doubt.
        format: of the files; default: by suffix, and Turtle for bytes.
        id: of the one entry there is.
        progress: called as the work goes on.

    Raises:
        UnreadableInput: a file is missing or broken; with line and column.
        UsageError: an unknown format, an id that cannot be one, or a dry run on a server.
        StoreError: the store cannot be written.
    """
    from ctkg import graph
    from ctkg.adding import many, trying
    from ctkg.decisions import log_of
    from ctkg.graph import assemble
    from ctkg.graph.store.draft import draft

    log = log_of(store, wishes.decisions)
    with ExitStack() as drafts:
        # What an entry changes can be told only where nothing else is to be done yet.
        base = drafts.enter_context(draft(store)) if wishes.dry_run else store
        prepared = str(base.metadata().get("prepared", ""))
        if not prepared.startswith(_background()):
            # What is refused changes nothing, so a store of another ctkg is not brought up to date by the way.
            if prepared:
                raise UsageError("this store has another ontology or other tables than this ctkg; build it again first")
            if wishes.dry_run:
                raise UsageError("there is nothing here yet that an entry could be compared with; build or add first")
            graph.prepare(base, reference=not assemble.lacks_reference(base))
        before = pipeline.follow(base, log=log)
        entries = _read(base, sources, format, id)
        first = list(islice(entries, FEW + 1))
        if len(first) <= FEW:
            return trying.few(base, log, first, wishes, before)
        return many.many(base, log, chain(first, entries), wishes, before, progress)


@cache
def _background() -> str:
    from ctkg.graph import assemble

    return assemble.digest()


def _read(store: Store, sources: Iterable[Path | bytes], format: str, id: str) -> Iterator[Entry]:
    from ctkg.entries.sources import read

    for source in sources:
        yield from read(source, store=store, format=format, given=id)
