"""Who takes part, on sentences written for the purpose."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text.extract import by_rules


def taking_part(text: str, relation: str = "participant") -> set[str]:
    told = by_rules(Document(id="d", source=Source(), text=text)).statements
    return {getattr(one.object, "label", str(one.object)) for one in told if one.predicate == relation}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A workshop was held in Riga. The lecturers came from Europol, Frontex and Estonia.",
            {"European Union Agency for Law Enforcement Cooperation", "European Border and Coast Guard Agency",
                "Estonia"}),
        ("The workshop brought together officials from customs departments of three countries: Latvia, Malta and Peru.",
            {"Latvia", "Malta", "Peru"}),
        ("The workshop was attended by inspectors from Latvia; the Ministry of Ports of Malta (MP); and Peru.",
            {"Latvia", "Ministry of Ports of Malta", "Peru"}),
        ("A seminar was held in Riga. Malta and Peru presented their border databases.", {"Malta", "Peru"}),
        ("A seminar was held in Riga. Malta, invited as a guest, sent observers, as did Peru.",
            {"Malta", "Peru"}),
        ("A seminar was held in Riga. Participating countries: Malta, Peru and Togo.", {"Malta", "Peru", "Togo"}),
        ("A seminar was held in Riga. Participants heard from Malta and the European Commission.",
            {"Malta", "European Commission"}),
        ("A seminar was held in Riga. Thirty experts will attend from Malta and Togo.", {"Malta", "Togo"}),
        ("An exercise was held near Riga. The Maltese and Peruvian troops took part in it.", {"Malta", "Peru"}),
        ("A seminar was held in Riga. Ten representatives of three countries (Malta, Peru and Togo) gathered there.",
            {"Malta", "Peru", "Togo"}),
        ("A seminar was held in Riga. The ambassadors to Latvia of Malta, of Peru and of Togo also took the floor.",
            {"Malta", "Peru", "Togo"}),
        ("The seminar in Riga drew 60 people from nine countries, among them Malta and Togo.", {"Malta", "Togo"}),
    ],
)  # fmt: skip
def test_bodies_and_states_take_part(text: str, expected: set[str]) -> None:
    assert taking_part(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A seminar was held in Riga. Malta sent its regrets.",
        "A seminar was held in Riga. A delegate of Malta had to cancel.",
        "A seminar was held in Riga. On the sidelines, the judges of Malta and Peru signed a note.",
        "A seminar was held in Riga. The authors had visited camps in nine countries, among them Malta and Togo.",
    ],
)
def test_the_absent_do_not_take_part(text: str) -> None:
    assert taking_part(text) == set()


def test_who_holds_an_event_is_no_participant_for_speaking_there() -> None:
    text = "Malta hosted a seminar in Valletta. Malta and Peru presented their border databases."
    assert taking_part(text) == {"Peru"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A seminar for judges and bankers was held in Riga.", {"judges", "bankers"}),
        ("The workshop brought together 19 prosecutors and financial investigators in Riga.",
            {"prosecutors", "financial investigators"}),
        ("A seminar was held in Riga. Youth workers, game designers and prosecutors took part.",
            {"youth workers", "game designers", "prosecutors"}),
        ("The training gathered police, immigration and coast guard officers from Malta.",
            {"police officers", "immigration officers", "coast guard officers"}),
        ("A seminar was held in Riga and attended by officials of prison services and the shipping industry.",
            {"officials of prison services", "prison services", "shipping industry"}),
    ],
)  # fmt: skip
def test_groups_of_people(text: str, expected: set[str]) -> None:
    assert taking_part(text, "participant.group") == expected


@pytest.mark.parametrize(
    "text",
    [
        "A seminar was held in Riga. The threat to teachers was discussed.",
        "A seminar was held in Riga. Since 2006 the project has trained 900 teachers.",
        "A seminar was held in Riga. The international experts gave advice.",
        "A seminar was held in Riga. Two teachers were killed in the attack last year.",
    ],
)
def test_people_who_are_not_there_are_no_group(text: str) -> None:
    assert taking_part(text, "participant.group") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fourth meeting of the Peru-Malta Joint Working Group on Ports\n\nIt was held in Lima on 4 May 2021.",
            {"Peru", "Malta"}),
        ("Peru, Malta to deepen port security\n\nA meeting was held in Lima on 4 May 2021.", {"Peru", "Malta"}),
        ("Peru and Malta hold harbour drill\n\nAn exercise took place in Lima on 4 May 2021.", {"Peru", "Malta"}),
        ("Two men were arrested on 4 May 2021 in Riga. Officers of the Harbour Police of Latvia and the Peru Customs "
            "Service searched five flats.", {"Harbour Police of Latvia", "Peru Customs Service"}),
        ("Italian police arrested three people in Bari on 4 May 2021.", {"Italy"}),
    ],
)  # fmt: skip
def test_two_sides_and_forces_take_part(text: str, expected: set[str]) -> None:
    assert taking_part(text) == expected
