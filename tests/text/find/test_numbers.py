"""Numbers with their qualifiers."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text.find import numbers


def found(text: str) -> list[tuple[int, str]]:
    document = Document(id="d", source=Source(), text=text)
    return [(int(link.thing.label), link.thing.type) for link in numbers.find(document, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("more than 40 experts", [(40, "over")]),
        ("over 1,200 people", [(1200, "over")]),
        ("60+ delegates", [(60, "over")]),
        ("some 25 officers", [(25, "about")]),
        ("close to a hundred guests", [(100, "about")]),
        ("at least 350 injured", [(350, "at least")]),
        ("30 or more judges", [(30, "at least")]),
        ("thirty-two officers from eight States", [(32, "exact"), (8, "exact")]),
        ("two hundred and fifty people", [(250, "exact")]),
        ("more than two dozen officers", [(24, "over")]),
        ("half a dozen experts", [(6, "exact")]),
        ("two thousand and five guests", [(2005, "exact")]),
        ("1\u00a0200 people", [(1200, "exact")]),
        ("as many as 12", [(12, "exact")]),
    ],
)
def test_numbers(text: str, expected: list[tuple[int, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "$200",
        "12 per cent",
        "5%",
        "G7",
        "COVID-19",
        "3.5",
        "2 million",
        "A/RES/60/288",
        "the 3-day course",
        "dozens",
        "several dozens",
    ],
)
def test_other_figures_are_no_numbers(text: str) -> None:
    assert found(text) == []
