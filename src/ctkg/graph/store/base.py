# ruff: noqa: D102  (the methods are documented once, in the port)
"""What the stores in memory and on disk share: everything but where the files are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import pyoxigraph as ox
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from ctkg.errors import QueryError, StoreError
from ctkg.graph.store.blank import stable
from ctkg.graph.store.collection import paused
from ctkg.graph.store.faults import explained, syntax_error
from ctkg.graph.store.port import Answer, Bindings, Term, Triples
from ctkg.graph.store.union import ASSERTED, INFERRED, MIRRORS, NOTES, GraphName, additions, changes, is_inferred
from ctkg.graph.store.update import apply

FORMAT = 1
_NOTE = "urn:ctkg:note:"


class OxigraphStore:
    """A store on pyoxigraph; see :class:`ctkg.graph.store.port.Store` for the contract."""

    def __init__(self, engine: ox.Store, *, where: str, read_only: bool = False) -> None:
        self._engine = engine
        self._where = where
        self._read_only = read_only
        self._metadata: dict[str, Any] = {"format": FORMAT}
        self._closed = False

    @property
    def read_only(self) -> bool:
        return self._read_only

    def replace_graph(self, graph: str, triples: Triples) -> None:
        self.replace_graphs({graph: triples})

    def replace_graphs(self, graphs: Mapping[str, Triples]) -> None:
        self._writable()
        added: dict[str, set[Triple]] = {}
        removed: dict[str, set[Triple]] = {}
        with explained(self._where), paused():
            for graph, triples in graphs.items():
                new = stable(graph, (t.triple if isinstance(t, Quad) else t for t in triples))
                old = {quad.triple for quad in self._quads(graph)}
                added[graph], removed[graph] = new - old, old - new
            if any(removed.values()) or any(map(is_inferred, graphs)) or self._has_inferred():
                apply(self._engine, *changes(added, removed, self._holders))
            else:
                apply(self._engine, additions(added), [])

    def load(self, quads: Iterable[Quad]) -> None:
        graphs: dict[str, list[Quad]] = defaultdict(list)
        for quad in quads:
            if not isinstance(quad.graph_name, NamedNode):
                raise StoreError(f"a quad without a named graph cannot be loaded: {quad}", path=self._where)
            graphs[quad.graph_name.value].append(quad)
        self.replace_graphs(graphs)

    def remove_graph(self, graph: str) -> None:
        self.replace_graphs({graph: ()})

    def remove_graphs(self, graphs: Iterable[str]) -> None:
        self.replace_graphs(dict.fromkeys(graphs, ()))

    def graphs(self) -> list[str]:
        return sorted(name.value for name in self._names())

    def contains_graph(self, graph: str) -> bool:
        return next(self._quads(graph), None) is not None

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        if graph is not None:
            return self._quads(graph)
        return (quad for quad in self._open() if quad.graph_name not in MIRRORS)

    def match(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: str | None = None,
    ) -> Iterator[Quad]:
        name = None if graph is None else NamedNode(graph)
        found = self._open().quads_for_pattern(subject, predicate, object, name)
        return found if name else (quad for quad in found if quad.graph_name not in MIRRORS)

    def union(self, *, inference: bool = True) -> Iterator[Triple]:
        for mirror in (ASSERTED, INFERRED) if inference else (ASSERTED,):
            for quad in self._open().quads_for_pattern(None, None, None, mirror):
                yield quad.triple

    def count(self, graph: str | None = None) -> int:
        return sum(1 for _ in self.quads(graph))

    def query(
        self,
        text: str,
        *,
        inference: bool = True,
        bindings: Bindings | None = None,
        graphs: Sequence[str] | None = None,
        prefixes: Mapping[str, str] | None = None,
    ) -> Answer:
        engine = self._open()
        default: list[NamedNode | BlankNode | DefaultGraph]
        if graphs is None:
            default = [ASSERTED, INFERRED] if inference else [ASSERTED]
        elif len(graphs) == 1:
            default = [NamedNode(graphs[0])]
        else:
            # A list of graphs that may share triples would give rows twice: merge them first.
            engine, default = self._merged(graphs), [DefaultGraph()]
        try:
            return engine.query(
                text,
                default_graph=default,
                named_graphs=self._visible(inference) if "graph" in text.casefold() else [],
                substitutions={ox.Variable(name): value for name, value in (bindings or {}).items()},
                prefixes=dict(prefixes or {}),
            )
        except SyntaxError as error:
            raise syntax_error(error, text) from None
        except RuntimeError as error:
            raise QueryError(str(error)) from None

    def notes(self, kind: str) -> dict[str, str]:
        found = self._open().quads_for_pattern(None, NamedNode(_NOTE + kind), None, NOTES)
        return {quad.subject.value.removeprefix(_NOTE): quad.object.value for quad in found}  # type: ignore[union-attr]

    def set_notes(self, kind: str, values: Mapping[str, str | None]) -> None:
        self._writable()
        predicate = NamedNode(_NOTE + kind)
        inserts, deletes = [], []
        for name, text in values.items():
            subject = NamedNode(_NOTE + name)
            new = None if text is None else Quad(subject, predicate, Literal(text), NOTES)
            old = list(self._engine.quads_for_pattern(subject, predicate, None, NOTES))
            deletes += [quad for quad in old if quad != new]
            inserts += [new] if new is not None and new not in old else []
        with explained(self._where):
            apply(self._engine, inserts, deletes)

    def metadata(self) -> dict[str, Any]:
        return dict(self._metadata)

    def set_metadata(self, values: Mapping[str, Any]) -> None:
        self._writable()
        self._metadata = {**values, "format": FORMAT}

    def close(self) -> None:
        self._closed = True
        self._engine = ox.Store()  # lets go of the files: pyoxigraph has no close of its own

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

    def _writable(self) -> None:
        self._open()
        if self._read_only:
            raise StoreError("this store was opened read-only; open it for writing to change it", path=self._where)

    def _quads(self, graph: str) -> Iterator[Quad]:
        return self._open().quads_for_pattern(None, None, None, NamedNode(graph))

    def _holders(self, triple: Triple) -> Iterator[GraphName]:
        for quad in self._engine.quads_for_pattern(triple.subject, triple.predicate, triple.object, None):
            yield quad.graph_name  # type: ignore[misc]  # a blank node never names a graph here

    def _has_inferred(self) -> bool:
        return next(self._engine.quads_for_pattern(None, None, None, INFERRED), None) is not None

    def _names(self) -> Iterator[NamedNode]:
        for name in self._open().named_graphs():
            if isinstance(name, NamedNode) and name not in MIRRORS and self.contains_graph(name.value):
                yield name

    def _visible(self, inference: bool) -> list[NamedNode | BlankNode]:
        return [name for name in self._names() if inference or not is_inferred(name.value)]

    def _merged(self, graphs: Sequence[str]) -> ox.Store:
        merged = ox.Store()
        for graph in self.graphs():
            merged.extend(self._quads(graph))
        for graph in graphs:
            merged.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in self._quads(graph))
        return merged
