"""The queue for a server: found once for a state of the store, and, where that takes long, anew beside the requests.

What was decided here is out of it at once. In a large store it is found again in the background; until then it is the
queue of a moment ago without what was decided since.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from ctkg.graph.store import Store
from ctkg.review import items, queue
from ctkg.review.items import Entry, Item, Wanted
from ctkg.serve.access import Access, View

#: Seconds that a request waits for the queue of a new state of the store; what takes longer is done beside it. For the
#: first queue of all it waits longer, since there is nothing else to show.
_SOON, _FIRST = 0.4, 1.5


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items somebody wants: kind, id of a document, claims less sure than this (None: as the data say)."""

    kind: str = ""
    document: str = ""
    below: float | None = None

    def fits(self, entry: Entry) -> bool:
        """Whether an entry is among them."""
        return self.kind in ("", entry.kind) and (not self.document or self.document in entry.documents)


@dataclass(slots=True)
class _Found:
    entries: tuple[Entry, ...]
    revision: int
    took: float
    decided: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits: the entries in order, how many of each kind there are, and whether that is of a moment ago.

    ``coming`` where it is looked for still, for the first time.
    """

    entries: tuple[Entry, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    stale: bool = False
    coming: bool = False

    @property
    def total(self) -> int:
        """How many fit the filter."""
        return len(self.entries)


class Queue:
    """The queue of one server."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._lock = threading.Lock()
        self._found: dict[float | None, _Found] = {}
        self._coming: dict[float | None, threading.Thread] = {}

    def waiting(self, view: View, wanted: Filter) -> Waiting:
        """What waits in the state of the store that ``view`` is of, or did a moment ago."""
        found = self._newest(view, wanted.below)
        if found is None:
            return Waiting(coming=True)
        left = [entry for entry in found.entries if entry.id not in found.decided]
        counts: dict[str, int] = {}
        for entry in left:
            if Filter(document=wanted.document).fits(entry):
                counts[entry.kind] = counts.get(entry.kind, 0) + 1
        fitting = tuple(entry for entry in left if wanted.fits(entry))
        return Waiting(fitting, counts, found.revision != view.revision)

    def find(self, view: View, name: str, below: float | None = None) -> Item | None:
        """The item of an id, whether it waits still or was decided on since; None where it never waited here."""
        found = self._newest(view, below)
        entry = next((each for each in found.entries if each.id == name), None) if found else None
        return items.read(view.store, entry) if entry else None

    def decided(self, name: str) -> None:
        """An item is out of the queue."""
        with self._lock:
            for found in self._found.values():
                found.decided[name] = time.monotonic()

    def back(self, name: str) -> None:
        """A decision was taken back."""
        with self._lock:
            for found in self._found.values():
                found.decided.pop(name, None)

    def _newest(self, view: View, below: float | None) -> _Found | None:
        with self._lock:
            found = self._found.get(below)
            if found is not None and (found.revision == view.revision or below in self._coming):
                return found
            thread = self._coming.get(below)
            if thread is None and (found is None or found.took > _SOON):
                thread = self._coming[below] = threading.Thread(target=self._look, args=(below,), daemon=True)
                thread.start()
        if found is None and thread is not None:
            thread.join(_FIRST)
            return self._found.get(below)
        if thread is not None:
            return found
        return self._kept(below, _find(view.store, view.revision, below))

    def _look(self, below: float | None) -> None:
        start = time.monotonic()
        try:
            with self._access.reading() as view:
                made = _find(view.store, view.revision, below)
            before = self._found.get(below)
            if before is not None:
                # Decided while it was found: the state that it is of may have it still.
                made.decided = {name: when for name, when in before.decided.items() if when >= start}
            self._kept(below, made)
        finally:
            with self._lock:
                del self._coming[below]

    def _kept(self, below: float | None, made: _Found) -> _Found:
        with self._lock:
            if len(self._found) > 8:
                self._found.clear()
            self._found[below] = made
        return made


def _find(store: Store, revision: int, below: float | None) -> _Found:
    start = time.monotonic()
    entries = queue.entries(store, Wanted(below=below))
    return _Found(tuple(sorted(entries, key=attrgetter("order"))), revision, time.monotonic() - start)


def after(entries: Sequence[Entry], skipped: set[str]) -> list[Entry]:
    """Entries that were not skipped, in their order."""
    return [entry for entry in entries if entry.id not in skipped]
