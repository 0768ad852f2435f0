"""Events for programs and for the scripts of timeline and map: lists, counts, GeoJSON; always bounded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from ctkg.errors import UsageError
from ctkg.serve.charts.axis import iso
from ctkg.serve.events import Choice, Events, events
from ctkg.serve.events.choosing import by_year, chosen
from ctkg.serve.events.showing import Named, Shown
from ctkg.serve.events.spots import Spot, features

#: Items of one answer: unless asked for otherwise, and at most.
USUAL, MOST = 100, 1_000
#: What GeoJSON must be served as (RFC 7946).
GEOJSON = "application/geo+json"
_CREDIT = "Coordinates of cities: GeoNames (https://www.geonames.org/), CC BY 4.0"


def listed(request: Request) -> JSONResponse:
    """``/api/v1/events``: events by time, those without a date last; ``offset`` and ``limit`` choose a part."""
    choice, (offset, limit) = Choice.of(request.query_params), _part(request)
    with request.app.state.access.reading() as view:
        known = events(view)
        found = chosen(known.index, choice)
        told = [_event(known.names.event(number)) for number in found[offset : offset + limit]]
    return JSONResponse({**_counted(request, choice, len(found), offset, limit), "events": told})


def years(request: Request) -> JSONResponse:
    """``/api/v1/events/years``: how many of the events that are asked for began in each year."""
    choice = Choice.of(request.query_params)
    with request.app.state.access.reading() as view:
        index = events(view).index
        found = chosen(index, choice)
        counts = by_year(index, found)
    told = [{"year": year, "count": count} for year, count in counts.items()]
    return JSONResponse({"total": len(found), "undated": len(found) - sum(counts.values()), "years": told})


def collection(request: Request) -> JSONResponse:
    """``/api/v1/events/features``: events as GeoJSON; one at no place with coordinates has no geometry."""
    choice, (offset, limit) = Choice.of(request.query_params), _part(request)
    with request.app.state.access.reading() as view:
        known = events(view)
        found = chosen(known.index, choice)
        told = [_feature(known, number) for number in found[offset : offset + limit]]
    body = {
        "type": "FeatureCollection",
        "attribution": _CREDIT,
        **_counted(request, choice, len(found), offset, limit),
        "features": told,
    }
    return JSONResponse(body, media_type=GEOJSON)


def places(request: Request) -> JSONResponse:
    """``/api/v1/events/places``: places with coordinates as GeoJSON, with how many events were there in each year."""
    choice, (offset, limit) = Choice.of(request.query_params), _part(request)
    with request.app.state.access.reading() as view:
        known = events(view)
        spots = known.spots.places(chosen(known.index, choice))
    body = {
        "type": "FeatureCollection",
        "attribution": _CREDIT,
        **_counted(request, choice, len(spots), offset, limit),
        "features": list(features(spots[offset : offset + limit])),
    }
    return JSONResponse(body, media_type=GEOJSON)


def countries(request: Request) -> JSONResponse:
    """``/api/v1/events/countries``: countries, with the events of which no place with coordinates is known."""
    choice, (offset, limit) = Choice.of(request.query_params), _part(request)
    with request.app.state.access.reading() as view:
        known = events(view)
        spots = known.spots.countries(chosen(known.index, choice))
    told = [country(spot) for spot in spots[offset : offset + limit]]
    return JSONResponse({**_counted(request, choice, len(spots), offset, limit), "countries": told})


def country(spot: Spot) -> dict[str, Any]:
    """A country for JSON; ``years`` counts the events of which only the country is known."""
    return {
        "iri": spot.node.iri,
        "code": spot.country,
        "name": spot.node.name,
        "href": spot.node.href,
        "capital": list(spot.point) if spot.point else None,
        "total": spot.total,
        "count": spot.count,
        "years": {str(year or ""): count for year, count in spot.years.items()},
    }


def _part(request: Request) -> tuple[int, int]:
    found = []
    for name, usual, most in (("offset", 0, 10**9), ("limit", USUAL, MOST)):
        given = request.query_params.get(name, str(usual))
        least = 1 if name == "limit" else 0
        if not (given.isascii() and given.isdigit() and len(given) < 11 and least <= int(given) <= most):
            raise UsageError(f"{name}={given[:40]!r}: give a number from {least} to {most}")
        found.append(int(given))
    return found[0], found[1]


def _counted(request: Request, choice: Choice, total: int, offset: int, limit: int) -> dict[str, Any]:
    """How many there are, which part this is, and where the next one is."""
    after = offset + limit
    query = urlencode({**choice.parameters, "offset": after, "limit": limit}, safe=":/")
    return {
        "total": total,
        "offset": offset,
        "limit": limit,
        "next": f"{request.url.path}?{query}" if after < total else None,
    }


def _event(shown: Shown) -> dict[str, Any]:
    event = shown.event
    return {
        "iri": shown.iri,
        "href": shown.href,
        "name": shown.name,
        "when": shown.when,
        "earliestStart": _day(event.first),
        "latestStart": _day(event.begun),
        "earliestEnd": _day(event.ended),
        "latestEnd": _day(event.last),
        "kinds": list(shown.kinds),
        "places": [_named(each) for each in shown.places],
        "countries": [_named(each) for each in shown.countries],
    }


def _day(day: int | None) -> str | None:
    return None if day is None or day > date.max.toordinal() else iso(day)


def _named(node: Named) -> dict[str, str]:
    return {"iri": node.iri, "name": node.name, "href": node.href}


def _feature(known: Events, number: int) -> dict[str, Any]:
    told = _event(known.names.event(number))
    return {"type": "Feature", "id": told.pop("iri"), "geometry": _geometry(known, number), "properties": told}


def _geometry(known: Events, number: int) -> dict[str, Any] | None:
    points = list(_points(known, number))
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points} if points else None


def _points(known: Events, number: int) -> Iterator[list[float]]:
    for place in known.index.places.get(number, ()):
        point = known.spots.point(place)
        if point is not None:
            yield list(point)


ROUTES = (
    Route("/api/v1/events", listed, name="events"),
    Route("/api/v1/events/years", years, name="event-years"),
    Route("/api/v1/events/features", collection, name="event-features"),
    Route("/api/v1/events/places", places, name="event-places"),
    Route("/api/v1/events/countries", countries, name="event-countries"),
)
