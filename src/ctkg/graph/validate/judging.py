"""Judges nodes of a store by the shapes: some, with what the shapes need for them, or all, batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from ctkg.graph.store import Store
from ctkg.graph.validate import origin
from ctkg.graph.validate.context import Node, Reader, in_union, is_judged
from ctkg.graph.validate.engines import ENGINES
from ctkg.graph.validate.reading import footprint
from ctkg.graph.validate.results import Result
from ctkg.graph.validate.shapes import Files
from ctkg.model import Finding

About = dict[Node, list[Quad]]
#: Statements about focus nodes that are given to the engine at once.
BATCH = 20_000


class Judge:
    """Judges nodes of one store.

    Args:
        store: ontology, reference, documents, and what follows from them.
        engine: a name among :data:`ctkg.graph.validate.engines.ENGINES`.
        files: the shapes.
    """

    def __init__(self, store: Store, engine: str, files: Files) -> None:
        self._store = store
        self._engine = ENGINES[engine]
        self._files = files
        self.footprint = footprint(files)
        self.reader = Reader(store, self.footprint)

    def some(self, nodes: Iterable[Node]) -> list[Finding]:
        """Findings about these nodes; the cost follows from them, not from the size of the store."""
        about = self.reader.about(nodes)
        if not about:
            return []
        if self.footprint.unbounded:
            return list(self._told(self._at_once(), about))
        return list(self._told(self._engine(self.reader.context(about), self._files), about))

    def every(self, size: int = BATCH) -> Iterator[Finding]:
        """Findings about all nodes; memory is bounded by ``size``, not by the size of the store."""
        if self.footprint.unbounded:
            results = self._at_once()
            for about in self._batches(size):
                yield from self._told(results, about)
            return
        # The fast engine works outside the interpreter's lock: the next batch is read meanwhile.
        with ThreadPoolExecutor(max_workers=1) as beside:
            before: tuple[Future[list[Result]], About] | None = None
            for about in self._batches(size):
                running = beside.submit(self._engine, self.reader.context(about), self._files)
                if before is not None:
                    yield from self._told(before[0].result(), before[1])
                before = running, about
            if before is not None:
                yield from self._told(before[0].result(), before[1])

    def _at_once(self) -> list[Result]:
        return self._engine(whole(self._store), self._files)

    def _told(self, results: list[Result], about: About) -> Iterator[Finding]:
        known = {node.value if isinstance(node, NamedNode) else f"_:{node.value}": node for node in about}
        for result in results:
            node = known.get(f"_:{result.label}" if result.label else result.focus)
            if node is not None:
                yield result.finding(*origin.of(self._store, result, about[node]))

    def _batches(self, size: int) -> Iterator[About]:
        """All focus nodes, each once: with the first of the graphs that speak of it."""
        batch: About = {}
        total = 0
        for name in self._store.graphs():
            if not is_judged(name):
                continue
            for node in {quad.subject for quad in self._store.quads(name)}:
                if not isinstance(node, NamedNode | BlankNode):
                    continue
                quads = list(self.reader.match(node))
                if any(quad.graph_name.value < name for quad in quads):  # type: ignore[union-attr]
                    continue
                batch[node] = quads
                total += len(quads)
                if total >= size:
                    yield batch
                    batch, total = {}, 0
        if batch:
            yield batch


def whole(store: Store) -> Iterator[Triple]:
    """All that is validated: the union, the evidence and what resolution decided."""
    yield from store.union()
    for name in store.graphs():
        if is_judged(name) and not in_union(name):
            for quad in store.quads(name):
                yield quad.triple
