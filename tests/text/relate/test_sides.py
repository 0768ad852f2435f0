"""Delegations, sides and presence as a noun, on sentences written for the purpose."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text.extract import extract


def told(text: str, relation: str = "participant") -> set[str]:
    said = extract(Document(id="d", source=Source(), text="A seminar was held in Riga on 3 May 2021. " + text))
    return {getattr(one.object, "label", str(one.object)) for one in said if one.predicate == relation}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Togo's delegation was headed by a minister.", {"Togo"}),
        ("Statements were made by Malta, Peru and Togo.", {"Malta", "Peru", "Togo"}),
        ("The seminar saw the participation of Malta, Peru and civil society.", {"Malta", "Peru"}),
        ("With Malta, Peru and Togo in attendance, the session took up forged passports.", {"Malta", "Peru", "Togo"}),
        ("Malta and Peru were seated at the table.", {"Malta", "Peru"}),
        ("Malta, Peru and Togo reviewed the plan.", {"Malta", "Peru", "Togo"}),
        ("Panellists from Frontex and Malta debated.", {"European Border and Coast Guard Agency", "Malta"}),
        ("Togo's delegation had cancelled the day before.", set()),
        ("Malta thanked Peru and Togo for their support.", set()),
    ],
)  # fmt: skip
def test_who_is_there(text: str, expected: set[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The target audience was senior immigration officials and consular staff.",
            {"senior immigration officials", "consular staff"}),
        ("Seated around the table were parliamentarians, regulators and technology firms.",
            {"parliamentarians", "regulators", "technology firms"}),
        ("The seminar catered to flight crews, baggage screeners and airport managers.",
            {"flight crews", "baggage screeners", "airport managers"}),
        ("Local imams and priests sat side by side.", {"local imams", "priests"}),
    ],
)  # fmt: skip
def test_groups_that_are_there(text: str, expected: set[str]) -> None:
    assert expected <= told(text, "participant.group")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Participants numbered 48.", {"48"}),
        ("The seminar was attended by a record 340 delegates from 61 States.", {"340"}),
    ],
)
def test_numbers_of_those_who_are_there(text: str, expected: set[str]) -> None:
    assert told(text, "participant.count") == expected


def test_a_total_is_no_number_of_those_who_came() -> None:
    assert told("Twelve of the 30 officers of the unit attended it.", "participant.count") <= {"12"}


def test_whose_officer_meets_somebody_and_who_is_visited() -> None:
    text = "The Minister of Ports of Malta met with the Director of Europol in Riga on 3 May 2021."
    said = extract(Document(id="d", source=Source(), text=text))
    names = {getattr(one.object, "label", "") for one in said if one.predicate == "participant"}
    assert names == {"Malta", "European Union Agency for Law Enforcement Cooperation"}


def test_states_that_act_at_a_conference_are_counted() -> None:
    text = "At a conference in Riga on 3 May 2021, 27 States endorsed a set of good practices."
    said = extract(Document(id="d", source=Source(), text=text))
    assert {str(one.object) for one in said if one.predicate == "state.count"} == {"27"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eight delegations took part in the seminar (Malta, Peru, Togo and Fiji, with Chad watching).",
            {"Malta", "Peru", "Togo", "Fiji", "Chad"}),
        ("Others are due from partner countries (Malta, Peru, Togo).", {"Malta", "Peru", "Togo"}),
        ("Over thirty governments took part; so did Frontex and Malta.",
            {"European Border and Coast Guard Agency", "Malta"}),
        ("International organizations included Frontex and Europol.",
            {"European Border and Coast Guard Agency", "European Union Agency for Law Enforcement Cooperation"}),
        ("The participation of Malta, Peru and Togo was welcomed by the ministers.", {"Malta", "Peru", "Togo"}),
        ("The plan covers several countries (Malta, Peru, Togo).", set()),
    ],
)  # fmt: skip
def test_names_in_brackets_and_after_kinds(text: str, expected: set[str]) -> None:
    assert told(text) == expected
