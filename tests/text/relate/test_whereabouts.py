"""When and where main and side events are: towns, States told by other words, events within events."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text import extract

_MAIN = "A workshop on port security was held in Riga on 4 and 5 May 2021."
_RELATIONS = ("event.type", "event.start", "event.place", "event.country")


def told(text: str, published: str = "2021-05-06") -> dict[str, dict[str, list[object]]]:
    """Values of type, start, place and country, by event."""
    events: dict[str, dict[str, list[object]]] = {}
    for one in extract.extract(Document(id="d", source=Source(published=published), text=text)):
        if one.predicate in _RELATIONS:
            value = getattr(one.object, "label", one.object)
            events.setdefault(one.event, {}).setdefault(one.predicate, []).append(value)
    return events


def side(text: str, kind: str) -> dict[str, list[object]]:
    """What is told of the side event of that type."""
    return next(
        one for key, one in told(f"Ports\n\n{_MAIN}\n\n{text}").items() if key != "e1" and one["event.type"] == [kind]
    )


@pytest.mark.parametrize(
    ("sentence", "kind", "place", "country"),
    [
        ("A second workshop is due to begin in Sarkan-Liepa in October.", "workshop", "Sarkan-Liepa", "LV"),
        ("The next meeting will be held in the same city in April 2022.", "meeting", "Riga", "LV"),
        ("The delegation will travel to Dakar on 6 June.", "visit", "Dakar", "SN"),
    ],
)
def test_where_side_events_are(sentence: str, kind: str, place: str, country: str) -> None:
    found = side(sentence, kind)
    assert found["event.place"] == [place]
    assert found["event.country"] == [country]


@pytest.mark.parametrize(
    ("sentence", "kind", "start"),
    [
        ("The next meeting will be convened in Oslo in December 2022.", "meeting", "2022-12"),
        ("A meeting of experts is planned for November in Oslo.", "meeting", "2021-11"),
        ("A conference in Oslo is foreseen for the last quarter of the year.", "conference", "2021"),
    ],
)
def test_when_side_events_are(sentence: str, kind: str, start: str) -> None:
    assert side(sentence, kind)["event.start"] == [start]


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        (
            "After Oslo in October, the third workshop on ports was held in the Latvian spa town of Sarkan-Liepa.",
            "Sarkan-Liepa",
            "LV",
        ),
        (
            "7 - 9 May 2021, Vienna, Austria: The Institute held a course for judges from Latvia and Estonia.",
            "Vienna",
            "AT",
        ),
        (
            "Latvia and Norway sign an agreement\n\nLatvia and Norway signed an agreement on the margins of the Nordic "
            "Summit in Oslo on 4 May 2021.",
            "Oslo",
            "NO",
        ),
        ("The exercise took place on the outskirts of Oslo on 4 May 2021.", "Oslo", "NO"),
        ("On 4 May 2021, on the territory of the Republic of Latvia, a joint exercise was held.", None, "LV"),
    ],
)
def test_where_the_main_event_is(text: str, place: str | None, country: str) -> None:
    found = told(f"Ports\n\n{text}")["e1"]
    assert found.get("event.place", [None]) == [place]
    assert found["event.country"] == [country]


def test_the_day_of_a_text_is_not_that_of_the_event() -> None:
    text = "A seminar in Riga dealt with Security Council resolution 1373 of 28 September 2001."
    assert "2001-09-28" not in told(f"Ports\n\n{text}")["e1"].get("event.start", [])


def test_what_is_elsewhere_in_a_state_places_no_event() -> None:
    text = "A seminar on 4 May 2021 dealt with persons returning from combat zones in Iraq and Syria."
    assert "event.country" not in told(f"Ports\n\n{text}")["e1"]
