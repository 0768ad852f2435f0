"""Judges all nodes of a large store, in this process or by several that read the store on disk as it is now.

The nodes are dealt out in portions (:mod:`ctkg.graph.validate.portions`), each node once. The findings are the same
however many processes there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from ctkg.collection import paused
from ctkg.graph.store import Store
from ctkg.graph.store.plain import Node
from ctkg.graph.store.sharing import is_shareable, opened, shared
from ctkg.graph.validate.context import About, is_judged
from ctkg.graph.validate.judging import BATCH, Judge, is_large
from ctkg.graph.validate.portions import DocumentReader, Portion, of_documents, portions, strangers
from ctkg.graph.validate.shapes import Files
from ctkg.model import Finding
from ctkg.workers import Ordered, Team

#: Documents whose strangers are looked for by each process ahead of what is dealt out, and those in one message.
_AHEAD, _MESSAGE = 256, 32


def every(store: Store, engine: str, files: Files, *, jobs: int = 1) -> Iterator[Finding]:
    """As :meth:`ctkg.graph.validate.judging.Judge.every`, by ``jobs`` processes where that pays."""
    judge = Judge(store, engine, files)
    names = [] if judge.footprint.unbounded else [name for name in store.graphs() if is_judged(name)]
    if not is_large(names):
        yield from judge.every()
        return
    if jobs == 1 or not is_shareable(store):
        yield from of_portions(judge, portions(store, names))
        return
    documents, _ = of_documents(names)
    with (
        shared(store) as folder,
        Team(jobs) as team,
        Ordered(partial(_strangers, folder), documents.items(), jobs=team, ahead=_AHEAD, together=_MESSAGE) as strange,
        Ordered(partial(_judged, folder, engine, files), portions(store, names, strange), jobs=team) as found,
    ):
        for findings in found:
            yield from findings


def of_portions(
    judge: Judge, dealt: Iterable[Portion], size: int = BATCH, reader: DocumentReader | None = None
) -> Iterator[Finding]:
    """Findings about the nodes of some portions, ``size`` statements about them at once.

    ``reader``: one of the same store, which knows some nodes of elsewhere by now.
    """
    looking_up, whole = judge.reader, reader or DocumentReader(judge.store, judge.footprint)

    def batches(dealt: Iterable[Portion]) -> Iterator[About]:
        for portion in dealt:
            judge.reader = whole
            yield from whole.read(portion.documents, portion.loose, size)
            judge.reader = looking_up
            if portion.nodes:
                yield looking_up.about(portion.nodes)

    return judge.of_batches(batches(dealt))


def _strangers(folder: Path, document: tuple[str, Sequence[str]]) -> set[Node]:
    return strangers(opened(folder), document)


def _judged(folder: Path, engine: str, files: Files, portion: Portion) -> list[Finding]:
    with paused():
        judge, reader = _judge(folder, engine, files)
        return list(of_portions(judge, [portion], reader=reader))


@cache
def _judge(folder: Path, engine: str, files: Files) -> tuple[Judge, DocumentReader]:
    """The judge of one process, and what reads documents for it."""
    judge = Judge(opened(folder), engine, files)
    return judge, DocumentReader(judge.store, judge.footprint)
