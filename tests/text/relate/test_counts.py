"""How many take part, and how many States."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text.reading import read
from ctkg.text.relate import counts, events


def counted(text: str) -> list[tuple[str, object, str]]:
    seen = read(Document(id="d", source=Source(), text=text))
    return [(s.predicate, s.object, s.counted) for s in counts.relate(seen, events.find(seen))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Tuesday, a seminar in Rome brought in 65 bankers.", [("participant.count", 65, "bankers")]),
        (
            "Some 70 participants attended the workshop in Rome, about 20 of them online.",
            [("participant.count", 70, "participants"), ("participant.count", 20, "participants")],
        ),
        (
            "The meeting in Rome drew 87 delegates of 21 ARF participants.",
            [("participant.count", 87, "delegates"), ("state.count", 21, "ARF participants")],
        ),
        ("Eleven heads of state sat down at the summit in Accra.", [("state.count", 11, "heads of state")]),
        (
            "A workshop was held in Rome.\n\nParticipants: 48",
            [("participant.count", 48, "participants")],
        ),
        ("An exercise was held in Rome.\n\nPlayers: 48, from two ports", [("participant.count", 48, "players")]),
        ("The workshop took place in Rome. She told some 45 guests to stay.", [("participant.count", 45, "guests")]),
        ("A workshop was held in Rome with 24 in attendance.", [("participant.count", 24, "participants")]),
        ("The workshop in Rome welcomed guests from sixteen countries.", [("state.count", 16, "countries")]),
    ],
)
def test_those_who_take_part_are_counted(text: str, expected: list[tuple[str, object, str]]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "At the seminar in Rome the minister said that about 900 citizens had travelled to the war.",
        "A seminar was held in Rome after the arrest of nine officers.",
        "The seminar in Rome heard that 30 teachers are now under a travel ban.",
        "Officials of the two countries held the tenth meeting of their group in Rome.",
        "Following a three day session, participants of the workshop in Rome took part in exercises.",
        "At the seminar in Rome she spoke of a survey of 1,100 pupils.",
        "The summit in Accra was called after an attack in which 61 people perished.",
    ],
)
def test_other_numbers_count_nobody(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "In the first cycle, 25 officers had been certified.",
        "The one before, in 2018, had drawn 1,100 participants.",
        "Exactly five years after 110 persons came home, the hall was full.",
        "The press puts the strength of the force at 5,000 men.",
        "The organising committee of the Youth Games Dakar 2026 took part.",
    ],
)
def test_people_of_another_time_or_place_do_not_take_part(sentence: str) -> None:
    assert counted(f"A workshop was held in Rome on 3 May 2021.\n\n{sentence}") == []


def test_a_number_that_opens_a_sentence_is_of_those_who_take_part() -> None:
    text = "A workshop was held in Rome on 3 May 2021.\n\nIn all, 118 persons registered."
    assert counted(text) == [("participant.count", 118, "persons")]


@pytest.mark.parametrize(
    "text",
    [
        "A workshop was held in Rome. It dealt with compensation to 407 families.",
        "A workshop was held in Rome. The case is among four registered by the port in 2020.",
    ],
)
def test_those_who_do_not_attend_are_not_counted(text: str) -> None:
    assert counted(text) == []
