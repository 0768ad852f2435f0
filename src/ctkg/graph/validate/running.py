"""Validates a store or some statements."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import cast

from pyoxigraph import Quad, Triple

from ctkg.collection import paused
from ctkg.errors import UsageError
from ctkg.graph.store import Store
from ctkg.graph.store.near import content
from ctkg.graph.store.plain import Node
from ctkg.graph.validate.engines import ENGINES
from ctkg.graph.validate.judging import Judge
from ctkg.graph.validate.results import sorted_report
from ctkg.graph.validate.shapes import files
from ctkg.iris import graph
from ctkg.model import Report


def validate(
    source: Store | Iterable[Quad] | Iterable[Triple],
    *,
    shapes: Path | None = None,
    engine: str = "shacl",
    focus: Iterable[str] | None = None,
    documents: Iterable[str] | None = None,
) -> Report:
    """Validates with SHACL.

    Args:
        source: a store (its union and evidence are looked at), or statements that bring their class hierarchy along.
        shapes: a Turtle file or a folder of them; default: the shapes of ctkg.
        engine: ``shacl`` (fast) or ``pyshacl`` (the reference).
        focus: IRIs; only results about these nodes are given. With a store only what shapes look at from there is
            read, so the cost does not grow with the store.
        documents: ids; the same as ``focus`` with every node that these documents speak of.

    Returns:
        Findings sorted by focus node, path and check; the same for both engines.

    Raises:
        UsageError: an unknown engine.
        UnreadableInput: no shapes there.
        ResourceError: the shapes cannot be read.
        CtkgError: the engine gave up.
    """
    if engine not in ENGINES:
        raise UsageError(f"unknown engine {engine!r}; there are: {', '.join(ENGINES)}")
    wanted = None if focus is None else set(focus)
    if not hasattr(source, "match"):
        if documents is not None:
            raise UsageError("documents are told apart in a store only")
        return _statements(source, shapes, engine, wanted)
    store = cast(Store, source)
    judge = Judge(store, engine, files(shapes))
    with paused():
        if wanted is None and documents is None:
            return sorted_report(judge.every())
        nodes: set[Node] = set(wanted or ())
        nodes |= subjects(store, documents or ())
        return sorted_report(judge.some(nodes))


def subjects(store: Store, documents: Iterable[str]) -> set[Node]:
    """Nodes that the graphs of some documents speak of, what was inferred from them included."""
    return {
        each[0]
        for document in documents
        for kind in ("document", "evidence", "inferred")
        for each in content(store, graph(kind, document))
    }


def _statements(
    source: Iterable[Quad] | Iterable[Triple], shapes: Path | None, engine: str, wanted: set[str] | None
) -> Report:
    triples = {item.triple if isinstance(item, Quad) else item for item in source}
    results = ENGINES[engine](triples, files(shapes), wanted)
    return sorted_report(result.finding() for result in results if wanted is None or result.focus in wanted)
