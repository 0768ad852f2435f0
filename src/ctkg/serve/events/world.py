"""Outlines of countries for the map: Natural Earth at 1:110 million, from the vendored TopoJSON, as GeoJSON.

The rings of world-atlas go across the antimeridian without a break; drawn as they are, they would be lines across the
whole map. They are cut there. Names and outlines are those of the source, names of States and territories that ctkg
knows those of its tables; neither is an opinion on whose anything is.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from ctkg import tables

Point = tuple[float, float]
Ring = list[Point]

_SOURCE = Path(__file__).parent.parent / "static" / "vendor" / "world-atlas" / "countries-110m.json"
#: Codes of areas that the source has without one, by its names.
_UNCODED = {"Kosovo": "XK"}
_CREDIT = "Made with Natural Earth (public domain), world-atlas 2.0.2"


@cache
def world() -> bytes:
    """All countries as a FeatureCollection; properties are ``code`` (two letters; empty where none) and ``name``."""
    topology = json.loads(_SOURCE.read_text(encoding="utf-8"))
    arcs = list(_arcs(topology))
    known = {row["m49"]: (row["iso2"], row["name_en"]) for row in tables.rows("states") if row["m49"]}
    names = {row["iso2"]: row["name_en"] for row in tables.rows("states")}
    features = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        own = str(geometry["properties"]["name"])
        code, name = known.get(geometry.get("id", ""), (_UNCODED.get(own, ""), own))
        features.append(
            {
                "type": "Feature",
                "properties": {"code": code, "name": names.get(code, name)},
                "geometry": {"type": "MultiPolygon", "coordinates": list(_polygons(geometry, arcs))},
            }
        )
    whole = {"type": "FeatureCollection", "attribution": _CREDIT, "features": features}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def drawn() -> frozenset[str]:
    """Codes of the countries that are large enough to have an outline."""
    return frozenset(each["properties"]["code"] for each in json.loads(world())["features"]) - {""}


def _arcs(topology: dict[str, Any]) -> Iterator[Ring]:
    """The arcs of a quantised topology (TopoJSON, 2.1.3) in degrees."""
    (dx, dy), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * dx + x0, y * dy + y0))
        yield points


def _polygons(geometry: dict[str, Any], arcs: Sequence[Ring]) -> Iterator[list[list[list[float]]]]:
    given = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in given:
        rings = [_ring(each, arcs) for each in polygon]
        pieces = [cut(ring) for ring in rings]
        if len(pieces[0]) == 1:
            # Nothing of it crosses, nor then do its holes.
            yield [_rounded(ring) for ring in (each for piece in pieces for each in piece)]
        else:
            # No country across the antimeridian has a hole, which would have to be shared out.
            yield from ([_rounded(ring)] for ring in pieces[0])


def _ring(numbers: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """Arcs one after another; ``~n`` is arc n from its end, and the last point of each is the first of the next."""
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _rounded(ring: Ring) -> list[list[float]]:
    return [[round(x, 2), round(y, 2)] for x, y in ring]


def cut(ring: Ring) -> list[Ring]:
    """A closed ring in pieces, all between -180 and 180 degrees of longitude, none with a line across the map.

    A ring that goes around a pole is closed along it.
    """
    whole = _unrolled(ring)
    turns = whole[-1][0] - whole[0][0]
    if abs(turns) > 180:
        pole = -90.0 if sum(y for _, y in whole) < 0 else 90.0
        whole += [(whole[-1][0], pole), (whole[0][0], pole), whole[0]]
    least, most = min(x for x, _ in whole), max(x for x, _ in whole)
    pieces = []
    for turn in range(math.floor((least + 180) / 360), math.floor((most + 180) / 360) + 1):
        part = _half(_half(whole, turn * 360 - 180, right=True), turn * 360 + 180, right=False)
        if len(part) >= 4 and _area(part):
            pieces.append([(x - turn * 360, y) for x, y in part])
    return pieces


def _unrolled(ring: Ring) -> Ring:
    """A ring with longitudes that go on beyond 180 degrees where it crosses the antimeridian."""
    found = [ring[0]]
    for x, y in ring[1:]:
        before = found[-1][0]
        found.append((x - 360 * round((x - before) / 360), y))
    return found


def _half(ring: Ring, at: float, *, right: bool) -> Ring:
    """The part of a closed ring on one side of a meridian, closed along it (Sutherland and Hodgman)."""
    if not ring:
        return []
    found: Ring = []

    def inside(x: float) -> bool:
        return x >= at if right else x <= at

    for (x1, y1), (x2, y2) in pairwise(ring):
        if inside(x1):
            found.append((x1, y1))
        if inside(x1) != inside(x2):
            found.append((at, y1 + (y2 - y1) * (at - x1) / (x2 - x1)))
    return [*found, found[0]] if found else []


def _area(ring: Ring) -> float:
    """Twice the area in square degrees, with the sign of its direction."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
