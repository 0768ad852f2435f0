"""One document comes, changes and goes in a large graph: ``python increments.py KIND FOLDER WHERE [COUNT]``.

``FOLDER`` has ``data.nq`` and the documents of ``prepare.py spare``. The whole graph is closed and validated first.
Then each document is written, inferred and validated by itself, and the recorded report brought up to date; the median
of each step counts. KIND says what of a document is written: ``small`` (its document graph, about 100 quads) or
``whole`` (its evidence, too); WHERE: ``memory`` or ``disk``.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any

from measuring import Clock, Figures, run

STEPS = ("insert", "infer", "validate")
CHANGES = ("new", "changed", "removed")


def small(folder: Path, where: str, count: str = "50") -> Figures:
    """Document graphs alone."""
    return _measured(folder, where, int(count), ("asserted",))


def whole(folder: Path, where: str, count: str = "50") -> Figures:
    """Document graphs and evidence."""
    return _measured(folder, where, int(count), ("asserted", "evidence"))


def _measured(folder: Path, where: str, count: int, parts: tuple[str, ...]) -> Figures:
    from ctkg import graph

    store, before = opened(folder, where)
    ids = sorted({file.name.split(".")[0] for file in (folder / "new").iterdir()})[:count]
    times: dict[str, list[tuple[Clock, Clock, Clock]]] = {change: [] for change in CHANGES}
    quads: list[int] = []
    for document in ids:
        for change in CHANGES:
            graphs = _graphs(folder, change, document, parts)
            if change == "new":
                quads.append(sum(map(len, graphs.values())))
            insert, follow, judge = clocks = Clock(), Clock(), Clock()
            with insert:
                store.replace_graphs(graphs)
            with follow:
                graph.close(store, documents=[document])
            with judge:
                graph.recheck(store, documents=[document])
            times[change].append(clocks)
    figures: Figures = {"quads": before, "document_quads": statistics.median(quads), "documents": len(ids)}
    for change, rows in times.items():
        for at, step in enumerate(STEPS):
            figures[f"{change} {step} ms"] = statistics.median(row[at].wall for row in rows) * 1000
            figures[f"{change} {step} processor ms"] = statistics.median(row[at].seconds for row in rows) * 1000
        figures[f"{change} ms"] = statistics.median(sum(clock.wall for clock in row) for row in rows) * 1000
        figures[f"{change} processor ms"] = statistics.median(sum(c.seconds for c in row) for row in rows) * 1000
    figures["left"] = store.count()
    store.close()
    return figures


def opened(folder: Path, where: str) -> tuple[Any, int]:
    """The store with the whole graph, closed and validated; and its number of quads before inference."""
    import shutil

    from pyoxigraph import parse

    from ctkg import graph

    path = None if where == "memory" else folder / "increments.store"
    if path and path.exists():
        shutil.rmtree(path)
    store = graph.open_store(path)
    store.load(parse(path=str(folder / "data.nq")))
    quads = store.count()
    graph.close(store)
    graph.record(store, graph.check(store))
    return store, quads


def equal(folder: Path, where: str, count: str = "5") -> Figures:
    """Increments against the whole: after some changes the store is what one closed and validated afresh would be."""
    from ctkg import graph

    store, _ = opened(folder, where)
    ids = sorted({file.name.split(".")[0] for file in (folder / "new").iterdir()})[: int(count)]
    for number, document in enumerate(ids):
        for change in CHANGES[: 1 + number % len(CHANGES)]:
            store.replace_graphs(_graphs(folder, change, document, ("asserted", "evidence")))
            graph.close(store, documents=[document])
            graph.recheck(store, documents=[document])
    by_steps = {str(quad) for quad in store.quads()}
    graph.close(store)
    graph.record(store, graph.check(store))
    at_once = {str(quad) for quad in store.quads()}
    differing = sorted(by_steps ^ at_once)
    store.close()
    return {"quads": len(at_once), "differing": len(differing), "first": differing[:3]}


def _graphs(folder: Path, change: str, document: str, parts: tuple[str, ...]) -> dict[str, list[Any]]:
    from pyoxigraph import parse

    from ctkg.iris import graph as name

    names = {"asserted": name("document", document), "evidence": name("evidence", document)}
    if change == "removed":
        return {names[part]: [] for part in parts}
    return {names[part]: list(parse(path=str(folder / change / f"{document}.{part}.nq"))) for part in parts}


STAGES: dict[str, Callable[..., Figures]] = {"small": small, "whole": whole, "equal": equal}

if __name__ == "__main__":
    run(STAGES)
