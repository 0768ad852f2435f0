"""The map: events at their places, countries of which nothing nearer is known, and both as a table."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ctkg.serve.events import Choice, Events, events
from ctkg.serve.events.choosing import chosen
from ctkg.serve.events.spots import Spot
from ctkg.serve.events.world import world
from ctkg.serve.pages.caching import kept
from ctkg.serve.pages.events import asked, form
from ctkg.serve.pages.rendering import page

#: Places in the table.
LISTED = 400
#: Places and countries that one request of the script asks for.
FETCHED = 1_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: where, how many, and the path of these events on the timeline."""

    spot: Spot
    href: str


@dataclass(frozen=True, slots=True)
class Area:
    """A country of the table with its places; of none for places in no known country."""

    country: Line | None
    places: tuple[Line, ...]


def map_page(request: Request) -> Response:
    """Events by place: ``/map?from=2017&kind=Workshop``."""
    with request.app.state.access.reading() as view:
        return kept(request, view, lambda: _page(request, events(view)))


def _page(request: Request, known: Events) -> Response:
    choice, fault = asked(dict(request.query_params))
    found = chosen(known.index, choice)
    places, countries = known.spots.places(found), known.spots.countries(found)
    return page(
        request,
        "map.html",
        form=form(known, choice, fault),
        total=len(known.index),
        found=len(found),
        nowhere=known.spots.nowhere(found),
        areas=_areas(choice, places[:LISTED], countries),
        places=len(places),
        listed=min(LISTED, len(places)),
        query=urlencode({**choice.parameters, "limit": FETCHED}, safe=":/"),
    )


def _areas(choice: Choice, places: list[Spot], countries: list[Spot]) -> list[Area]:
    """Places under the first of their countries, by name."""

    def line(name: str, spot: Spot) -> Line:
        return Line(spot, f"/timeline?{choice.having(name, spot.node.iri).query}")

    under: dict[str, list[Line]] = {}
    for spot in places:
        under.setdefault(spot.within[0] if spot.within else "", []).append(line("place", spot))
    areas = [
        Area(line("country", country), tuple(under.pop(country.node.name, ())))
        for country in sorted(countries, key=lambda each: (each.node.name, each.node.iri))
    ]
    rest = [each for name in sorted(under) for each in under[name]]
    return [*areas, Area(None, tuple(rest))] if rest else areas


def outlines(request: Request) -> Response:
    """``/map/countries.json``: outlines of countries."""
    return Response(world(), media_type="application/geo+json", headers={"cache-control": "max-age=3600"})


ROUTES = (
    Route("/map", map_page, name="map"),
    Route("/map/countries.json", outlines, name="map-countries"),
)
