"""Subjects that a text lists."""

from __future__ import annotations

import time

import pytest
from tests.growth import ratio

from ctkg.model import Document, Source
from ctkg.text import reading
from ctkg.text.find import agenda


def subjects(text: str) -> list[tuple[str, str]]:
    seen = reading.read(Document(id="d", source=Source(), text=text))
    return [(seen.words(subject.span), subject.relation) for subject in agenda.find(seen)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Participants discussed the care of seized phones, court filming and the smuggling of cattle.",
            ["care of seized phones", "court filming", "smuggling of cattle"],
        ),
        (
            "Modules dealt with night patrolling, co-operation between harbours and fisheries, and radio silence.",
            ["night patrolling", "co-operation between harbours and fisheries", "radio silence"],
        ),
        ("The accord provides for mediation and a shared archive in Riga.", ["mediation", "shared archive"]),
    ],
)
def test_subjects_need_no_lexicon(text: str, expected: list[str]) -> None:
    assert [words for words, _ in subjects(text)] == expected


def test_a_subject_that_harms_is_a_threat() -> None:
    assert subjects("The session covered the smuggling of cattle and the marking of cattle.") == [
        ("smuggling of cattle", "threat"),
        ("marking of cattle", "topic"),
    ]


def test_what_terrorists_use_is_a_threat_each() -> None:
    text = "She spoke on the use of kites, balloons and toy boats by terrorist organisations."
    assert subjects(text) == [("kites", "threat"), ("balloons", "threat"), ("toy boats", "threat")]


@pytest.mark.parametrize(
    "text",
    [
        "Participants discussed various issues and the next steps.",
        "They discussed the implementation of resolution 1373 (2001).",
        "Participants discussed how to write.",
        "The ministers discussed that in Riga.",
    ],
)
def test_words_that_name_no_subject(text: str) -> None:
    assert subjects(text) == []


def test_time_grows_with_the_text_only() -> None:
    def seconds(copies: int) -> float:
        seen = reading.read(Document(id="d", source=Source(), text="discussed the a, b and c " * copies))
        start = time.process_time()
        agenda.find(seen)
        return time.process_time() - start

    assert ratio(seconds, 250, 2000, least=0.01) < 30


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The course deals with the screening of ferry crews.", ["screening of ferry crews"]),
        ("Guards practised tracing stolen kites, and rested.", ["tracing stolen kites"]),
        ("They saw the kite screening centres.", []),
        ("The role of the session in Riga was plain.", []),
    ],
)
def test_what_is_done_about_something_is_a_subject(text: str, expected: list[str]) -> None:
    assert [words for words, _ in subjects(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ports\n\nThe course covered:\n\n- night patrolling;\n- the marking of cattle; and\n- Radio silence.\n",
            ["night patrolling", "marking of cattle", "Radio silence"],
        ),
        (
            "Ports\n\nIt aimed to:\n\n  \u2022 Enhance the tallying of cargo;\n  \u2022 Examine lamp signalling.\n",
            ["tallying of cargo", "lamp signalling"],
        ),
        ("Quiet ports\n\nThe following people came:\n\n- night patrolling\n", []),
        ("Topics of the seminar include: radio silence; and night patrolling.", ["radio silence", "night patrolling"]),
        ("Course on Night Patrolling\n\nIt was held.", ["Night Patrolling"]),
    ],
)
def test_points_and_titles(text: str, expected: list[str]) -> None:
    assert [words for words, _ in subjects(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Much of the day was given over to night patrolling.", ["night patrolling"]),
        ("The papers compared notes on radio silence and night patrolling.", ["radio silence", "night patrolling"]),
        ("Attention was paid to radio silence.", ["radio silence"]),
        ("The talks revolved around night patrolling.", ["night patrolling"]),
    ],
)
def test_leads_in_many_wordings(text: str, expected: list[str]) -> None:
    assert [words for words, _ in subjects(text)] == expected
