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
        ("four peacekeepers of the united force died when their lorry struck a mine.", [(4, False, "killed")]),
        ("at least 20 villagers, most of them women, perished.", [(20, "at least", "killed")]),
        ("two policemen were stabbed to death.", [(2, False, "killed")]),
        ("the number of people killed in the 3 may attack on the station has climbed to 31.", [(31, False, "killed")]),
        ("the assault cost 26 soldiers their lives.", [(26, False, "killed")]),
        ("a mine killed an army officer and his driver.", [(2, False, "killed")]),
        ("four bombers had killed 52 people.", [(52, False, "killed")]),
        ("three gunmen killed 12 guards.", [(12, False, "killed")]),
        ("four people had been killed the day before.", [(4, False, "killed")]),
        ("a man with a knife wounded three passers-by.", [(3, False, "injured")]),
    ],
)
def test_victims_in_all_wordings(words: str, expected: list[tuple[int, bool | str, str]]) -> None:
    assert [(one.number, one.approx, one.counted) for one in casualties.find(words)] == expected


@pytest.mark.parametrize(
    "words",
    [
        "dozens of people were hurt.",
        "the capture of four militants was announced.",
        "it cost 300 euros.",
        "officials first spoke of ten dead.",
    ],
)
def test_others_are_no_victims(words: str) -> None:
    assert not list(casualties.find(words))
