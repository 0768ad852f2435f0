"""The demo, built once for each test process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def ctkg(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs the command in a fresh folder (or ``cwd``) with a plain environment."""

    def run(
        *words: str | Path, cwd: Path | None = None, stdin: str = "", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("CTKG_")}
        environment |= {"COLUMNS": "120", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8", **variables}
        return subprocess.run(
            [sys.executable, "-m", "ctkg", *map(str, words)],
            cwd=cwd or tmp_path_factory.mktemp("run"),
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
        )

    return run


@pytest.fixture(scope="session")
def demo(ctkg: Run, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's store (``ctkg.store``) and its dump (``demo.nq``)."""
    folder = tmp_path_factory.mktemp("demo")
    done = ctkg("build", repository / "data" / "documents", "-o", "demo.nq", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder
