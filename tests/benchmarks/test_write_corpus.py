"""The corpora to write rules on, to check and to learn from are whole: their facts and traps agree; none is shipped."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.each import for_each

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks" / "extraction"
SPLITS = {
    "write": (103, 470),
    "check": (34, 170),
    "fit": (90, 300),
    "learn": (645, 2_000),
}  # documents and traps, at least
DOCUMENTS = sorted(f"{split}/{path.stem}" for split in SPLITS for path in (FOLDER / split / "documents").glob("*.md"))
COUNTS = {"participant.count", "state.count", "victim.count"}
ABOUT_PEOPLE = {"person.post", "person.affiliation"}
NAMES = {"organizer", "coorganizer_or_partner", "supporter", "funder", "host", "adopter", "event.place", "speaker"}
RELATIONS = {
    *COUNTS, *ABOUT_PEOPLE, *NAMES, "instrument.role", "event.type", "event.title", "event.start", "event.end",
    "event.country", "event.durationDays", "participant", "participant.group", "quote", "instrument", "guidance",
    "threat", "target.sector", "topic", "follow_up", "output", "part_of", "perpetrator", "weapon", "target", "vote",
}  # fmt: skip
EVENT_TYPES = {
    "workshop", "roundtable", "seminar", "conference", "meeting", "training", "exercise", "visit", "launch", "signing",
    "adoption", "ratification", "attack", "arrest", "condemnation", "statement", "project", "other",
}  # fmt: skip
ROLES = {"implemented", "promoted", "referred", "adopted", "ratified", "signed"}
DATE = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|--(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)")
MARKUP = re.compile(r"\*+|^#+ |^> |^- ", re.MULTILINE)

Fact = dict[str, Any]


@cache
def read(document: str) -> tuple[dict[str, Any], str, list[Fact]]:
    """Front matter, text (title and body without markup) and facts of a document."""
    split, name = document.split("/")
    _, front, body = (FOLDER / split / "documents" / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)
    matter = yaml.safe_load(front)
    lines = (FOLDER / split / "facts" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    text = unicodedata.normalize("NFC", f"{matter['title']}\n\n{MARKUP.sub('', body)}")
    return matter, text, [json.loads(line) for line in lines]


@cache
def traps(split: str) -> list[dict[str, str]]:
    with (FOLDER / split / "traps.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def event_of(fact: Fact) -> str | None:
    """The event that a fact hangs on; None for facts on a person or an instrument."""
    if fact["rel"] in ABOUT_PEOPLE or fact["rel"] == "instrument.role":
        return None
    return str(fact["event"] if fact["rel"] in COUNTS else fact["of"])


def values_of(fact: Fact) -> set[str]:
    return {str(value).casefold() for value in (fact["value"], *fact["aliases"])}


def well_formed(fact: Fact) -> bool:
    """Whether the value is of the kind that its relation asks for."""
    rel, value = fact["rel"], fact["value"]
    if rel == "event.type":
        return value in EVENT_TYPES
    if rel == "instrument.role":
        return {value, *fact["aliases"]} <= ROLES
    if rel == "event.country":
        return re.fullmatch("[A-Z]{2}", value) is not None
    if rel in {"event.start", "event.end"}:
        return all(DATE.fullmatch(date) for date in (value, *fact["aliases"]))
    if rel in COUNTS:
        return type(value) is int and bool(fact["of"]) and fact["approx"] in (True, False, "over", "at least")
    return type(value) is (int if rel == "event.durationDays" else str)


def quote_key(words: str) -> str:
    """Digest of the first four words, as the scorer of the gold facts makes it."""
    return hashlib.sha1(" ".join(re.findall(r"\w+", words.casefold())[:4]).encode()).hexdigest()[:12]


@pytest.mark.parametrize("split", SPLITS)
def test_there_are_enough_documents_and_traps(split: str) -> None:
    documents = [name for name in DOCUMENTS if name.startswith(f"{split}/")]
    enough, enough_traps = SPLITS[split]
    assert len(documents) >= enough
    facts = {f"{split}/{path.stem}" for path in (FOLDER / split / "facts").glob("*.jsonl")}
    assert facts == set(documents)
    assert len(traps(split)) >= enough_traps
    assert {f"{split}/{trap['id']}" for trap in traps(split)} == set(documents)


@for_each(DOCUMENTS)
def test_document_is_fictional_and_of_the_length_of_a_release(document: str) -> None:
    matter, text, _ = read(document)
    assert matter["id"] == document.split("/")[1]
    assert matter["fictional"] is True and matter["note"].startswith("Fictional.")
    assert matter["language"] == "en" and matter["title"] and matter["publisher"]
    assert DATE.fullmatch(str(matter["date"]))
    assert 100 <= len(text.split()) <= 470


@for_each(DOCUMENTS)
def test_facts_keep_to_the_vocabulary_and_are_told_once(document: str) -> None:
    _, _, facts = read(document)
    assert [fact for fact in facts if fact["rel"] not in RELATIONS or not well_formed(fact)] == []
    keys = Counter((f["rel"], str(f["value"]), f["of"], event_of(f), f.get("quote_key")) for f in facts)
    assert [key for key, times in keys.items() if times > 1] == []


@for_each(DOCUMENTS)
def test_every_event_has_one_type_and_ends_no_earlier_than_it_starts(document: str) -> None:
    _, _, facts = read(document)
    events = {event for fact in facts if (event := event_of(fact))}
    assert events == {f"e{number}" for number in range(1, len(events) + 1)}
    assert sorted(fact["of"] for fact in facts if fact["rel"] == "event.type") == sorted(events)
    starts = {fact["of"]: fact["value"] for fact in facts if fact["rel"] == "event.start"}
    ends = {fact["of"]: fact["value"] for fact in facts if fact["rel"] == "event.end"}
    assert [event for event in ends if ends[event] < starts.get(event, "")] == []


@for_each(DOCUMENTS)
def test_quotations_stand_in_the_text_and_who_is_quoted_speaks(document: str) -> None:
    _, text, facts = read(document)
    opened = {quote_key(text[mark.end() : mark.end() + 200]) for mark in re.finditer("[“\"‘'«]", text)}
    quotes = [fact for fact in facts if fact["rel"] == "quote"]
    assert [fact for fact in quotes if fact["quote_key"] not in opened] == []
    speakers = {(fact["value"], fact["of"]) for fact in facts if fact["rel"] == "speaker"}
    assert {(fact["value"], fact["of"]) for fact in quotes} <= speakers


@for_each(DOCUMENTS)
def test_names_stand_in_the_text(document: str) -> None:
    """The last word of a name is enough: heads are shared (Ministries of Justice of Slovenia and Bulgaria)."""
    _, text, facts = read(document)
    words = set(re.findall(r"\w+", text.casefold()))
    asked = [fact for fact in facts if fact["rel"] in NAMES and not fact.get("optional")]
    absent = [f for f in asked if not any(re.findall(r"\w+", name)[-1] in words for name in values_of(f))]
    assert absent == []
    flat = " ".join(text.casefold().split())
    people = {str(fact["of"]) for fact in facts if fact["rel"] in ABOUT_PEOPLE}
    speakers = {str(fact["value"]) for fact in facts if fact["rel"] == "speaker"}
    assert [person for person in people - speakers if person.casefold() not in flat] == []


@for_each(DOCUMENTS)
def test_instruments_and_their_roles_agree(document: str) -> None:
    _, _, facts = read(document)
    named = {fact["value"] for fact in facts if fact["rel"] == "instrument"}
    assert {fact["of"] for fact in facts if fact["rel"] == "instrument.role"} == named


@for_each(DOCUMENTS)
def test_traps_hang_on_what_the_text_has_and_are_no_facts(document: str) -> None:
    _, _, facts = read(document)
    events = {event_of(fact) for fact in facts} - {None}
    subjects = {str(fact["of"]) for fact in facts if event_of(fact) is None}
    split, name = document.split("/")
    for trap in (trap for trap in traps(split) if trap["id"] == name):
        assert trap["rel"] in RELATIONS and trap["wrong_value"] and trap["why"], trap
        hangs_on_event = trap["rel"] not in ABOUT_PEOPLE and trap["rel"] != "instrument.role"
        assert trap["of"] in (events if hangs_on_event else subjects), trap
        told = [f for f in facts if f["rel"] == trap["rel"] and trap["of"] == (event_of(f) or f["of"])]
        assert not any(trap["wrong_value"].casefold() in values_of(fact) for fact in told), trap


def test_nothing_of_it_is_shipped(repository: Path) -> None:
    shipped = {path.stem: path.read_text(encoding="utf-8") for path in (repository / "data" / "documents").glob("*.md")}
    assert shipped and not {name.split("/")[1] for name in DOCUMENTS} & set(shipped)
    everything = "\n".join(shipped.values()).casefold()
    facts = [fact for document in DOCUMENTS for fact in read(document)[2]]
    offices = {"High Representative", *(fact["value"] for fact in facts if fact["rel"] == "person.post")}
    people = {fact["of"] for fact in facts if fact["rel"] in ABOUT_PEOPLE} - offices
    named = {person for person in people if len(person.split()) > 1 and all(w[0].isupper() for w in person.split())}
    assert {person for person in named if person.casefold() in everything} == set()
