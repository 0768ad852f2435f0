# ruff: noqa: D102  (the methods are documented once, in the port)
"""What can be read of a store on pyoxigraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import pyoxigraph as ox
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from ctkg.errors import StoreError
from ctkg.graph.store.apart import Apart
from ctkg.graph.store.faults import asking, explained, reading, syntax_error
from ctkg.graph.store.journal import Journal
from ctkg.graph.store.near import Near
from ctkg.graph.store.notes import NoteBook
from ctkg.graph.store.port import Answer, Bindings, Term
from ctkg.graph.store.reach import properties
from ctkg.graph.store.union import HIDDEN, is_asserted, is_asserted_in, is_inferred, union_of
from ctkg.graph.store.visible import confined, needs_names

FORMAT = 3


class OxigraphReader:
    """The reading half of :class:`ctkg.graph.store.base.OxigraphStore`."""

    def __init__(self, engine: ox.Store, *, where: str, read_only: bool = False) -> None:
        self._engine = engine
        self._where = where
        self._read_only = read_only
        self._metadata: dict[str, Any] = {"format": FORMAT}
        self._closed = False
        self._notes = NoteBook(engine)
        self._journal = Journal(engine)
        self._near = Near(engine, where)
        self._look()

    @property
    def read_only(self) -> bool:
        return self._read_only

    def graphs(self) -> list[str]:
        return sorted(name.value for name in self._names())

    def contains_graph(self, graph: str) -> bool:
        try:
            found = self._quads(graph)
        except ValueError:  # no IRI: nothing can be called so
            return False
        return next(found, None) is not None

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        if graph is not None:
            return self._quads(graph)
        return reading((quad for quad in self._open() if quad.graph_name not in HIDDEN), self._where)

    def match(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: str | None = None,
    ) -> Iterator[Quad]:
        name = None if graph is None else NamedNode(graph)
        found = self._open().quads_for_pattern(subject, predicate, object, name)
        return reading(found if name else (quad for quad in found if quad.graph_name not in HIDDEN), self._where)

    def union(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        *,
        inference: bool = True,
    ) -> Iterator[Triple]:
        engine = self._open()
        triples: Iterable[Triple]
        if subject is not None and predicate is not None and object is not None:
            # Asking whether it is there takes a tenth of looking for it.
            with explained(self._where):
                there = any(Quad(subject, predicate, object, name) in engine for name in self._union)
            triples = (Triple(subject, predicate, object),) if there else ()
        else:
            found = (q for name in self._union for q in engine.quads_for_pattern(subject, predicate, object, name))
            triples = (quad.triple for quad in reading(found, self._where))
        return iter(triples) if inference else filter(self._is_asserted, triples)

    def count(self, graph: str | None = None) -> int:
        # The engine counts without a look at what the quads say: ten million in seconds.
        if graph is not None:
            return self._counted(NamedNode(graph))
        return self._counted(None) - sum(self._counted(name) for name in HIDDEN if isinstance(name, NamedNode))

    def _counted(self, graph: NamedNode | None) -> int:
        """Quads of one graph, or of all that have a name."""
        with asking(self._where):
            found = self._open().query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {graph or '?g'} {{ ?s ?p ?o }} }}")
            return int(next(iter(found))["n"].value)  # type: ignore[arg-type]

    def query(
        self,
        text: str,
        *,
        inference: bool = True,
        bindings: Bindings | None = None,
        graphs: Sequence[str] | None = None,
        named: Sequence[str] | None = None,
        prefixes: Mapping[str, str] | None = None,
    ) -> Answer:
        engine = self._open()
        default: list[NamedNode | BlankNode | DefaultGraph]
        seen: list[NamedNode | BlankNode] | None = None
        asked = text
        if graphs is None and named is None:
            default = [*self._union]
            if not inference:
                with explained(self._where):
                    engine = self._apart.engine(
                        self._journal.revision,
                        graphs="graph" in text.casefold(),
                        properties=properties(text, prefixes or {}),
                    )
            if needs_names(text):
                seen = self._visible(inference)
            else:
                asked = confined(text, inference=inference, prefixes=prefixes or {})
        else:
            graphs, named = _of_the_data(graphs), _of_the_data(named)
            default, seen = [NamedNode(name) for name in graphs], [NamedNode(name) for name in named]
            if len(default) > 1:
                # A list of graphs that may share triples would give rows twice: merge them first.
                engine, default = self._merged(graphs, named), [DefaultGraph()]
        try:
            with asking(self._where):
                return engine.query(
                    asked,
                    default_graph=default,
                    named_graphs=seen,
                    substitutions={ox.Variable(name): value for name, value in (bindings or {}).items()},
                    prefixes=dict(prefixes or {}),
                )
        except SyntaxError as error:
            raise syntax_error(error, text, asked, prefixes or {}) from None

    def beside(self, text: str) -> Answer:
        with asking(self._where):
            return self._open().query(text, default_graph=[*self._union])

    def asserted(self, pattern: str) -> str:
        held = f"GRAPH ?ctkg_graph {{ {pattern} }} FILTER {is_asserted_in('?ctkg_graph')}"
        return f"{pattern} FILTER EXISTS {{ {held} }}"

    def near(self) -> Near:
        """What is said of nodes that were just looked at."""
        self._open()
        return self._near

    def revision(self) -> int:
        self._open()
        return self._journal.revision

    def touched(self, since: int) -> dict[str, int]:
        self._open()
        return self._journal.touched(since)

    def last_touched(self, graph: str) -> int:
        """The last revision that touched a graph; 0 where none is known."""
        self._open()
        return self._journal.last(graph)

    def notes(self, kind: str) -> dict[str, str]:
        self._open()
        return self._notes.all(kind)

    def note(self, kind: str, name: str) -> str | None:
        self._open()
        return self._notes.one(kind, name)

    def note_kinds(self, beginning: str) -> list[str]:
        self._open()
        return self._notes.kinds(beginning)

    def metadata(self) -> dict[str, Any]:
        return dict(self._metadata)

    def close(self) -> None:
        self._closed = True
        # pyoxigraph has no close of its own: its files are free when nobody holds the engine any more.
        self._hold(ox.Store())

    def _hold(self, engine: ox.Store) -> None:
        """Take another engine, and let go of the former."""
        self._engine = engine
        self._notes, self._journal = NoteBook(engine), Journal(engine)
        self._near.of(engine)
        self._look()

    def _look(self) -> None:
        """See how this engine keeps the union."""
        self._union = union_of(self._engine)
        self._apart = Apart(self._engine, self._where)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open(self) -> ox.Store:
        if self._closed:
            raise StoreError("this store is closed; open it again", path=self._where)
        return self._engine

    def _quads(self, graph: str) -> Iterator[Quad]:
        return reading(self._open().quads_for_pattern(None, None, None, NamedNode(graph)), self._where)

    def _is_asserted(self, triple: Triple) -> bool:
        found = self._open().quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        names = (quad.graph_name for quad in reading(found, self._where))
        return any(isinstance(name, NamedNode) and is_asserted(name.value) for name in names)

    def _names(self) -> Iterator[NamedNode]:
        for name in reading(self._open().named_graphs(), self._where):
            if isinstance(name, NamedNode) and name not in HIDDEN and self.contains_graph(name.value):
                yield name

    def _visible(self, inference: bool) -> list[NamedNode | BlankNode]:
        return [name for name in self._names() if inference or not is_inferred(name.value)]

    def _merged(self, graphs: Sequence[str], named: Sequence[str]) -> ox.Store:
        merged = ox.Store()
        for graph in named:
            merged.extend(self._quads(graph))
        for graph in graphs:
            merged.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in self._quads(graph))
        return merged


def _of_the_data(graphs: Sequence[str] | None) -> list[str]:
    """Without those that the store keeps for itself."""
    return [name for name in graphs or () if NamedNode(name) not in HIDDEN]
