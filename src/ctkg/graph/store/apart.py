"""What a store says without what was inferred, as an engine of its own.

The union holds asserted and inferred statements together, and a query cannot tell them apart while it joins. So who
asks without inference asks a copy in memory, which is made when it is first needed and again when the store has
changed: it takes seconds for a million quads, and nobody else pays for it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from ctkg.graph.store.faults import reading
from ctkg.graph.store.union import HIDDEN, UNION, is_asserted, is_inferred


class Apart:
    """The copies of one engine.

    Args:
        engine: what is copied.
        where: where it is, for errors.
    """

    def __init__(self, engine: ox.Store, where: str) -> None:
        self._engine = engine
        self._where = where
        self._revision = -1
        self._names: list[NamedNode] | None = None
        self._copies: dict[bool, ox.Store] = {}

    def engine(self, revision: int, *, graphs: bool) -> ox.Store:
        """The copy of a revision; the engine itself where nothing is inferred.

        Args:
            revision: that of the store, now.
            graphs: with the named graphs, not the union alone.
        """
        if revision != self._revision:
            self._revision, self._copies = revision, {}
            self._names = self._asserted()
        if self._names is None:
            return self._engine
        found = self._copies.get(graphs)
        if found is None:
            found = ox.Store()
            found.bulk_extend(reading(self._quads(self._names, graphs), self._where))
            self._copies[graphs] = found
        return found

    def _asserted(self) -> list[NamedNode] | None:
        """All graphs but the inferred ones; None where there are no such."""
        names = [name for name in self._engine.named_graphs() if isinstance(name, NamedNode) and name not in HIDDEN]
        kept = [name for name in names if not is_inferred(name.value)]
        return kept if len(kept) < len(names) else None

    def _quads(self, names: list[NamedNode], graphs: bool) -> Iterator[Quad]:
        for name in names:
            shown = is_asserted(name.value)
            if not shown and not graphs:
                continue
            for quad in self._engine.quads_for_pattern(None, None, None, name):
                if graphs:
                    yield quad
                if shown:
                    yield Quad(quad.subject, quad.predicate, quad.object, UNION)
