"""Points in the life of a store: a moment (``@12``), a day (``2026-11-20``, its end in UTC) or ``now``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ctkg.errors import UsageError
from ctkg.graph.store import Store
from ctkg.history import timeline
from ctkg.history.timeline import Entry

#: What stands for the store as it is.
NOW = "now"
_MOMENT = re.compile(r"@(\d+)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point in the life of a store.

    Attributes:
        name: in words: ``@12 (2026-11-20, build)``, ``2026-11-20``, ``now``.
        later: numbers of the moments after it, in order; what leads back to it is in their steps.
    """

    name: str
    later: tuple[int, ...]


def is_point(text: str) -> bool:
    """True where ``text`` has the form of a point."""
    return text == NOW or bool(_MOMENT.fullmatch(text) or _DAY.fullmatch(text))


def point(store: Store, text: str) -> Point:
    """The point of ``store`` that ``text`` names.

    Raises:
        UsageError: it names none, or one from which nothing leads back: forgotten, or before a gap.
    """
    entries = timeline.moments(store)
    if text == NOW:
        return Point(name=NOW, later=())
    if found := _MOMENT.fullmatch(text):
        number = int(found[1])
        kept = _numbered(store, entries, number)
        name = f"@{number} ({kept.day}, {kept.moment.what})" if kept else f"@{number} (before anything was written)"
    else:
        name = day(text)
        number = _on(store, entries, name)
    later = [entry for entry in entries if entry.number > number]
    _reachable(store, later, name)
    return Point(name=name, later=tuple(entry.number for entry in later))


def previous(store: Store) -> Point:
    """The point before the last moment.

    Raises:
        UsageError: there is no moment, or nothing leads back to it.
    """
    entries = timeline.moments(store)
    if not entries:
        raise UsageError("this store has no moment to compare with; name two sides, or build again")
    return point(store, f"@{entries[-1].number - 1}")


def _numbered(store: Store, entries: Sequence[Entry], number: int) -> Entry | None:
    if number == timeline.first(store) - 1:
        return None
    for entry in entries:
        if entry.number == number:
            return entry
    span = f"@{entries[0].number} to @{entries[-1].number}" if entries else "none"
    raise UsageError(f"there is no moment @{number}; there are: {span} (`ctkg history` lists them)")


def _on(store: Store, entries: Sequence[Entry], day: str) -> int:
    """Number of the last moment up to the end of ``day``; of the one before the first where all are later."""
    # A clock may go back; the order of the moments is the order of the writes.
    ends: list[str] = []
    for entry in entries:
        ends.append(max(entry.day, ends[-1] if ends else ""))
    index = bisect_right(ends, day)
    if index:
        return entries[index - 1].number
    begin = timeline.begin(store)
    if begin and date.fromisoformat(day) < date.fromisoformat(begin) - timedelta(days=1):
        raise UsageError(f"nothing leads back to {day}: what was before {begin} was forgotten")
    return timeline.first(store) - 1


def day(text: str) -> str:
    """``text``, if it is a day such as ``2026-11-20``.

    Raises:
        UsageError: it is none.
    """
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(
            f"{text!r} is no point in the life of a store; give a day (2026-11-20), @NUMBER or now"
        ) from None


def _reachable(store: Store, later: Sequence[Entry], name: str) -> None:
    gaps = [f"before @{entry.number} ({entry.day})" for entry in later if entry.moment.gap]
    if timeline.is_open_ended(store):
        gaps.append("after the last moment")
    if gaps:
        raise UsageError(f"nothing leads back to {name}: the store was written without a history {' and '.join(gaps)}")
