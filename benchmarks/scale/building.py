"""Building many documents: ``python building.py FOLDER DOCUMENTS JOBS [JOBS ...]``, from text to a validated store.

The texts are those of ``benchmarks/speed/corpus.py``; they are written where they are missing. Memory is that of all
processes of a build together, pages that they share counted once (Linux; elsewhere what the largest of them took): the
most until so many documents were taken in, and the most in each later stage. What was stopped goes on where it was when
it is run again, and its time by the clock is added up. With several numbers of processes each build is one of its own,
and the last line compares them.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import sys
import threading
import time
from pathlib import Path

from measuring import Figures, apart, peak_mb

sys.path.append(str(Path(__file__).parents[1] / "speed"))

#: Documents at which the most memory so far is told.
MARKS = (500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
#: Seconds between two looks at memory: the kernel walks through all pages for one, which takes a tenth of a second.
_PAUSE = 10.0


class Progress:
    """Time and memory of a build, kept in a file so that a build that is stopped does not lose them."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.seen: dict[str, dict[str, float]] = {"seconds": {}, "most_mb": {}}
        if file.exists():
            self.seen = json.loads(file.read_text(encoding="utf-8"))
        self._stage = "start"
        self._since = time.perf_counter()
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __call__(self, stage: str, done: int, total: int) -> None:
        """As :data:`ctkg.pipeline.Progress`; what is resolved in between belongs to the documents at hand."""
        if stage == "resolution" and self._stage.startswith("documents"):
            return
        mark = next((mark for mark in MARKS if done <= mark), total)
        name = f"{stage} to {min(mark, total)}" if stage == "documents" else stage
        if name != self._stage:
            self._look()
            self._stage = name

    def __enter__(self) -> Progress:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()
        self._look()

    def _watch(self) -> None:
        while not self._ended.wait(_PAUSE):
            self._look()

    def _look(self) -> None:
        with self._lock:
            now, seconds, most = time.perf_counter(), self.seen["seconds"], self.seen["most_mb"]
            seconds[self._stage] = round(seconds.get(self._stage, 0.0) + now - self._since, 2)
            self._since = now
            most[self._stage] = round(max(most.get(self._stage, 0.0), memory_mb()), 1)
            new = self._file.with_suffix(".new")
            new.write_text(json.dumps(self.seen), encoding="utf-8")
            new.replace(self._file)


def memory_mb() -> float:
    """What this process and those that it started take now, shared pages once; 0 where that cannot be told."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, IndexError, ValueError):
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.parent.name))
    waiting, total = [os.getpid()], 0
    while waiting:
        process = waiting.pop()
        waiting += children.get(process, ())
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
            total += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return total * 1024 / 1e6


def built(folder: Path, documents: int, jobs: int) -> Figures:
    """Build the first ``documents`` with so many processes."""
    import corpus

    from ctkg import graph
    from ctkg.pipeline import Options, build

    texts = folder / f"documents-{documents}"
    if not texts.exists():
        new = folder / f"documents-{documents}.new"
        corpus.write(new, documents)
        new.rename(texts)
    target, file = folder / f"built-{documents}-{jobs}.store", folder / f"built-{documents}-{jobs}.json"
    if not file.exists():
        shutil.rmtree(target, ignore_errors=True)
    with Progress(file) as progress:
        store = graph.open_store(target)
        summary = build([texts], store, options=Options(jobs=jobs), progress=progress)
        store.close()
    unit = 1 if sys.platform == "darwin" else 1024
    seconds = progress.seen["seconds"]
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    shutil.rmtree(target)
    file.unlink()
    return {
        "documents": summary.documents,
        "jobs": jobs,
        "quads": summary.quads,
        "inferred": summary.inferred,
        "violations": len(summary.report.at_least("violation")),
        "wall": sum(seconds.values()),
        "seconds": sum(each.ru_utime + each.ru_stime for each in used),
        "stages": seconds,
        "most_mb": progress.seen["most_mb"],
        "peak_mb": peak_mb(),
        "workers_mb": used[1].ru_maxrss * unit / 1e6,
        "cores": os.cpu_count(),
    }


def main(folder: Path, documents: int, jobs: list[int]) -> None:
    """One build, or several one after the other and how they compare."""
    if len(jobs) == 1:
        print(json.dumps(built(folder, documents, jobs[0])))
        return
    found = []
    for number in jobs:
        found.append(apart("building.py", folder, documents, number))
        print(json.dumps(found[-1]), flush=True)
    first = found[0]
    print(json.dumps({f"{each['jobs']} to {first['jobs']}": round(first["wall"] / each["wall"], 2) for each in found}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), list(map(int, sys.argv[3:])))
