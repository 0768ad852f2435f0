"""The first load of a store, as a stream: memory does not grow with the number of quads.

The engine's bulk loader takes quads one by one, sorts them in batches beside, and puts all of them in place at the end,
or none where something failed. Only blank nodes of a graph, which get stable labels, have to be seen whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from ctkg.errors import StoreError
from ctkg.graph.store.blank import stable
from ctkg.graph.store.union import UNION, additions, is_shown


class FirstLoad:
    """What an empty store takes in.

    Attributes:
        graphs: names of the graphs that were met so far.
    """

    def __init__(self, quads: Iterable[Quad], where: str) -> None:
        self._quads = quads
        self._where = where
        self.graphs: set[str] = set()

    def united(self) -> Iterator[Quad]:
        """All quads, with what the union repeats."""
        blank: dict[str, list[Triple]] = defaultdict(list)
        name: NamedNode | None = None
        iri, shown = "", False
        for quad in self._quads:
            if quad.graph_name != name:
                if not isinstance(quad.graph_name, NamedNode):
                    raise StoreError(f"a quad without a named graph cannot be loaded: {quad}", path=self._where)
                name, iri = quad.graph_name, quad.graph_name.value
                shown = is_shown(iri)
                self.graphs.add(iri)
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                blank[iri].append(quad.triple)
            else:
                yield quad
                if shown:
                    yield Quad(quad.subject, quad.predicate, quad.object, UNION)
        for graph, triples in blank.items():
            yield from additions({graph: stable(graph, triples)})
