"""The benchmark runs and its documents are what it says. Nothing here is timed."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from ctkg.text.read import read_bytes


@pytest.fixture
def corpus(repository: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(repository / "benchmarks" / "speed"))
    return importlib.import_module("corpus")


def test_documents_are_the_same_in_every_run_and_shaped_like_releases(corpus: ModuleType) -> None:
    made = list(corpus.documents(30))
    assert made == list(corpus.documents(30))
    assert len({text for _, text in made}) == 30
    for identifier, text in made:
        document = read_bytes(text.encode(), name=f"{identifier}.md")
        assert document.id == identifier
        assert 1_800 < len(document.text) < 3_000
        assert "fictional: true" in text
        assert "{" not in document.text


@pytest.mark.slow
def test_the_benchmark_runs_on_a_tiny_size(repository: Path, tmp_path: Path) -> None:
    script = repository / "benchmarks" / "speed" / "run.py"
    sizes = ["--documents", "2", "--side-documents", "1", "--repeats", "1", "--pairs", "parse", "infer", "query"]
    run = subprocess.run(
        [sys.executable, str(script), *sizes, "--output", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert figures["stages"]["text"]["documents"] == 2
    assert all(stage["seconds"] > 0 and stage["peak_mb"] > 0 for stage in figures["stages"].values())
    side = figures["side_by_side"]
    assert side["query_ours"]["rows"] == side["query_reference"]["rows"] > 0
    assert side["parse_ours"]["triples"] == side["parse_reference"]["triples"]
    assert side["infer_ours"]["inferred"] > 0 < side["infer_reference"]["inferred"]
    assert "| text to statements, one core |" in (tmp_path / "figures.md").read_text(encoding="utf-8")


@pytest.mark.long
def test_growth_is_measured_on_texts_of_the_length_asked_for(repository: Path) -> None:
    script = repository / "benchmarks" / "speed" / "growth.py"
    run = subprocess.run(
        [sys.executable, str(script), "--lengths", "3000"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    rows = [line.split(" | ") for line in run.stdout.splitlines() if line.startswith(("| many", "| one"))]
    assert [row[0] for row in rows] == ["| many sentences", "| one line", "| one sentence"]
    for row in rows:
        assert 2_800 < int(row[1].replace(",", "")) <= 3_000
        assert float(row[2]) > 0 < int(row[4])
