"""Our own reports of the two seed events give the facts that the publishers' texts give, quotations aside."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from ctkg import pipeline
from ctkg.text.facts import rows

REPORTS = {
    "osce-2019-skopje-critical-infrastructure": "000_ee18d08d9af25b2d",
    "osce-2014-astana-explosives": "004_23cf23e24535aac6",
}


def test_the_gold_of_the_seeds_is_met(shared: Path, repository: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold" / "facts"
    gold.mkdir(parents=True)
    predicted = []
    for report, seed in REPORTS.items():
        lines = (shared / "gold" / "seeds" / "facts" / f"{seed}.jsonl").read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if line.strip() and json.loads(line)["rel"] != "quote"]
        (gold / f"{report}.jsonl").write_text("\n".join(kept) + "\n", encoding="utf-8")
        document, statements = pipeline.extract(repository / "data" / "documents" / f"{report}.md")
        predicted += [row for row in rows(document, statements) if row["relation"] != "quote"]
    predictions = tmp_path / "facts.jsonl"
    predictions.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in predicted), encoding="utf-8")
    words = [sys.executable, str(shared / "tools" / "score_facts.py"), str(gold.parent), str(predictions), "--json"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    overall = json.loads(done.stdout)["overall"]
    assert overall["precision"] >= 0.95
    assert overall["recall"] >= 0.95
    assert overall["recall_all"] >= 0.90
