"""Where an event took place, or where a place is, on a small map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ctkg.iris import term
from ctkg.serve.events.showing import Named
from ctkg.serve.events.spots import feature
from ctkg.serve.links import href
from ctkg.serve.lookup import Lookup
from ctkg.serve.pages.things.sections import Section
from ctkg.site.entry import Entry
from ctkg.site.view import Entity

_MOST = 20


def of_event(look: Lookup, entry: Entry, page: Entity) -> Iterator[Section]:
    """Its places that have coordinates."""
    yield from _map(look, look.reader.nodes_from(entry.iri, term("heldAt")))


def of_place(look: Lookup, entry: Entry, page: Entity) -> Iterator[Section]:
    """The place itself; of a country its capital."""
    reader = look.reader
    states = reader.nodes_from(entry.iri, term("territoryOf"))
    capitals = [city for state in states for city in reader.nodes_from(state, term("hasCapital"))]
    yield from _map(look, [entry.iri]) if not capitals else _map(look, capitals, "capital")


def _map(look: Lookup, places: Iterable[str], note: str = "") -> Iterator[Section]:
    found: list[dict[str, Any]] = []
    for place in list(places)[:_MOST]:
        north, east = (look.reader.text(place, term(name)) for name in ("latitude", "longitude"))
        if north and east:
            named = Named(place, look.reader.label(place).text, href(place))
            found.append(feature(named, (float(east), float(north)), note=note))
    if found:
        yield Section(id="map", title="On the map", template="things/map.html", values=found, late=True)
