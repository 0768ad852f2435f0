"""The corpora in French and Russian are whole, and ctkg is right on the halves that its rules were written on."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from ctkg.evaluation import evaluate
from ctkg.model import RELATIONS

ROOT = Path(__file__).resolve().parents[2] / "benchmarks" / "extraction"
SETS = {"french": "fr", "russian": "ru"}
DOCUMENTS = sorted((name, path.stem) for name in SETS for path in (ROOT / name / "documents").glob("*.md"))


def halves(name: str) -> dict[str, str]:
    with (ROOT / name / "halves.tsv").open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row["half"] for row in csv.DictReader(lines, delimiter="\t")}


def facts_of(name: str, document: str) -> list[dict[str, Any]]:
    lines = (ROOT / name / "facts" / f"{document}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("name", SETS)
def test_documents_facts_and_halves_are_those_of_each_other(name: str) -> None:
    documents = {stem for of, stem in DOCUMENTS if of == name}
    assert len(documents) >= 12
    assert {path.stem for path in (ROOT / name / "facts").glob("*.jsonl")} == documents == set(halves(name))
    assert sorted(halves(name).values()).count("second") >= len(documents) // 2


@pytest.mark.parametrize(("name", "document"), DOCUMENTS)
def test_a_document_says_that_it_is_fictional(name: str, document: str) -> None:
    _, front, _ = (ROOT / name / "documents" / f"{document}.md").read_text(encoding="utf-8").split("---\n", 2)
    matter = yaml.safe_load(front)
    assert matter["id"] == document and matter["fictional"] is True and "(Fictional.)" in matter["note"]
    assert matter["language"] == SETS[name] and matter["title"] and matter["publisher"] and matter["date"]


@pytest.mark.parametrize(("name", "document"), DOCUMENTS)
def test_facts_keep_to_the_vocabulary(name: str, document: str) -> None:
    skipped = {fact["value"] for fact in facts_of(name, document) if fact["rel"] == "_skip"}
    told = [fact for fact in facts_of(name, document) if fact["rel"] != "_skip"]
    assert {fact["rel"] for fact in told} <= set(RELATIONS) - skipped
    assert any(fact["rel"] == "event.type" and fact["of"] == "e1" for fact in told)
    keys = [(fact["rel"], str(fact["value"]), fact["of"], fact.get("event")) for fact in told]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", SETS)
def test_traps_name_documents(name: str) -> None:
    with (ROOT / name / "traps.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    assert len(rows) >= 15 and rows == sorted(rows, key=lambda row: (row["id"], row["rel"], row["wrong_value"]))
    assert {row["id"] for row in rows} <= set(halves(name))


@pytest.mark.parametrize("name", SETS)
def test_the_first_half_is_read_rightly(name: str, tmp_path: Path) -> None:
    """A floor far below the figure of the ledger: rules that break show here."""
    for part in ("documents", "facts"):
        (tmp_path / part).mkdir()
        for document, half in halves(name).items():
            source = next((ROOT / name / part).glob(f"{document}.*"))
            if half == "first":
                (tmp_path / part / source.name).write_bytes(source.read_bytes())
    score = evaluate(tmp_path, [tmp_path / "documents"]).figures.score()
    assert score.precision >= 0.95 and score.f1 >= 0.9
