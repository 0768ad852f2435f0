"""Which state a graph is in, without a look at what it holds."""

from __future__ import annotations

from ctkg.graph.store.disk import DiskStore
from ctkg.graph.store.port import Store
from ctkg.graph.store.seal import QUADS


def state(store: Store, graph: str) -> str:
    """Another for every state of a graph, or of the whole store where none is named.

    What is written to other graphs does not count. A store that comes into the place of another has other states.

    Raises:
        TypeError: the store is not on disk, and does not know.
    """
    if not isinstance(store, DiskStore):
        raise TypeError("only a store on disk knows its states")
    try:
        origin = (store.path / QUADS / "IDENTITY").read_text()
    except OSError:
        origin = ""
    return f"{origin} {store.last_touched(graph) if graph else store.revision()}"
