"""Twenty seeded runs of the harness that kills writers; `make long` has two hundred. Correctness only, never time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.parametrize("seed", [20, 21])
def test_ten_kills_lose_nothing(seed: int, repository: Path, tmp_path: Path) -> None:
    script = repository / "benchmarks" / "safety" / "kills.py"
    words = [
        sys.executable,
        str(script),
        "--kills",
        "10",
        "--documents",
        "4",
        "--seed",
        str(seed),
        "--output",
        str(tmp_path),
    ]
    done = subprocess.run(words, capture_output=True, text=True, timeout=1500)
    runs = json.loads((tmp_path / "kills.json").read_text(encoding="utf-8"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(runs) == 10 and {run["act"] for run in runs} == {"build", "rebuild", "add", "infer"}
    assert sum(run["kills"] for run in runs) >= 7, "most of them hit"
    assert all(run["opened"] and run["equal"] and not run["half"] and not run["lost"] for run in runs)


def test_the_harness_sees_a_half_document_and_a_loss(repository: Path) -> None:
    """A check that cannot fail is none: what a harness must find, it finds."""
    sys.path.insert(0, str(repository / "benchmarks" / "safety"))
    import kills

    good = kills.Run(act="add", how="time", where=0.5, kills=1, opened=True, half=0, lost=0, equal=True)
    assert good.is_good
    for change in ({"half": 1}, {"lost": 1}, {"equal": False}, {"opened": False}):
        assert not kills.Run(**{**vars(good), **change}).is_good
    assert "| all |  | 1 | 1 | 1 | 0 | 0 | 1 |" in kills.table([good])
