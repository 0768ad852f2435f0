"""How a stage is measured and what it prints: one JSON object on stdout."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Figures = dict[str, Any]
HERE = Path(__file__).parent


class Clock:
    """Time spent inside ``with``: of the processor (all threads together), and by the clock on the wall."""

    seconds = wall = 0.0

    def __enter__(self) -> Clock:
        self._wall, self._processor = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds += time.process_time() - self._processor
        self.wall += time.perf_counter() - self._wall


def peak_mb() -> float:
    """Largest resident memory of this process so far, what the engine holds included."""
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def apart(script: str, *words: str | Path | int) -> Figures:
    """Run a stage in a process of its own.

    Raises:
        SystemExit: it failed; its own words are on stderr.
    """
    command = [sys.executable, str(HERE / script), *map(str, words)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"failed: {script} {' '.join(map(str, words))}")
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def run(stages: dict[str, Callable[..., Figures]]) -> None:
    """Run the stage that the command line names, on the folder it names, and print its figures."""
    name, folder, *more = sys.argv[1:]
    figures = stages[name](Path(folder), *more)
    print(json.dumps({**figures, "peak_mb": peak_mb()}))
