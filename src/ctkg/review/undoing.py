"""The log read from its end: what was done, and which act an undo takes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctkg.decisions import Act, Log
from ctkg.errors import UsageError
from ctkg.review.deciding import UNDATED, Who

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: The fewest characters of an act's id that are understood.
_FEWEST = 4
#: What stands in the id of an act that undoes another.
_UNDO = "-undo-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An act of the log, and the act in force that undid it, if one did."""

    act: Act
    undone_by: str = ""


def latest_first(log: Log) -> Iterator[Entry]:
    """The acts of a log, the latest first; each is read when it is asked for.

    Raises:
        UnreadableInput: an act is broken, or was changed.
    """
    undone: dict[str, str] = {}
    for name in reversed(log.names()):
        act = log.read(name)
        if act.kind == "undo" and act.id not in undone:
            undone.setdefault(act.undoes, act.id)
        yield Entry(act=act, undone_by=undone.get(act.id, ""))


def undo(log: Log, name: str, who: Who) -> Act:
    """Takes an act back: the named one, or, without a name, the last one of ``who`` that is in force.

    Raises:
        UsageError: there is none, several are called so, or it was undone already.
    """
    wanted = name.strip().removesuffix(".yaml").rpartition("/")[2]
    if not wanted:
        for entry in latest_first(log):
            if entry.act.by == who.by and entry.act.kind != "undo" and not entry.undone_by:
                return _act(entry.act, who)
        raise UsageError(f"nothing that {who.by} did is in force; `ctkg review log` lists all acts with their ids")
    if len(wanted) < _FEWEST:
        raise UsageError(f"{name!r} is too short for an act; give at least {_FEWEST} characters of its id")
    found = [each for each in log.names() if wanted in each]
    if not found:
        raise UsageError(f"no act is called {name!r}; `ctkg review log` lists them with their ids")
    if len(found) > 1:
        raise UsageError(f"{name!r} is in the ids of {len(found)} acts; give more of it: {', '.join(found[:5])}")
    undoing = _undone(log, after=found[0]).get(found[0])
    if undoing:
        raise UsageError(f"that was undone already, by {undoing}; to have it again: ctkg undo {undoing}")
    return _act(log.read(found[0]), who)


def left_to_do(store: Store, undone: Act) -> list[str]:
    """What the store cannot do by itself after an act was undone: it keeps nothing of what was taken out of it."""
    from ctkg.decisions import applying
    from ctkg.graph import documents

    if undone.kind == "takedown":
        return ["the next `ctkg build` of the documents brings back what was taken down; entries and acts stay without"]
    if undone.kind != "remove":
        return []
    there = documents(store) | applying.removed(store)  # what another act keeps out no build brings back
    missing = [each for each in undone.documents if each not in there]
    return [f"build again, with its file: {', '.join(missing)}"] if missing else []


def _undone(log: Log, *, after: str) -> dict[str, str]:
    """Acts that are undone by acts in force after this one -> the last of these; only acts that undo are read."""
    undone: dict[str, str] = {}
    for name in reversed(log.names()):
        if name <= after:
            break
        if _UNDO in name and name not in undone:
            undone.setdefault(log.read(name).undoes, name)
    return undone


def _act(undone: Act, who: Who) -> Act:
    return Act(kind="undo", by=who.by, on=UNDATED, reason=who.reason, undoes=undone.id)
