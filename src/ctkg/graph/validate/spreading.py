"""Judges all nodes of a large store, in this process or by several that read the store on disk as it is now.

The nodes are dealt out in portions (:mod:`ctkg.graph.validate.portions`), each node once. The findings are the same
however many processes there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path

from ctkg.collection import paused
from ctkg.graph.store import Store
from ctkg.graph.store.sharing import is_shareable, opened, shared
from ctkg.graph.validate.context import About, is_judged
from ctkg.graph.validate.judging import BATCH, Judge, is_large
from ctkg.graph.validate.portions import DocumentReader, Portion, portions
from ctkg.graph.validate.shapes import Files
from ctkg.model import Finding
from ctkg.workers import Ordered


def every(store: Store, engine: str, files: Files, *, jobs: int = 1) -> Iterator[Finding]:
    """As :meth:`ctkg.graph.validate.judging.Judge.every`, by ``jobs`` processes where that pays."""
    judge = Judge(store, engine, files)
    names = [] if judge.footprint.unbounded else [name for name in store.graphs() if is_judged(name)]
    if not is_large(names):
        yield from judge.every()
        return
    dealt = portions(store, names)
    if jobs == 1 or not is_shareable(store):
        yield from of_portions(judge, dealt)
        return
    with shared(store) as folder, Ordered(partial(_judged, folder, engine, files), dealt, jobs=jobs) as found:
        for findings in found:
            yield from findings


def of_portions(judge: Judge, dealt: Iterable[Portion], size: int = BATCH) -> Iterator[Finding]:
    """Findings about the nodes of some portions, ``size`` statements about them at once."""
    looking_up, of_documents = judge.reader, DocumentReader(judge.store, judge.footprint)

    def batches(dealt: Iterable[Portion]) -> Iterator[About]:
        for portion in dealt:
            judge.reader = of_documents
            yield from of_documents.read(portion.documents, portion.loose, size)
            judge.reader = looking_up
            if portion.nodes:
                yield looking_up.about(portion.nodes)

    return judge.of_batches(batches(dealt))


def _judged(folder: Path, engine: str, files: Files, portion: Portion) -> list[Finding]:
    with paused():
        return list(of_portions(_judge(folder, engine, files), [portion]))


@cache
def _judge(folder: Path, engine: str, files: Files) -> Judge:
    """The judge of one process."""
    return Judge(opened(folder), engine, files)
