"""When a document came into the store, and when it changed last: from the moments of the store's history."""

from __future__ import annotations

from dataclasses import dataclass

from ctkg.history import timeline
from ctkg.history.timeline import Documents, Entry
from ctkg.serve.access import View

#: Moments that are looked at, the newest first; each is unpacked once for a view.
_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What the history tells of a document.

    Attributes:
        came: the moment that brought it; None where that is longer ago than what was looked at or is known.
        changed: moments since that changed it, the newest first.
        before: the day before which was not looked; empty where everything was.
    """

    came: Entry | None
    changed: tuple[Entry, ...]
    before: str


def arrival(view: View, document: str) -> Arrival:
    """When ``document`` came and changed; at most :data:`_MOST` moments are looked at."""
    moments = view.kept("moments", timeline.moments)
    changed: list[Entry] = []
    for entry in moments[: -_MOST - 1 : -1]:
        told = _told(view, entry.number)
        if document in told.came:
            return Arrival(came=entry, changed=tuple(changed), before="")
        if document in told.changed:
            changed.append(entry)
    looked = moments[-_MOST:]
    return Arrival(came=None, changed=tuple(changed), before=looked[0].day if looked else "")


def _told(view: View, number: int) -> Documents:
    return view.kept(("moment", number), lambda store: timeline.documents(store, number))
