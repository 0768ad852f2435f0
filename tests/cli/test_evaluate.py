"""``ctkg evaluate``: figures and errors in three forms, and what it exits with."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
TEXT = "The OSCE organised a workshop in Vienna on 3 May 2021. Training for Italy was funded by Norway.\n"
FACTS = [
    {"rel": "event.type", "value": "workshop", "of": "e1"},
    {"rel": "event.start", "value": "2021-05-04", "of": "e1"},
    {"rel": "host", "value": "Norway", "of": "e1"},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gold" / "facts").mkdir(parents=True)
    lines = "".join(json.dumps(fact) + "\n" for fact in FACTS)
    (tmp_path / "gold" / "facts" / "one.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "gold" / "facts" / "two.jsonl").write_text(lines, encoding="utf-8")
    trap = "one\tevent.start\t2021-05-03\te1\tsaid so\n"
    (tmp_path / "gold" / "traps.tsv").write_text(f"id\trel\twrong_value\tof\twhy\n{trap}", encoding="utf-8")
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_figures_errors_and_traps_for_people(ctkg: Run, folder: Path) -> None:
    done = ctkg("evaluate", "gold", "one.txt", "--predicted", "--show", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "1 document." in done.stdout and "Traps hit: 1 of 1" in done.stdout
    lines = done.stdout.splitlines()
    at = lines.index("  missed      host: Norway (e1)")
    assert lines[at + 1].strip() == "“Training for Italy was funded by Norway.”"
    assert "  wrong       event.start: 2021-05-03 (e1)" in lines


def test_json_and_tsv_say_the_same(ctkg: Run, folder: Path) -> None:
    told = json.loads(ctkg("evaluate", "gold", "one.txt", "--predicted", "-f", "json", cwd=folder).stdout)
    table = ctkg("evaluate", "gold", "one.txt", "--predicted", "-f", "tsv", cwd=folder).stdout
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(table), delimiter="\t")}
    assert rows["event.type"]["f1"] == f"{told['relations']['event.type']['f1']:.3f}" == "1.000"
    assert told["evidence"] > 0 and told["evidence_not_verbatim"] == 0
    errors = ctkg("evaluate", "gold", "one.txt", "--predicted", "-f", "tsv", "--show", "-r", "host", cwd=folder).stdout
    assert [row["error"] for row in csv.DictReader(io.StringIO(errors), delimiter="\t")] == ["missed"]


def test_predictions_give_the_figures_of_their_documents(ctkg: Run, folder: Path) -> None:
    (folder / "facts.jsonl").write_text(ctkg("facts", "one.txt", "-f", "jsonl", cwd=folder).stdout, encoding="utf-8")
    read, given = (ctkg("evaluate", "gold", file, cwd=folder) for file in ("one.txt", "facts.jsonl"))
    assert read.stdout == given.stdout
    assert "1 document of the gold not among the files" in given.stderr


@pytest.mark.parametrize(("floor", "code"), [("0.1", 0), ("0.9", 1)])
def test_a_score_below_the_floor_fails(ctkg: Run, folder: Path, floor: str, code: int) -> None:
    done = ctkg("evaluate", "gold", "one.txt", "--predicted", "--fail-under", floor, cwd=folder)
    assert done.returncode == code


def test_files_without_gold_and_files_that_fail_are_named(ctkg: Run, folder: Path) -> None:
    (folder / "other.txt").write_text(TEXT, encoding="utf-8")
    done = ctkg("evaluate", "gold", "one.txt", "other.txt", "nowhere.txt", cwd=folder)
    assert done.returncode == 5
    assert "no gold for: other" in done.stderr and "nowhere.txt" in done.stderr
    assert ctkg("evaluate", "gold", "other.txt", "--predicted", cwd=folder).returncode == 2
