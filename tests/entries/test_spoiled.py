"""Spoiled entries: each is refused for its own reason, in words that are checked, and leaves the store as it was.

``spoiled/expected.tsv`` has a line for every finding: file, line, column, severity, rule, message.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

import ctkg
from ctkg.entries.checking import Checker, unreadable
from ctkg.errors import CtkgError, UnreadableInput
from ctkg.graph.store import Store
from ctkg.graph.validate.rules import rule_id
from ctkg.model import Finding

FOLDER = Path(__file__).resolve().parent / "spoiled"
EXPECTED = FOLDER / "expected.tsv"
SPOILED = sorted(FOLDER.glob("[0-9]*"))
GOOD = sorted(FOLDER.glob("good.*"))
#: Written out only when they are judged.
LONG = {"{a million letters}": "a" * 1_000_000, "{thirty thousand letters}": "word " * 6_000}
#: One for each kind of constraint: the reference engine takes half a second for each.
BOTH_ENGINES = (
    "blank-node",
    "date-in-words",
    "missing-organiser",
    "part-of-itself",
)


def content(file: Path) -> bytes:
    text = file.read_text("utf-8")
    for short, long in LONG.items():
        text = text.replace(short, long)
    return text.encode()


def judged(file: Path, store: Store, engine: str = "shacl") -> list[Finding]:
    try:
        checker = Checker(store, engine=engine)
        return list(checker.check(content(file), name=file.name, format=file.suffix.lstrip(".")).findings)
    except CtkgError as error:
        return [unreadable(error, file.name)]


def lines(findings: list[Finding]) -> list[str]:
    return ["\t".join((f.file, str(f.line), str(f.column), f.severity, rule_id(f), f.message)) + "\n" for f in findings]


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file of a store with the hash of its bytes, but for what its readers have of their own.

    Tests in other processes read the same demonstration meanwhile.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_relative_to(folder / "readers"))
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def dump(store: Store) -> str:
    """Hash of every quad, the mirrors of the default graph and what ctkg notes for itself included."""
    written = store._engine.dump(format=RdfFormat.N_QUADS)  # type: ignore[attr-defined]
    return hashlib.sha256(b"\n".join(sorted(written.splitlines()))).hexdigest()


@pytest.fixture
def store(demo: Path) -> Iterator[Store]:
    with ctkg.open(demo / "ctkg.store", read_only=True) as kg:
        yield kg.store


def test_what_they_were_made_from_is_good(store: Store) -> None:
    assert {file.suffix for file in GOOD} == {".csv", ".jsonld", ".ttl", ".yaml"}
    assert [finding for file in GOOD for finding in judged(file, store)] == []


def test_each_is_refused_for_its_own_reason_and_the_store_is_as_before(
    demo: Path, store: Store, update_golden: bool
) -> None:
    folder = demo / "ctkg.store"
    before = fingerprint(folder)
    found = {file.name: judged(file, store) for file in SPOILED}
    assert len(before) > 1 and fingerprint(folder) == before
    said = [line for findings in found.values() for line in lines(findings)]
    if update_golden:
        EXPECTED.write_text("".join(said), "utf-8")
    assert said == EXPECTED.read_text("utf-8").splitlines(keepends=True)
    assert len(found) >= 60
    for name, findings in found.items():
        assert any(finding.severity == "violation" for finding in findings), f"{name} is not refused"
        refused = {finding.check for finding in findings if finding.severity == "violation"}
        assert len(refused) == 1, f"{name} is refused for {refused}"


def test_none_is_added_and_the_store_is_as_before(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ctkg.store"
    shutil.copytree(demo / "ctkg.store", folder)
    with ctkg.open(folder) as kg:
        before = dump(kg.store)
        for file in SPOILED:
            try:
                entered = kg.enter(content(file), by="A. Analyst", format=file.suffix.lstrip("."))
            except UnreadableInput:
                continue
            outcomes = {each.outcome for each in entered.outcomes}
            assert "refused" in outcomes and not entered.act, f"{file.name} is {outcomes}"
        assert dump(kg.store) == before
    assert [path.name for path in tmp_path.iterdir()] == ["ctkg.store"], "nothing was decided"


def test_each_has_a_message_of_its_own() -> None:
    messages: dict[str, set[str]] = defaultdict(set)
    for line in EXPECTED.read_text("utf-8").splitlines():
        name, _, _, severity, _, message = line.split("\t")
        if severity == "violation":
            messages[message].add(name)
    assert {message: names for message, names in messages.items() if len(names) > 1} == {}
    assert Counter(name for names in messages.values() for name in names).keys() == {file.name for file in SPOILED}


@pytest.mark.parametrize("kind", BOTH_ENGINES)
def test_the_reference_engine_says_the_same(kind: str, store: Store) -> None:
    (file,) = FOLDER.glob(f"[0-9]*-{kind}.ttl")
    assert lines(judged(file, store, "pyshacl")) == lines(judged(file, store))
