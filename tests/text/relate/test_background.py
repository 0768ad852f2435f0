"""Events beside the main one, what makes them events of their own, and which facts stay away from them."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text import reading
from ctkg.text.relate import dates, events, places

MAIN = "Harbour police train in Riga\n\nA workshop for harbour police was held in Riga on 4 May 2017. "


def told(text: str, published: str = "2017-05-06") -> list[tuple[str, str, dict[str, list[object]]]]:
    """Type, modality and fields of each event."""
    seen = reading.read(Document(id="d", source=Source(published=published), text=text))
    found = events.find(seen)
    fields: dict[str, dict[str, list[object]]] = {event.key: {} for event in found}
    for one in [*dates.relate(seen, found), *places.relate(seen, found)]:
        value = getattr(one.object, "label", one.object)
        fields[one.event].setdefault(one.predicate.removeprefix("event."), []).append(value)
    return [(event.type, event.modality, fields[event.key]) for event in found]


@pytest.mark.parametrize(
    ("sentence", "kind", "modality", "start", "place"),
    [
        ("The next one is planned in Tallinn in 2018.", "workshop", "intended", ["2018"], ["Tallinn"]),
        ("The first took place in Vilnius in March.", "workshop", "earlier", ["2017-03"], ["Vilnius"]),
        ("Oslo will host the next conference in June 2018.", "conference", "intended", ["2018-06"], ["Oslo"]),
        ("The Institute will run a seminar in Oslo in autumn 2018.", "seminar", "intended", ["2018"], ["Oslo"]),
        ("The workshop will be repeated in Oslo in 2019.", "workshop", "earlier", ["2019"], ["Oslo"]),
        ("Latvia ratified the Convention on Harbour Safety in 2015.", "ratification", "earlier", ["2015"], []),
        ("Nine people were killed in an attack on a ferry in Oslo in 2014.", "attack", "earlier", ["2014"], ["Oslo"]),
        ("It is part of a project that has run since 2014 with funds of Norway.", "project", "asserted", ["2014"], []),
    ],
)
def test_an_event_with_a_day_or_place_of_its_own(
    sentence: str, kind: str, modality: str, start: list[str], place: list[str]
) -> None:
    found = told(MAIN + sentence)
    assert [one[0] for one in found] == ["workshop", kind]
    assert found[0][2]["start"] == ["2017-05-04"]
    assert found[1][2].get("start", []) == start
    assert found[1][2].get("place", []) == place
    assert modality == "earlier" or found[1][1] == modality


@pytest.mark.parametrize(
    "sentence",
    [
        "Participants discussed training, exercises and how to prevent attacks on ports.",
        "The manual was adopted in 2012.",
        "Police have arrested 40 people since 2015.",
        "He said that meetings help.",
        "Training will become compulsory from 2019.",
        "The programme of the day was rich.",
    ],
)
def test_what_is_no_event_of_its_own(sentence: str) -> None:
    assert [one[0] for one in told(MAIN + sentence)] == ["workshop"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Statement by the Spokesperson on the attack in Oslo\n\nA bomb exploded in Oslo. We condemn this attack.",
         "condemnation"),
        ("Minister on blast in Oslo\n\nThe Minister condemns the blast in Oslo, in which two people were killed.",
         "condemnation"),
        ("Ministers approve law on harbours\n\nIn Riga, the ministers ended their session with a law.", "adoption"),
        ("Experts train harbour police\n\nTwenty officers learned to search ships in a session in Riga.", "training"),
        ("Talks in Riga\n\nA delegation of the Harbour Union paid a working visit to Latvia on 3 May 2017.", "visit"),
        ("Judges meet in Riga\n\nJudges met in Riga on 3 May 2017 for a conference on evidence.", "conference"),
        ("Three plead not guilty\n\nThree men pleaded not guilty in Riga as their trial opened.", "other"),
        ("Harbour deal\n\nBy an exchange of letters Latvia and Norway extended their co-operation.", "signing"),
        ("Parliament and protocol\n\nThe Parliament of Latvia approved the law on the ratification of the Protocol.",
         "ratification"),
    ],
)  # fmt: skip
def test_what_the_report_is_about(text: str, kind: str) -> None:
    assert told(text)[0][0] == kind


def test_the_day_of_writing_is_the_statements_and_not_the_attacks() -> None:
    text = "RIGA, 5 May 2017 - The Council condemned the attack in Oslo today. Two people were killed on 3 May 2017."
    found = told("A title\n\n" + text)
    assert [one[0] for one in found] == ["condemnation", "attack"]
    assert found[0][2]["start"] == ["2017-05-05"]
    assert found[1][2]["start"] == ["2017-05-03"]


def test_the_day_on_which_it_was_said_is_not_that_of_the_attack() -> None:
    found = told("Gunmen killed nine people in Oslo on Sunday, the police said on Monday.", "2017-05-09")
    assert found[0][2]["start"] == ["2017-05-07"]


def test_a_day_without_a_year_lies_in_the_past_unless_it_is_to_come() -> None:
    assert told("Four men were arrested in Riga on 9 November.")[0][2]["start"] == ["2016-11-09"]
    assert told("A workshop will be held in Riga on 9 November.")[0][2]["start"] == ["2017-11-09"]


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("A workshop was held in the Latvian town of Okrava on 3 May 2017.", ["Okrava"], ["LV"]),
        ("A workshop was held in Okrava in the Selonia region of Latvia.", ["Okrava"], ["LV"]),
        ("Four men were arrested in Riga and Tallinn on 3 May 2017.", ["Riga", "Tallinn"], ["LV", "EE"]),
        ("Experts visited Latvia from 2 to 4 May 2017.", [], ["LV"]),
    ],
)
def test_towns_and_their_country(text: str, place: list[str], country: list[str]) -> None:
    fields = told(text)[0][2]
    assert fields.get("place", []) == place
    assert fields.get("country", []) == country


def test_a_project_keeps_its_name() -> None:
    text = MAIN + "It was part of the project Safe Quays. Safe Quays began in March 2015 and is funded by Norway."
    found = told(text)
    assert [one[0] for one in found] == ["workshop", "project"]
    assert found[1][2]["start"] == ["2015-03"]
