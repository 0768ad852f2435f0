"""Judges nodes of a store by the shapes: some, with what the shapes need for them, or all, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor

from pyoxigraph import BlankNode, NamedNode, Triple

from ctkg.errors import UsageError
from ctkg.graph.store import Store
from ctkg.graph.store.plain import Node, lines, node
from ctkg.graph.store.union import INFERRED_GRAPHS
from ctkg.graph.validate import origin
from ctkg.graph.validate.context import About, Reader, in_union, is_judged
from ctkg.graph.validate.engines import ENGINES
from ctkg.graph.validate.reading import footprint
from ctkg.graph.validate.results import Result
from ctkg.graph.validate.shapes import Files, without_terms
from ctkg.graph.validate.terms import own_terms
from ctkg.iris import graph
from ctkg.model import Finding

#: Statements about focus nodes that are given to the engine at once.
BATCH = 20_000
#: From so many statements about focus nodes on the engine works beside.
BESIDE = 2_000
#: Statements of a store that is judged at once.
AT_ONCE = 300_000
#: From so many graphs on it is not tried whether their statements are few enough for that.
_LARGE = 500


class Judge:
    """Judges nodes of one store.

    Args:
        store: ontology, reference, documents, and what follows from them.
        engine: a name among :data:`ctkg.graph.validate.engines.ENGINES`.
        files: the shapes.

    Raises:
        UsageError: an unknown engine.
    """

    def __init__(self, store: Store, engine: str, files: Files) -> None:
        self.store = store
        if engine not in ENGINES:
            raise UsageError(f"unknown engine {engine!r}; there are: {', '.join(ENGINES)}")
        self._engine = ENGINES[engine]
        self._files = files
        self.footprint = footprint(files)
        # The other engine judges this one: it is given all shapes.
        self._fewer = without_terms(files) if engine == "shacl" else files
        self._fewer_terms = tuple(sorted(footprint(self._fewer).terms))
        self.reader = Reader(store, self.footprint)

    def some(self, nodes: Iterable[Node]) -> list[Finding]:
        """Findings about these nodes; the cost follows from them, not from the size of the store."""
        return self._some(self.reader.about(nodes))

    def _some(self, about: About) -> list[Finding]:
        return list(self._told(self._engine(*self._around(about), names(about)), about)) if about else []

    def begin(self, nodes: Iterable[Node], beside: Executor) -> Callable[[], list[Finding]]:
        """The same, while the engine works in another thread; call what is returned for the findings.

        Where there is little to do, another thread would cost more than it saves.
        """
        about = self.reader.about(nodes)
        if sum(map(len, about.values())) <= BESIDE:
            return lambda: self._some(about)
        running = beside.submit(self._engine, *self._around(about), names(about))
        return lambda: list(self._told(running.result(), about))

    def _around(self, about: About) -> tuple[Iterable[Triple] | bytes, Files]:
        """What the engine is given: the statements, and the shapes that may find something in them."""
        if self.footprint.unbounded:
            return whole(self.store), self._files
        facts = self.reader.context(about, self._fewer_terms)
        if all(map(self.reader.is_defined, own_terms(facts))):
            return lines(facts), self._fewer
        return lines(self.reader.context(about)), self._files

    def every(self, size: int = BATCH, at_once: int = AT_ONCE) -> Iterator[Finding]:
        """Findings about all nodes; memory is bounded by ``size`` and ``at_once``, not by the size of the store.

        Args:
            size: statements about focus nodes that are given to the engine together.
            at_once: a store of so many statements is given to the engine whole, which is faster.
        """
        graphs = [name for name in self.store.graphs() if is_judged(name)]
        limit = None if self.footprint.unbounded else at_once
        if limit is not None and is_large(graphs):
            yield from self.of_graphs(graphs, size)
            return
        try:
            found = self._engine(_counted(whole(self.store), limit), self._files, None)
        except _TooMany:
            yield from self.of_graphs(graphs, size)
        else:
            yield from self._told(found)

    def of_graphs(self, graphs: Iterable[str], size: int = BATCH) -> Iterator[Finding]:
        """Findings about the nodes that these graphs, which are judged, are the first to speak of."""
        yield from self.of_batches(self._batches(graphs, size))

    def of_batches(self, batches: Iterable[About]) -> Iterator[Finding]:
        """Findings about some nodes, batch by batch."""
        # The fast engine works outside the interpreter's lock: the next batch is read meanwhile.
        with ThreadPoolExecutor(max_workers=1) as beside:
            before: tuple[Future[list[Result]], About] | None = None
            for about in batches:
                running = beside.submit(self._engine, *self._around(about), names(about))
                if before is not None:
                    yield from self._told(before[0].result(), before[1])
                before = running, about
            if before is not None:
                yield from self._told(before[0].result(), before[1])

    def _told(self, results: list[Result], about: About | None = None) -> Iterator[Finding]:
        """Results as findings, with what is behind them; those about other nodes than ``about`` are passed over."""
        for result in results:
            node: Node | None = BlankNode(result.label) if result.label else _named(result.focus)
            if node is None:
                yield result.finding()
            elif about is None:
                yield result.finding(*origin.of(self.store, result, self.reader.said(node)))
            elif node in about:
                yield result.finding(*origin.of(self.store, result, about[node]))

    def _batches(self, graphs: Iterable[str], size: int) -> Iterator[About]:
        """The focus nodes of some graphs, each once: with the first of all graphs that speak of it."""
        batch: About = {}
        total = 0
        for name in graphs:
            before = _Before(name)
            for subject in self._subjects(name):
                said = self.reader.said(subject)
                if any(before[other] for names in said.values() for other in names):
                    continue
                batch[subject] = said
                total += len(said)
                if total >= size:
                    yield batch
                    batch, total = {}, 0
        if batch:
            yield batch

    def _subjects(self, name: str) -> list[Node]:
        """Nodes that a graph speaks of; of an inferred graph only those that its document does not, which come before.

        Reading a term costs more than finding it: the store finds the nodes, and each is read once.
        """
        told = "?node ?property ?value"
        if name.startswith(INFERRED_GRAPHS):
            own = graph("document", name.removeprefix(INFERRED_GRAPHS))
            text = f"SELECT DISTINCT ?node WHERE {{ {told} FILTER NOT EXISTS {{ GRAPH <{own}> {{ ?node ?q ?r }} }} }}"
            rows = self.store.query(text, graphs=[name], named=[own])
        else:
            rows = self.store.query(f"SELECT DISTINCT ?node WHERE {{ {told} }}", graphs=[name])
        return [node(row[0]) for row in rows]  # type: ignore[union-attr]


def is_large(graphs: Sequence[str]) -> bool:
    """True where so many graphs are judged that they hold too much to be judged at once."""
    return len(graphs) >= _LARGE


class _Before(dict[str, bool]):
    """Whether graphs are judged and come before one of them; worked out once for each."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def __missing__(self, other: str) -> bool:
        found = self[other] = other < self._name and is_judged(other)
        return found


class _TooMany(Exception):
    """More statements than should be judged at once."""


def _counted(triples: Iterable[Triple], limit: int | None) -> Iterator[Triple]:
    for number, each in enumerate(triples):
        if number == limit:
            raise _TooMany
        yield each


def _named(focus: str) -> str | None:
    try:
        return NamedNode(focus).value
    except ValueError:  # a literal may be a focus node, too
        return None


def names(nodes: Iterable[Node]) -> set[str]:
    """The IRIs among some nodes."""
    return {each for each in nodes if isinstance(each, str)}


def whole(store: Store) -> Iterator[Triple]:
    """All that is validated: the union, the evidence and what resolution decided."""
    yield from store.union()
    for name in store.graphs():
        if is_judged(name) and not in_union(name):
            for quad in store.quads(name):
                yield quad.triple
