"""Stores that an older ctkg wrote become stores of this one, step by step.

A step may be carried out again: the new number is written after it, so a process that is killed in between leaves a
store of the old format, and the next writer begins the step anew. Reading needs no step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pyoxigraph as ox
from pyoxigraph import NamedNode

from ctkg.graph.store.journal import Journal
from ctkg.graph.store.union import MIRRORS
from ctkg.graph.store.update import apply

#: What changes the quads of a store of the format that it stands under into those of the next.
Step = Callable[[ox.Store], None]


def _journal(engine: ox.Store) -> None:
    """Format 2 has a journal: as nothing is known of the past, every graph counts as touched just now.

    Also where there is a journal already (a killed migration, after which the older ctkg wrote once more): to look at
    a graph in vain is cheap, to miss a change is not.
    """
    graphs = sorted(name.value for name in engine.named_graphs() if isinstance(name, NamedNode) and name not in MIRRORS)
    if graphs:
        apply(engine, *Journal(engine).changes(graphs))


#: By the format that a step starts from; without gaps up to the format that this ctkg writes.
STEPS: Mapping[int, Step] = {1: _journal}


def migrate(engine: ox.Store, written: int, wanted: int) -> None:
    """Carries out every step from format ``written`` to format ``wanted``; the caller notes the new number.

    Raises:
        OSError: the store cannot be written.
        RuntimeError: the same, as the engine says it.
    """
    for number in range(written, wanted):
        STEPS[number](engine)
