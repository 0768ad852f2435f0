"""The body beside a name, in sentences with invented persons."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text.find import persons
from ctkg.text.reading import read


def bodies(text: str) -> dict[str, list[str]]:
    seen = read(Document(id="d", source=Source(), text=text))
    return {m.person.label: [body.label for body, _ in m.bodies] for m in persons.find(seen) if m.full}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("For INTERPOL, Programme Officer Ada Roe stressed that.", ["International Criminal Police Organization"]),
        ("The talks were moderated by INTERPOL's Ada Roe.", ["International Criminal Police Organization"]),
        ("The Kenyan delegation was led by Ada Roe, director for training.", ["Kenya"]),
        ("Ms Ada Roe of the FBI spoke.", ["Federal Bureau of Investigation"]),
        ("Ms Ada Roe (Norway) spoke.", ["Norway"]),
        ("Ms Ada Roe, National Member for Finland, spoke.", []),
        ("Ms Ada Roe, an adviser to Kenya's delegation, spoke.", ["Kenya"]),
    ],
)
def test_bodies_beside_a_name(text: str, expected: list[str]) -> None:
    assert bodies(text) == {"Ada Roe": expected}


def test_a_possessive_alone_makes_no_person() -> None:
    assert bodies("They saw INTERPOL's Crystal Rainbow at work.") == {}
