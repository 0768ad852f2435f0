"""Bodies of persons by the words around name and post, on sentences written for the purpose."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text.extract import by_rules


def bodies(text: str) -> dict[str, set[str]]:
    told = by_rules(Document(id="d", source=Source(), text="A seminar took place in Riga. " + text)).statements
    found: dict[str, set[str]] = {}
    for one in told:
        if one.predicate == "person.affiliation":
            found.setdefault(one.subject.label, set()).add(getattr(one.object, "label", ""))
    return found


@pytest.mark.parametrize(
    ("text", "person", "body"),
    [
        ("Mr. Arian Roe, Director of Harbour risk studies, Port Council of Malta, stated that more is to be done.",
            "Arian Roe", "Port Council of Malta"),
        ("The talks were led by Mr. Ravi Roe, Deputy Secretary Policy, of the Ministry of Ports.",
            "Ravi Roe", "Ministry of Ports"),
        ("Ms. Ana Roe, Senior Officer (Harbours), Europol, opened the seminar.",
            "Ana Roe", "European Union Agency for Law Enforcement Cooperation"),
        ("Mr. Stan Roe attended on behalf of the World Customs Organization.",
            "Stan Roe", "World Customs Organization"),
        ("On behalf of the World Customs Organization, Senior Officer Jon Roe noted the results.",
            "Jon Roe", "World Customs Organization"),
        ("The text was signed by Foreign Minister Anna Roe and Julio Roz, her Maltese counterpart.",
            "Julio Roz", "Malta"),
        ("Commissioner for Home Affairs Ylva Roe spoke for the European Union.", "Ylva Roe", "European Commission"),
        ("High Representative Ylva Roe welcomed the decision of the European Union.", "Ylva Roe", "European Union"),
    ],
)  # fmt: skip
def test_bodies_beside_a_name(text: str, person: str, body: str) -> None:
    assert body in bodies(text).get(person, set())


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Jan Roe, Deputy Secretary, met the World Customs Organization, Europol and Malta.",
        "Ms. Ana Roe, Senior Officer, said that Europol, the host, had agreed.",
        "Mr. Jan Roe, Deputy Secretary, thanked those who spoke on behalf of the World Customs Organization.",
        "The Council of Europe Commissioner for Human Rights Ada Roe wrote to the European Union.",
    ],
)
def test_bodies_that_only_stand_near(text: str) -> None:
    assert not any(
        body in {"World Customs Organization", "European Union Agency for Law Enforcement Cooperation",
                 "European Commission"}
        for each in bodies(text).values() for body in each
    )  # fmt: skip
