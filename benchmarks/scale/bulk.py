"""Millions of quads on disk: ``python bulk.py STAGE FOLDER QUADS``.

``load`` is the way of every first load (``Store.load``): parse, named graphs and the union beside them, journal.
Memory is that of this process, the engine's included.
"""

from __future__ import annotations

import shutil
import statistics
from pathlib import Path

import generate
from measuring import Clock, Figures, peak_mb, run
from questions import texts

#: What is asked of the loaded store, a few times each.
ASKED = ("CQ11", "CQ35", "CQ40")
TIMES = 5


def make(folder: Path, quads: str) -> Figures:
    """Write the graph as N-Quads."""
    with Clock() as clock:
        total, documents = generate.write(folder / "bulk.nq", int(quads))
    return {"quads": total, "documents": documents, "seconds": clock.seconds, "wall": clock.wall}


def load(folder: Path, quads: str) -> Figures:
    """Load it into a new store on disk."""
    from pyoxigraph import parse

    from ctkg import graph

    target = folder / "bulk.store"
    shutil.rmtree(target, ignore_errors=True)
    store = graph.open_store(target)
    with Clock() as clock:
        store.load(parse(path=str(folder / "bulk.nq")))
        store.close()
    size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
    return {"seconds": clock.seconds, "wall": clock.wall, "load_peak_mb": peak_mb(), "disk_mb": size / 1e6}


def ask(folder: Path, quads: str) -> Figures:
    """Open it again, count it and ask a few questions; each is of one State, department or event."""
    from ctkg import graph
    from ctkg.graph import library, query

    figures: Figures = {}
    with Clock() as clock:
        store = graph.open_store(folder / "bulk.store", read_only=True)
    figures["open ms"] = clock.wall * 1000
    example = texts({"document": "scale-0000001", "agent": "id:organization/osce"})
    for name in ASKED:
        found = library.find(name)
        text, params = (example[name], {}) if name in example else (found.text, found.bind({}))
        walls = []
        for _ in range(TIMES):
            with Clock() as clock:
                rows = query.run(store, text, params=params).rows
            walls.append(clock.wall * 1000)
        figures[f"{name} ms"] = statistics.median(walls)
        figures[f"{name} first ms"] = walls[0]
        figures[f"{name} rows"] = len(rows)
    with Clock() as clock:
        figures["quads"] = store.count()
    figures["count seconds"] = clock.wall
    store.close()
    return figures


if __name__ == "__main__":
    run({"make": make, "load": load, "ask": ask})
