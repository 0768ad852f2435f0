"""What bodies lend to an event, those who took the floor, and those who came from counted States."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text.extract import by_rules

_COURSE = "The course was run in Riga on 3 May 2020 by Europol. "
_MEETING = "A meeting on drones was held in Riga on 3 May 2020. "


def told(text: str, relation: str) -> set[str]:
    said = by_rules(Document(id="d", source=Source(), text=text)).statements
    return {getattr(one.object, "label", str(one.object)) for one in said if one.predicate == relation}


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        (_COURSE + "Latvia seconded two instructors and Malta, interpreters.", "supporter", {"Latvia", "Malta"}),
        (_COURSE + "Latvia brought the equipment and Malta the vehicles.", "supporter", {"Latvia", "Malta"}),
        (_COURSE + "The trainees searched a tug lent by the Latvian Coast Guard.", "supporter",
            {"Coast Guard of Latvia"}),
        (_COURSE + "At its end the trainers thanked Malta for its helicopter.", "supporter", {"Malta"}),
        (_COURSE + "Sweden offered the financial means.", "funder", {"Sweden"}),
        (_COURSE + "Interpretation is being paid for by Ireland.", "funder", {"Ireland"}),
        (_COURSE + "The trainers thanked the course's sponsors, Japan and Malta.", "funder", {"Japan", "Malta"}),
        ("The course was run in Riga on 3 May 2020 by Europol, with Malta meeting the costs.", "funder", {"Malta"}),
        ("The course was run in Riga on 3 May 2020 by Europol, with Latvia lending its training ground and Malta its "
         "two instructors.", "host", {"Latvia"}),
        ("The course was run in Riga on 3 May 2020 by Europol with a grant of US$120,000 of the African Development "
         "Bank.", "funder", {"African Development Bank"}),
        ("Seventy officers came to the workshop in Riga on 3 May 2020 at the expense of Malta.", "funder", {"Malta"}),
        ("The operation took place in Riga on 3 May 2020, led by Malta, with Peru and Togo as co-leaders.",
            "coorganizer_or_partner", {"Peru", "Togo"}),
        (_COURSE + "The trainer recalled that Malta gave technical assistance in the region.", "supporter", set()),
        (_COURSE + "Malta will send two instructors next year.", "supporter", set()),
    ],
)  # fmt: skip
def test_what_is_lent(text: str, relation: str, expected: set[str]) -> None:
    assert told(text, relation) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the discussion Peru recalled its law; Togo announced new funds; and Malta pleaded for patience.",
            {"Malta", "Peru", "Togo"}),
        ("Malta and Peru informed the Group about their funds.", {"Malta", "Peru"}),
        ("The chiefs heard Malta on its new law, and Peru on the arrests.", {"Malta", "Peru"}),
        ("Malta, Peru and Togo are among those taking part.", {"Malta", "Peru", "Togo"}),
        ("Attending were, besides, the Presidents of Malta and Peru and the National Security Adviser of Togo.",
            {"Malta", "Peru", "Togo"}),
        ("The Interior Ministers of Malta, Peru and Togo opened it.", {"Malta", "Peru", "Togo"}),
        ("Malta announced new funds.", set()),
        ("The speakers thanked the Interior Ministers of Malta and Peru.", set()),
    ],
)  # fmt: skip
def test_who_took_the_floor(text: str, expected: set[str]) -> None:
    assert told(_MEETING + text, "participant") == expected


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("A course ended in Riga on 3 May 2020. Thirty investigators from eleven Member States received diplomas.",
            "state.count", {"11"}),
        ("A workshop was held in Riga on 3 May 2020. In all 118 persons registered, from 12 countries.",
            "state.count", {"12"}),
        ("An exercise was held in Riga on 3 May 2020. Ninety carabinieri took part.", "participant.count", {"90"}),
        ("An exercise was held in Riga on 3 May 2020. Malta took part with a team of twelve.", "participant.count",
            {"12"}),
        ("A meeting was held in Riga on 3 May 2020. An eleven-member delegation came from Malta.",
            "participant.count", {"11"}),
    ],
)  # fmt: skip
def test_how_many(text: str, relation: str, expected: set[str]) -> None:
    assert told(text, relation) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The interior and foreign ministers of Malta and Peru met in Riga on 3 May 2020 for a meeting on borders.",
            {"interior and foreign ministers"}),
        ("A meeting of the ministers was held in Riga on 3 May 2020.", {"ministers"}),
        ("Heads of State and security chiefs met in Riga on 3 May 2020 for a meeting on borders.",
            {"Heads of State", "security chiefs"}),
        ("Europol invites judges from Africa to apply for a course. The course will be held in Riga on 3 May 2020.",
            {"judges"}),
    ],
)  # fmt: skip
def test_office_holders_who_meet(text: str, expected: set[str]) -> None:
    assert expected <= told(text, "participant.group")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Responsibility for the attack has been attributed by the prosecutors to the Red Dune Brigade.",
            {"Red Dune Brigade"}),
        ("In the attack, gunmen from the Islamic State in the Greater Sahara killed eleven herders.",
            {"Islamic State in the Greater Sahara"}),
        ("The attack, which Al-Shabaab, true to its ways, has boasted of, was condemned.", {"Al-Shabaab"}),
        ("The attack struck a town that Boko Haram had attacked before.", {"Boko Haram"}),
        ("The attack was mourned by the Red Cross.", set()),
    ],
)  # fmt: skip
def test_who_did_it(text: str, expected: set[str]) -> None:
    assert told("An attack killed eleven people in Kabul on 3 May 2020. " + text, "perpetrator") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An attack on the Harbour Street mosque in Kabul killed five people on 3 May 2020.", "Harbour Street mosque"),
        ("An attack on the Embassy of Malta in Kabul killed five people on 3 May 2020.", "Embassy of Malta"),
        ("A bomb destroyed the Northgate community centre in Kabul on 3 May 2020 and killed five people.",
            "Northgate community centre"),
    ],
)  # fmt: skip
def test_targets_by_name(text: str, expected: str) -> None:
    assert expected in told(text, "target")


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("UNODC will convene, with Europol, a workshop of prosecutors in Riga from 3 to 5 May 2020.",
            "coorganizer_or_partner", {"European Union Agency for Law Enforcement Cooperation"}),
        ("UNODC held a meeting with Europol in Riga on 3 May 2020.", "coorganizer_or_partner", set()),
        ("At the kind invitation of His Excellency John Doe, Minister of Interior of the Sultanate of Oman, the "
         "Ministers held their meeting in Muscat on 29 November 2016.", "host", {"Oman"}),
        (_MEETING + "It had been arranged by the mothers' association Kthimi and by the OSCE.", "organizer",
            {"Kthimi", "Organization for Security and Co-operation in Europe"}),
        (_MEETING + "Malta gave financial support for the meeting.", "organizer", set()),
        (_MEETING + "Three working groups, led by Malta, Peru and Togo, will report.", "organizer", set()),
        ("Police arrested nine men in Riga on 3 May 2020 in co-operation with Malta.", "participant", {"Malta"}),
    ],
)  # fmt: skip
def test_who_runs_it_with_whom(text: str, relation: str, expected: set[str]) -> None:
    assert told(text, relation) == expected


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Visit to Malta\nJane Roe, the Home Secretary, went to Malta on 25 September 2018 for a visit.", "Jane Roe"),
        (_MEETING + "In the chair was Ambassador John Doe, Permanent Representative of Mexico.", "John Doe"),
        (_MEETING + "It took place under the patronage of President Mary Major.", "Mary Major"),
    ],
)  # fmt: skip
def test_named_people_who_are_there(text: str, who: str) -> None:
    assert who in told(text, "participant")
