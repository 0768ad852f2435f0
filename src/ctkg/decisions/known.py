"""The acts that a store has seen, kept in its notes: read once, and never lost with the folder of the log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ctkg.decisions.acts import Act, of_values
from ctkg.decisions.clock import now
from ctkg.decisions.log import GRAPHS, Log, in_notes
from ctkg.decisions.redacting import digest, is_listed

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: Kind of the notes: acts by id.
KNOWN = "act-known"


def acts(store: Store) -> list[Act]:
    """All acts that the store has seen, in no order."""
    return [of_values(json.loads(text), name) for name, text in store.notes(KNOWN).items()]


def brought_up(store: Store, log: Log, names: Sequence[str]) -> list[Act]:
    """The acts of ``names``, those that are new from ``log``; acts that the log lost are forgotten."""
    seen = {act.id: act for act in acts(store)}
    fresh = [log.read(name) for name in names if name not in seen]
    gone = seen.keys() - set(names)
    store.set_notes(KNOWN, dict.fromkeys(gone))
    if not in_notes(log):
        store.set_notes(GRAPHS, dict.fromkeys(name for name in gone if seen[name].kind == "add"))
    note(store, log, fresh)
    return [*(seen[name] for name in names if name in seen), *fresh]


def note(store: Store, log: Log, fresh: Iterable[Act]) -> None:
    """Keep acts that are new."""
    for act in fresh:
        if act.kind == "add" and not in_notes(log):
            store.set_notes(GRAPHS, {act.id: log.graphs(act).decode()})
        store.set_notes(KNOWN, {act.id: json.dumps(act.values(), ensure_ascii=False, separators=(",", ":"))})


def restore(store: Store, log: Log) -> list[str]:
    """Write the acts that the store has seen to a log whose folder is not there; their ids, by time."""
    seen = sorted(acts(store), key=lambda act: act.id)
    for act in seen:
        log.write(act, (store.note(GRAPHS, act.id) or "").encode())
    takedowns = [act for act in seen if act.kind == "takedown"]
    # Acts that are known without names which their log still had: as they are known they are written.
    loose = [act for act in seen if act.was and not is_listed(act, (each for each in takedowns if each.id > act.id))]
    if loose:
        listed = tuple(map(digest, loose))
        log.write(Act(kind="takedown", by=takedowns[-1].by, on=now(after=seen[-1].on), redacted=listed))
    return log.names()
