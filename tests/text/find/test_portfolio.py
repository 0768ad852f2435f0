"""Bodies that posts imply."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text import reading
from ctkg.text.find import persons


def bodies(text: str) -> dict[str, list[str]]:
    seen = reading.read(Document(id="d", source=Source(), text=text))
    return {mention.person.label: [body.label for body, _ in mention.bodies] for mention in persons.find(seen)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Parliament of Malta met. Justice Minister Ana Roe-Poe said that Malta agrees.", {"Ana Roe-Poe": ["Malta"]}),
        (
            "The Ministry of Justice of Malta hosted it. The Minister of Justice, Ms. Ana Roe-Poe, spoke.",
            {"Ana Roe-Poe": ["Ministry of Justice of Malta"]},
        ),
        ("Ana Roe-Poe, Chief of Defence Staff of Sri Lanka, spoke.", {"Ana Roe-Poe": ["Sri Lanka"]}),
        ("The Chief of the General Staff, General Ana Roe-Poe, came to Malta.", {"Ana Roe-Poe": ["General Staff"]}),
        ("He met Chief of Defense Forces of Kenya General Ana Roe-Poe.", {"Ana Roe-Poe": ["Kenya"]}),
        (
            "Malta, Malta and Malta again. The Minister of Ports, Ms. Ana Roe-Poe, deplored the storm in Chad.",
            {"Ana Roe-Poe": ["Malta"]},
        ),
        ("Envoys of Malta, Chad and Peru met. Justice Minister Ana Roe-Poe spoke.", {"Ana Roe-Poe": []}),
        ("Her Maltese colleague was late. Foreign Minister Ana Roe-Poe spoke.", {"Ana Roe-Poe": []}),
    ],
)
def test_the_body_of_a_minister(text: str, expected: dict[str, list[str]]) -> None:
    assert bodies(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Paris Roe spoke.",
        "Ms. Ana Haakon-Lima spoke.",
        "Major-General of Militia Ana Roe-Poe spoke.",
        "Defence counsel Ana Roe-Poe objected.",
        "Their lawyer, Ana Roe-Poe, denied it.",
        "Ana Roe-Poe MP, chairperson of the association Novum, asked for time.",
    ],
)
def test_one_person_is_found(text: str) -> None:
    assert len(bodies(text)) == 1
    assert not set(bodies(text)) & {"Roe", "Ana Haakon", "Militia Ana Roe-Poe", "Ana Roe-Poe MP"}


def test_lists_of_posts_with_their_holders() -> None:
    text = (
        "The guests met the Chief of the General Staff, General Ana Roe, the Director of the Novum Institute, "
        "Mr. Ben Poe, and the Head of the Alma Institute, Ambassador Eva Doe."
    )
    seen = reading.read(Document(id="d", source=Source(), text=text))
    posts = {m.person.label: [seen.words(post.head) for post in m.posts] for m in persons.find(seen)}
    assert posts == {"Ana Roe": ["Chief", "General"], "Ben Poe": ["Director"], "Eva Doe": ["Head", "Ambassador"]}
