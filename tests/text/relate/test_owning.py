"""Bodies whose own event it is, and who leads an operation, on sentences written for the purpose."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text.extract import by_rules


def told(text: str, relation: str = "organizer") -> set[str]:
    said = by_rules(Document(id="d", source=Source(), text=text)).statements
    return {getattr(one.object, "label", str(one.object)) for one in said if one.predicate == relation}


OSCE, EUROPOL = (
    "Organization for Security and Co-operation in Europe",
    "European Union Agency for Law Enforcement Cooperation",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The interior ministers of the OSCE met in Riga on 3 May 2021.", {OSCE}),
        ("The Heads of State of the member countries of the OSCE met in Riga on 3 May 2021.", {OSCE}),
        ("At its ninth meeting, held in Riga on 3 May 2021, the Harbour Committee discussed forged passports.",
            {"Harbour Committee"}),
        ("Officers met in Riga on 3 May 2021 for a workshop of the OSCE and Europol.", {OSCE, EUROPOL}),
        ("A Europol seminar on forged passports was held in Riga on 3 May 2021.", {EUROPOL}),
        ("The seminar, which Europol and the Maltese Commissioner for Harbours held in Riga on 3 May 2021, ended.",
            {EUROPOL}),
        ("The seminar was held by Malta, several UN bodies and Europol in Riga on 3 May 2021.", {"Malta", EUROPOL}),
        ("EU Member States met in Riga on 3 May 2021.", set()),
        ("Officials from Jordan, Malta and Chad ended a two-day workshop in Riga on 3 May 2021.", set()),
        ("With experts from Jordan, Malta held a workshop in Riga on 3 May 2021.", {"Malta"}),
        ("A seminar was held in Riga on 3 May 2021. Malta called the seminar a great success.", set()),
    ],
)  # fmt: skip
def test_whose_event_it_is(text: str, expected: set[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "An operation coordinated by Europol led to the arrest of 40 suspects in Riga on 3 May 2021.",
        "Forty suspects were arrested in Riga on 3 May 2021 in Europol's border operation.",
        "Forty suspects were arrested in Riga on 3 May 2021 in a Europol-led operation, Europol said.",
    ],
)
def test_who_leads_an_operation(text: str) -> None:
    assert told(text) == {EUROPOL}
    assert EUROPOL not in told(text, "participant")


def test_what_is_launched_launches_nothing() -> None:
    assert told("The Harbour Network was launched in Riga on 3 May 2021.") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Harbour Committee had its third meeting in Riga on 3 May 2021.", {"Harbour Committee"}),
        ("Europol has completed its courses for guards in Riga on 3 May 2021.", {EUROPOL}),
        ("A joint exercise of Malta and Latvia was held in Riga on 3 May 2021.", {"Malta", "Latvia"}),
        ("On 3 May 2021 the OSCE interior ministers met in Riga.", {OSCE}),
        ("The two-week course of Europol for guards was held in Riga on 3 May 2021.", {EUROPOL}),
        ("Europol, which is to carry out a training in Riga on 3 May 2021, sent a letter.", {EUROPOL}),
        ("The summit of the Heads of State and Government of the OSCE in Riga on 3 May 2021 ended.", {OSCE}),
        ("The police of Malta praised its training in Riga on 3 May 2021.", set()),
        ("Europol was asked to hold a training in Riga on 3 May 2021.", set()),
    ],
)  # fmt: skip
def test_what_a_body_does_to_its_own_event(text: str, expected: set[str]) -> None:
    said = by_rules(Document(id="d", source=Source(), text=text)).statements
    assert {getattr(one.object, "label", "") for one in said if one.predicate == "organizer"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A seminar on forged passports was held in Riga on 3 May 2021. Europol sees more of them each year. Officers "
         "asked Europol for its handbook. The databases of Europol were shown.", {EUROPOL}),
        ("A seminar on forged passports was held in Riga on 3 May 2021. Experts of Europol attended. Officers asked "
         "Europol for its handbook. Europol supported the seminar.", set()),
        ("A Riga court sentenced two men on 3 May 2021 to ten years in prison.", {"Riga court"}),
        ("Two men were sentenced on 3 May 2021 to ten years in prison by a court in Riga.", {"court in Riga"}),
    ],
)  # fmt: skip
def test_who_stands_out(text: str, expected: set[str]) -> None:
    said = by_rules(Document(id="d", source=Source(), text=text)).statements
    assert {getattr(one.object, "label", "") for one in said if one.predicate == "organizer"} == expected


def test_an_attack_is_named_by_what_it_hit() -> None:
    said = by_rules(
        Document(id="d", source=Source(), text="Ten people died on 3 May 2021 in the mosque shootings in Riga.")
    ).statements
    assert [str(one.object) for one in said if one.predicate == "target"] == ["mosque"]
