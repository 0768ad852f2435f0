"""The fit of pairs learns from gold what rules do not say, and what they say wrongly."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks" / "extraction"
STATES = ("Malta", "Togo", "Peru", "Fiji", "Chad", "Oman", "Kenya", "Ghana", "Nepal", "Japan", "Italy", "Spain")


def corpus(folder: Path, number: int) -> None:
    for kind in ("documents", "facts"):
        (folder / kind).mkdir(parents=True)
    for at in range(number):
        state, other = STATES[at % len(STATES)], STATES[(at + 5) % len(STATES)]
        day = f"A seminar was held in Riga on {at % 27 + 1} May 2021."
        text = f"{day} Behind the seminar stood {state}. {other} read of it.\n"
        (folder / "documents" / f"d{at}.txt").write_text(text, encoding="utf-8")
        facts = [
            {"rel": "event.type", "value": "seminar", "of": "e1"},
            {"rel": "event.place", "value": "Riga", "of": "e1"},
            {"rel": "organizer", "value": state, "of": "e1"},
        ]
        (folder / "facts" / f"d{at}.jsonl").write_text("\n".join(map(json.dumps, facts)), encoding="utf-8")
    (folder / "traps.tsv").write_text("id\trel\twrong_value\tof\twhy\n", encoding="utf-8")


def test_a_construction_that_no_rule_knows_is_learnt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    learn = import_module("learn")
    monkeypatch.delitem(sys.modules, "learn")
    corpus(tmp_path / "gold", 40)
    data = tmp_path / "pairs.json"
    monkeypatch.setattr(sys, "argv", ["learn.py", str(tmp_path / "gold"), "--data", str(data)])
    assert learn.main() == 0
    held = json.loads(data.read_text(encoding="utf-8"))
    organizer = str(held["relations"].index("organizer"))
    assert held["add"]["organizer"] == 0.5
    assert held["made"] == {"documents": 40, "clean_documents": 40}
    assert any(given.get(organizer, 0) > 0 for given in held["words"].values())
