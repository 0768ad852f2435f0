"""The store as it was known then: a working copy in which everything later is undone, closed and validated again.

The cost follows what was written since: the copy is of hard links, undoing is one write, and inference and validation
look at what it touched. What was inferred is inferred by the rules of today from the ontology of then.
"""

from __future__ import annotations

from collections.abc import Mapping

from ctkg import graph
from ctkg.errors import UsageError
from ctkg.graph import recording, standing
from ctkg.graph.store import Store, is_remote
from ctkg.graph.store.forking import Fork, MemoryFork, fork
from ctkg.graph.store.traces import REPORT
from ctkg.history.points import point
from ctkg.history.undoing import undo, undoing
from ctkg.iris import graph as named

_OF_DOCUMENTS = (named("document", ""), named("evidence", ""))
_BACKGROUND = (named("ontology"), named("reference", ""))


def known_on(store: Store, when: str) -> Fork | MemoryFork:
    """``store`` as it was known at a point (a day, ``@12``, ``now``), read-only; close it to be rid of it.

    It equals the store that was there then, what was inferred and the report included, where the store is closed and
    validated now.

    Args:
        store: is only read.
        when: see :mod:`ctkg.history.points`.

    Raises:
        UsageError: no such point, nothing leads back to it, or the store is on a server.
        StoreError: there is no room for a working copy.
    """
    if is_remote(store):
        raise UsageError("a store on a server keeps no history; ask the one that was pushed there")
    later = point(store, when).later
    if 1 in later:
        empty = MemoryFork()  # before the first moment there was nothing
        empty.origin = empty
        empty.freeze()
        return empty
    copy = fork(store)
    try:
        copy.set_metadata({**copy.metadata(), "history": False})
        before, validated = copy.revision(), is_validated(copy)
        undo(copy, undoing(store, later))
        derive(copy, copy.touched(before), validated=validated)
        copy.freeze()
    except BaseException:
        copy.close()
        raise
    return copy


def is_validated(store: Store) -> bool:
    """True where the report is about the store as it is."""
    seen = recording.checked(store)
    return seen is not None and store.touched(seen).keys() <= {REPORT}


def derive(copy: Store, touched: Mapping[str, int], *, validated: bool) -> None:
    """Bring what is inferred up to date with what was ``touched``, where anything is, and the report with it.

    A report that was not up to date before goes: to judge all that it missed would take longer than all the rest.
    """
    if not touched:
        return
    if graph.inferred(copy):
        background = any(name.startswith(_BACKGROUND) for name in touched)
        changed = {name.removeprefix(stem) for name in touched for stem in _OF_DOCUMENTS if name.startswith(stem)}
        behind = standing.behind(copy, "inference").documents if copy.note(standing.NOTE, "inference") else {}
        graph.close(copy, documents=None if background else changed | behind.keys())
        standing.caught_up(copy, "inference")
    if validated:
        graph.recheck(copy)
    elif copy.contains_graph(REPORT):
        graph.record(copy, None)
