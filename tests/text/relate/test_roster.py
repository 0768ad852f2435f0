"""Lists of those who take part that hold unknown names, brackets and groups, on sentences written for the purpose."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text.extract import extract


def taking_part(text: str) -> set[str]:
    told = extract(Document(id="d", source=Source(), text="A seminar was held in Riga. " + text))
    return {getattr(one.object, "label", str(one.object)) for one in told if one.predicate == "participant"}


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
        ("The Peruvian side was represented by the Harbour Police.", {"Harbour Police"}),
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
