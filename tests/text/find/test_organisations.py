"""Names of bodies by grammar, whole: on sentences written for the purpose."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text import reading


def bodies(text: str) -> list[str]:
    read = reading.read(Document(id="d", source=Source(), text=text))
    return [one.mention.text for one in read.links if one.mention.kind == "organization"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The course was led by the Portuguese Navy and the Royal Thai Police.",
            ["Portuguese Navy", "Royal Thai Police"]),
        ("Units of the Polish Border Guard and the Italian Carabinieri took part.",
            ["Polish Border Guard", "Italian Carabinieri"]),
        ("It was hosted by the Agency for Nuclear and Radiological Safety (ANRS) in Rabat.",
            ["Agency for Nuclear and Radiological Safety (ANRS)"]),
        ("The Small Arms Section of the ECOWAS Commission met.", ["Small Arms Section of the ECOWAS Commission"]),
        ("The Bureau for Harbour Crime and Other Dangerous Offences met.",
            ["Bureau for Harbour Crime and Other Dangerous Offences"]),
        ("The Forum of Ports of Central America and the Caribbean met.",
            ["Forum of Ports of Central America and the Caribbean"]),
        ("The Department of the Interior and Local Government of the Philippines agreed.",
            ["Department of the Interior and Local Government of the Philippines"]),
        ("The Agency for Financial Monitoring, Supervision, Registers and Recovery met.",
            ["Agency for Financial Monitoring, Supervision, Registers and Recovery"]),
        ("A director of the Bureau of Public Security Blago Trajkov spoke.", ["Bureau of Public Security"]),
        ("The Centre for Combating Economic Crimes spoke.", ["Centre for Combating Economic Crimes"]),
        ("They met the Transnational Organized Crime Unit.", ["Transnational Organized Crime Unit"]),
        ("The Passport Service of Dushanbe International Airport took part.",
            ["Passport Service of Dushanbe International Airport"]),
        ("The Gulf of Guinea Lighthouse Institute runs it.", ["Gulf of Guinea Lighthouse Institute"]),
        ("The African Network of Victims' Associations was founded.", ["African Network of Victims' Associations"]),
        ("Officers of the Guardia di Finanza and the Bundeskriminalamt came.",
            ["Guardia di Finanza", "Bundeskriminalamt"]),
        ("The Ministère de l'Intérieur and the Fiscalía General de la Nación agreed.",
            ["Ministère de l'Intérieur", "Fiscalía General de la Nación"]),
        ("It was attended by the state companies BlueOil and GreenGas.", ["BlueOil", "GreenGas"]),
        ("Partner organizations (ZZQX, Europol and INTERPOL) attended.", ["ZZQX", "Europol", "INTERPOL"]),
        ("It was run by INTERPOL's Chemical and Explosives unit.", ["INTERPOL's Chemical and Explosives unit"]),
        ("The Harbour Arms Survey made a presentation.", ["Harbour Arms Survey"]),
        ("The State Migration, Customs and Border Services of Peru attended.",
            ["State Migration, Customs and Border Services of Peru"]),
        ("Blue Port Logistics Ltd and Acme Sensors GmbH showed scanners.",
            ["Blue Port Logistics Ltd", "Acme Sensors GmbH"]),
        ("The Bureau of Alcohol, Tobacco and Firearms spoke.", ["Bureau of Alcohol, Tobacco and Firearms"]),
        ("The Chief of the General Staff met the Minister of Gender, Family and Social Services.", ["General Staff"]),
    ],
)  # fmt: skip
def test_names_are_whole(text: str, expected: list[str]) -> None:
    assert bodies(text) == expected


def test_a_council_of_another_body_is_not_that_of_the_united_nations() -> None:
    read = reading.read(
        Document(id="d", source=Source(), text="The Peace and Security Council of the African Union met.")
    )
    assert [one.thing.label for one in read.links if one.mention.kind == "organization"] != [
        "United Nations Security Council"
    ]
    assert bodies("The National Security Council of Latvia met.") == ["National Security Council of Latvia"]
    for text in (
        "The Secretary of the Security Council of Kazakhstan came.",
        "The Russian Security Council met.",
        "The Security Council of the African Union met.",
    ):
        document = Document(id="d", source=Source(), text=text)
        assert "unsc" not in {one.thing.reference for one in reading.read(document).links}
    document = Document(id="d", source=Source(), text="The Security Council of the United Nations met.")
    assert "unsc" in {one.thing.reference for one in reading.read(document).links}


def test_a_state_that_sends_somebody_ends_before_the_body_to_which_it_does() -> None:
    assert bodies("The Ambassador of the Russian Federation to the OSCE spoke.") == ["OSCE"]
    assert bodies("The Permanent Mission of Peru to the OSCE spoke.") == ["Permanent Mission of Peru to the OSCE"]
    assert bodies("She is the High Representative of the Union for Foreign Affairs and Security Policy.") == []


def test_classes_of_bodies_are_no_bodies() -> None:
    assert bodies("Officers of Law Enforcement Agencies and Financial Intelligence Units came.") == []
