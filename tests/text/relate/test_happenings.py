"""What happened on a day of its own, told by whatever verb or noun stands by the date."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text import extract

MAIN = "Harbour police train in Riga\n\nA workshop for harbour police was held in Riga on 4 May 2017. "


def told(sentence: str) -> list[tuple[object, object]]:
    """Type and first day of each event beside the main one."""
    document = Document(id="d", source=Source(published="2017-05-06"), text=MAIN + sentence)
    found: dict[str, dict[str, object]] = {}
    for one in extract.by_rules(document).statements:
        if one.event != "e1" and one.predicate in {"event.type", "event.start"}:
            found.setdefault(str(one.event), {})[one.predicate] = one.object
    return [(facts.get("event.type"), facts.get("event.start")) for facts in found.values()]


@pytest.mark.parametrize(
    ("sentence", "kind", "start"),
    [
        ("Officers rehearsed in Oslo on 11 April 2017.", "exercise", "2017-04-11"),
        ("It had been initialled in Oslo in March 2017.", "signing", "2017-03"),
        ("The third phase starts in January 2018.", "launch", "2018-01"),
        ("Ferries were diverted from Oslo on 12 March 2017.", "other", "2017-03-12"),
        ("Much was said of the intrusion of 2 March 2017 into the computers of the port.", "attack", "2017-03-02"),
        ("A trawler was seized off Oslo on 9 April 2017.", "other", "2017-04-09"),
        ("The minister telephoned her colleague on 2 May 2017.", "meeting", "2017-05-02"),
        ("On 21 April 2017, the Assembly elected its chair.", "other", "2017-04-21"),
        ("The Protocol entered into force on 1 March 2017.", "other", "2017-03-01"),
        ("On 11 April 2017, gunmen linked with the Northern Band attacked two depots.", "attack", "2017-04-11"),
        ("The text, drafted at Doha in November 2016 by both ministries, covers ports.", "other", "2016-11"),
        ("He recalled the Council conclusions of June 2016.", "adoption", "2016-06"),
        (
            "They use a manual that pilots know from a course which had been arranged by a club in May 2016.",
            "training",
            "2016-05",
        ),
    ],
)
def test_what_happened_on_a_day_of_its_own(sentence: str, kind: str, start: str) -> None:
    assert told(sentence) == [(kind, start)]


def test_a_sentence_tells_of_several_days() -> None:
    sentence = "Ferries were diverted on 12 March 2017, and a trawler was seized on 9 April 2017."
    assert told(sentence) == [("other", "2017-03-12"), ("other", "2017-04-09")]


def test_the_day_of_what_was_held_is_that_of_its_noun() -> None:
    sentence = "A table-top exercise for spokespersons was held on 16 April 2017 ahead of the workshop."
    assert told(sentence) == [("exercise", "2017-04-16")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Applications are accepted until 30 June 2017.",
        "The ministry said on 5 May 2017 that more needs to be done.",
        "He decided to return to the matter in October 2017.",
        "The course that should have taken place on 3 March 2017 was cancelled.",
        "The report will be published in July 2017.",
        '"We closed two ports on 3 March 2017 and nobody missed them," said the captain.',
        "The new rates apply from 1 September 2017.",
        "The dialogue of the ports concluded on 3 June 2019 with a call for more drills.",
    ],
)
def test_days_on_which_nothing_is_told_to_have_happened(sentence: str) -> None:
    assert told(sentence) == []


def facts(text: str) -> dict[str, dict[str, list[object]]]:
    """Type, first day, place and country of each event."""
    found: dict[str, dict[str, list[object]]] = {}
    for one in extract.by_rules(Document(id="d", source=Source(published="2019-10-05"), text=text)).statements:
        if one.predicate in {"event.type", "event.start", "event.place", "event.country"}:
            value = getattr(one.object, "label", one.object)
            found.setdefault(str(one.event), {}).setdefault(one.predicate.removeprefix("event."), []).append(value)
    return found


def test_towns_and_days_head_the_paragraphs_of_a_newsletter() -> None:
    text = (
        "Office newsletter, July to September 2019\n\n"
        "- Oslo, 3 July. A course for harbour police was held.\n\n"
        "- Lima, 17-19 August. Workshop on cargo, at the invitation of the customs service.\n\n"
        "- Riga, 8 September. Handed over: a laboratory for explosives.\n"
    )
    assert list(facts(text).values())[:3] == [
        {"type": ["training"], "start": ["2019-07-03"], "place": ["Oslo"], "country": ["NO"]},
        {"type": ["workshop"], "start": ["2019-08-17"], "place": ["Lima"], "country": ["PE"]},
        {"type": ["other"], "start": ["2019-09-08"], "place": ["Riga"], "country": ["LV"]},
    ]


def test_a_quarter_named_with_its_town_lies_in_the_state_of_the_town() -> None:
    text = "Judges train\n\nA workshop for judges was held in Rabat-Sandhill on 4 May 2019."
    assert facts(text)["e1"]["country"] == ["MA"]
