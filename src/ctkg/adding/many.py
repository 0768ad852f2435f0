"""Many entries at once: judged and compared row by row, then written in batches after their act, which is one.

What is judged stands in a draft on disk, which is thrown away, so that memory grows little with the rows. A kill before
the act leaves everything as it was; after it, the store catches up with the act the next time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from ctkg import pipeline
from ctkg.adding import acting, trying
from ctkg.adding.acting import Ahead
from ctkg.adding.likeness import likenesses
from ctkg.adding.outcomes import REFUSED, Entered, Outcome
from ctkg.adding.wishes import Wishes
from ctkg.decisions import Log, applying
from ctkg.entries import keeping as kept
from ctkg.entries import profile_of
from ctkg.entries.keeping import is_evidence
from ctkg.entries.sources import Entry
from ctkg.graph import infer
from ctkg.graph.rewriting import MINTED
from ctkg.graph.store import Store
from ctkg.graph.store.draft import DraftStore, draft
from ctkg.graph.validate import context
from ctkg.iris import graph
from ctkg.pipeline import Followed
from ctkg.resolve import applying as resolving
from ctkg.resolve import keeping
from ctkg.resolve.growth.ledger import PROFILE

#: Entries that are compared in one step.
_TOGETHER = 64


def many(
    store: Store, log: Log, entries: Iterator[Entry], wishes: Wishes, before: Followed, progress: pipeline.Progress
) -> Entered:
    """As :func:`ctkg.adding.trying.few`, for entries without end."""
    with tempfile.TemporaryDirectory(prefix="ctkg-add-") as name:
        folder = Path(name)
        with (folder / "graphs.nq").open("wb") as spool:
            seen = _Seen(store, folder / "draft", wishes, spool)
            while batch := list(islice(entries, _TOGETHER)):
                seen.take(batch)
                progress("entries", len(seen.outcomes), 0)
            seen.above.close()
        outcomes = seen.outcomes
        if not seen.ids or (any(each.outcome == REFUSED for each in outcomes) and not wishes.keep_going):
            return Entered(outcomes=tuple(trying.held_back(outcomes)))
        ahead, act = _acts(log, seen, (folder / "graphs.nq").read_bytes(), wishes)
        difference = None
        if wishes.dry_run:
            above = draft(store, folder / "whole")
            now = pipeline.follow(above, log=ahead, progress=progress)
            difference = trying.difference(above)
            above.close()
        else:
            acts = ahead.thought_of()
            ahead.keep()
            with store.moment("add", by=wishes.by, acts=acts):
                now = pipeline.follow(store, log=log, progress=progress)
    return Entered(
        act=act,
        outcomes=tuple(outcomes),
        merged=now.merged - before.merged,
        doubtful=now.doubtful - before.doubtful,
        inferred=now.inferred - before.inferred,
        difference=difference,
    )


class _Seen:
    """Entries that were judged and compared so far.

    Attributes:
        above: the store with the good ones, resolved.
        outcomes: of all; ``ids`` of the good ones, ``files`` of all.
        pairs: what must be decided with them.
    """

    def __init__(self, store: Store, folder: Path, wishes: Wishes, spool: BinaryIO) -> None:
        self.above: DraftStore = draft(store, folder)
        infer.inherit(store, self.above)
        context.inherit(store, self.above)
        self._links = applying.links(store)
        self._wishes = wishes
        self._spool = spool
        self._rows: dict[str, int] = {}
        self.outcomes: list[Outcome] = []
        self.ids: list[str] = []
        self.files: dict[str, None] = {}
        self.pairs: list[trying.Deciding] = []

    def take(self, batch: Sequence[Entry]) -> None:
        """Judge and compare some more."""
        wishes = self._wishes
        found = [self._judged(entry) for entry in batch]
        good = [entry for entry, each in zip(batch, found, strict=True) if trying.is_taken(each)]
        self._resolve(good)
        known = {entry.id: likenesses(self.above, entry) for entry in good}
        found = [trying.compared(each, known, wishes) for each in found]
        taken = {each.id for each in found if trying.is_taken(each)}
        self._forget([entry for entry in good if entry.id not in taken])
        for entry in good:
            if entry.id in taken:
                self._spool.write(kept.one(entry.id, entry.quads))
                self.ids.append(entry.id)
        if wishes.likely:
            self.pairs += trying.decided({entry: known[entry] for entry in known if entry in taken}, wishes.likely)
        self.files |= dict.fromkeys(entry.file for entry in batch)
        self.outcomes += found

    def _judged(self, entry: Entry) -> Outcome:
        found = trying.judged(self.above, entry, self._rows, self._wishes)
        if trying.is_taken(found):
            self.above.replace_graph(graph("document", entry.id), (q for q in entry.quads if not is_evidence(q)))
        return found

    def _resolve(self, entries: Iterable[Entry]) -> None:
        profiles = {entry.id: keeping.dumps(profile_of(entry.id, entry.quads)) for entry in entries}
        self.above.replace_graphs({}, notes={PROFILE: profiles, MINTED: dict.fromkeys(profiles)})
        resolving.apply(self.above, profiles, links=self._links)

    def _forget(self, entries: Iterable[Entry]) -> None:
        gone = {entry.id: None for entry in entries}
        if gone:
            self.above.replace_graphs({graph("document", entry): () for entry in gone}, notes={PROFILE: gone})
            resolving.apply(self.above, gone, links=self._links)
            for entry in gone:
                self._rows.pop(entry, None)


def _acts(log: Log, seen: _Seen, beside: bytes, wishes: Wishes) -> tuple[Ahead, str]:
    ahead, source = Ahead(log), acting.named_source(seen.files, wishes.source)
    return ahead, trying.acts(ahead, seen.pairs, seen.ids, beside, source, wishes)
