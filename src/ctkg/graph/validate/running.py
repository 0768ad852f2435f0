"""Validates a store or some statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

from pyoxigraph import Quad, Triple

from ctkg.errors import UsageError
from ctkg.graph.store import Store
from ctkg.graph.validate import data as cut
from ctkg.graph.validate import fast, reference
from ctkg.graph.validate.results import Result
from ctkg.graph.validate.shapes import Files, files
from ctkg.model import Finding, Report

Engine = Callable[[Iterable[Triple], Files], list[Result]]

ENGINES: dict[str, Engine] = {"shacl": fast.results, "pyshacl": reference.results}


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
        focus: IRIs; only results about these nodes are given. With a store only their neighbourhood is looked at,
            so the cost does not grow with the store.
        documents: ids; the same as ``focus`` with every node that these documents speak of.

    Returns:
        Findings sorted by focus node, path and check; the same for both engines.

    Raises:
        UsageError: an unknown engine.
        UnreadableInput: no shapes there.
    """
    if engine not in ENGINES:
        raise UsageError(f"unknown engine {engine!r}; there are: {', '.join(ENGINES)}")
    store = cast(Store, source) if hasattr(source, "match") else None
    wanted = None if focus is None else set(focus)
    if documents is not None:
        if store is None:
            raise UsageError("documents are told apart in a store only")
        wanted = (wanted or set()) | cut.subjects(store, documents)
    triples: Iterable[Triple]
    if store is None:
        triples = {item.triple if isinstance(item, Quad) else item for item in source}  # type: ignore[union-attr]
    else:
        triples = cut.whole(store) if wanted is None else cut.around(store, wanted)
    results = ENGINES[engine](triples, files(shapes))
    kept = {result for result in results if wanted is None or result.focus in wanted}
    return report(result.finding(cut.document_of(store, result.focus) if store else "") for result in kept)


def report(findings: Iterable[Finding]) -> Report:
    """A report of findings, each once, sorted."""
    return Report(findings=tuple(sorted(set(findings), key=order)))


def order(finding: Finding) -> tuple[str, ...]:
    """Sort key of findings."""
    return finding.focus, finding.path, finding.check, finding.value, finding.component, finding.message
