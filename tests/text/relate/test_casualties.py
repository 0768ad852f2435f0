"""Victims in a sentence."""

from __future__ import annotations

import pytest

from ctkg.text.relate import casualties


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the attack resulted in the deaths of at least 17 people.", [(17, "at least", "killed")]),
        (
            "officials put the number of dead at 38 and the number of wounded at 22.",
            [(38, False, "killed"), (22, False, "injured")],
        ),
        ("the bomb claimed 23 lives.", [(23, False, "killed")]),
        ("on monday, 92 soldiers fell when the post was stormed.", [(92, False, "killed")]),
        ("he had directed the abduction of four aid workers.", [(4, False, "abducted")]),
        ("two dozen people were wounded.", [(24, False, "injured")]),
    ],
)
def test_victims_in_all_wordings(words: str, expected: list[tuple[int, bool | str, str]]) -> None:
    assert [(one.number, one.approx, one.counted) for one in casualties.find(words)] == expected


@pytest.mark.parametrize(
    "words", ["dozens of people were hurt.", "the capture of four militants was announced.", "it cost 300 euros."]
)
def test_others_are_no_victims(words: str) -> None:
    assert not list(casualties.find(words))
