"""The figures are those of the scorer that comes with the shared gold, on the same input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ctkg import pipeline
from ctkg.evaluation import Figures, Score, evaluate
from ctkg.text.facts import rows

SAME = ("precision", "recall", "f1", "recall_all", "said_per_gold")


@pytest.mark.parametrize("name", ["write", "seeds", "own reports"])
def test_both_scorers_say_the_same(shared: Path, repository: Path, tmp_path: Path, name: str) -> None:
    gold, documents = {
        "write": (repository / "benchmarks/extraction/write", repository / "benchmarks/extraction/write/documents"),
        "seeds": (shared / "gold" / "seeds", shared / "seeds"),
        "own reports": (tmp_path / "own", repository / "data" / "documents"),
    }[name]
    if name == "own reports":
        gold.mkdir()
        (gold / "facts").symlink_to(repository / "tests" / "data" / "expected_facts")
    predictions = tmp_path / "facts.jsonl"
    with predictions.open("w", encoding="utf-8") as stream:
        for file in sorted(documents.iterdir()):
            document, statements = pipeline.extract(file)
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(document, statements))
    scorer = [sys.executable, str(shared / "tools" / "score_facts.py"), str(gold), str(predictions), "--json"]
    expected = json.loads(subprocess.run(scorer, capture_output=True, text=True, check=True).stdout)
    result = evaluate(gold, [predictions])
    figures = result.figures
    assert figures.documents == expected["documents"]
    agree(figures.score(), expected["overall"])
    assert figures.names == sorted(expected["relations"])
    for relation in figures.names:
        agree(figures.score({relation}), expected["relations"][relation])
    for group, score in figures.groups().items():
        agree(score, expected[group])
    assert told(figures) == {key: expected[key] for key in told(figures)}
    assert (figures.traps, len(figures.trapped)) == (expected["traps"], len(expected["trapped"]))
    assert result.evidence["evidence"] == expected["evidence"]


def agree(score: Score, expected: dict[str, Any]) -> None:
    assert (score.gold, score.complete) == (expected["gold"], expected["gold_complete"])
    for measure in SAME:
        mine = getattr(score, measure)
        assert mine is None or mine == pytest.approx(expected[measure]), measure


def told(figures: Figures) -> dict[str, float]:
    return {
        "type_strict": figures.type_strict,
        "approx": figures.approx,
        "right_fact_wrong_event": figures.elsewhere,
        "sure": figures.sure,
        "sure_precision": figures.sure_precision,
    }
