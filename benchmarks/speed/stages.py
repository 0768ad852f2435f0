"""The stages that are measured, each in a process of its own: ``python stages.py STAGE FOLDER``.

A stage prints one JSON object: ``seconds`` of processor time (which a busy machine does not stretch), ``wall_seconds``,
``peak_mb`` (largest resident memory of its process) and counts of what it did. Files in FOLDER carry the graph from
stage to stage, so that each one is timed without those before it.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Figures = dict[str, float]


class Clock:
    """Time spent inside ``with``: of the processor, all threads together, and by the clock on the wall."""

    def __enter__(self) -> Clock:
        self._wall, self._processor = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        processor, wall = time.process_time() - self._processor, time.perf_counter() - self._wall
        self.figures: Figures = {"seconds": processor, "wall_seconds": wall}


def text(folder: Path) -> Figures:
    """Read the documents and say what they state, on one core; tables are loaded by one document before."""
    from ctkg.pipeline import extract
    from ctkg.text.read import discover

    files = discover([folder / "documents"])
    extract(files[0])
    characters = statements = 0
    with Clock() as clock:
        for file in files:
            document, found = extract(file)
            characters += len(document.text)
            statements += len(found)
    return {**clock.figures, "documents": len(files), "characters": characters, "statements": statements}


def start(folder: Path) -> Figures:
    """What one document costs with a cold start: import, tables, gazetteer."""
    from ctkg.text.read import discover

    file = discover([folder / "documents"])[0]
    with Clock() as clock:
        from ctkg.pipeline import extract

        extract(file)
    return {**clock.figures, "documents": 1}


def build(folder: Path) -> Figures:
    """Statements to quads in a store in memory, the ontology and (where asked) the reference tables included."""
    from ctkg import bridge, graph
    from ctkg.pipeline import extract
    from ctkg.text.read import discover

    extracted = [extract(file) for file in discover([folder / "documents"])]
    with Clock() as clock:
        store = graph.open_store(None)
        graph.prepare(store, reference=not (folder / "no-reference").exists())
        for document, statements in extracted:
            store.replace_graphs(bridge.quads(document, statements).graphs)
    _dump(store, folder / "built.nq")
    return {**clock.figures, "quads": store.count()}


def infer(folder: Path) -> Figures:
    """Close the graph under the ontology's axioms and rules."""
    from ctkg import graph

    store = _store(folder / "built.nq")
    quads = store.count()
    with Clock() as clock:
        inferred = graph.close(store)
    _dump(store, folder / "closed.nq")
    return {**clock.figures, "quads": quads, "inferred": inferred}


def validate(folder: Path) -> Figures:
    """Check the closed graph with all shapes."""
    from ctkg.graph import validate as shapes

    store = _store(folder / "closed.nq")
    with Clock() as clock:
        report = shapes.validate(store)
    return {**clock.figures, "quads": store.count(), "findings": len(report.findings)}


def export_turtle(folder: Path) -> Figures:
    """Write the union of the closed graph as Turtle: grouped, sorted, the same in every run."""
    return _export(folder, "ttl")


def export_nquads(folder: Path) -> Figures:
    """Write all graphs as sorted N-Quads."""
    return _export(folder, "nq")


def _export(folder: Path, form: str) -> Figures:
    from ctkg.graph import export

    store = _store(folder / "closed.nq")
    target = folder / f"export.{form}"
    with Clock() as clock:
        export.write(store, target, form)
    return {**clock.figures, "quads": store.count(), "bytes": target.stat().st_size}


def _store(file: Path) -> Any:
    from pyoxigraph import parse

    from ctkg import graph

    store = graph.open_store(None)
    store.load(parse(path=str(file)))
    return store


def _dump(store: Any, file: Path) -> None:
    from pyoxigraph import RdfFormat, serialize

    with file.open("wb") as stream:
        serialize(store.quads(), stream, RdfFormat.N_QUADS)


STAGES: dict[str, Callable[[Path], Figures]] = {
    "start": start,
    "text": text,
    "build": build,
    "infer": infer,
    "validate": validate,
    "export_turtle": export_turtle,
    "export_nquads": export_nquads,
}


def main(stages: dict[str, Callable[[Path], Figures]]) -> None:
    """Run the stage that the command line names and print its figures."""
    name, folder = sys.argv[1:]
    figures = stages[name](Path(folder))
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    print(json.dumps(figures))


if __name__ == "__main__":
    main(STAGES)
