"""GeoJSON (RFC 7946): a feature for each event, at the places that have coordinates in the reference tables.

An event of which only the territory is known, or a place without coordinates, has no geometry, which the RFC allows:
a point in the middle of a country would be an invented place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ctkg.interchange.events import Event, Point, events
from ctkg.interchange.view import View

_CREDIT = "Coordinates of cities: GeoNames (https://www.geonames.org/), CC BY 4.0"


def pieces(view: View) -> Iterator[bytes]:
    """The document in pieces, one feature a line."""
    yield f'{{\n"type": "FeatureCollection",\n"attribution": {json.dumps(_CREDIT)},\n"features": ['.encode()
    first = True
    for event in events(view):
        yield f"{'' if first else ','}\n{json.dumps(_feature(view, event), ensure_ascii=False)}".encode()
        first = False
    yield b"\n]\n}\n"


def _feature(view: View, event: Event) -> dict[str, Any]:
    parts: dict[str, list[str]] = {}
    for part in event.parts:
        parts.setdefault(part.role_name, []).append(part.name)
    properties: dict[str, Any] = {
        "name": event.name,
        "label": event.label,
        "class": list(event.kinds),
        "start": event.start or None,
        "end": event.end or None,
        "places": list(event.places),
        "countries": [view.label(territory) for territory in event.territories],
        "participants": parts,
        "sources": [source.address or source.name for source in event.sources],
        "confidence": event.confidence,
    }
    return {"type": "Feature", "id": event.iri, "geometry": _geometry(event.points), "properties": properties}


def _geometry(points: tuple[Point, ...]) -> dict[str, Any] | None:
    places = [[float(point.longitude), float(point.latitude)] for point in points]
    if not places:
        return None
    if len(places) == 1:
        return {"type": "Point", "coordinates": places[0]}
    return {"type": "MultiPoint", "coordinates": places}
