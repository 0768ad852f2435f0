"""The graph half: quads to answers. No text processing happens here.

This module is its port: what the pipeline calls. Engines load only when they are used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctkg.graph.assemble import SHARED, documents, forget, forget_inferred, prepare
from ctkg.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ctkg.graph.recording import Difference
    from ctkg.graph.store import Store

__all__ = [
    "SHARED",
    "check",
    "close",
    "documents",
    "forget",
    "forget_inferred",
    "inferred",
    "open_store",
    "prepare",
    "recheck",
    "record",
    "recorded",
]


def open_store(path: str | Path | None, *, read_only: bool = False, create: bool = True) -> Store:
    """Open a store on disk or on a server, or one in memory where ``path`` is None.

    See :func:`ctkg.graph.store.open_store`.
    """
    from ctkg.graph import store

    return store.open_store(path, read_only=read_only, create=create)


def close(store: Store, *, engine: str = "rules", documents: Iterable[str] | None = None, jobs: int = 1) -> int:
    """Write what follows from the store's data, or from some documents, into its inferred graphs.

    Returns the number of triples now in the graphs that were written; see :func:`ctkg.graph.infer.close`.
    """
    from ctkg.graph import infer

    return infer.close(store, engine=engine, documents=documents, jobs=jobs)


def inferred(store: Store) -> int:
    """Number of triples in the inferred graphs of the whole store."""
    from ctkg.graph import infer

    return infer.total(store)


def check(store: Store, *, engine: str = "shacl", documents: Iterable[str] | None = None) -> Report:
    """Validate the store with the shapes and look for contradictions; findings are sorted.

    Args:
        store: closed; it is only read.
        engine: ``shacl`` (fast) or ``pyshacl`` (reference).
        documents: ids of documents that came, changed or went since the report was recorded. The report is the same
            as that of the whole store, but only what they touch is judged; the rest is taken from the recorded one.
    """
    from ctkg.graph import checking, recording

    if documents is None:
        return checking.everything(store, engine)
    change = checking.difference(store, engine, documents)
    return recording.patched(recording.recorded(store), change)


def recheck(store: Store, *, engine: str = "shacl", documents: Iterable[str] = (), jobs: int = 1) -> Difference:
    """Bring the recorded report up to date with documents that came, changed or went, in one step.

    The same as ``record(store, check(store, documents=...))``, but the cost does not grow with the report. Where
    everything must be looked at, ``jobs`` processes do so.

    Returns:
        Findings that are gone and new, and whether the store conforms.
    """
    from ctkg.graph import checking, recording

    return recording.change(store, checking.difference(store, engine, documents, jobs=jobs))


def recorded(store: Store) -> Report:
    """The report that was recorded last; empty where there is none."""
    from ctkg.graph import recording

    return recording.recorded(store)


def record(store: Store, report: Report | None) -> None:
    """Keep ``report`` in ``graph/report``, where a query can reach it; None removes the one that is there.

    It must be the report of the store as it is: later calls of :func:`check` and :func:`recheck` build upon it.
    """
    from ctkg.graph import recording

    recording.record(store, report)
