"""The ledger of scores: old lines stay, the commit measured is named, and nothing but figures is printed."""

from __future__ import annotations

import csv
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks" / "extraction"


@pytest.fixture(scope="module")
def record() -> ModuleType:
    spec = spec_from_file_location("record", FOLDER / "record.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def test_the_ledger_reads_as_one_table() -> None:
    for line in lines(FOLDER / "ledger.tsv"):
        assert line["commit"] and line["split"] and 0 <= float(line["f1"]) <= 1
        assert None not in line, "a line has more cells than the header"


def test_new_columns_leave_old_lines_as_they_are(record: ModuleType, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.tsv"
    ledger.write_text("commit\tsplit\tf1\nabc\twrite\t0.5\n", encoding="utf-8")
    record.append(ledger, {"commit": "def", "split": "write", "f1": "0.6", "traps": "7"})
    assert lines(ledger) == [
        {"commit": "abc", "split": "write", "f1": "0.5", "traps": ""},
        {"commit": "def", "split": "write", "f1": "0.6", "traps": "7"},
    ]


def test_a_changed_tree_is_called_dirty_and_the_ledger_is_no_change(record: ModuleType, tmp_path: Path) -> None:
    def git(*words: str) -> None:
        settings = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *settings, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init")
    (tmp_path / "ledger.tsv").write_text("commit\n")
    (tmp_path / "rules.toml").write_text("a = 1\n")
    git("add", ".")
    git("commit", "-m", "first")
    clean = record.commit(tmp_path)
    assert not clean.endswith("-dirty")
    (tmp_path / "ledger.tsv").write_text("commit\nabc\n")
    assert record.commit(tmp_path) == clean
    (tmp_path / "rules.toml").write_text("a = 2\n")
    assert record.commit(tmp_path) == f"{clean}-dirty"


def test_a_split_is_scored_without_a_word_of_its_texts(tmp_path: Path) -> None:
    split = tmp_path / "small"
    (split / "documents").mkdir(parents=True)
    (split / "facts").mkdir()
    (split / "documents" / "one.txt").write_text("The OSCE organised a workshop in Vienna on 3 May 2021.\n")
    (split / "facts" / "one.jsonl").write_text(
        '{"rel": "event.type", "value": "workshop", "of": "e1"}\n{"rel": "funder", "value": "Zubrowka", "of": "e1"}\n'
    )
    ledger = tmp_path / "ledger.tsv"
    words = [sys.executable, str(FOLDER / "record.py"), str(split), "--ledger", str(ledger)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert "Zubrowka" not in done.stdout + done.stderr
    (line,) = lines(ledger)
    assert (line["split"], line["documents"], line["recall"]) == ("small", "1", "0.500")
