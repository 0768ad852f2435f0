"""Events by time and place: what the timeline, the map and the API ask of a store, at the cost of its events."""

from __future__ import annotations

from dataclasses import dataclass

from ctkg.graph.store import Store
from ctkg.serve.access import View
from ctkg.serve.events.choosing import Choice
from ctkg.serve.events.index import Event, Index
from ctkg.serve.events.showing import Names
from ctkg.serve.events.spots import Spots
from ctkg.serve.lookup import Lookup, lookup

__all__ = ["Choice", "Event", "Events", "Index", "Names", "Spots", "events"]


@dataclass(frozen=True, slots=True)
class Events:
    """The events of a store: by time and by filters, their names, their places."""

    index: Index
    names: Names
    spots: Spots


def events(view: View) -> Events:
    """The events of a view; made once for it."""
    found = lookup(view)
    return view.kept("events", lambda store: _made(store, found))


def _made(store: Store, found: Lookup) -> Events:
    index = Index(store, found.reader, found.words)
    names = Names(index)
    return Events(index, names, Spots(index, names))
