"""A store as it would be with an entry in it: read, never written, and never copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

import pyoxigraph as ox
from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from ctkg.graph.store import Store
from ctkg.graph.store.literals import as_kept
from ctkg.graph.store.port import Term
from ctkg.graph.store.union import is_asserted, is_inferred

Node = NamedNode | BlankNode | Triple


class Overlay:
    """Some graphs over a store; whatever looks things up in a store can look them up here.

    The cost of a look-up is that of the store's and of the few statements above it, so that judging a small entry
    costs what it touches, however large the store is.

    Args:
        store: what lies below.
        graphs: the graphs above, by IRI.
        hidden: IRIs of graphs of the store that are not seen: what the entry replaces.
    """

    def __init__(self, store: Store, graphs: Mapping[str, Iterable[Triple]], hidden: Iterable[str] = ()) -> None:
        self._store = store
        self._above = ox.Store()
        self._hidden = frozenset(NamedNode(name) for name in hidden if store.contains_graph(name))
        for name, triples in graphs.items():
            self.add(name, triples)

    def add(self, graph: str, triples: Iterable[Triple]) -> None:
        """Lays further statements over the store, as it would keep them."""
        name = NamedNode(graph)
        self._above.extend(Quad(kept.subject, kept.predicate, kept.object, name) for kept in map(as_kept, triples))

    def as_store(self) -> Store:
        """This, for what asks for a store and only reads it: match, union, quads, graphs, count."""
        return cast(Store, self)

    def match(
        self,
        subject: Node | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: str | None = None,
    ) -> Iterator[Quad]:
        """See :meth:`ctkg.graph.store.port.Store.match`."""
        for quad in self._store.match(subject, predicate, object, graph):
            if quad.graph_name not in self._hidden:
                yield quad
        name = None if graph is None else NamedNode(graph)
        yield from self._above.quads_for_pattern(subject, predicate, object, name)

    def union(
        self,
        subject: Node | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        *,
        inference: bool = True,
    ) -> Iterator[Triple]:
        """See :meth:`ctkg.graph.store.port.Store.union`; a statement that both say may come twice."""
        if self._hidden:
            below: Iterator[Quad] = self._store.match(subject, predicate, object)
            seen = (quad for quad in below if quad.graph_name not in self._hidden)
            yield from (quad.triple for quad in seen if _is_seen(quad, inference))
        else:
            yield from self._store.union(subject, predicate, object, inference=inference)
        for quad in self._above.quads_for_pattern(subject, predicate, object, None):
            if _is_seen(quad, inference):
                yield quad.triple

    def graphs(self) -> list[str]:
        """See :meth:`ctkg.graph.store.port.Store.graphs`."""
        above = {name.value for name in self._above.named_graphs() if isinstance(name, NamedNode)}
        return sorted({*self._store.graphs(), *above} - {name.value for name in self._hidden})

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """See :meth:`ctkg.graph.store.port.Store.quads`."""
        return self.match(graph=graph)

    def __getattr__(self, name: str) -> Any:
        raise NotImplementedError(f"an entry over a store is only looked up in, not asked for {name}")


def _is_seen(quad: Quad, inference: bool) -> bool:
    name = quad.graph_name
    return isinstance(name, NamedNode) and (is_asserted(name.value) or (inference and is_inferred(name.value)))
