"""STIX 2.1: what the package stix2 parses without a custom property, and the OASIS validator passes."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import stix2
from pyoxigraph import Literal, NamedNode, Quad
from stix2validator import ValidationOptions, validate_instance

from ctkg import interchange
from ctkg.graph.store import MemoryStore, open_store
from ctkg.interchange.stix.objects import EXTENSION
from ctkg.iris import ID, PREFIXES, graph

Bundle = dict[str, Any]
#: Recommendations that the bundle does not follow, on purpose: ids are of version 5, so that they stay the same (the
#: specification allows it), incidents have a place, and pages are named by their address alone.
KNOWN = ("{103}", "{202}", "{302}")


def check(bundle: Bundle) -> None:
    parsed = stix2.parse(bundle, allow_custom=False)
    assert isinstance(parsed, stix2.Bundle)
    for given, found in zip(bundle["objects"], parsed.objects, strict=True):
        assert json.loads(found.serialize()) == given, "the package would change an object"
    options = ValidationOptions(version="2.1", enforce_refs=True)
    result = validate_instance(bundle, options)
    assert result.is_valid and not result.errors
    warnings = [str(each) for each in result.warnings or []]
    assert all(any(code in warning for code in KNOWN) for warning in warnings), warnings
    ids = [each["id"] for each in bundle["objects"]]
    assert len(set(ids)) == len(ids)


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """The validator brings its schemas with it; one that it would fetch is a mistake of the test."""

    def fetched(address: str, **options: object) -> None:
        raise AssertionError(f"{address} would be fetched")

    monkeypatch.setattr("stix2validator.validator.requests.get", fetched)


@pytest.fixture(scope="module")
def bundle(written: Callable[[str], str]) -> Bundle:
    found: Bundle = json.loads(written("stix"))
    return found


def of(bundle: Bundle, kind: str) -> list[dict[str, Any]]:
    return [each for each in bundle["objects"] if each["type"] == kind]


def test_both_packages_take_it_and_it_is_as_it_was(
    bundle: Bundle, written: Callable[[str], str], golden: Callable[[str, str], None]
) -> None:
    check(bundle)
    golden("fictional.stix.json", written("stix"))


@pytest.mark.parametrize("spoil", [{"created": "2021"}, {"confidence": 101}, {"created_by_ref": None}, {"x": 1}])
def test_the_check_can_fail(bundle: Bundle, spoil: dict[str, Any]) -> None:
    spoiled = [each | spoil if each["type"] == "incident" else each for each in bundle["objects"]]
    with pytest.raises((AssertionError, stix2.exceptions.STIXError)):
        check(bundle | {"objects": spoiled})
    with pytest.raises(AssertionError):
        check(bundle | {"objects": [each for each in bundle["objects"] if each["type"] != "location"]})


def test_both_packages_take_the_demo(demo: Path) -> None:
    stream = io.BytesIO()
    with open_store(demo / "ctkg.store", read_only=True) as store:
        interchange.export(store, stream, "stix")
    found = json.loads(stream.getvalue())
    assert len(of(found, "incident")) > 5
    check(found)


def test_an_incident_is_told_in_numbers_and_kinds(bundle: Bundle) -> None:
    (incident,) = of(bundle, "incident")
    assert incident["created"] == incident["modified"] == "2021-02-04T00:00:00.000Z"  # of the document
    assert incident["confidence"] == 85
    assert incident["extensions"][EXTENSION] == {
        "extension_type": "property-extension",
        "event_class": ["attack"],
        "start_date": "2021-02-03",
        "places": ["Port Example (fictional)"],
        "means": ["Fictional means"],
        "targets": ["market | square"],
        "victims": [
            {"label": "at least 2 injured", "harm": "injured", "qualifier": "at least", "stated": 2, "minimum": 2}
        ],
    }
    assert incident["external_references"][1]["url"] == "https://example.org/wire"
    (location,) = of(bundle, "location")
    assert (location["latitude"], location["longitude"]) == (-12.5, 45.25) and "country" not in location
    (report,) = of(bundle, "report")
    assert report["published"] == "2021-02-04T00:00:00Z" and report["object_refs"] == [incident["id"]]


def test_who_is_responsible_is_said_by_somebody_in_a_note(bundle: Bundle) -> None:
    assert not any(each["type"] in ("threat-actor", "intrusion-set", "campaign") for each in bundle["objects"])
    assert {each["relationship_type"] for each in of(bundle, "relationship")} == {"located-at"}
    notes = {each["labels"][-1]: each for each in of(bundle, "note")}
    assert notes["claimed"]["authors"] == ["Example Group (fictional)"]
    assert notes["denied"]["content"] == "responsibility denied by Ministry of Examples (fictional): unknown persons"
    assert notes["condemnation"]["authors"] == ["Fictional Security Organization"]
    classes = {each["name"]: each["identity_class"] for each in of(bundle, "identity")}
    assert classes["Example Group (fictional)"] == "group" and classes["ctkg"] == "system"


def test_a_person_is_not_handed_on_as_a_suspect(fictional: MemoryStore) -> None:
    store, name = MemoryStore(), NamedNode(graph("document", "wire"))
    suspect = NamedNode(ID + "person/x/y")
    store.load(fictional.quads())
    given = [
        Quad(suspect, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["ct"] + "Person"), name),
        Quad(suspect, NamedNode(PREFIXES["rdfs"] + "label"), Literal("Quentin Suspect (fictional)"), name),
    ]
    attribution = NamedNode(ID + "attribution/wire/1/denied")
    given += [Quad(attribution, NamedNode(PREFIXES["ct"] + "attributedTo"), suspect, name)]
    store.change_graphs({name.value: given}, {})
    for form in ("stix", "ftm"):
        stream = io.BytesIO()
        interchange.export(store, stream, form)
        text = stream.getvalue().decode()
        assert "responsibility denied" in text and text.count("Quentin") == (form == "ftm")  # the person alone


def test_no_incident_is_a_bundle_too() -> None:
    stream = io.BytesIO()
    interchange.export(MemoryStore(), stream, "stix")
    check(json.loads(stream.getvalue()))
