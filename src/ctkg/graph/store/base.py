# ruff: noqa: D102  (the methods are documented once, in the port)
"""What the stores in memory and on disk share: everything but where the files are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import pyoxigraph as ox
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from ctkg.errors import StoreError
from ctkg.graph.store import traces
from ctkg.graph.store.blank import stable
from ctkg.graph.store.collection import paused
from ctkg.graph.store.faults import asking, explained, reading, syntax_error
from ctkg.graph.store.first import FirstLoad
from ctkg.graph.store.journal import Journal
from ctkg.graph.store.literals import as_kept
from ctkg.graph.store.notes import NoteBook
from ctkg.graph.store.port import Answer, Bindings, Notes, Term, Triples
from ctkg.graph.store.union import ASSERTED, INFERRED, MIRRORS, GraphName, additions, changes, is_inferred
from ctkg.graph.store.update import apply
from ctkg.graph.store.visible import confined, needs_names

FORMAT = 2


class OxigraphStore:
    """A store on pyoxigraph; see :class:`ctkg.graph.store.port.Store` for the contract."""

    def __init__(self, engine: ox.Store, *, where: str, read_only: bool = False) -> None:
        self._engine = engine
        self._where = where
        self._read_only = read_only
        self._metadata: dict[str, Any] = {"format": FORMAT}
        self._closed = False
        self._notes = NoteBook(engine)
        self._journal = Journal(engine)

    @property
    def read_only(self) -> bool:
        return self._read_only

    def replace_graph(self, graph: str, triples: Triples) -> None:
        self.replace_graphs({graph: triples})

    def replace_graphs(self, graphs: Mapping[str, Triples], *, notes: Notes | None = None) -> None:
        self._writable()
        added: dict[str, set[Triple]] = {}
        removed: dict[str, set[Triple]] = {}
        with explained(self._where), paused():
            for graph, triples in graphs.items():
                new = stable(graph, map(_triple, triples))
                old = {quad.triple for quad in self._quads(graph)}
                added[graph], removed[graph] = new - old, old - new
            self._change(added, removed, notes or {})

    def change_graphs(
        self, added: Mapping[str, Triples], removed: Mapping[str, Triples], *, notes: Notes | None = None
    ) -> None:
        self._writable()
        with explained(self._where), paused():
            wanted = {graph: set(map(_triple, triples)) for graph, triples in added.items()}
            unwanted = {graph: set(map(_triple, triples)) for graph, triples in removed.items()}
            new = {graph: {t for t in triples if not self._holds(graph, t)} for graph, triples in wanted.items()}
            gone = {
                graph: {t for t in triples - wanted.get(graph, set()) if self._holds(graph, t)}
                for graph, triples in unwanted.items()
            }
            self._change(new, gone, notes or {})

    def _change(self, added: Mapping[str, set[Triple]], removed: Mapping[str, set[Triple]], notes: Notes) -> None:
        """One atomic step: ``added`` are not in their graphs now, ``removed`` are."""
        graphs = sorted({graph for change in (added, removed) for graph, triples in change.items() if triples})
        if graphs and self.contains_graph(traces.REPORT):
            for kind, values in traces.left(added, removed, self._journal.revision + 1).items():
                notes = {**notes, kind: {**notes.get(kind, {}), **values}}
        inserts, deletes = self._notes.changes(notes)
        if graphs:
            if any(removed.values()) or any(map(is_inferred, graphs)) or self._has_inferred():
                data = changes(added, removed, self._holders)
            else:
                data = additions(added), []
            recorded = self._journal.changes(graphs)
            inserts = [*data[0], *recorded[0], *inserts]
            deletes = [*data[1], *recorded[1], *deletes]
        apply(self._engine, inserts, deletes, self._emptied(added, removed))
        if graphs:
            self._journal.advance()

    def _emptied(self, added: Mapping[str, set[Triple]], removed: Mapping[str, set[Triple]]) -> list[str]:
        """Graphs of which nothing will be left: the engine would go on to name them."""
        return [
            graph
            for graph, triples in removed.items()
            if triples and not added.get(graph) and all(quad.triple in triples for quad in self._quads(graph))
        ]

    def load(self, quads: Iterable[Quad]) -> None:
        self._writable()
        if next(self._names(), None) is None and not self._journal.revision:
            self._load_first(FirstLoad(quads, self._where))
            return
        graphs: dict[str, list[Quad]] = defaultdict(list)
        for quad in quads:
            if not isinstance(quad.graph_name, NamedNode):
                raise StoreError(f"a quad without a named graph cannot be loaded: {quad}", path=self._where)
            graphs[quad.graph_name.value].append(quad)
        self.replace_graphs(graphs)

    def _load_first(self, first: FirstLoad) -> None:
        def all_of_it() -> Iterator[Quad]:
            yield from first.asserted()
            if first.graphs:
                yield from self._journal.changes(sorted(first.graphs))[0]

        with explained(self._where), paused():
            self._engine.bulk_extend(all_of_it())
        if first.graphs:
            self._journal.advance()
        for step in first.inferred():
            self.change_graphs(step, {})

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
        return reading((quad for quad in self._open() if quad.graph_name not in MIRRORS), self._where)

    def match(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: str | None = None,
    ) -> Iterator[Quad]:
        name = None if graph is None else NamedNode(graph)
        found = self._open().quads_for_pattern(subject, predicate, object, name)
        return reading(found if name else (quad for quad in found if quad.graph_name not in MIRRORS), self._where)

    def union(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        *,
        inference: bool = True,
    ) -> Iterator[Triple]:
        engine, mirrors = self._open(), (ASSERTED, INFERRED) if inference else (ASSERTED,)
        if subject is not None and predicate is not None and object is not None:
            # Asking whether it is there takes a tenth of looking for it.
            with explained(self._where):
                there = any(Quad(subject, predicate, object, mirror) in engine for mirror in mirrors)
            return iter((Triple(subject, predicate, object),) if there else ())
        found = (quad for mirror in mirrors for quad in engine.quads_for_pattern(subject, predicate, object, mirror))
        return (quad.triple for quad in reading(found, self._where))

    def count(self, graph: str | None = None) -> int:
        return sum(1 for _ in self.quads(graph))

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
            default = [ASSERTED, INFERRED] if inference else [ASSERTED]
            if needs_names(text):
                seen = self._visible(inference)
            else:
                asked = confined(text, inference=inference, prefixes=prefixes or {})
        else:
            default, seen = [NamedNode(name) for name in graphs or ()], [NamedNode(name) for name in named or ()]
            if len(default) > 1:
                # A list of graphs that may share triples would give rows twice: merge them first.
                engine, default = self._merged(graphs or (), named or ()), [DefaultGraph()]
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
            return self._open().query(text, default_graph=[ASSERTED, INFERRED], named_graphs=[INFERRED])

    def revision(self) -> int:
        self._open()
        return self._journal.revision

    def touched(self, since: int) -> dict[str, int]:
        self._open()
        return self._journal.touched(since)

    def notes(self, kind: str) -> dict[str, str]:
        self._open()
        return self._notes.all(kind)

    def note(self, kind: str, name: str) -> str | None:
        self._open()
        return self._notes.one(kind, name)

    def note_kinds(self, beginning: str) -> list[str]:
        self._open()
        return self._notes.kinds(beginning)

    def set_notes(self, kind: str, values: Mapping[str, str | None]) -> None:
        self._writable()
        with explained(self._where):
            self._change({}, {}, {kind: values})

    def metadata(self) -> dict[str, Any]:
        return dict(self._metadata)

    def set_metadata(self, values: Mapping[str, Any]) -> None:
        self._writable()
        self._metadata = {**values, "format": FORMAT}

    def close(self) -> None:
        self._closed = True
        # pyoxigraph has no close of its own: its files are free when nobody holds the engine any more.
        self._engine = ox.Store()
        self._notes, self._journal = NoteBook(self._engine), Journal(self._engine)

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
        return reading(self._open().quads_for_pattern(None, None, None, NamedNode(graph)), self._where)

    def _holds(self, graph: str, triple: Triple) -> bool:
        return Quad(triple.subject, triple.predicate, triple.object, NamedNode(graph)) in self._engine

    def _holders(self, triple: Triple) -> Iterator[GraphName]:
        for quad in self._engine.quads_for_pattern(triple.subject, triple.predicate, triple.object, None):
            yield quad.graph_name  # type: ignore[misc]  # a blank node never names a graph here

    def _has_inferred(self) -> bool:
        return next(self._engine.quads_for_pattern(None, None, None, INFERRED), None) is not None

    def _names(self) -> Iterator[NamedNode]:
        for name in reading(self._open().named_graphs(), self._where):
            if isinstance(name, NamedNode) and name not in MIRRORS and self.contains_graph(name.value):
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


def _triple(item: Quad | Triple) -> Triple:
    return as_kept(item.triple if isinstance(item, Quad) else item)
