"""FollowTheMoney: what its own package validates, cleans without a change, and can follow."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from ctkg import interchange, tables
from ctkg.graph.store import MemoryStore, open_store
from ctkg.interchange.countries import NO_COUNTRY
from ctkg.interchange.ftm.lines import identifier
from ctkg.iris import ID, PREFIXES, graph

_WHY = "needs followthemoney: pip install '.[dev-ftm]', with a compiler and ICU's headers"
model = pytest.importorskip("followthemoney", reason=_WHY).model
InvalidData = pytest.importorskip("followthemoney.exc", reason=_WHY).InvalidData
registry = pytest.importorskip("followthemoney.types", reason=_WHY).registry

Lines = list[dict[str, Any]]


def read(text: str) -> Lines:
    return [json.loads(line) for line in text.splitlines()]


def check(lines: Lines) -> None:
    """The package takes every entity as it is; names of properties, values and links are those of its schemata."""
    by_id = {line["id"]: line for line in lines}
    assert len(by_id) == len(lines), "an id is used twice"
    for line in lines:
        schema = model.get(line["schema"])
        assert schema is not None and not schema.abstract, line
        assert line["properties"].keys() <= schema.properties.keys(), line
        assert all(line["properties"].get(name) for name in schema.required), line
        schema.validate(line)  # raises where a value is not of its type
        proxy = model.get_proxy(line, cleaned=False)
        cleaned = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert cleaned == line["properties"], "the package would change a value"
        assert registry.entity.clean(line["id"]) == line["id"]
        for name, values in line["properties"].items():
            prop = schema.properties[name]
            assert not prop.stub and not prop.deprecated, name
            if prop.type == registry.entity:
                for value in values:
                    there = model.get(by_id[value]["schema"])
                    assert there is not None and prop.range is not None and there.is_a(prop.range), (line, name)


@pytest.fixture(scope="module")
def lines(written: Callable[[str], str]) -> Lines:
    return read(written("ftm"))


def of(lines: Lines, schema: str) -> Lines:
    return [line for line in lines if line["schema"] == schema]


def test_the_package_takes_it_and_it_is_as_it_was(
    lines: Lines, written: Callable[[str], str], golden: Callable[[str, str], None]
) -> None:
    check(lines)
    golden("fictional.ftm.jsonl", written("ftm"))


@pytest.mark.parametrize(
    "spoil", [{"name": []}, {"startDate": ["March"]}, {"country": ["xa"]}, {"organizer": ["ctkg-0"]}, {"odd": ["x"]}]
)
def test_the_check_can_fail(lines: Lines, spoil: dict[str, list[str]]) -> None:
    spoiled = [
        line | {"properties": line["properties"] | spoil} if line["schema"] == "Event" else line for line in lines
    ]
    with pytest.raises((AssertionError, InvalidData, KeyError)):
        check(spoiled)


def test_the_package_takes_the_demo(demo: Path) -> None:
    stream = io.BytesIO()
    with open_store(demo / "ctkg.store", read_only=True) as store:
        interchange.export(store, stream, "ftm")
    found = read(stream.getvalue().decode())
    assert len(found) > 1000
    check(found)


def test_agents_events_and_what_joins_them(lines: Lines) -> None:
    by_id = {line["id"]: line for line in lines}
    kinds = [by_id[identifier(ID + name)]["schema"] for name in ("state/XA", "organization/fict-unit", "event/wire/1")]
    assert kinds == ["LegalEntity", "PublicBody", "Event"]
    unit, person = ID + "organization/fict-unit", ID + "person/alma-beispiel/fict-min"
    properties = by_id[identifier(ID + "event/release/1")]["properties"]
    assert properties["organizer"] == [identifier(unit)]
    assert properties["involved"] == sorted([identifier(ID + "state/XA"), identifier(person)])
    assert properties["startDate"] == ["2021-03-04"] and properties["location"] == ["Port Example (fictional)"]
    assert "speaker: Alma Beispiel (fictional)" in properties["notes"]
    assert {"sourceUrl", "publisher", "modifiedAt", "proof"} <= properties.keys()
    (occupancy,) = of(lines, "Occupancy")
    assert occupancy["properties"]["holder"] == [identifier(person)]
    (position,) = of(lines, "Position")
    assert position["properties"]["name"] == ["director, Ministry of Examples (fictional)"]
    (representation,) = of(lines, "Representation")
    assert representation["properties"]["client"] == [identifier(ID + "organization/fict-min")]
    (membership,) = of(lines, "Membership")
    assert membership["properties"]["role"] == ["participating State"]


def test_responsibility_is_somebodys_statement_and_nobody_gets_a_topic(lines: Lines) -> None:
    link = next(line for line in of(lines, "UnknownLink") if "attribution" in line["iri"])
    assert link["properties"]["role"] == ["responsibility claimed by Example Group (fictional)"]
    (note,) = of(lines, "Note")
    assert note["properties"]["description"] == [
        "responsibility denied by Ministry of Examples (fictional): unknown persons"
    ]
    assert not any("topics" in line["properties"] for line in lines)


def test_a_designation_names_the_authority() -> None:
    store, name = MemoryStore(), NamedNode(graph("document", "x"))

    def say(subject: str, predicate: str, target: NamedNode | Literal) -> Quad:
        return Quad(NamedNode(ID + subject), NamedNode(predicate), target, name)

    kind, label, ct = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label", PREFIXES["ct"]
    store.load(
        [
            say("organization/g", kind, NamedNode(ct + "NamedGroup")),
            say("organization/g", kind, NamedNode(ct + "Agent")),
            say("organization/g", label, Literal("Example Group (fictional)")),
            say("organization/a", label, Literal("Example Authority (fictional)")),
            say("designation/1", kind, NamedNode(ct + "Designation")),
            say("designation/1", ct + "designatedAgent", NamedNode(ID + "organization/g")),
            say("designation/1", ct + "designatedBy", NamedNode(ID + "organization/a")),
            say("designation/1", ct + "validFrom", Literal("2020", datatype=NamedNode(PREFIXES["xsd"] + "gYear"))),
        ]
    )
    stream = io.BytesIO()
    interchange.export(store, stream, "ftm")
    found = read(stream.getvalue().decode())
    check(found)
    (sanction,) = of(found, "Sanction")
    assert sanction["properties"] == {
        "authority": ["Example Authority (fictional)"],
        "entity": [identifier(ID + "organization/g")],
        "startDate": ["2020"],
    }


def test_every_code_of_the_states_is_a_country_there() -> None:
    codes = [row["iso2"] for row in tables.rows("states")]
    assert len(codes) > 190
    for code in codes:
        assert not NO_COUNTRY.fullmatch(code) and registry.country.validate(code.casefold()), code
    assert NO_COUNTRY.fullmatch("XA") and not registry.country.validate("xa")
