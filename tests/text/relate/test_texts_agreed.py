"""Instruments that events sign, adopt, ratify or rest on, and their roles."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Entity, Source, Statement
from ctkg.text.extract import extract
from ctkg.text.reading import read
from ctkg.text.relate import events, instruments


def statements(text: str) -> list[Statement]:
    seen = read(Document(id="d", source=Source(), text=text))
    return list(instruments.relate(seen, events.find(seen)))


def roles(text: str) -> dict[str, str]:
    return {s.subject.label: str(s.object) for s in statements(text) if s.predicate == "instrument.role"}


def test_a_memorandum_told_by_its_letters() -> None:
    text = "Fiji and Tonga sign MoU on countering terrorism\nThe ministers met in Suva on Monday."
    assert roles(text) == {"memorandum of understanding on countering terrorism": "signed"}


def test_the_purpose_is_no_part_of_the_name_and_plans_are_not_signed() -> None:
    text = (
        "Fiji, Tonga sign agreement to strengthen cooperation\n"
        "Fiji and Tonga signed a Memorandum of Understanding in Suva.\n"
        "Following the signing, both will develop a joint plan of action on border security."
    )
    assert roles(text) == {"Memorandum of Understanding": "signed"}
    assert {s.object.label for s in statements(text) if s.predicate == "output" and isinstance(s.object, Entity)} == {
        "Memorandum of Understanding"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tonga ratifies Convention\nThe law provides for the ratification of the Harbour Convention.", "ratified"),
        ("Tonga ratifies treaty\nThe Ministry is studying accession to the Harbour Convention.", "promoted"),
        ("Experts met in Suva\nThe meeting helps States bring their laws in harmony with the Harbour Convention.",
         "implemented"),
        ("Experts met in Suva\nThe Suva Protocol builds on the provisions of the Harbour Convention.", "referred"),
    ],
)  # fmt: skip
def test_roles(text: str, expected: str) -> None:
    assert roles(text)["Harbour Convention"] == expected


def test_a_title_with_and() -> None:
    assert "Peace and National Reconciliation Agreement" in roles(
        "Experts met in Suva\nThe meeting recalled the Peace and National Reconciliation Agreement."
    )


def test_an_envoy_signs_for_the_state_that_sent_him() -> None:
    told = extract(
        Document(
            id="d",
            source=Source(),
            text="Tonga signs Harbour Convention\nJane Roe, Permanent Representative of Tonga to the Council "
            "of Europe, has signed the Harbour Convention.",
        )
    )
    assert {getattr(one.object, "label", "") for one in told if one.predicate == "adopter"} == {"Tonga"}


def test_standards_and_courses_of_bodies() -> None:
    said = statements(
        "Experts met in Suva\nThe course, based on IMO model course 3.24, helps States in the application of ICAO "
        "standards and recommended practices."
    )
    assert {(s.predicate, s.object.label) for s in said if isinstance(s.object, Entity)} == {
        ("guidance", "IMO model course 3.24"),
        ("instrument", "ICAO standards and recommended practices"),
    }


def test_a_text_without_a_title_that_is_signed() -> None:
    assert roles(
        "Tonga and Fiji met in Suva\nA lease agreement was signed by Tonga and Fiji in Suva on 5 May 2031."
    ) == {"lease agreement": "signed"}


def test_a_text_of_an_act_of_its_own_is_told_of_both() -> None:
    text = (
        "Experts met in Suva on 5 May 2031\nThe meeting in Suva dealt with the Harbour Safety Strategy, "
        "adopted by Tonga in Nuku'alofa on 3 March 2030."
    )
    assert {s.event for s in statements(text) if s.predicate == "instrument"} == {"e1", "e2"}
