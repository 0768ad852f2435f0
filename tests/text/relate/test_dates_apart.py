"""Dates and numbers of something else than the event, in invented sentences."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Entity, Source
from ctkg.text import extract


def values(text: str, relation: str) -> list[str]:
    document = Document(id="d", source=Source(published="2024-06-12"), text=text)
    told = extract.by_rules(document).statements
    return [
        one.object.label if isinstance(one.object, Entity) else str(one.object)
        for one in told
        if one.predicate == relation and one.event == "e1"
    ]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Police arrested a man in Riga on 10 June in connection with attacks on barracks in 2019.", "2024-06-10"),
        ("Police arrested two men in Riga for having fought with a militia in Syria in 2013.", "2013"),
        ("After the terrorist attacks in Paris (3 May) the ministers of justice met in Brussels.", "2024-05-03"),
    ],
)
def test_days_of_what_came_before(sentence: str, day: str) -> None:
    found = values(f"RIGA, 12 June 2024 - {sentence}", "event.start")
    assert (day in found) is (day == "2024-06-10")


def test_a_time_limit_is_no_day_of_an_event() -> None:
    text = "RIGA, 12 June 2024 - At a meeting in Riga it was said that States must adopt such laws before March 2026."
    assert "2026-03" not in values(text, "event.start")


def test_disasters_and_wars_are_no_attacks() -> None:
    text = (
        "Attack in Kabul\nA bomb attack on a market in Kabul on Monday killed three people. The conflict has killed "
        "more than 40,000 people.\nIt came a year after an earthquake that killed 900 people."
    )
    assert values(text, "victim.count") == ["3"]


def test_who_co_sponsors_a_meeting_supports_it() -> None:
    text = "A meeting on drones was held in Geneva on 3 May 2024, co-sponsored by Kenya and Panama."
    assert values(text, "supporter") == ["Kenya", "Panama"]
    assert values(text, "funder") == []


def test_police_who_arrest_with_others_have_no_partners() -> None:
    text = "On 3 May 2024, the Civil Guard arrested five men in Lleida in coordination with the police of France."
    assert values(text, "coorganizer_or_partner") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "A ten-day course for trainers in Riga came to its end on 10 June 2024.",
        "A ten-day course for trainers in Riga drew to a successful close on 10 June 2024.",
        "With 18 judges taking their certificates on 10 June 2024, a ten-day course in Riga came to an end.",
        "Live firing in Riga on 10 June 2024 rounded off a ten-day exercise.",
    ],
)
def test_the_last_day_is_the_end(sentence: str) -> None:
    text = f"RIGA, 12 June 2024 - {sentence}"
    assert values(text, "event.end") == ["2024-06-10"]
    assert values(text, "event.start") == ["2024-06-01"]
