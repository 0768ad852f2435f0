"""The blind corpus is whole: documents, facts and traps agree with each other, and nothing of it is shipped."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from tests.each import for_each

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks" / "extraction" / "blind"
DOCUMENTS = sorted(path.stem for path in (FOLDER / "documents").glob("*.md"))
COUNTS = {"participant.count", "state.count", "victim.count"}
ABOUT_PEOPLE = {"person.post", "person.affiliation"}
NO_EVENT = {*ABOUT_PEOPLE, "instrument.role"}
RELATIONS = {
    *COUNTS, *NO_EVENT, "event.type", "event.title", "event.start", "event.end", "event.place", "event.country",
    "event.durationDays", "organizer", "coorganizer_or_partner", "supporter", "funder", "host", "participant",
    "participant.group", "speaker", "quote", "instrument", "guidance", "threat", "target.sector", "topic", "follow_up",
    "output", "part_of", "perpetrator", "weapon", "target", "adopter", "vote",
}  # fmt: skip
EVENT_TYPES = {
    "workshop", "roundtable", "seminar", "conference", "meeting", "training", "exercise", "visit", "launch", "signing",
    "adoption", "ratification", "attack", "arrest", "condemnation", "statement", "project", "other",
}  # fmt: skip
ROLES = {"implemented", "promoted", "referred", "adopted", "ratified", "signed"}
ISO_DATE = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|--(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)")
EVENT = re.compile(r"e[1-9]\d*")
MARKUP = re.compile(r"\*+|^#+ |^> |^- ", re.MULTILINE)

Fact = dict[str, Any]


@cache
def matter_of(document: str) -> dict[str, Any]:
    _, front, _ = (FOLDER / "documents" / f"{document}.md").read_text(encoding="utf-8").split("---\n", 2)
    found: dict[str, Any] = yaml.safe_load(front)
    return found


@cache
def text_of(document: str) -> str:
    _, _, body = (FOLDER / "documents" / f"{document}.md").read_text(encoding="utf-8").split("---\n", 2)
    return unicodedata.normalize("NFC", f"{matter_of(document)['title']}\n\n{MARKUP.sub('', body)}")


@cache
def facts_of(document: str) -> list[Fact]:
    lines = (FOLDER / "facts" / f"{document}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def traps() -> list[dict[str, str]]:
    with (FOLDER / "traps.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def quote_key(words: str) -> str:
    """Digest of the first four words, as the scorer of the gold facts makes it."""
    return hashlib.sha1(" ".join(re.findall(r"\w+", words.casefold())[:4]).encode()).hexdigest()[:12]


def event_of(fact: Fact) -> str | None:
    """The event that a fact hangs on; None for facts on a person or an instrument."""
    if fact["rel"] in NO_EVENT:
        return None
    return str(fact["event"] if fact["rel"] in COUNTS else fact["of"])


def people_in(facts: list[Fact]) -> set[str]:
    return {str(fact["of"]) for fact in facts if fact["rel"] in ABOUT_PEOPLE}


def values_of(fact: Fact) -> set[str]:
    return {str(value).casefold() for value in (fact["value"], *fact["aliases"])}


def test_there_are_enough_documents_and_traps() -> None:
    assert len(DOCUMENTS) >= 40
    assert len(traps()) >= 80


def test_every_document_has_facts_and_every_fact_file_a_document() -> None:
    assert [path.stem for path in sorted((FOLDER / "facts").glob("*.jsonl"))] == DOCUMENTS


@for_each(DOCUMENTS)
def test_front_matter_says_that_it_is_fictional(document: str) -> None:
    matter = matter_of(document)
    assert matter["id"] == document
    assert matter["fictional"] is True
    assert matter["note"].startswith("Fictional.")
    assert matter["language"] == "en"
    assert matter["title"] and matter["publisher"]
    assert ISO_DATE.fullmatch(str(matter["date"]))


@for_each(DOCUMENTS)
def test_length_is_that_of_a_press_release(document: str) -> None:
    assert 150 <= len(text_of(document).split()) <= 470


@for_each(DOCUMENTS)
def test_facts_keep_to_the_vocabulary(document: str) -> None:
    for fact in facts_of(document):
        value = fact["value"]
        assert fact["rel"] in RELATIONS, fact
        assert isinstance(fact["aliases"], list), fact
        assert "of" in fact, fact
        if fact["rel"] == "event.type":
            assert value in EVENT_TYPES, fact
        elif fact["rel"] == "instrument.role":
            assert {value, *fact["aliases"]} <= ROLES, fact
        elif fact["rel"] == "event.country":
            assert re.fullmatch("[A-Z]{2}", value), fact
        elif fact["rel"] in {"event.start", "event.end"}:
            assert all(ISO_DATE.fullmatch(date) for date in (value, *fact["aliases"])), fact
        elif fact["rel"] in COUNTS:
            assert type(value) is int and fact["of"], fact
            assert fact["approx"] in (True, False, "over", "at least"), fact
        elif fact["rel"] == "event.durationDays":
            assert type(value) is int, fact


@for_each(DOCUMENTS)
def test_no_fact_is_told_twice(document: str) -> None:
    keys = [
        (fact["rel"], str(fact["value"]), fact["of"], event_of(fact), fact.get("quote_key"))
        for fact in facts_of(document)
    ]
    assert len(keys) == len(set(keys)), sorted({str(key) for key in keys if keys.count(key) > 1})


@for_each(DOCUMENTS)
def test_every_event_has_a_type_and_the_first_is_e1(document: str) -> None:
    facts = facts_of(document)
    events = {event for fact in facts if (event := event_of(fact))}
    typed = [fact["of"] for fact in facts if fact["rel"] == "event.type"]
    assert all(EVENT.fullmatch(event) for event in events)
    assert sorted(typed) == sorted(events), "each event has one type"
    assert events == {f"e{number}" for number in range(1, len(events) + 1)}


@for_each(DOCUMENTS)
def test_an_event_ends_no_earlier_than_it_starts(document: str) -> None:
    facts = [fact for fact in facts_of(document) if not fact.get("optional")]
    starts = {fact["of"]: fact["value"] for fact in facts if fact["rel"] == "event.start"}
    for fact in facts:
        if fact["rel"] == "event.end" and fact["of"] in starts:
            assert starts[fact["of"]] <= fact["value"], fact


@for_each(DOCUMENTS)
def test_quotations_stand_in_the_text(document: str) -> None:
    text = text_of(document)
    opened = {quote_key(text[mark.end() : mark.end() + 200]) for mark in re.finditer("[“\"‘'«]", text)}
    for fact in facts_of(document):
        if fact["rel"] == "quote":
            assert fact["quote_key"] in opened, fact


@for_each(DOCUMENTS)
def test_who_is_quoted_speaks(document: str) -> None:
    facts = facts_of(document)
    speakers = {fact["value"] for fact in facts if fact["rel"] == "speaker"}
    assert {fact["value"] for fact in facts if fact["rel"] == "quote"} <= speakers


@for_each(DOCUMENTS)
def test_people_stand_in_the_text(document: str) -> None:
    text, facts = " ".join(text_of(document).casefold().split()), facts_of(document)
    speakers = [fact for fact in facts if fact["rel"] == "speaker"]
    for speaker in speakers:
        assert any(name in text for name in values_of(speaker)), speaker
    for person in people_in(facts) - {str(speaker["value"]) for speaker in speakers}:
        assert person.casefold() in text, person


@for_each(DOCUMENTS)
def test_instruments_and_their_roles_agree(document: str) -> None:
    facts = facts_of(document)
    named = {fact["value"] for fact in facts if fact["rel"] == "instrument"}
    assert {fact["of"] for fact in facts if fact["rel"] == "instrument.role"} == named


def test_traps_name_documents_relations_and_what_the_text_has() -> None:
    for trap in traps():
        assert trap["id"] in DOCUMENTS, trap
        assert trap["rel"] in RELATIONS, trap
        assert trap["wrong_value"] and trap["why"], trap
        facts = facts_of(trap["id"])
        if trap["rel"] in ABOUT_PEOPLE:
            assert trap["of"] in people_in(facts), trap
        elif trap["rel"] == "instrument.role":
            assert trap["of"].casefold() in text_of(trap["id"]).casefold() or any(
                trap["of"] == fact["value"] for fact in facts if fact["rel"] == "instrument"
            ), trap
        else:
            assert trap["of"] in {event_of(fact) for fact in facts}, trap


def test_no_trap_is_a_fact() -> None:
    for trap in traps():
        for fact in facts_of(trap["id"]):
            if fact["rel"] == trap["rel"] and trap["of"] == (event_of(fact) or fact["of"]):
                assert trap["wrong_value"].casefold() not in values_of(fact), trap


def test_every_document_has_a_trap() -> None:
    assert {trap["id"] for trap in traps()} == set(DOCUMENTS)


def test_nothing_of_it_is_shipped(repository: Path) -> None:
    shipped = {path.stem: path.read_text(encoding="utf-8") for path in (repository / "data" / "documents").glob("*.md")}
    assert shipped and not set(DOCUMENTS) & set(shipped)
    everything = "\n".join(shipped.values()).casefold()
    for document in DOCUMENTS:
        for person in people_in(facts_of(document)):
            invented = person[0].isupper() and " of " not in person and "'s " not in person
            assert not (invented and person.casefold() in everything), person
