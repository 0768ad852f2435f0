"""The graph half: quads to answers. No text processing happens here.

This module is its port: what the pipeline calls. Engines load only when they are used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctkg.graph.assemble import SHARED, forget_inferred, forget_others, in_context, prepare
from ctkg.iris import graph
from ctkg.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ctkg.graph.store import Store

__all__ = [
    "SHARED",
    "check",
    "close",
    "forget_inferred",
    "forget_others",
    "inferred",
    "open_store",
    "prepare",
    "record",
]

_INFERRED = graph("inferred", "")


def open_store(path: str | Path | None, *, read_only: bool = False, create: bool = True) -> Store:
    """Open a store on disk or on a server, or one in memory where ``path`` is None.

    See :func:`ctkg.graph.store.open_store`.
    """
    from ctkg.graph import store

    return store.open_store(path, read_only=read_only, create=create)


def close(store: Store, *, engine: str = "rules", documents: Iterable[str] | None = None) -> int:
    """Write what follows from the store's data, or from some documents, into its inferred graphs.

    Returns the number of triples now in the graphs that were written; see :func:`ctkg.graph.infer.close`.
    """
    from ctkg.graph import infer

    return infer.close(store, engine=engine, documents=documents)


def inferred(store: Store) -> int:
    """Number of triples in the inferred graphs of the whole store."""
    return sum(store.count(name) for name in store.graphs() if name.startswith(_INFERRED))


def check(store: Store, *, engine: str = "shacl") -> Report:
    """Validate the whole store with the shapes and look for contradictions; findings are sorted."""
    from concurrent.futures import ThreadPoolExecutor

    from ctkg.graph import infer, validate

    store = in_context(store)
    # The fast engine works outside the interpreter's lock, so the two checks take little more than the longer one.
    with ThreadPoolExecutor(max_workers=1) as beside:
        shapes = beside.submit(validate.validate, store, engine=engine)
        contradictions = infer.contradictions(store)
        found = (*shapes.result().findings, *contradictions)
    return Report(findings=tuple(sorted(found, key=lambda f: (f.focus, f.path, f.check, f.message))))


def record(store: Store, report: Report | None) -> None:
    """Keep ``report`` in ``graph/report``, where a query can reach it; None removes the one that is there."""
    from ctkg.graph import recording

    recording.record(store, report)
