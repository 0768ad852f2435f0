"""What can be compared: stores, points in the life of a store, files of RDF; each gives graphs and what is in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse

from ctkg.graph import export
from ctkg.graph.store import Store
from ctkg.graph.store.union import is_inferred
from ctkg.history.points import Point
from ctkg.history.undoing import undoing
from ctkg.iris import graph

#: The one graph of a file that has none.
FLAT = ""
_DOCUMENT, _EVIDENCE, _REPORT = graph("document", ""), graph("evidence", ""), graph("report")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which graphs are compared: what documents and entries assert, and what is asked for besides.

    Attributes:
        inferred: what was inferred, too.
        evidence: claims and passages, too.
        everything: all graphs but the inferred ones and the report, so ontology, tables and resolution as well.
    """

    inferred: bool = False
    evidence: bool = False
    everything: bool = False

    def takes(self, name: str) -> bool:
        """Whether the graph ``name`` is compared."""
        if is_inferred(name):
            return self.inferred
        if name.startswith(_EVIDENCE):
            return self.evidence or self.everything
        return name == FLAT or name.startswith(_DOCUMENT) or (self.everything and name != _REPORT)


class Side(Protocol):
    """One of two that are compared.

    Attributes:
        name: in words.
    """

    name: str

    def graphs(self) -> Iterable[str]:
        """Names of its graphs."""
        ...

    def triples(self, name: str) -> set[Triple]:
        """What one graph holds."""
        ...

    def about(self, nodes: Collection[NamedNode]) -> Iterator[Quad]:
        """All that it says with these as subjects."""
        ...


class StoreSide:
    """A store as it is."""

    def __init__(self, store: Store, name: str) -> None:
        self.store = store
        self.name = name

    def graphs(self) -> Iterable[str]:
        """See :class:`Side`."""
        return self.store.graphs()

    def triples(self, name: str) -> set[Triple]:
        """See :class:`Side`."""
        return set(self.store.union()) if name == FLAT else {quad.triple for quad in self.store.quads(name)}

    def about(self, nodes: Collection[NamedNode]) -> Iterator[Quad]:
        """See :class:`Side`."""
        for node in nodes:
            yield from self.store.match(node)


class PastSide:
    """A store as it was at a point, read through what leads back; what was inferred then is not told.

    Attributes:
        touched: graphs that are other than they are now.
    """

    def __init__(self, store: Store, when: Point) -> None:
        self.store = store
        self.name = when.name
        self._undoing = undoing(store, when.later)
        self.touched = self._undoing.new | self._undoing.back.keys() | self._undoing.away.keys()

    def graphs(self) -> Iterable[str]:
        """See :class:`Side`."""
        now = {name for name in self.store.graphs() if not is_inferred(name)}
        return sorted((now - self._undoing.new) | self._undoing.back.keys())

    def triples(self, name: str) -> set[Triple]:
        """See :class:`Side`."""
        now = set() if name in self._undoing.new else {quad.triple for quad in self.store.quads(name)}
        return (now - self._undoing.away.get(name, set())) | self._undoing.back.get(name, set())

    def about(self, nodes: Collection[NamedNode]) -> Iterator[Quad]:
        """See :class:`Side`."""
        for node in nodes:
            for quad in self.store.match(node):
                name = quad.graph_name.value  # type: ignore[union-attr]
                if name not in self._undoing.new and quad.triple not in self._undoing.away.get(name, ()):
                    yield quad
        wanted = set(nodes)
        for name, triples in self._undoing.back.items():
            found = NamedNode(name)
            yield from (Quad(t.subject, t.predicate, t.object, found) for t in triples if t.subject in wanted)


class FileSide:
    """A file of RDF, read whole; triples without a graph stand in :data:`FLAT`."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self._graphs: dict[str, set[Triple]] = defaultdict(set)
        quads = parse(path=str(path), format=RdfFormat.N_QUADS) if path.suffix == ".nq" else export.read(path)
        for quad in quads:
            name = FLAT if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value
            self._graphs[name].add(quad.triple)

    def quads(self) -> Iterator[Quad]:
        """All of it."""
        for name, triples in self._graphs.items():
            found = NamedNode(name) if name else DefaultGraph()
            yield from (Quad(t.subject, t.predicate, t.object, found) for t in triples)

    @property
    def is_flat(self) -> bool:
        """True where it has no graphs."""
        return self._graphs.keys() <= {FLAT}

    def graphs(self) -> Iterable[str]:
        """See :class:`Side`."""
        return self._graphs.keys()

    def triples(self, name: str) -> set[Triple]:
        """See :class:`Side`."""
        return self._graphs.get(name, set())

    def flatten(self) -> None:
        """Forget which graph says what, and leave out evidence, resolution, report: as in a file without graphs."""
        union = {name for name in self._graphs if not name.startswith((_EVIDENCE, _REPORT, graph("resolution")))}
        self._graphs = defaultdict(set, {FLAT: {triple for name in union for triple in self._graphs[name]}})

    def about(self, nodes: Collection[NamedNode]) -> Iterator[Quad]:
        """See :class:`Side`."""
        wanted = set(nodes)
        return (quad for quad in self.quads() if quad.subject in wanted)


class LinesSide:
    """A dump in N-Quads whose lines are sorted, as ``ctkg export`` writes them; it is never held in memory."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self.path = path

    def graphs(self) -> Iterable[str]:
        """Never asked for: two of these are compared line by line (:mod:`ctkg.history.lines`)."""
        raise NotImplementedError

    def triples(self, name: str) -> set[Triple]:
        """Never asked for, see :meth:`graphs`."""
        raise NotImplementedError

    def about(self, nodes: Collection[NamedNode]) -> Iterator[Quad]:
        """See :class:`Side`."""
        wanted = {str(node).encode() for node in nodes}
        with self.path.open("rb") as stream:
            # Only lines about them are parsed: looking at the first word of each is much faster.
            lines = b"".join(line for line in stream if line.partition(b" ")[0] in wanted)
        yield from parse(lines, RdfFormat.N_QUADS)
