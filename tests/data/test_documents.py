"""The reports of data/documents: complete front matter, own words, and expected facts that the texts bear out."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from tests.each import for_each

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted((ROOT / "data" / "documents").glob("*.md"))
EXPECTED = sorted((Path(__file__).parent / "expected_facts").glob("*.jsonl"))
SEED_EVENTS = {"osce-2019-skopje-critical-infrastructure", "osce-2014-astana-explosives"}

KEYS = {"id", "title", "date", "publisher", "source", "language", "licence", "facts_from"}
FILLER = re.compile(r"\b(lorem|ipsum|placeholder|todo|tbd|fixme|xxx+|n/a)\b|\[\.\.\.\]|\?\?", re.IGNORECASE)
QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]")
RUN = 8
COUNTS = {"participant.count", "state.count", "victim.count"}
RELATIONS = COUNTS | {
    *("event.type", "event.title", "event.start", "event.end", "event.place", "event.country", "event.durationDays"),
    *("organizer", "coorganizer_or_partner", "supporter", "funder", "host", "participant", "participant.group"),
    *("speaker", "person.post", "person.affiliation", "quote", "instrument", "instrument.role", "guidance", "threat"),
    *("target.sector", "topic", "follow_up", "output", "part_of", "perpetrator", "weapon", "target", "adopter", "vote"),
}
NAMED = {
    *("event.place", "organizer", "coorganizer_or_partner", "supporter", "funder", "host", "participant"),
    *("speaker", "person.post", "person.affiliation", "instrument", "guidance", "adopter"),
}


@cache
def parts(path: Path) -> tuple[dict[str, str], str]:
    """Front matter, every value as written, and body."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.load(head, Loader=yaml.BaseLoader), body


def text_of(path: Path) -> str:
    head, body = parts(path)
    return head["title"] + "\n" + body


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).casefold())


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


def facts(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_there_are_enough_documents_with_both_seed_events() -> None:
    assert len(DOCUMENTS) >= 24
    assert {path.stem for path in DOCUMENTS} >= SEED_EVENTS


def test_titles_and_texts_are_told_once() -> None:
    assert len({parts(path)[0]["title"] for path in DOCUMENTS}) == len(DOCUMENTS)
    assert len({parts(path)[1] for path in DOCUMENTS}) == len(DOCUMENTS)


@for_each(DOCUMENTS)
def test_front_matter(path: Path) -> None:
    head, _ = parts(path)
    assert set(head) == KEYS
    assert all(isinstance(value, str) and value.strip() for value in head.values())
    assert head["id"] == path.stem
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", path.stem)
    assert (head["language"], head["licence"]) == ("en", "CC-BY-4.0")
    assert re.fullmatch(r"https?://[\w.-]+\.[a-z]+(:\d+)?/\S+", head["source"])
    day = datetime.date.fromisoformat(head["date"])
    assert datetime.date(1998, 1, 1) <= day <= datetime.date(2025, 12, 31)


@for_each(DOCUMENTS)
def test_text_is_clean(path: Path) -> None:
    raw = path.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", raw)
    assert "\r" not in raw and "\t" not in raw and "\u00a0" not in raw and not raw.startswith("\ufeff")
    assert raw.endswith("\n") and not raw.endswith("\n\n")
    assert not FILLER.search(raw)
    assert not re.search(r"(?m)^#| {2}| $", raw)


@for_each(DOCUMENTS)
def test_length(path: Path) -> None:
    _, body = parts(path)
    assert 120 <= len(body.split()) <= 350
    assert len(body.strip().split("\n\n")) >= 3


@for_each(DOCUMENTS)
def test_at_most_one_short_quotation(path: Path) -> None:
    _, body = parts(path)
    quotations = [quoted for quoted in QUOTED.findall(body) if len(quoted.split()) >= 6]
    assert len(quotations) <= 1
    assert all(len(quoted.split()) < 25 for quoted in quotations)


def test_own_words(shared: Path) -> None:
    seeds = [runs(seed.read_text(encoding="utf-8-sig")) for seed in sorted((shared / "seeds").glob("*.txt"))]
    for path in DOCUMENTS:
        own = runs(text_of(path))
        assert not any(own & seed for seed in seeds), path


def test_there_are_expected_facts_of_both_seed_events_and_others() -> None:
    stems = {path.stem for path in EXPECTED}
    assert stems >= SEED_EVENTS
    assert len(stems) >= 8
    assert stems <= {path.stem for path in DOCUMENTS}


@for_each(EXPECTED)
def test_form(path: Path) -> None:
    listed = facts(path)
    people = {fact["of"] for fact in listed if fact["rel"].startswith("person.")}
    instruments = {fact["value"] for fact in listed if fact["rel"] == "instrument"}
    keys = [(fact["rel"], fact["value"], fact["of"], fact.get("event")) for fact in listed]
    assert len(set(keys)) == len(keys)
    for fact in listed:
        assert fact["rel"] in RELATIONS
        assert isinstance(fact["aliases"], list)
        if fact["rel"] in COUNTS:
            assert isinstance(fact["value"], int)
            assert re.fullmatch(r"e\d", fact["event"])
            assert fact["approx"] in (True, False, "over", "at least")
        elif fact["rel"] == "instrument.role":
            assert fact["of"] in instruments
            assert fact["value"] in {"implemented", "promoted", "referred", "adopted", "ratified", "signed"}
        elif fact["rel"].startswith("person."):
            assert fact["of"] in people
        else:
            assert re.fullmatch(r"e\d", fact["of"])
        if fact["rel"] in {"event.start", "event.end"}:
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", fact["value"])
        if fact["rel"] == "event.country":
            assert re.fullmatch(r"[A-Z]{2}", fact["value"])
    assert any(fact["rel"] == "event.type" and fact["of"] == "e1" for fact in listed)


@for_each(EXPECTED)
def test_names_stand_in_the_text(path: Path) -> None:
    """Each name, or one of its other names, is made of words of the report (order and case left aside)."""
    told = set(words(text_of(path.parents[3] / "data" / "documents" / f"{path.stem}.md")))
    for fact in facts(path):
        if fact["rel"] in NAMED:
            assert any(set(words(name)) <= told for name in [fact["value"], *fact["aliases"]]), fact
        if fact["rel"].startswith("person."):
            assert set(words(fact["of"])) <= told, fact


@for_each(EXPECTED)
def test_dates_and_numbers_stand_in_the_text(path: Path) -> None:
    """The year of every date is told (by the text or its front matter), and the day unless it is derived."""
    document = path.parents[3] / "data" / "documents" / f"{path.stem}.md"
    text = parts(document)[0]["date"] + " " + text_of(document)
    for fact in facts(path):
        if fact["rel"] in {"event.start", "event.end"}:
            assert fact["value"][:4] in text, fact
            day = fact["value"][8:].lstrip("0")
            assert not day or "derived" in fact.get("note", "") or re.search(rf"\b{day}\b", text), fact


def test_traps_name_documents_and_known_relations() -> None:
    header, *rows = (Path(__file__).parent / "expected_traps.tsv").read_text(encoding="utf-8").splitlines()
    traps = [tuple(row.split("\t")) for row in rows]
    assert header.split("\t") == ["id", "rel", "wrong_value", "of", "why"]
    assert traps == sorted(set(traps))
    assert {trap[0] for trap in traps} <= {path.stem for path in DOCUMENTS}
    assert {trap[1] for trap in traps} <= RELATIONS
    assert all(len(trap) == 5 and all(trap) for trap in traps)


@for_each(EXPECTED)
def test_no_trap_is_expected(path: Path) -> None:
    rows = (Path(__file__).parent / "expected_traps.tsv").read_text(encoding="utf-8").splitlines()[1:]
    traps = {tuple(row.split("\t")[1:4]) for row in rows if row.split("\t")[0] == path.stem}
    told = {
        (fact["rel"], str(name), fact.get("event", fact["of"]))
        for fact in facts(path)
        if not fact.get("optional")
        for name in [fact["value"], *fact["aliases"]]
    }
    assert not traps & told
