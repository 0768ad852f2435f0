"""What a store says without what was inferred, as an engine of its own.

The union holds asserted and inferred statements together, and a query cannot tell them apart while it joins. So who
asks without inference asks a copy in memory. It is made when it is first needed, again when the store has changed, and
holds no more than the statements that such queries can meet (:mod:`ctkg.graph.store.reach`).
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from ctkg.graph.store.faults import reading
from ctkg.graph.store.union import HIDDEN, UNION, is_asserted, is_inferred


@dataclass(slots=True)
class _Copy:
    """A copy, and the properties that it has the statements of; None: of all."""

    engine: ox.Store = field(default_factory=ox.Store)
    held: Set[str] | None = frozenset()

    def lacks(self, wanted: Set[str] | None) -> Set[str] | None:
        """The properties to bring in, None for all."""
        if self.held is None:
            return frozenset()
        return None if wanted is None else wanted - self.held


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
        self._any_inferred = False
        self._copies: dict[bool, _Copy] = {}

    def engine(self, revision: int, *, graphs: bool, properties: Set[str] | None = None) -> ox.Store:
        """The copy of a revision; the engine itself where nothing is inferred.

        Args:
            revision: that of the store, now.
            graphs: with the named graphs, not the union alone.
            properties: IRIs among which all properties are whose statements are needed; None for all.
        """
        if revision != self._revision:
            self._revision, self._copies = revision, {}
            names = self._engine.named_graphs()
            self._any_inferred = any(isinstance(name, NamedNode) and is_inferred(name.value) for name in names)
        if not self._any_inferred:
            return self._engine
        copy = self._copies.setdefault(graphs, _Copy())
        lacks = copy.lacks(properties)
        if lacks is None:
            # Whoever asks in another thread goes on with the former one.
            copy = _Copy(held=None)
            copy.engine.bulk_extend(reading(self._quads(None, graphs), self._where))
            self._copies[graphs] = copy
        elif lacks:
            for name in sorted(lacks):
                copy.engine.bulk_extend(reading(self._quads(NamedNode(name), graphs), self._where))
            copy.held = None if copy.held is None else copy.held | lacks
        return copy.engine

    def _quads(self, property: NamedNode | None, graphs: bool) -> Iterator[Quad]:
        for quad in self._found(property, graphs):
            name = quad.graph_name
            if name in HIDDEN or not isinstance(name, NamedNode) or is_inferred(name.value):
                continue
            if graphs:
                yield quad
            if is_asserted(name.value):
                yield Quad(quad.subject, quad.predicate, quad.object, UNION)

    def _found(self, property: NamedNode | None, graphs: bool) -> Iterator[Quad]:
        if property is not None or graphs:
            yield from self._engine.quads_for_pattern(None, property, None, None)
            return
        for name in self._engine.named_graphs():
            if isinstance(name, NamedNode) and is_asserted(name.value):
                yield from self._engine.quads_for_pattern(None, None, None, name)
