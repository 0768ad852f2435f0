"""Stores that an older ctkg wrote become stores of this one, step by step.

A step may be carried out again: the new number is written after it, so a process that is killed in between leaves a
store of the old format, and the next writer begins the step anew. Reading needs no step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pyoxigraph as ox
from pyoxigraph import NamedNode

from ctkg.graph.store.journal import Journal
from ctkg.graph.store.union import FORMER, HIDDEN
from ctkg.graph.store.update import apply

#: Triples that are moved in one step.
_PART = 100_000

#: What changes the quads of a store of the format that it stands under into those of the next.
Step = Callable[[ox.Store], None]


def _journal(engine: ox.Store) -> None:
    """Format 2 has a journal: as nothing is known of the past, every graph counts as touched just now.

    Also where there is a journal already (a killed migration, after which the older ctkg wrote once more): to look at
    a graph in vain is cheap, to miss a change is not.
    """
    graphs = sorted(name.value for name in engine.named_graphs() if isinstance(name, NamedNode) and name not in HIDDEN)
    if graphs:
        apply(engine, *Journal(engine).changes(graphs))


def _union(engine: ox.Store) -> None:
    """Format 3 has one graph for the union: what was kept apart, since it was inferred alone, comes to the rest.

    A part at a time, so that memory does not follow the store. No triple stands in both places at any moment: a store
    of which some parts were moved is still one of format 2.
    """
    moved = f"SELECT ?s ?p ?o WHERE {{ GRAPH {FORMER} {{ ?s ?p ?o }} }} LIMIT {_PART}"
    while next(engine.quads_for_pattern(None, None, None, FORMER), None) is not None:
        engine.update(f"DELETE {{ GRAPH {FORMER} {{ ?s ?p ?o }} }} INSERT {{ ?s ?p ?o }} WHERE {{ {{ {moved} }} }}")
    engine.update(f"DROP SILENT GRAPH {FORMER}")


#: By the format that a step starts from; without gaps up to the format that this ctkg writes.
STEPS: Mapping[int, Step] = {1: _journal, 2: _union}


def migrate(engine: ox.Store, written: int, wanted: int) -> None:
    """Carries out every step from format ``written`` to format ``wanted``; the caller notes the new number.

    Raises:
        OSError: the store cannot be written.
        RuntimeError: the same, as the engine says it.
    """
    for number in range(written, wanted):
        STEPS[number](engine)
