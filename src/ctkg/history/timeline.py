"""The moments of a store, as they can be read: what ran when, by whom, and which documents it brought and took.

Written is all this by the store itself (:mod:`ctkg.graph.store.moments`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ctkg.graph.store import Store
from ctkg.graph.store.moments import Moment
from ctkg.graph.store.steps import FIRST, MOMENT, SINCE, STEPS, Step, is_kept
from ctkg.iris import graph

_OF_DOCUMENTS = (graph("document", ""), graph("evidence", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """What became of documents and entries in one moment; ids, sorted.

    Attributes:
        came: they were not there before.
        changed: they were there before and after.
        went: they are no longer there.
        beside: other graphs that were touched (``ontology``, ``reference/states``, ``resolution``), without the stem.
    """

    came: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One moment.

    Attributes:
        number: from 1; it stays what it is when earlier moments are forgotten.
        moment: when it was, what ran, by whom, and which acts it carried out.
        until: the last revision before the next moment, or of the store.
    """

    number: int
    moment: Moment
    until: int

    @property
    def day(self) -> str:
        """The day (UTC), such as ``2026-11-28``."""
        return self.moment.time[:10]


def moments(store: Store) -> list[Entry]:
    """All moments that are known, the oldest first."""
    found = sorted((int(name), Moment.loads(text)) for name, text in store.notes(MOMENT).items())
    ends = [*(moment.since - 1 for _, moment in found[1:]), store.revision()]
    return [Entry(number=number, moment=moment, until=end) for (number, moment), end in zip(found, ends, strict=False)]


def first(store: Store) -> int:
    """Number of the first moment that is still known, or that will be; earlier ones were forgotten."""
    return int(store.note(*FIRST) or 1)


def begin(store: Store) -> str:
    """The day before which everything was forgotten; empty where nothing was."""
    return store.note(*SINCE) or ""


def texts(store: Store, number: int) -> dict[int, str]:
    """The steps of one moment as they are kept, by revision, in order."""
    found = {int(name): text for name, text in store.notes(f"{STEPS}{number}").items()}
    return dict(sorted(found.items()))


def steps(store: Store, number: int) -> Iterator[Step]:
    """The steps of one moment, in the order in which they were made."""
    return map(Step.loads, texts(store, number).values())


def documents(store: Store, number: int) -> Documents:
    """What became of documents in one moment."""
    before: dict[str, bool] = {}
    after: dict[str, bool] = {}
    for text in texts(store, number).values():
        new, gone, changed = Step.graphs(text)
        for name in {*new, *gone, *changed}:
            before.setdefault(name, name not in new)
            after[name] = name not in gone
    ids = sorted({name.removeprefix(stem) for name in after for stem in _OF_DOCUMENTS if name.startswith(stem)})
    was = {each for each in ids if any(before.get(stem + each, False) for stem in _OF_DOCUMENTS)}
    stays = {each for each in ids if any(after.get(stem + each, False) for stem in _OF_DOCUMENTS)}
    stem = graph("")
    return Documents(
        came=tuple(each for each in ids if each not in was and each in stays),
        changed=tuple(each for each in ids if each in was and each in stays),
        went=tuple(each for each in ids if each in was and each not in stays),
        beside=tuple(sorted(name.removeprefix(stem) for name in after if not name.startswith(_OF_DOCUMENTS))),
    )


def seen(store: Store) -> int:
    """The last revision that some step tells of; 0 where none does."""
    numbers = [int(name) for name in store.notes(MOMENT)]
    return max(texts(store, max(numbers)), default=0) if numbers else 0


def is_open_ended(store: Store) -> bool:
    """True where graphs were written since the last moment that no step tells of."""
    return any(map(is_kept, store.touched(seen(store))))
