"""Lists of those who take part that hold unknown names, brackets and groups, on sentences written for the purpose."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text.extract import by_rules


def taking_part(text: str) -> set[str]:
    told = by_rules(Document(id="d", source=Source(), text="A seminar was held in Riga. " + text)).statements
    things = [one.object for one in told if one.predicate == "participant"]
    return {getattr(one, "label", str(one)) for one in things if getattr(one, "kind", "") != "person"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It brought together officials from the Jogorku (Upper House), the Ministry of Ports, and the Port Council.",
            {"Ministry of Ports", "Port Council"}),
        ("It was attended by Mr. Jan Roe of Europol, Ms. Ana Moe of Frontex and Dr. Li Wei of Malta.",
            {"European Union Agency for Law Enforcement Cooperation", "European Border and Coast Guard Agency",
                "Malta"}),
        ("Among them were officers of EU members, of partner nations such as Togo, Peru and Fiji, and one "
            "representative each of the OSCE and Malta.",
            {"Togo", "Peru", "Fiji", "Organization for Security and Co-operation in Europe", "Malta"}),
        ("Prosecutors, judges and border guards from Malta and Peru learned how to read files.", {"Malta", "Peru"}),
        ("In attendance were Malta, Peru and Togo.", {"Malta", "Peru", "Togo"}),
        ("Joining the seminar were the World Customs Organization and Malta.", {"World Customs Organization", "Malta"}),
        ("The Peruvian side was represented by the Harbour Police.", {"Harbour Police", "Peru"}),
        ("Colleagues from Malta took part as well, along with Peru and the European Commission.",
            {"Malta", "Peru", "European Commission"}),
        ("The Harbour Police Board, the railway company and the Maltese and Peruvian fire services sent 40 people.",
            {"Harbour Police Board", "Malta", "Peru"}),
        ("Units of the Ministry of Ports, the Peruvian Navy and Malta practised searches.",
            {"Ministry of Ports", "Navy of Peru", "Malta"}),
    ],
)  # fmt: skip
def test_members_of_long_lists(text: str, expected: set[str]) -> None:
    assert taking_part(text) == expected


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("It was attended by delegates of EU Member States and Peru.", "European Union"),
        ("Officials from Malta attended; Peru, which is suspended, was not invited.", "Peru"),
        ("It brought together experts from Malta to discuss attacks on Peru and Togo.", "Togo"),
        ("Experts from Malta gathered at the headquarters of the Ministry of Ports.", "Ministry of Ports"),
        ("Ana Moe, Legal Officer at the Ministry of Ports, wrote the paper.", "Ministry of Ports"),
    ],
)
def test_what_only_stands_near_a_list(text: str, absent: str) -> None:
    assert absent not in taking_part(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Teams of Maltese, Peruvian and Fijian police practised searches.", {"Malta", "Peru", "Fiji"}),
        ("Twelve Maltese, eight Peruvian and five Fijian officers attended.", {"Malta", "Peru", "Fiji"}),
        ("Malta sent ten officers, Peru eight and Togo six.", {"Malta", "Peru", "Togo"}),
        ("Participants (ten from Malta, twelve from Peru) worked in groups.", {"Malta", "Peru"}),
        ("Two teams, one from Malta and one from Peru, worked in parallel.", {"Malta", "Peru"}),
        ("The following bodies took part:\n\n- Ministry of Ports\n- Europol\n- Peru",
            {"Ministry of Ports", "European Union Agency for Law Enforcement Cooperation", "Peru"}),
        ("A second seminar, for Malta and Peru, will be held in Lima on 3 June 2031.", {"Malta", "Peru"}),
    ],
)  # fmt: skip
def test_shares_and_rolls(text: str, expected: set[str]) -> None:
    assert taking_part(text) == expected


def test_actions_of_several_forces() -> None:
    text = (
        "Eight people were arrested in Malta and Peru on 3 May 2021 in a joint action involving the Carabinieri and "
        "Eurojust. Participating countries: Malta, Peru, Togo."
    )
    told = by_rules(Document(id="d", source=Source(), text=text)).statements
    names = {getattr(one.object, "label", "") for one in told if one.predicate == "participant"}
    assert names == {
        "Carabinieri", "European Union Agency for Criminal Justice Cooperation", "Malta", "Peru", "Togo",
    }  # fmt: skip


def test_two_states_hold_talks() -> None:
    text = "Malta and Peru held the second round of consultations in Lima on 3 May 2021."
    told = by_rules(Document(id="d", source=Source(), text=text)).statements
    names = {getattr(one.object, "label", "") for one in told if one.predicate == "participant"}
    assert names == {"Malta", "Peru"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Also taking part were ministers, leaders of political parties, the UNDP and bilateral embassies.",
            {"political parties", "bilateral embassies"}),
        ("The seminar brought together 60 officers from police, gendarmerie and customs agencies.",
            {"police", "gendarmerie", "customs agencies"}),
        ("It was attended by delegates of EU Member States, religious groups from the region and academicians.",
            {"EU Member States", "religious groups", "academicians"}),
        ("Uzbek border guards completed the seminar.", {"border guards"}),
        ("A second seminar, for the banks, will be held in Lima on 3 June 2031.", {"banks"}),
    ],
)  # fmt: skip
def test_groups_in_lists(text: str, expected: set[str]) -> None:
    told = by_rules(Document(id="d", source=Source(), text="A seminar was held in Riga. " + text)).statements
    groups = {str(one.object) for one in told if one.predicate == "participant.group"}
    assert expected <= groups
    assert len(groups) <= len(expected) + 1
