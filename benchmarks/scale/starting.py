"""The start of the command: ``python starting.py TIMES``; milliseconds on the wall, from fork to exit."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

from measuring import Figures

#: What is started; the last one opens no store and asks nothing, but loads what a query needs.
COMMANDS: dict[str, list[str]] = {
    "ctkg --version": ["--version"],
    "ctkg --help": ["--help"],
    "ctkg query --help": ["query", "--help"],
}


def started(times: int) -> Figures:
    """Median over so many starts of each command, and of the bare interpreter."""
    figures: Figures = {"python": _median([sys.executable, "-c", "pass"], times)}
    for name, words in COMMANDS.items():
        figures[name] = _median([sys.executable, "-m", "ctkg", *words], times)
    return figures


def _median(command: list[str], times: int) -> float:
    found = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        found.append((time.perf_counter() - start) * 1000)
    return statistics.median(found)


if __name__ == "__main__":
    print(json.dumps(started(int(sys.argv[1]))))
