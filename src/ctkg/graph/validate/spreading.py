"""Judges all nodes of a store on disk by several processes, which read it as it is now.

The graphs are dealt out in portions; a node is judged with the first of the graphs that speak of it, so each is judged
once, whoever has that graph. The findings are those of one process.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from ctkg.graph.store import Store
from ctkg.graph.store.collection import paused
from ctkg.graph.store.sharing import is_shareable, opened, shared
from ctkg.graph.validate.context import is_judged
from ctkg.graph.validate.judging import Judge, is_large
from ctkg.graph.validate.shapes import Files
from ctkg.model import Finding
from ctkg.workers import Ordered

#: Graphs that a process is given at once: those of evidence make some batches of the engine.
_PORTION = 96


def every(store: Store, engine: str, files: Files, *, jobs: int = 1) -> Iterator[Finding]:
    """As :meth:`ctkg.graph.validate.judging.Judge.every`, by ``jobs`` processes where that pays."""
    judge = Judge(store, engine, files)
    names = [name for name in store.graphs() if is_judged(name)] if jobs > 1 else []
    if not is_shareable(store) or judge.footprint.unbounded or not is_large(names):
        yield from judge.every()
        return
    with (
        shared(store) as folder,
        Ordered(partial(_judged, folder, engine, files), _portions(names), jobs=jobs) as found,
    ):
        for findings in found:
            yield from findings


def _portions(names: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), _PORTION):
        yield list(names[start : start + _PORTION])


def _judged(folder: Path, engine: str, files: Files, names: Sequence[str]) -> list[Finding]:
    """Findings about the nodes that these graphs are the first to speak of."""
    with paused():
        return list(_judge(folder, engine, files).of_graphs(names))


@cache
def _judge(folder: Path, engine: str, files: Files) -> Judge:
    """The judge of one process."""
    return Judge(opened(folder), engine, files)
