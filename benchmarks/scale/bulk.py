"""Millions of quads on disk: ``python bulk.py STAGE FOLDER QUADS``.

``load`` is the way of every first load (``Store.load``): parse, named graphs and the union beside them, journal.
Memory is that of this process, the engine's included.
"""

from __future__ import annotations

import shutil
import statistics
from pathlib import Path
from typing import Any

import generate
from measuring import Clock, Figures, peak_mb, run
from pyoxigraph import NamedNode
from questions import texts

from ctkg.iris import term

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
    example = texts(_example(store))
    for name in ASKED:
        known = library.find(name)
        text, params = (example[name], {}) if name in example else (known.text, known.bind({}))
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


def _example(store: Any) -> dict[str, str]:
    """The organizer of the first event of some document, as :data:`questions.QUESTIONS` wants it."""
    for claim in store.match(None, NamedNode(term("claimPredicate")), NamedNode(term("hasOrganizer"))):
        event, agent = (
            next(store.match(claim.subject, NamedNode(term(name)))).object.value
            for name in ("claimSubject", "claimObject")
        )
        if event.endswith("/1"):
            return {"document": event.split("/")[-2], "agent": agent}
    raise LookupError("no event has an organizer")


if __name__ == "__main__":
    run({"make": make, "load": load, "ask": ask})
