"""Ten seconds of fifty clients: every answer is right, and a runaway query is ended. Nothing here is timed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def test_fifty_clients_and_a_runaway_query(repository: Path, demo: Path, tmp_path: Path) -> None:
    script, figures = repository / "benchmarks" / "serve" / "load.py", tmp_path / "figures.json"
    words = [str(demo / "ctkg.store"), "--seconds", "10", "--pause", "2", "--output", str(figures)]
    done = subprocess.run([sys.executable, str(script), *words], capture_output=True, text=True, check=False)
    found = json.loads(figures.read_text(encoding="utf-8"))
    assert found["errors"] == 0, found["wrong"]
    assert done.returncode == 0, done.stderr
    assert found["killed"] >= 1
    kinds = {name.partition(":")[0] for name in found["latency ms"]}
    assert kinds == {"entity", "document", "search", "query", "home"}
    assert found["requests"] > 50
