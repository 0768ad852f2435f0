# ruff: noqa: D102  (the methods are documented once, in the port)
"""What the stores in memory and on disk share: everything but where the files are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from ctkg.allocator import give_back
from ctkg.collection import paused
from ctkg.errors import StoreError
from ctkg.graph.store import traces
from ctkg.graph.store.blank import stable
from ctkg.graph.store.faults import explained
from ctkg.graph.store.first import FirstLoad
from ctkg.graph.store.journal import is_counter
from ctkg.graph.store.literals import as_kept
from ctkg.graph.store.moments import SETTING, Moments
from ctkg.graph.store.pieces import opened
from ctkg.graph.store.plain import fact
from ctkg.graph.store.port import Notes, Triples
from ctkg.graph.store.reader import FORMAT, OxigraphReader
from ctkg.graph.store.union import GraphName, changes, repeated
from ctkg.graph.store.update import apply
from ctkg.graph.store.writes import Change, Large

__all__ = ["FORMAT", "OxigraphStore"]

#: Triples of a step after which it is known what is said of the nodes that it touched.
_SMALL = 5_000


class OxigraphStore(OxigraphReader):
    """A store on pyoxigraph; see :class:`ctkg.graph.store.port.Store` for the contract."""

    def __init__(self, engine: ox.Store, *, where: str, read_only: bool = False) -> None:
        super().__init__(engine, where=where, read_only=read_only)
        self._moments = self._history()
        self._has_report: bool | None = None

    def contains_graph(self, graph: str) -> bool:
        if graph != traces.REPORT:
            return super().contains_graph(graph)
        # Asked with every write: the engine in memory passes by all that ever went from it.
        self._open()
        if self._has_report is None:
            self._has_report = super().contains_graph(graph)
        return self._has_report

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
                added[graph], removed[graph] = (new - old, old - new) if old else (new, old)
                if not old:
                    self._near.is_empty(graph)
            self._change(added, removed, notes or {})

    def take_in(self, graphs: Collection[str], lines: Iterable[bytes], *, notes: Notes) -> bool:
        """As :meth:`replace_graphs`, of new graphs without blank nodes; the engine itself reads them.

        Args:
            graphs: IRIs of all graphs that ``lines`` name.
            lines: N-Quads as the engine writes them, in pieces of whole lines.
            notes: as in :meth:`replace_graphs`.

        Returns:
            False where nothing was written, since more than adding is to be done; :meth:`replace_graphs` does it.
        """
        self._writable()
        with explained(self._where):
            if any(map(self.contains_graph, (*graphs, traces.REPORT))):
                return False
            noted, gone = self._notes.changes(_joined(notes, self._moments.first(graphs)))
            entries, old = self._journal.changes(sorted(graphs))
            # Counters of earlier writes may stay for now: the highest counts.
            if gone or any(not is_counter(entry) for entry in old):
                return False
            beside = ox.serialize((*noted, *entries), format=RdfFormat.N_QUADS) or b""
            pieces = (part for piece in lines for part in (piece, repeated(piece)))
            self._engine.bulk_load(opened(chain(pieces, (beside,))), RdfFormat.N_QUADS)
        give_back()
        self._near.clear()
        self._has_report = None
        self._notes.advance()
        self._journal.advance(deleted=False)
        self._moments.advance()
        return True

    def change_graphs(
        self, added: Mapping[str, Triples], removed: Mapping[str, Triples], *, notes: Notes | None = None
    ) -> None:
        self._writable()
        with explained(self._where), paused():
            wanted = {graph: set(map(_triple, triples)) for graph, triples in added.items()}
            unwanted = {graph: set(map(_triple, triples)) for graph, triples in removed.items()}
            new = {graph: triples - self._held(graph, triples) for graph, triples in wanted.items()}
            gone = {graph: self._held(graph, triples - wanted.get(graph, set())) for graph, triples in unwanted.items()}
            self._change(new, gone, notes or {})

    def _change(self, added: Mapping[str, set[Triple]], removed: Mapping[str, set[Triple]], notes: Notes) -> None:
        """One atomic step: ``added`` are not in their graphs now, ``removed`` are."""
        graphs = sorted({graph for change in (added, removed) for graph, triples in change.items() if triples})
        if graphs and self.contains_graph(traces.REPORT):
            notes = _joined(notes, traces.left(added, removed, self._journal.revision + 1))
        emptied = self._emptied(added, removed)
        notes = _joined(notes, self._moments.noted(added, removed, emptied, self.contains_graph))
        inserts, deletes = self._notes.changes(notes)
        if not graphs:
            self._carry_out(inserts, deletes, emptied)
            self._notes.advance()
            return
        if traces.REPORT in graphs:
            self._has_report = None
        step = self._step(graphs, added, removed)
        recorded = self._journal.changes(graphs)
        with step:
            self._write(step, [*recorded[0], *inserts], [*recorded[1], *deletes], emptied)
        self._notes.advance()
        self._journal.advance()
        self._moments.advance()

    def _step(
        self, graphs: Sequence[str], added: Mapping[str, set[Triple]], removed: Mapping[str, set[Triple]]
    ) -> Change | Large:
        """What to insert and delete, the union included."""
        if sum(map(len, added.values())) + sum(map(len, removed.values())) <= _SMALL:
            return Change(self._near, added, removed)
        return Large(self._near, *changes(added, removed, self._holders))

    def _write(self, step: Change | Large, inserts: list[Quad], deletes: list[Quad], emptied: Sequence[str]) -> None:
        """Carry out a step, and what is written beside it."""
        self._carry_out([*step.inserts(), *inserts], [*step.deletes(), *deletes], emptied)

    def _carry_out(self, inserts: list[Quad], deletes: list[Quad], emptied: Sequence[str]) -> None:
        """Delete, then insert, in one atomic step."""
        apply(self._engine, inserts, deletes, emptied)

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
            yield from first.united()
            if first.graphs:
                yield from self._journal.changes(sorted(first.graphs))[0]
                yield from self._notes.changes(self._moments.first(first.graphs))[0]

        with explained(self._where), paused():
            self._engine.bulk_extend(all_of_it())
        self._near.clear()
        self._has_report = None
        self._notes.advance()
        if first.graphs:
            self._journal.advance()
            self._moments.advance()

    def remove_graph(self, graph: str) -> None:
        self.replace_graphs({graph: ()})

    def remove_graphs(self, graphs: Iterable[str]) -> None:
        self.replace_graphs(dict.fromkeys(graphs, ()))

    def set_notes(self, kind: str, values: Mapping[str, str | None]) -> None:
        self._writable()
        with explained(self._where):
            self._change({}, {}, {kind: values})

    @contextmanager
    def moment(self, what: str, *, by: str = "", acts: Sequence[str] = ()) -> Iterator[None]:
        if not self._moments.begin(what, by, acts):
            yield
            return
        try:
            yield
            if collapsed := self._moments.collapsed():
                with explained(self._where):
                    self._change({}, {}, collapsed)
        finally:
            self._moments.end()

    def set_metadata(self, values: Mapping[str, Any]) -> None:
        self._writable()
        self._metadata = {**values, "format": FORMAT}

    def _hold(self, engine: ox.Store) -> None:
        super()._hold(engine)
        self._moments = self._history()
        self._has_report = None

    def _history(self) -> Moments:
        return Moments(self._notes, self._journal, lambda: self._metadata.get(SETTING) is not False)

    def _writable(self) -> None:
        self._open()
        if self._read_only:
            raise StoreError("this store was opened read-only; open it for writing to change it", path=self._where)

    def _held(self, graph: str, triples: set[Triple]) -> set[Triple]:
        """Those of some triples that a graph holds."""
        known = self._near.known_content(graph)
        if known is not None:
            return {triple for triple in triples if fact(triple) in known} if known else set()
        name, engine = NamedNode(graph), self._engine
        return {t for t in triples if Quad(t.subject, t.predicate, t.object, name) in engine}

    def _holders(self, triple: Triple) -> Iterator[GraphName]:
        for quad in self._engine.quads_for_pattern(triple.subject, triple.predicate, triple.object, None):
            yield quad.graph_name  # type: ignore[misc]  # a blank node never names a graph here


def _joined(some: Notes, more: Notes) -> Notes:
    """Notes of both, which name no note of one kind twice."""
    return {**some, **{kind: {**some.get(kind, {}), **values} for kind, values in more.items()}}


def _triple(item: Quad | Triple) -> Triple:
    return as_kept(item.triple if type(item) is Quad else item)
