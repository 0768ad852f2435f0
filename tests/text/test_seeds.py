"""Scores on the two shared texts; skipped where the shared folder is absent."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from ctkg.text import facts
from ctkg.text.extract import extract
from ctkg.text.read import read


def test_seed_scores(shared: Path, tmp_path: Path) -> None:
    predictions = tmp_path / "facts.jsonl"
    with predictions.open("w", encoding="utf-8") as stream:
        for path in sorted((shared / "seeds").glob("*.txt")):
            document = read(path)
            for row in facts.rows(document, extract(document)):
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    scorer = [
        sys.executable,
        str(shared / "tools" / "score_facts.py"),
        str(shared / "gold" / "seeds"),
        str(predictions),
    ]
    done = subprocess.run(
        [*scorer, "--texts", str(shared / "seeds"), "--json"], capture_output=True, text=True, check=True
    )
    result = json.loads(done.stdout)
    assert result["overall"]["precision"] >= 0.97
    assert result["overall"]["recall"] >= 0.97
    assert result["overall"]["recall_all"] >= 0.90
    assert result["trapped"] == []
    assert result["facts_without_evidence"] == 0
    assert result["evidence_bad"] == 0
