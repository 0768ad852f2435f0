# ruff: noqa: D102  (the methods are documented once, in the port)
"""The store on a server."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import Any, Self

import pyoxigraph as ox
from pyoxigraph import BlankNode, NamedNode, Quad, QuerySolutions, Triple

from ctkg.errors import StoreError
from ctkg.graph.store.base import FORMAT
from ctkg.graph.store.blank import stable
from ctkg.graph.store.port import Answer, Bindings, Notes, Term, Triples
from ctkg.graph.store.remote import changes, dataset
from ctkg.graph.store.remote.address import Address
from ctkg.graph.store.remote.ledger import Ledger
from ctkg.graph.store.remote.server import Server
from ctkg.graph.store.remote.terms import outward
from ctkg.graph.store.remote.writing import Writer
from ctkg.graph.store.union import NOTES, is_inferred
from ctkg.graph.store.visible import confined
from ctkg.iris import GRAPH


class RemoteStore:
    """A store on a server that speaks SPARQL 1.1; see :class:`ctkg.graph.store.port.Store` for the contract.

    Every write is one step where the server carries out an update request in one step. Two writers are not kept apart;
    the second is told as soon as its view of the server is old.
    """

    def __init__(self, address: Address, *, read_only: bool = False, create: bool = True) -> None:
        self._server = Server(address)
        self._ledger = Ledger(self._server)
        self._writer = Writer(self._server, self._ledger)
        self._read_only = read_only
        self._closed = False
        try:
            state = self._ledger.state()
            if state.is_new and (read_only or not create):
                raise StoreError("this server holds no store of ctkg; send one there with `ctkg push`", path=self.where)
            written = int(state.values().get("format", FORMAT))
            if written > FORMAT:
                raise StoreError(
                    f"this store has format {written}, this ctkg knows {FORMAT}; update ctkg", path=self.where
                )
        except BaseException:
            self.close()
            raise

    @property
    def patience(self) -> float | None:
        """Seconds that one query may take; None: as long as the limits of the address allow."""
        return self._server.patience

    @patience.setter
    def patience(self, seconds: float | None) -> None:
        self._server.patience = seconds

    @property
    def where(self) -> str:
        """Address of the server, as messages name it."""
        return self._server.where

    @property
    def read_only(self) -> bool:
        return self._read_only

    def replace_graph(self, graph: str, triples: Triples) -> None:
        self.replace_graphs({graph: triples})

    def replace_graphs(self, graphs: Mapping[str, Triples], *, notes: Notes | None = None) -> None:
        self.send(graphs, notes=notes)

    def send(self, graphs: Mapping[str, Triples], *, notes: Notes | None = None, chunk: int = 0) -> list[str]:
        """As :meth:`replace_graphs`, in requests of ``chunk`` triples at most; returns the graphs that changed."""
        self._writable()
        new = {graph: stable(graph, map(_triple, triples)) for graph, triples in graphs.items()}
        return self._writer.write(new, notes or {}, chunk=chunk)

    def change_graphs(
        self, added: Mapping[str, Triples], removed: Mapping[str, Triples], *, notes: Notes | None = None
    ) -> None:
        self._writable()
        wanted = {graph: set(map(_triple, triples)) for graph, triples in added.items()}
        unwanted = {graph: set(map(_triple, triples)) for graph, triples in removed.items()}
        new = {}
        for graph in {*wanted, *unwanted}:
            held = self._server.get(graph)
            new[graph] = (held - unwanted.get(graph, set())) | wanted.get(graph, set())
        self._writer.write(new, notes or {})

    def load(self, quads: Iterable[Quad]) -> None:
        graphs: dict[str, list[Quad]] = defaultdict(list)
        for quad in quads:
            if not isinstance(quad.graph_name, NamedNode):
                raise StoreError(f"a quad without a named graph cannot be loaded: {quad}", path=self.where)
            graphs[quad.graph_name.value].append(quad)
        self.replace_graphs(graphs)

    def remove_graph(self, graph: str) -> None:
        self.replace_graphs({graph: ()})

    def remove_graphs(self, graphs: Iterable[str]) -> None:
        self.replace_graphs(dict.fromkeys(graphs, ()))

    def graphs(self) -> list[str]:
        self._open()
        return sorted(self._ledger.present())

    def contains_graph(self, graph: str) -> bool:
        self._open()
        return graph in self._ledger.present()

    def digests(self) -> dict[str, str]:
        """A hash of what each graph holds, as it was sent (:func:`ctkg.graph.store.remote.terms.digest`)."""
        self._open()
        state = self._ledger.state()
        entries = self._ledger.entries(state).items()
        return {graph: entry.digest for graph, entry in entries if entry.count and graph not in state.pending}

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        for name in self.graphs() if graph is None else (graph,):
            self._open()
            for triple in self._server.get(name):
                yield Quad(triple.subject, triple.predicate, triple.object, NamedNode(name))

    def match(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: str | None = None,
    ) -> Iterator[Quad]:
        if subject is None and predicate is None and object is None:
            yield from self.quads(graph)
            return
        self._open()
        places = {"s": subject, "p": predicate, "o": object}
        pattern = " ".join(f"?{name}" if term is None else str(outward(term)) for name, term in places.items())
        free = [name for name, term in places.items() if term is None]
        text = f"SELECT {''.join(f'?{name} ' for name in free)}?g WHERE {{ GRAPH ?g {{ {pattern} }} }}"
        found = self._server.query(text, graph=False, named=[] if graph is None else [graph])
        assert isinstance(found, QuerySolutions)
        known = self._ledger.present()
        for row in found:
            if row["g"].value in known:
                subject_, predicate_, object_ = (row[name] if name in free else term for name, term in places.items())
                yield Quad(subject_, predicate_, object_, row["g"])  # type: ignore[arg-type]

    def union(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        *,
        inference: bool = True,
    ) -> Iterator[Triple]:
        self._open()
        mirrors = [mirror.value for mirror in _mirrors(inference)]
        if subject is None and predicate is None and object is None:
            for mirror in mirrors:
                yield from self._server.get(mirror)
            return
        places = {"s": subject, "p": predicate, "o": object}
        pattern = " ".join(f"?{name}" if term is None else str(outward(term)) for name, term in places.items())
        free = [name for name, term in places.items() if term is None]
        text = f"SELECT {' '.join(f'?{name}' for name in free) or '*'} WHERE {{ {pattern} }}"
        found = self._server.query(text, graph=False, default=mirrors)
        assert isinstance(found, QuerySolutions)
        for row in found:
            subject_, predicate_, object_ = (row[name] if name in free else term for name, term in places.items())
            yield Triple(subject_, predicate_, object_)  # type: ignore[arg-type]

    def count(self, graph: str | None = None) -> int:
        self._open()
        entries = self._ledger.present()
        if graph is not None:
            return entries[graph].count if graph in entries else 0
        return sum(entry.count for entry in entries.values())

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
        self._open()
        is_graph = dataset.checked(text, prefixes or {})
        if graphs is not None and len(graphs) > 1:
            # Graphs that share triples would give rows twice; a query names few of them: ask a copy.
            return self._merged(text, graphs, named or (), bindings, prefixes)
        if bindings:
            from ctkg.graph import parameters

            text = parameters.insert(text, {name: outward(value) for name, value in bindings.items()})
        text = dataset.declared(text, prefixes or {})
        if graphs is None and named is None:
            default, seen = [mirror.value for mirror in _mirrors(inference)], self._visible(text, inference)
            if dataset.named(text) is None and not self._server.takes_many_names:
                text, seen = confined(text, inference=inference, prefixes={}, only=GRAPH), []
        else:
            # A name that nothing has keeps a server from showing everything where there is nothing to show.
            nothing = [changes.REMOVED.value]
            default, seen = list(graphs or nothing), list(named or nothing)
        return self._server.query(text, graph=is_graph, default=default, named=seen)

    def beside(self, text: str) -> Answer:
        self._open()
        mirrors = [changes.ASSERTED.value, changes.INFERRED.value]
        return self._server.query(text, graph=False, default=mirrors, named=[changes.ASSERTED.value])

    def asserted(self, pattern: str) -> str:
        return f"GRAPH {changes.ASSERTED} {{ {pattern} }}"

    def revision(self) -> int:
        self._open()
        return self._ledger.state().revision

    def touched(self, since: int) -> dict[str, int]:
        self._open()
        entries = self._ledger.entries().items()
        found = sorted((entry.touched, graph) for graph, entry in entries if entry.touched > since)
        return {graph: revision for revision, graph in found}

    def notes(self, kind: str) -> dict[str, str]:
        self._open()
        predicate = changes.note_terms(kind, "")[1]
        found = self._server.query(f"SELECT ?s ?o WHERE {{ GRAPH {NOTES} {{ ?s {predicate} ?o }} }}", graph=False)
        assert isinstance(found, QuerySolutions)
        return {changes.note_name(row["s"].value): row["o"].value for row in found}

    def note(self, kind: str, name: str) -> str | None:
        self._open()
        subject, predicate = changes.note_terms(kind, name)
        found = self._server.query(f"SELECT ?o WHERE {{ GRAPH {NOTES} {{ {subject} {predicate} ?o }} }}", graph=False)
        assert isinstance(found, QuerySolutions)
        return next((row["o"].value for row in found), None)

    def note_kinds(self, beginning: str) -> list[str]:
        self._open()
        start = changes.note_terms(beginning, "")[1].value
        text = f'SELECT DISTINCT ?p WHERE {{ GRAPH {NOTES} {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?p), "{start}")) }}'
        found = self._server.query(text, graph=False)
        assert isinstance(found, QuerySolutions)
        return sorted(changes.note_name(row["p"].value) for row in found)

    def set_notes(self, kind: str, values: Mapping[str, str | None]) -> None:
        self._writable()
        self._writer.write({}, {kind: values})

    def moment(self, what: str, *, by: str = "", acts: Sequence[str] = ()) -> AbstractContextManager[None]:
        return nullcontext()

    def metadata(self) -> dict[str, Any]:
        self._open()
        return {**self._ledger.state().values(), "format": FORMAT}

    def set_metadata(self, values: Mapping[str, Any]) -> None:
        self._writable()
        self._writer.set_metadata({**values, "format": FORMAT})

    def close(self) -> None:
        self._closed = True
        self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open(self) -> None:
        if self._closed:
            raise StoreError("this store is closed; open it again", path=self.where)

    def _writable(self) -> None:
        self._open()
        if self._read_only:
            raise StoreError("this store was opened read-only; open it for writing to change it", path=self.where)

    def _visible(self, text: str, inference: bool) -> list[str]:
        """Graphs that ``GRAPH`` may see: none where the query has no such word, else those it names, or all."""
        asked = dataset.named(text)
        if asked is not None and not asked:
            return []
        known = self._ledger.present()
        seen = known if asked is None else asked & known.keys()
        # A name that nothing has keeps a server from showing everything where there is nothing to show.
        return [name for name in seen if inference or not is_inferred(name)] or [changes.REMOVED.value]

    def _merged(
        self,
        text: str,
        graphs: Sequence[str],
        named: Sequence[str],
        bindings: Bindings | None,
        prefixes: Mapping[str, str] | None,
    ) -> Answer:
        merged = ox.Store()
        for name in named:
            merged.extend(self.quads(name))
        for graph in graphs:
            merged.extend(Quad(t.subject, t.predicate, t.object) for t in self._server.get(graph))
        return merged.query(
            text,
            default_graph=[ox.DefaultGraph()],
            named_graphs=[ox.NamedNode(name) for name in named],
            substitutions={ox.Variable(name): value for name, value in (bindings or {}).items()},
            prefixes=dict(prefixes or {}),
        )


def _triple(item: Quad | Triple) -> Triple:
    return item.triple if isinstance(item, Quad) else item


def _mirrors(inference: bool) -> tuple[NamedNode, ...]:
    """The graphs that the union is kept in at a server."""
    return (changes.ASSERTED, changes.INFERRED) if inference else (changes.ASSERTED,)
