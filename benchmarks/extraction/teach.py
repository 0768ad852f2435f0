"""Fits confidence and pairs anew, so that none rests on what has seen a document it is judged on:

    python teach.py FOLDER GOLD... [--learnt GOLD...] --told "which documents these are"

The confidence that pairs rest on (``calibrate.py``) and the pairs that the told confidence rests on (``learn.py``) are
fitted three times, each time without a third of the documents; FOLDER keeps these. Writes ``data/patterns/pairs.json``,
``data/patterns/confidence.toml`` and ``docs/reliability.md``. Some ten minutes for 1,500 documents on two cores.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
_PARTS = 3


def run(script: str, words: Iterable[str | Path]) -> None:
    """Runs one of the scripts beside this one; what it prints is shown when it has ended.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    told = subprocess.run(
        [sys.executable, HERE / script, *map(str, words)], check=True, stdout=subprocess.PIPE, text=True
    )
    print(f"{script}\n{told.stdout}", flush=True)


def files(folder: Path, name: str) -> list[Path]:
    """A file for each part."""
    kind, _, ending = name.partition(".")
    return [folder / f"{kind}{part}.{ending}" for part in range(_PARTS)]


def teach(folder: Path, gold: Sequence[Path], learnt: Sequence[Path], told: str, jobs: int) -> None:
    """Fits all in turn, ``jobs`` of those that do not need each other at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    sure, pairs, pages = files(folder, "confidence.toml"), files(folder, "pairs.json"), files(folder, "page.md")

    def without(part: int) -> list[str | Path]:
        return ["--without", f"{part}/{_PARTS}"]

    read = ["--learnt", *learnt] if learnt else []
    with ThreadPoolExecutor(jobs) as pool:
        first = [
            pool.submit(run, "calibrate.py", [*gold, *without(part), "--data", sure[part], "--page", pages[part]])
            for part in range(_PARTS)
        ]
        for one in first:
            one.result()
        rest = ["--confidence", *sure]
        second = [pool.submit(run, "learn.py", [*gold, *read, *rest])]
        second += [
            pool.submit(run, "learn.py", [*gold, *read, *rest, *without(part), "--data", pairs[part]])
            for part in range(_PARTS)
        ]
        for one in second:
            one.result()
    run("calibrate.py", [*gold, *rest, "--weights", *pairs, "--told", told])


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where what is made in between is kept")
    parser.add_argument("gold", type=Path, nargs="+", metavar="GOLD", help="folders that rules were not written on")
    parser.add_argument("--learnt", type=Path, nargs="*", default=[], metavar="GOLD", help="folders that they were")
    parser.add_argument("--told", default="", metavar="WORDS", help="which documents these are, for the page")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="scripts that run at a time (default: 2)")
    words = parser.parse_args()
    teach(words.folder, words.gold, words.learnt, words.told, words.jobs)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
