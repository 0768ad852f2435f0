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


def told(text: str) -> list[tuple[str, str]]:
    return [
        (s.event, s.object.label)
        for s in statements(text)
        if s.predicate == "instrument" and isinstance(s.object, Entity)
    ]


def test_a_text_that_another_one_amends_is_not_adopted() -> None:
    text = "Parliament met in Suva on Monday. The House approved the bill amending the Ports Security Act of 2007."
    assert roles(text) == {"Ports Security Act of 2007": "referred"}


def test_an_act_does_not_bring_about_what_it_carries_out() -> None:
    text = (
        "The ministers met in Suva on 4 May 2031. On 2 March 2030 the same States signed the Suva Declaration on "
        "Ports, pursuant to the Treaty of Nadi on Ferries."
    )
    assert "Treaty of Nadi on Ferries" not in [label for event, label in told(text) if event != "e1"]


def test_the_act_under_which_people_are_arrested_is_named_with_the_arrest() -> None:
    text = (
        "Fiji and Tonga held an exercise in Suva on 4 May 2031.\n\nOn 7 May 2031 two men were arrested in Nadi under "
        "the Terrorism Act."
    )
    assert [event for event, label in told(text) if label == "Terrorism Act"] == ["e2"]


def test_the_name_of_the_document_itself_is_no_instrument() -> None:
    text = (
        "Joint Statement on the Third Meeting of the Ports Group\n\nThe Ports Group met in Suva on 4 May 2031. It "
        "spoke of ferries. It thanked Fiji. It meets again in Nadi."
    )
    assert told(text) == []


def test_who_signs_on_behalf_of_somebody_names_no_matter() -> None:
    text = "Fiji and Tonga met in Suva. Ana Roe of the Ports Unit signed the MOU on behalf of the unit."
    assert not [label for _, label in told(text) if "behalf" in label]


def test_no_title_ends_with_what_leads_on() -> None:
    text = (
        "The heads met in Suva. They spoke of the Treaty on the fight against smuggling of 2031 and to boats of others."
    )
    assert not [label for _, label in told(text) if label.endswith(" and")]
