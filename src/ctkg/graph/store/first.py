"""The first load of a store, as a stream: memory does not grow with the number of quads.

The engine's bulk loader takes quads one by one, sorts them in batches beside, and puts all of them in place at the end,
or none where something failed. Only what has to be seen whole waits: blank nodes of a graph, which get stable labels,
and inferred graphs, of which the union needs to know what is said anyhow (:meth:`FirstLoad.inferred`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import IO

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from ctkg.errors import StoreError
from ctkg.graph.store.blank import stable
from ctkg.graph.store.union import ASSERTED, is_asserted, is_inferred

#: Quads of inferred graphs that are read back in one step, about.
STEP = 200_000


class FirstLoad:
    """What an empty store takes in.

    Attributes:
        graphs: names of the graphs that were met so far, without the inferred ones.
    """

    def __init__(self, quads: Iterable[Quad], where: str) -> None:
        self._quads = quads
        self._where = where
        self._later: IO[bytes] = TemporaryFile()  # noqa: SIM115  # closed by `inferred`, or with this object
        self.graphs: set[str] = set()

    def asserted(self) -> Iterator[Quad]:
        """All quads but those of inferred graphs, with what the union repeats."""
        blank: dict[str, list[Triple]] = defaultdict(list)
        name: NamedNode | None = None
        iri, union, inferred = "", False, False
        for quad in self._quads:
            if quad.graph_name != name:
                if not isinstance(quad.graph_name, NamedNode):
                    raise StoreError(f"a quad without a named graph cannot be loaded: {quad}", path=self._where)
                name, iri = quad.graph_name, quad.graph_name.value
                union, inferred = is_asserted(iri), is_inferred(iri)
                if not inferred:
                    self.graphs.add(iri)
            if inferred:
                serialize([quad], self._later, RdfFormat.N_QUADS)
            elif isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                blank[iri].append(quad.triple)
            else:
                yield quad
                if union:
                    yield Quad(quad.subject, quad.predicate, quad.object, ASSERTED)
        for graph, triples in blank.items():
            names = (NamedNode(graph), ASSERTED) if is_asserted(graph) else (NamedNode(graph),)
            for triple in stable(graph, triples):
                for each in names:
                    yield Quad(triple.subject, triple.predicate, triple.object, each)

    def inferred(self) -> Iterator[dict[str, list[Triple]]]:
        """Triples of inferred graphs, some at a time; to be called when :meth:`asserted` has come to its end."""
        with self._later as stream:
            stream.seek(0)
            step: dict[str, list[Triple]] = defaultdict(list)
            size = 0
            for quad in parse(stream, RdfFormat.N_QUADS):
                name = quad.graph_name.value
                if size >= STEP and name not in step:  # graphs that stand together stay together
                    yield dict(step)
                    step.clear()
                    size = 0
                step[name].append(quad.triple)
                size += 1
            if step:
                yield dict(step)
