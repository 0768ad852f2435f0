"""What the editor completes: every term of the ontology, nodes by their names, and nothing of other servers."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from ctkg import resources
from ctkg.iris import ONTOLOGY, PREFIXES, compact


@pytest.fixture(scope="module")
def words(client: TestClient) -> dict[str, dict[str, object]]:
    return {word["name"]: word for word in client.get("/api/v1/words").json()["words"]}


def test_every_term_of_the_ontology_is_there_with_label_and_definition(words: dict[str, dict[str, object]]) -> None:
    expected: dict[str, set[str]] = {}
    definition = PREFIXES["skos"] + "definition"
    for file in resources.path("ontology").glob("*.ttl"):
        for quad in ox.parse(path=str(file)):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(ONTOLOGY):
                about = expected.setdefault(compact(quad.subject.value), set())
                if quad.predicate.value == definition and quad.object.language == "en":  # type: ignore[union-attr]
                    about.add(quad.object.value)  # type: ignore[union-attr]
    assert len(expected) > 300
    assert set(expected) <= set(words)
    for name, about in expected.items():
        assert words[name]["label"], name
        assert words[name].get("about", "") in (about or {""}), name


def test_kinds_domains_and_ranges(words: dict[str, dict[str, object]]) -> None:
    assert words["ct:Workshop"]["kind"] == "class"
    assert words["ct:participant"]["domain"] == ["ct:Participation"]
    assert words["ct:durationDays"]["range"] == ["xsd:integer"]
    assert words["concept:role/organizer"]["kind"] == "concept"
    assert {"rdf:type", "rdfs:label", "skos:broader", "dcterms:title"} <= set(words)


def test_words_are_kept_while_their_tag_holds(client: TestClient) -> None:
    first = client.get("/api/v1/words")
    assert json.loads(first.content)["prefixes"].items() >= PREFIXES.items()
    again = client.get("/api/v1/words", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("typed", "name", "kind"),
    [
        ("kazakhst", "id:state/KZ", "state"),
        ("казахстан", "id:state/KZ", "state"),
        ("id:kazakhst", "id:state/KZ", "state"),
        ("id:organization/osce-a", "id:organization/osce-atu", "organization"),
        ("<https://w3id.org/ctkg/id/organization/osce-a", "id:organization/osce-atu", "organization"),
        ("id:organization/anti-terrorism centre", "id:organization/kz-atc", "organization"),
        ("concept:threat/act-bomb", "concept:threat/act-bombing", "concept"),
        ("concept:suicide bomb", "concept:threat/act-suicide-bombing", "concept"),
        ("graph:document/osce-2014", "graph:document/osce-2014-astana-explosives", "graph"),
        ("ct:hasPart", "ct:hasPartner", "term"),
    ],
)
def test_nodes_by_what_is_typed(client: TestClient, typed: str, name: str, kind: str) -> None:
    found = client.get("/api/v1/names", params={"typed": typed}).json()["names"]
    assert (name, kind) in [(each["name"], each["kind"]) for each in found]
    assert all(each["label"] and each["iri"].startswith("https://") for each in found)


@pytest.mark.parametrize("typed", ["", " ", ":", "id:", "<", '"', "*", "-", "a" * 10_000, "id:" + "/" * 50, "'; DROP"])
def test_anything_may_be_typed(client: TestClient, typed: str) -> None:
    assert client.get("/api/v1/names", params={"typed": typed}).status_code == 200


def test_the_number_of_names_is_bounded(client: TestClient) -> None:
    found = client.get("/api/v1/names", params={"typed": "id:city/", "limit": 50}).json()["names"]
    assert len(found) == 50
    for limit in ("0", "51", "x", "-1", "9" * 50):
        assert client.get("/api/v1/names", params={"typed": "a", "limit": limit}).status_code == 400
