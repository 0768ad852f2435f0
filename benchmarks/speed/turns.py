"""Compare how fast checkouts of ctkg extract: ``python turns.py FOLDER CHECKOUT CHECKOUT [--rounds 40]``.

Each has a process of its own, and they take turns of ten documents, one at a time, so that an hour in which the machine
is slow is slow for all. The first checkout is what the others are compared with. Texts are those of ``corpus.py``; they
are written into FOLDER where they are missing. Seconds are of processor time.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import corpus

#: Documents in one turn, and those that each process reads before the first.
_TURN, _BEFORE = 10, 30
_DOCUMENTS = 1_000
#: Characters of a document as it is counted in the issue.
_LENGTH = 2_000


def worker(source: str, folder: Path) -> None:
    """Reads numbers of documents to begin with, answers with seconds and characters of one turn each."""
    sys.path.insert(0, source)
    import ctkg
    from ctkg.pipeline import extract

    assert Path(ctkg.__file__).is_relative_to(source), f"{ctkg.__file__} is not of {source}"
    files = sorted(folder.iterdir())
    for file in files[:_BEFORE]:
        extract(file)
    print("ready", flush=True)
    for line in sys.stdin:
        begin = time.process_time()
        characters = sum(len(extract(file)[0].text) for file in files[int(line) : int(line) + _TURN])
        print(time.process_time() - begin, characters, flush=True)


def turns(folder: Path, checkouts: Sequence[str], rounds: int) -> Iterator[tuple[list[float], int]]:
    """Seconds of each checkout in one round, and characters that each of them read."""
    command = [sys.executable, __file__, str(folder), "--worker"]
    processes = [
        subprocess.Popen(
            [*command, str(Path(checkout).resolve() / "src")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for checkout in checkouts
    ]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    for number in range(rounds):
        start = _BEFORE + _TURN * (number % ((_DOCUMENTS - _BEFORE) // _TURN))
        seconds, characters = [0.0] * len(processes), 0
        order = list(enumerate(processes))
        for at, process in order if number % 2 else reversed(order):
            assert process.stdin is not None and process.stdout is not None
            print(start, file=process.stdin, flush=True)
            told = process.stdout.readline().split()
            seconds[at], characters = float(told[0]), int(told[1])
        yield seconds, characters
    for process in processes:
        process.communicate()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("checkouts", nargs="*")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    options = parser.parse_args()
    texts = options.folder / f"documents-{_DOCUMENTS}"
    if options.worker:
        worker(options.worker, texts)
        return
    if not texts.exists():
        corpus.write(texts, _DOCUMENTS)
    found = list(turns(options.folder, options.checkouts, options.rounds))
    characters = sum(number for _, number in found)
    for at, checkout in enumerate(options.checkouts):
        ratios = [seconds[0] / seconds[at] for seconds, _ in found]
        figures = {
            "checkout": checkout,
            "documents_per_second": round(characters / _LENGTH / sum(seconds[at] for seconds, _ in found), 1),
            "times_as_fast": round(statistics.median(ratios), 3),
            "quartiles": [round(each, 3) for each in statistics.quantiles(ratios)[::2]],
        }
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
