"""Titles of events."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text.extract import extract


def titles(text: str) -> set[str]:
    told = extract(Document(id="d", source=Source(), text=text))
    return {str(one.object) for one in told if one.predicate == "event.title"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IMO organises 'Training to protect ports from attacks'\n\nThe training was held in Riga on 3 May 2021.",
            {"Training to protect ports from attacks"}),
        ("Regional seminar on financial inquiries to trace terrorist funds in Togo\n\nIt was held in May 2021.",
            {"Regional seminar on financial inquiries to trace terrorist funds"}),
        ("Ports train guards\n\nThe conference, dubbed \"Safe Harbours for All\", was held in Riga in May 2021.",
            {"Safe Harbours for All"}),
        ("Ports train guards\n\nThe \"Safe Harbours for All\" (SHARP) conference was held in Riga in May 2021.",
            {"Safe Harbours for All"}),
        ("Regional seminar on ports opens in Togo\n\nThe seminar was held in May 2021.", set()),
        ("Police praise training\n\n\"Training is what we need most in our ports,\" said Jane Roe in Riga.", set()),
    ],
)  # fmt: skip
def test_titles(text: str, expected: set[str]) -> None:
    assert titles(text) == expected
