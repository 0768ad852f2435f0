"""GeoJSON: by RFC 7946, with points only where a table has coordinates."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from ctkg import interchange
from ctkg.graph.store import MemoryStore
from ctkg.iris import ID


@pytest.fixture(scope="module")
def features(written: Callable[[str], str]) -> dict[str, Any]:
    return {each["id"].removeprefix(ID): each for each in json.loads(written("geojson"))["features"]}


def conforms(data: Any) -> None:
    """What RFC 7946 asks of a collection of features (sections 3 and 7)."""
    assert data["type"] == "FeatureCollection" and isinstance(data["features"], list)
    assert not {"crs", "coordinates", "geometries", "geometry", "properties"} & data.keys()
    for feature in data["features"]:
        assert feature["type"] == "Feature" and isinstance(feature["id"], str | int)
        assert feature["properties"] is None or isinstance(feature["properties"], dict)
        assert not {"coordinates", "geometries", "features"} & feature.keys()
        geometry = feature["geometry"]  # a member that must be there, null where the place is not known
        if geometry is None:
            continue
        assert geometry["type"] in ("Point", "MultiPoint") and not {"geometry", "properties"} & geometry.keys()
        points = [geometry["coordinates"]] if geometry["type"] == "Point" else geometry["coordinates"]
        for longitude, latitude in points:
            assert -180 <= longitude <= 180 and -90 <= latitude <= 90


def test_it_conforms_and_is_as_it_was(written: Callable[[str], str], golden: Callable[[str, str], None]) -> None:
    conforms(json.loads(written("geojson")))
    golden("fictional.geojson", written("geojson"))


def test_longitude_goes_first(features: dict[str, Any]) -> None:
    assert features["event/release/1"]["geometry"] == {"type": "Point", "coordinates": [45.25, -12.5]}


def test_what_is_known_only_by_territory_or_by_words_has_no_point(features: dict[str, Any]) -> None:
    assert features["event/release/2"]["geometry"] is None
    assert features["event/release/2"]["properties"]["countries"] == ["Examplia (fictional)"]
    assert features["event/wire/2"]["geometry"] is None
    assert features["event/wire/2"]["properties"]["places"] == ["an unknown hall"]


def test_properties_tell_of_the_event(features: dict[str, Any]) -> None:
    told = features["event/release/1"]["properties"]
    assert told["participants"]["organiser"] == ["Fictional Counter-Terrorism Unit"]
    assert (told["start"], told["end"], told["confidence"]) == ("2021-03-04", "2021-03-05", 0.91)
    assert told["sources"] == ["https://example.org/release"]


def test_nothing_is_a_collection_too() -> None:
    stream = io.BytesIO()
    interchange.export(MemoryStore(), stream, "geojson")
    conforms(json.loads(stream.getvalue()))
