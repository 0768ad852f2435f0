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
    for one in extract.by_rules(Document(id="d", source=Source(published=published), text=text)).statements:
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
        ("A course for judges was held at the Harbour Academy in Riga on 4 May 2021.", "Riga", "LV"),
        ("Soldiers were killed in an attack on a convoy in Borno State on 4 May 2021.", "Borno State", "NG"),
        ("The exercise took place on the outskirts of Oslo on 4 May 2021.", "Oslo", "NO"),
        ("On 4 May 2021, on the territory of the Republic of Latvia, a joint exercise was held.", None, "LV"),
    ],
)
def test_where_the_main_event_is(text: str, place: str | None, country: str) -> None:
    found = told(f"Ports\n\n{text}")["e1"]
    assert found.get("event.place", [None]) == [place]
    assert found["event.country"] == [country]


@pytest.mark.parametrize(
    ("text", "online"),
    [
        ("An online workshop on ports for eight judges was held on 4 May 2021.", True),
        ("A workshop on ports was held online on 4 May 2021.", True),
        ("A workshop on terrorist content online was held in Riga on 4 May 2021.", False),
        ("A workshop on hybrid threats was held in Riga on 4 May 2021.", False),
    ],
)
def test_what_is_online(text: str, online: bool) -> None:
    assert bool({"online", "hybrid"} & {*told(f"Ports\n\n{text}")["e1"].get("event.place", [])}) is online


def test_a_house_is_told_and_a_summit_is_none() -> None:
    house = "The memorandum was signed at Europol's headquarters on 4 May 2021."
    assert told(f"Ports\n\n{house}")["e1"]["event.place"] == ["Europol's headquarters"]
    assert told(f"Ports\n\n{house}")["e1"]["event.country"] == ["NL"]
    summit = "The memorandum was signed at the OSCE summit on 4 May 2021."
    assert "event.place" not in told(f"Ports\n\n{summit}")["e1"]


def test_days_of_a_head_without_a_year_get_that_of_the_line_above() -> None:
    text = "RIGA, Latvia, June 14 (News) -- A joint exercise on ports ended here today."
    assert told(f"Drill ends\n\n08:21, June 15, 2021\n\n{text}", published="")["e1"]["event.place"] == ["Riga"]


def test_the_day_before_a_noun_is_that_of_the_noun() -> None:
    text = "Members of the Council condemned in the strongest terms the 11 January terrorist attacks in Oslo."
    found = told(f"Council condemns attacks in Oslo\n\n{text}")
    assert [one["event.start"] for one in found.values() if one["event.type"] == ["attack"]] == [["2021-01-11"]]


def test_the_day_of_a_text__is_not_that_of_the_event() -> None:
    text = "A seminar in Riga dealt with Security Council resolution 1373 of 28 September 2001."
    assert "2001-09-28" not in told(f"Ports\n\n{text}")["e1"].get("event.start", [])


def test_what_is_elsewhere_in_a_state_places_no_event() -> None:
    text = "A seminar on 4 May 2021 dealt with persons returning from combat zones in Iraq and Syria."
    assert "event.country" not in told(f"Ports\n\n{text}")["e1"]


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("The group met in Sofia from 28.06. to 30.06.2022.", "2022-06-28", "2022-06-30"),
        ("The group met in Sofia on 28/29 June 2022.", "2022-06-28", "2022-06-29"),
        ("The group met in Sofia on Tuesday, June 28, and Wednesday, June 29, 2022.", "2022-06-28", "2022-06-29"),
        ("The group met in Sofia starting on 28 June and ending on 30 June 2022.", "2022-06-28", "2022-06-30"),
        ("The meeting kicked off in Sofia on 28 June 2022 and wrapped up two days later.", "2022-06-28", "2022-06-30"),
        ("The meeting began on 28 June 2022 and will run through 30 June 2022 in Sofia.", "2022-06-28", "2022-06-30"),
        ("The meeting started in Sofia on the third of July 2022.", "2022-07-03", None),
        ("The meeting, originally planned for May, was held in Sofia on 28 June.", "2022-06-28", "2022-06-28"),
        ("When: 28-30 June 2022\n\nThe ninth meeting of the group dealt with visas.", "2022-06-28", "2022-06-30"),
    ],
)
def test_days_in_many_forms(sentence: str, start: str, end: str | None) -> None:
    document = Document(id="d", source=Source(published="2022-09-14"), text=f"Meeting\n\n{sentence}")
    found = {one.predicate: one.object for one in extract.by_rules(document).statements if one.event == "e1"}
    assert found["event.start"] == start
    assert found.get("event.end") == end


@pytest.mark.parametrize(
    ("sentence", "place", "country"),
    [
        ("Where: Sofia, Bulgaria\n\nThe ninth meeting of the group dealt with visas.", "Sofia", "BG"),
        ("The meeting was held at the headquarters of the African Union on 28 June 2022.", "African Union", "ET"),
        ("The meeting was held on 28 June 2022 aboard a coast guard vessel off Burgas.", "Burgas", "BG"),
        ("On the sidelines of a forum in New York, Kenya and Peru met on 28 June 2022.", "New York City", "US"),
        ("Nigeria launched its National Counter Terrorism Centre in Abuja on 6 September 2022.", "Abuja", "NG"),
        ("Nine officials from Moldova went on a study tour to Vienna from 5 to 7 September 2022.", "Vienna", "AT"),
        (
            "After stops in Accra and Abidjan, the seminar ended in Cotonou, Benin, on 8 September 2022.",
            "Cotonou",
            "BJ",
        ),
        ("Sri Lanka's cabinet adopted a national strategy on 28 June 2022.", None, "LK"),
    ],
)
def test_places_in_many_forms(sentence: str, place: str | None, country: str) -> None:
    found = told(f"Group\n\n{sentence}", published="2022-09-14")["e1"]
    assert found.get("event.place", [None]) == [place]
    assert found["event.country"] == [country]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("They spoke of the Karvala siege of May 2019, in which nine people died.", "Karvala"),
        (
            "They spoke of the attack at the concert hall of Ostrava-Dolni on 22 March 2019, which took nine lives.",
            "Ostrava-Dolni",
        ),
        (
            "They remembered the victims of the attack on Harbour Bridge of 3 June 2019, in which nine people died.",
            "Harbour Bridge",
        ),
        ("They recalled the bombing of an aircraft over Mogadishu on 2 February 2016.", "Mogadishu"),
    ],
)
def test_attacks_are_where_the_words_beside_them_say(sentence: str, place: str) -> None:
    assert side(sentence, "attack")["event.place"] == [place]


def test_an_attack_by_a_group_is_at_no_place_of_its_name() -> None:
    found = side("They spoke of the Islamist attack of 3 June 2019, in which nine people died.", "attack")
    assert "event.place" not in found


@pytest.mark.parametrize(
    ("sentence", "kind", "place"),
    [
        (
            "Earlier in the year Budapest saw a course on explosives, from 10 to 12 February 2021.",
            "training",
            "Budapest",
        ),
        ("On 7 May 2021 the Commissioner travelled on to Tallinn.", "visit", "Tallinn"),
        ("They draw on the results of our first course (Valletta, March 2019).", "training", "Valletta"),
        ("The Protocol was opened for signature in Oslo on 22 October 2015.", "signing", "Oslo"),
    ],
)
def test_more_words_tell_where_it_is(sentence: str, kind: str, place: str) -> None:
    assert side(sentence, kind)["event.place"] == [place]


@pytest.mark.parametrize(
    ("sentence", "kind", "start"),
    [
        ("A third one, for Tallinn, is planned for September 2021.", "workshop", "2021-09"),
        ("It was preceded by the Meeting of Heads of Ports (1 and 2 May 2021).", "meeting", "2021-05-01"),
        (
            "A seminar on locks, held in Oslo in March 2020, drew forty guards; a course was cancelled.",
            "seminar",
            "2020-03",
        ),
    ],
)
def test_more_events_beside_the_main_one(sentence: str, kind: str, start: str) -> None:
    assert any(
        kind in one["event.type"] and start in one.get("event.start", [])
        for one in told(f"{_MAIN} {sentence}").values()
    )
