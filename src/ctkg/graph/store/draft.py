# ruff: noqa: D102  (the methods are documented once, in the port)
"""A store as it would be: every write stays in memory, until all of them are carried out in one atomic step, or none.

What is read is the store below with these writes. Whatever works on a store works on a draft of it, so that what
would come of a change can be looked at as a whole, with all that is derived from it, before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, cast

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from ctkg.errors import StoreError, UsageError
from ctkg.graph.store.base import OxigraphStore
from ctkg.graph.store.faults import explained
from ctkg.graph.store.journal import Journal
from ctkg.graph.store.notes import NoteBook
from ctkg.graph.store.port import Answer, Bindings, Store
from ctkg.graph.store.union import FORMER, HIDDEN, UNION


class Layers:
    """An engine below, and what is written above it."""

    def __init__(self, below: ox.Store, above: ox.Store) -> None:
        self.below = below
        self.added = above
        self.removed: set[Quad] = set()

    def quads_for_pattern(self, subject: Any, predicate: Any, object: Any, graph: Any = None) -> Iterator[Quad]:
        found: Iterable[Quad] = self.below.quads_for_pattern(subject, predicate, object, graph)
        if self.removed:
            found = (quad for quad in found if quad not in self.removed)
        return chain(found, self.added.quads_for_pattern(subject, predicate, object, graph))

    def __contains__(self, quad: Quad) -> bool:
        return quad in self.added or (quad in self.below and quad not in self.removed)

    def __iter__(self) -> Iterator[Quad]:
        return self.quads_for_pattern(None, None, None)

    def named_graphs(self) -> Iterator[Any]:
        names = set(self.added.named_graphs())
        return chain((name for name in self.below.named_graphs() if name not in names), names)

    def write(self, inserts: Iterable[Quad], deletes: Iterable[Quad]) -> None:
        """Deletes, then inserts."""
        for quad in deletes:
            self.added.remove(quad)
            if quad in self.below:
                self.removed.add(quad)
        new = []
        for quad in inserts:
            if quad in self.removed:
                self.removed.discard(quad)
            elif quad not in self.below:
                new.append(quad)
        self.added.extend(new)

    def release(self) -> None:
        """Hold neither of the two any longer: files are free when nobody holds their engine."""
        self.below = self.added = ox.Store()
        self.removed = set()

    def emptied(self) -> list[str]:
        """Graphs of which nothing is left."""
        names = {quad.graph_name for quad in self.removed}
        return sorted(
            name.value
            for name in names
            if isinstance(name, NamedNode) and next(self.quads_for_pattern(None, None, None, name), None) is None
        )


class DraftStore(OxigraphStore):
    """What ``store`` would be; it must not be written otherwise in the meantime.

    Args:
        store: what lies below.
        folder: an empty folder for what is written, where that may be too much for memory.
    """

    def __init__(self, store: OxigraphStore, folder: Path | None = None) -> None:
        self._layers = Layers(store._open(), ox.Store() if folder is None else ox.Store(folder))
        super().__init__(cast(ox.Store, self._layers), where=store._where)
        self._store = store
        self._metadata = store.metadata()
        self._began = store.revision()

    @property
    def below(self) -> Store:
        """The store that it is a draft of."""
        return self._store

    def touches(self, *stems: str) -> bool:
        """True where it writes to a graph whose IRI begins so."""
        return any(name.startswith(stems) for name in self.touched(self._began))

    def publish(self) -> None:
        """Carry out all writes in one atomic step; the draft is of no more use afterwards.

        Raises:
            StoreError: the store is read-only, cannot be written, or was written otherwise.
        """
        store = self._store
        store._writable()
        if store.revision() != self._began:
            raise StoreError("this store was changed in the meantime; try again", path=self._where)
        store._near.clear()
        with explained(self._where):
            store._carry_out(list(self._layers.added), list(self._layers.removed), self._layers.emptied())
        store._notes, store._journal = NoteBook(store._open()), Journal(store._open())
        store._has_report = None
        store._moments = store._history()  # what is known of the last moment is of before
        if self._metadata != store.metadata():
            store.set_metadata(self._metadata)
        self.close()

    def close(self) -> None:
        """Lets go of the store below; what was not published is lost."""
        super().close()
        self._layers.release()

    def gained(self) -> list[Quad]:
        """Quads of named graphs that would come, sorted."""
        return sorted((quad for quad in self._layers.added if quad.graph_name not in HIDDEN), key=str)

    def lost(self) -> list[Quad]:
        """Quads of named graphs that would go, sorted."""
        return sorted((quad for quad in self._layers.removed if quad.graph_name not in HIDDEN), key=str)

    def count(self, graph: str | None = None) -> int:
        return sum(1 for _ in self.quads(graph))

    def beside(self, text: str) -> Answer:
        return self._copy().beside(text)

    def query(
        self,
        text: str,
        *,
        inference: bool = True,
        bindings: Bindings | None = None,
        graphs: Sequence[str] | None = None,
        named: Sequence[str] | None = None,
        prefixes: Any = None,
    ) -> Answer:
        names = None if graphs is None and named is None else {*(graphs or ()), *(named or ())}
        return self._copy(names).query(
            text, inference=inference, bindings=bindings, graphs=graphs, named=named, prefixes=prefixes
        )

    def _carry_out(self, inserts: list[Quad], deletes: list[Quad], emptied: Sequence[str]) -> None:
        if FORMER in self._union:
            gone = (quad.triple for quad in deletes if quad.graph_name == UNION)
            deletes = [*deletes, *(Quad(t.subject, t.predicate, t.object, FORMER) for t in gone)]
        self._layers.write(inserts, deletes)

    def _copy(self, graphs: set[str] | None = None) -> OxigraphStore:
        """A copy in memory, whole or of some graphs: the engine's query language does not see two layers."""
        engine = ox.Store()
        if graphs is None:
            engine.bulk_extend(self._layers)
        else:
            engine.bulk_extend(quad for name in graphs for quad in self._quads(name))
        return OxigraphStore(engine, where=self._where)


def draft(store: Store, folder: Path | None = None) -> DraftStore:
    """A draft of a store in memory or on disk; see :class:`DraftStore`.

    Raises:
        UsageError: the store is on a server.
    """
    if not isinstance(store, OxigraphStore):
        raise UsageError("this needs the store on this machine; a server shows no draft of what it would hold")
    return DraftStore(store, folder)
