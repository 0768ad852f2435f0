"""Which events a text tells, of what kind, and when and where they are."""

from __future__ import annotations

from functools import cached_property
from itertools import cycle

import pytest

from ctkg.model import Document, Source
from ctkg.text import extract, reading
from ctkg.text.relate import dates, events, places


def frames(text: str) -> list[tuple[str, str]]:
    seen = reading.read(Document(id="d", source=Source(), text=text))
    return [(event.type, event.modality) for event in events.find(seen)]


def told(text: str, relation: str, event: str = "e1", published: str = "") -> list[object]:
    seen = reading.read(Document(id="d", source=Source(published=published), text=text))
    found = events.find(seen)
    statements = [*dates.relate(seen, found), *places.relate(seen, found)]
    return [
        getattr(one.object, "label", one.object)
        for one in statements
        if one.predicate == relation and one.event == event
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A two-day workshop on port security was held in Riga.", "workshop"),
        ("Experts gathered in Riga for a round table on port security.", "roundtable"),
        ("The Institute ran an online seminar for judges.", "seminar"),
        ("More than 200 delegates attended the annual conference on drones.", "conference"),
        ("Ministers of five countries held talks on border security in Riga.", "meeting"),
        ("Frontex trains harbour officers\n\nA course for 20 harbour officers ended in Riga today.", "training"),
        ("A table-top exercise simulating a mock bombing took place in Riga.", "exercise"),
        ("Frontex and the Harbour Agency signed a working arrangement in Riga on Monday.", "signing"),
        ("The Security Council unanimously adopted resolution 2396 (2017) today.", "adoption"),
        ("Latvia ratified the Convention on Harbour Safety on 4 May 2017.", "ratification"),
        ("Latvia deposited its instrument of accession to the Convention on Harbour Safety.", "ratification"),
        ("Police in Riga arrested four men suspected of planning an attack.", "arrest"),
        ("Four suspects were arrested in Riga on Monday.", "arrest"),
        ("A suicide bomber killed eight people at a market in Ruland on Sunday.", "attack"),
        ("Gunmen opened fire on a convoy near Riga, killing two soldiers.", "attack"),
        ("The Security Council condemned in the strongest terms the attack in Ruland.", "condemnation"),
        ("UNOCT launched a global programme on the protection of ports.", "launch"),
        ("The Secretary General urged States to ratify the treaty.", "statement"),
        ("CTED experts conducted an assessment visit to Latvia from 4 to 6 May 2017.", "visit"),
    ],
)
def test_kind_of_the_main_event(text: str, kind: str) -> None:
    assert frames(text)[0][0] == kind


def test_a_condemnation_and_its_attack_are_two_events() -> None:
    text = "The Security Council on 5 May 2017 condemned the attack that killed nine people in Kabul on 3 May 2017."
    assert [kind for kind, _ in frames(text)] == ["condemnation", "attack"]
    assert told(text, "event.start", "e1") == ["2017-05-05"]
    assert told(text, "event.start", "e2") == ["2017-05-03"]
    assert told(text, "event.place", "e2") == ["Kabul"]
    assert told(text, "event.place", "e1") == []


def test_a_simulated_attack_is_no_attack() -> None:
    text = "An exercise on port security was held in Riga. It simulated a bomb attack that killed nine people."
    assert [kind for kind, _ in frames(text)] == ["exercise"]


def test_an_earlier_edition_is_an_event_of_its_own() -> None:
    text = "A workshop was held in Riga on 4 May 2017. It followed a seminar held in Tallinn on 2 March 2016."
    assert frames(text) == [("workshop", "asserted"), ("seminar", "earlier")]
    assert told(text, "event.start", "e1") == ["2017-05-04"]
    assert told(text, "event.place", "e2") == ["Tallinn"]


def test_a_planned_event_is_intended() -> None:
    text = "A workshop for judges was held in Riga on 4 May 2017. The Institute will hold a seminar in June 2018."
    assert frames(text) == [("workshop", "asserted"), ("seminar", "intended")]


def test_speech_opens_no_event() -> None:
    text = 'A workshop was held in Riga. "We met at a large conference in Tallinn on 2 March 2016," he said.'
    assert [kind for kind, _ in frames(text)] == ["workshop"]


@pytest.mark.parametrize(
    ("text", "start", "end", "days"),
    [
        ("A three-day workshop opened in Riga on 4 May 2017.", "2017-05-04", "2017-05-06", 3),
        ("A three-day workshop ended in Riga on 4 May 2017.", "2017-05-02", "2017-05-04", 3),
        ("A workshop took place in Riga from 4 to 6 May 2017.", "2017-05-04", "2017-05-06", None),
        (
            "A workshop opened in Riga on 4 May 2017. The workshop closed on 9 May 2017.",
            "2017-05-04",
            "2017-05-09",
            None,
        ),
        ("A two-week course began in Riga on 1 May 2017.", "2017-05-01", "2017-05-14", 14),
        ("A day-long workshop was held in Riga on 4 May 2017.", "2017-05-04", "2017-05-04", 1),
    ],
)
def test_beginning_end_and_length(text: str, start: str, end: str, days: int | None) -> None:
    assert told(text, "event.start") == [start]
    assert told(text, "event.end") == [end]
    assert told(text, "event.durationDays") == ([] if days is None else [days])


def test_day_of_the_dateline_is_not_the_event() -> None:
    text = "A title\n\nRIGA, 9 May 2017 – A workshop on the port security of Tallinn was announced."
    assert told(text, "event.start") == []


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("A workshop was held in Tashkent.", ["Tashkent"], ["UZ"]),
        ("A workshop was held in the town of Okra, India.", ["Okra"], ["IN"]),
        ("A workshop for officers from Riga was held in Tallinn.", ["Tallinn"], ["EE"]),
        ("A workshop for judges was held in Kazakhstan.", [], ["KZ"]),
        ("A workshop for judges was held online.", ["online"], []),
    ],
)
def test_place_and_country(text: str, place: list[str], country: list[str]) -> None:
    assert told(text, "event.place") == place
    assert told(text, "event.country") == country


def test_events_of_news_in_brief_are_put_in_order_as_often_in_a_long_text_as_in_a_short_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ordered = vars(reading.Events)["_mentions"].func
    times = 0

    def counted(events: reading.Events) -> object:
        nonlocal times
        times += 1
        return ordered(events)

    mentions = cached_property(counted)
    mentions.__set_name__(reading.Events, "_mentions")
    monkeypatch.setattr(reading.Events, "_mentions", mentions)
    seen = []
    for paragraphs in (10, 40):
        times = 0
        towns = zip(range(paragraphs), cycle(("Riga", "Vienna", "Oslo", "Lima")), strict=False)
        told = [
            f"{town.upper()} - A workshop on border security was held in {town} on {number % 27 + 1} May 2019."
            for number, town in towns
        ]
        text = "\n\n".join(["News in brief", *told])
        found = extract.by_rules(Document(id="d", source=Source(), text=text))
        assert len(found.events) == paragraphs
        seen.append(times)
    assert seen[0] == seen[1] > 0
