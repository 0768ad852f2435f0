"""The history of a store as it is written: moments, each with the steps that lead back to what was before.

A moment is what one command did (:meth:`ctkg.graph.store.port.Store.moment`); a write outside of any is one of its
own. Its notes are written in the same atomic step as the change itself, and only those of graphs that are not made
from others (:func:`ctkg.graph.store.steps.is_kept`). Notes are only added while a moment lasts, since a step that only
inserts is several times faster; at its end, several differences of one graph become one.

Whoever writes without a history (an older ctkg, a store that is told to keep none) leaves a gap. It needs no note: the
next moment sees from the journal that graphs were touched that no step tells of, and says so.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from pyoxigraph import Triple

from ctkg.errors import UsageError
from ctkg.graph.store.journal import Journal
from ctkg.graph.store.notes import NoteBook
from ctkg.graph.store.port import Notes, Store
from ctkg.graph.store.steps import FIRST, MOMENT, STEPS, Step, is_kept, quads, together

#: Key of the metadata of a store that keeps no history.
SETTING = "history"
#: What a write outside of a moment is called.
WRITE = "write"
_EPOCH = "SOURCE_DATE_EPOCH"
#: Quads that the steps of a moment may hold to be made one at its end.
_MOST = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is noted when a moment begins.

    Attributes:
        time: UTC, ISO 8601, to the millisecond.
        what: the command, or what else ran.
        by: who ran it; empty where nobody said.
        acts: ids of the acts that were carried out.
        since: the first revision that belongs to it.
        gap: True where something was written before it that no moment tells of.
    """

    time: str
    what: str
    by: str = ""
    acts: tuple[str, ...] = ()
    since: int = 0
    gap: bool = False

    def dumps(self) -> str:
        """One line of JSON."""
        said = {key: value for key, value in asdict(self).items() if value}
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def loads(cls, text: str) -> Moment:
        """The moment that :meth:`dumps` wrote."""
        values = json.loads(text)
        return cls(**{**values, "acts": tuple(values.get("acts", ()))})


class Moments:
    """Writes the history of the store in an engine."""

    def __init__(self, notes: NoteBook, journal: Journal, wanted: Callable[[], bool]) -> None:
        self._notes = notes
        self._journal = journal
        self._wanted = wanted
        self._named: tuple[str, str, tuple[str, ...]] | None = None
        self._number: int | None = None
        self._latest = 0
        self._weight = 0
        self._seen: int | None = None
        self._born: set[str] = set()
        self._changed: set[str] = set()
        self._repeats = False
        self._pending: tuple[int, Step] | None = None

    def begin(self, what: str, by: str, acts: Sequence[str]) -> bool:
        """Opens a moment, which is noted with its first write; False within another one."""
        if self._named is not None:
            return False
        self._named = (what, by, tuple(acts))
        return True

    def noted(
        self,
        added: Mapping[str, set[Triple]],
        removed: Mapping[str, set[Triple]],
        emptied: Sequence[str],
        exists: Callable[[str], bool],
    ) -> Notes:
        """What the write that is under way has to note; call :meth:`advance` once it is done.

        Args:
            added: triples by graph that come, and ``removed`` that go.
            removed: see there.
            emptied: graphs of which nothing will be left.
            exists: whether a graph is there before the write.
        """
        touched = {iri for change in (added, removed) for iri, triples in change.items() if triples and is_kept(iri)}
        new = sorted(iri for iri in touched if not removed.get(iri) and not exists(iri))
        known = sorted(touched.difference(new) - self._born)
        gone = tuple(sorted(touched.intersection(emptied)))
        step = Step(new=tuple(new), gone=gone, back=quads(removed, known), away=quads(added, known))
        return self._of(step if touched else None)

    def first(self, graphs: Iterable[str]) -> Notes:
        """As :meth:`noted`, of graphs that are new, all of them."""
        new = tuple(sorted(filter(is_kept, graphs)))
        return self._of(Step(new=new) if new else None)

    def _of(self, step: Step | None) -> Notes:
        """The notes of one step: of the moment that is open, or of one of its own."""
        self._pending = None
        if step is None or not self._wanted():
            return {}
        found: dict[str, dict[str, str | None]] = {}
        revision = self._journal.revision + 1
        number = self._number
        if number is None:
            last = self._last()
            number = last + 1
            what, by, acts = self._named or (WRITE, "", ())
            moment = Moment(time=_now(), what=what, by=by, acts=acts, since=revision, gap=self._gap(last))
            found[MOMENT] = {str(number): moment.dumps()}
        found[f"{STEPS}{number}"] = {str(revision): step.dumps()}
        self._pending = number, step
        return found

    def advance(self) -> None:
        """The write that :meth:`noted` or :meth:`first` was asked about is done, and so is the journal."""
        if self._pending is None:
            return
        self._number, step = self._pending
        self._latest = self._number
        self._pending = None
        self._seen = self._journal.revision
        self._born.update(step.new)
        changed = step.changed
        self._repeats |= not self._changed.isdisjoint(changed)
        self._changed |= changed
        self._weight += step.weight
        if self._named is None:
            self.end()

    def collapsed(self) -> Notes:
        """What makes one step of those of the open moment, where some graph changed more than once; else nothing."""
        if self._number is None or not self._repeats or self._weight > _MOST:
            return {}
        kind = f"{STEPS}{self._number}"
        texts = {int(name): text for name, text in self._notes.all(kind).items()}
        order = sorted(texts)
        whole = together(Step.loads(texts[revision]) for revision in order)
        return {kind: {**dict.fromkeys(map(str, order)), str(order[-1]): whole.dumps()}}

    def end(self) -> None:
        """Closes the moment."""
        self._named = self._number = None
        self._born, self._changed, self._repeats, self._weight = set(), set(), False, 0

    def _last(self) -> int:
        """Number of the last moment, found by doubling: reading all of them would take longer the more there are."""
        if self._latest and self._notes.one(MOMENT, str(self._latest)) is not None:
            low = self._latest  # what this process wrote last stands there, and seldom another after it
        else:
            low = int(self._notes.one(*FIRST) or 1) - 1
        step = 1
        while self._notes.one(MOMENT, str(low + step)) is not None:
            low, step = low + step, step * 2
        while step > 1:
            step //= 2
            if self._notes.one(MOMENT, str(low + step)) is not None:
                low += step
        return low

    def _gap(self, last: int) -> bool:
        """Whether graphs were touched since the last step of moment ``last`` that no step tells of."""
        if self._seen is None:
            self._seen = max(map(int, self._notes.all(f"{STEPS}{last}")), default=0)
        return any(map(is_kept, self._journal.touched(self._seen)))


def keep_history(store: Store, wanted: bool) -> None:
    """Say whether ``store`` keeps a history from now on; what it has kept stays, and a gap is seen as one.

    Raises:
        StoreError: it cannot be written.
    """
    values = {key: value for key, value in store.metadata().items() if key != SETTING}
    if not wanted:
        values[SETTING] = False
    if values != store.metadata():
        store.set_metadata(values)


def _now() -> str:
    """The present time; ``SOURCE_DATE_EPOCH`` goes before the clock (https://reproducible-builds.org)."""
    given = os.environ.get(_EPOCH, "")
    if given and not given.isdigit():
        raise UsageError(f"{_EPOCH} is {given!r}; it should be a number of seconds since 1970")
    found = datetime.fromtimestamp(int(given), UTC) if given else datetime.now(UTC)
    return found.isoformat(timespec="milliseconds").replace("+00:00", "Z")
