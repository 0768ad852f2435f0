"""Pairs of events and names: which there are, and what is seen of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ctkg.model import Document, Source
from ctkg.text import reading
from ctkg.text.learnt import candidates, pairs, people, places
from ctkg.text.learnt.pairs import Pair
from ctkg.text.relate import events

HEAD = "A seminar on harbour safety was held in Riga on 3 May 2021. "


def found(text: str) -> tuple[list[Pair], dict[str, int]]:
    numbers: dict[str, int] = {}

    def look(name: str) -> int:
        return numbers.setdefault(name, len(numbers))

    def beside(name: str) -> dict[str, Sequence[int]]:
        given: dict[str, list[int]] = {}
        for near, variant in places.variants(name):
            given.setdefault(near, []).append(look(variant))
        return dict(given)

    seen = reading.read(Document(id="d", source=Source(publisher="Europol"), text=HEAD + text))
    return pairs.find(seen, events.find(seen), look, beside), numbers


def features(text: str, label: str, event: str = "e1") -> set[str]:
    told, numbers = found(text)
    pair = next(pair for pair in told if pair.event.key == event and pair.thing.label == label)
    seen = pair.features  # asked for, they get their numbers
    names = {number: name for name, number in numbers.items()}
    return {names[number] for number in seen}


def test_each_name_is_paired_with_the_main_event_and_stands_as_near_as_it_ever_does() -> None:
    told, _ = found("Malta sent two teams. The seminar pleased Malta.")
    near = {(pair.event.key, pair.thing.label): (pair.near, pair.kind) for pair in told}
    assert near["e1", "Riga"] == ("in", "place")
    assert near["e1", "Malta"] == ("in", "state")
    assert near["e1", "2021-05-03"] == ("in", "date")


def test_a_side_event_is_paired_only_with_what_the_text_tells_of_it() -> None:
    told, _ = found(
        "A course for divers, run by Frontex, will follow in Split in June 2021.\n\n"
        "The seminar dealt with ports. Malta agreed."
    )
    sides = {pair.thing.label for pair in told if pair.event.key != "e1"}
    assert "Split" in sides
    assert "Malta" not in sides


def test_what_stands_beside_a_list_is_said_of_each_of_its_names() -> None:
    told, _ = found("The seminar was attended by officers of Malta, Europol and the Port Council of Togo.")
    malta = next(pair for pair in told if pair.thing.label == "Malta")
    europol = next(pair for pair in told if "Law Enforcement" in pair.thing.label)
    assert malta.key in europol.mates and europol.key in malta.mates
    assert "b1=of" in features("The seminar was attended by officers of Malta and Togo.", "Togo")


def test_words_between_are_told_by_side_and_class() -> None:
    after = features("The seminar was organized by Malta.", "Malta")
    assert {"where=in", ">organized", ">cORGANIZER-past", ">c=was ORGANIZER-past by", "gap=after5|state"} <= after
    before = features("Malta organized the seminar.", "Malta")
    assert {"<organized", "<c=ORGANIZER-past the", "opens"} <= before


def test_the_publisher_is_known_for_what_it_is() -> None:
    label = "European Union Agency for Law Enforcement Cooperation"
    assert "publisher" not in features("Malta attended the seminar.", "Malta")
    assert any(name.startswith("type=organization") for name in features("Europol attended the seminar.", label))


def test_candidates_with_one_value_are_one() -> None:
    told, _ = found("The seminar was held in Latvia for the first time.")
    said = {("e1", "event.country", "lv")}
    countries = [one for one in candidates.of(told, said) if one.relation == "event.country"]
    assert len(countries) == 1
    assert {pair.kind for pair in countries[0].pairs} == {"place", "state"}
    assert countries[0].nearest.near == "in"


def test_a_range_of_days_gives_a_start_and_an_end() -> None:
    told, _ = found("The seminar went on from 10 to 12 June 2021.")
    days = {
        ("e1", f"event.{bound}", candidates.key(day))
        for bound in ("start", "end")
        for day in ("2021-06-10", "2021-06-12", "")
    }
    said = {
        (one.relation, one.value) for one in candidates.of(told, days) if one.relation in {"event.start", "event.end"}
    }
    assert said == {("event.start", "2021-06-10"), ("event.end", "2021-06-12")}


def test_persons_and_offices_are_names_too() -> None:
    text = HEAD + "Maria Lindqvist of Europol spoke, and the Minister of Justice of Malta thanked Ms. Lindqvist."
    seen = reading.read(Document(id="d", source=Source(), text=text))
    named = people.named(seen)
    kinds = {(link.mention.kind, link.mention.text) for link in named.links}
    assert {("person", "Maria Lindqvist"), ("organization", "Europol"), ("state", "Malta")} <= kinds
    assert ("person", "Lindqvist") in kinds and any(kind == "office" for kind, _ in kinds)
    spans = [link.mention.span for link in named.links]
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_a_text_of_many_events_is_not_gone_through_once_for_each() -> None:
    towns = ("Riga", "Oslo", "Rome", "Lima", "Accra", "Tokyo", "Paris", "Vienna")
    items = [f"{town.upper()} - A seminar on ports was held in {town} on {day} May 2021. Malta came." for day, town in
             enumerate(towns, 1)]  # fmt: skip
    seen = reading.read(Document(id="d", source=Source(), text="News in brief\n\n" + "\n\n".join(items)))
    told = events.find(seen)
    assert len(told) == len(towns)
    assert max(map(len, pairs._told(seen, told))) <= 3
