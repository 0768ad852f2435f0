"""Outlines of countries: nothing is lost and no line goes across the map when rings are cut at the antimeridian."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctkg.serve.events.world import Ring, _area, cut, drawn, world


def rolled(ring: Ring) -> Ring:
    """Longitudes between -180 and 180, as a source without breaks has them."""
    return [((x + 180) % 360 - 180, y) for x, y in ring]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.floats(-179.9, 179.9),
    st.lists(st.tuples(st.floats(1, 80), st.floats(-60, 60)), min_size=3, max_size=12),
    st.booleans(),
)
def test_cut_rings_keep_their_area_and_cross_nothing(
    middle: float, spokes: list[tuple[float, float]], turned: bool
) -> None:
    ring = [(middle + width, height) for width, height in spokes]
    ring = [*(ring[::-1] if turned else ring), (ring[::-1] if turned else ring)[0]]
    pieces = cut(rolled(ring))
    for piece in pieces:
        assert piece[0] == piece[-1]
        assert all(-180 <= x <= 180 for x, _ in piece)
        assert all(abs(x1 - x2) < 180 for (x1, _), (x2, _) in pairwise(piece))
    assert sum(map(_area, pieces)) == pytest.approx(_area(ring), abs=1e-6)


def test_a_square_across_the_antimeridian_is_two() -> None:
    pieces = cut([(170, 0), (-170, 0), (-170, 10), (170, 10), (170, 0)])
    assert sorted((min(x for x, _ in piece), max(x for x, _ in piece)) for piece in pieces) == [
        (-180, -170),
        (170, 180),
    ]


def test_a_ring_around_a_pole_is_closed_along_it() -> None:
    (piece,) = cut([(-180, -70), (-90, -70), (0, -70), (90, -70), (180, -70), (-180, -70)])
    assert abs(_area(piece)) / 2 == pytest.approx(360 * 20)


def test_the_world_is_whole() -> None:
    features = json.loads(world())["features"]
    assert len(features) == 177 and {"KZ", "FJ", "RU", "XK", "TW"} <= drawn()
    for feature in features:
        assert feature["geometry"]["coordinates"], feature["properties"]
        for polygon in feature["geometry"]["coordinates"]:
            for ring in polygon:
                assert ring[0] == ring[-1] and len(ring) >= 4
                for (x1, y1), (x2, y2) in pairwise(ring):
                    assert abs(x1 - x2) < 180 or y1 == y2 == -90, feature["properties"]
    russia = next(each for each in features if each["properties"]["code"] == "RU")
    longitudes = [x for polygon in russia["geometry"]["coordinates"] for ring in polygon for x, _ in ring]
    assert min(longitudes) == -180 and max(longitudes) == 180
