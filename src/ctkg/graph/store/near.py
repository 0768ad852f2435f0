"""What is said of some nodes, looked up once and kept in step with every write.

A document that comes is written, closed and validated one after the other, and each of these asks for the same nodes.
So the first who asks for a node reads all that is said of it, by which graphs, and the others find it here. A write
brings what it changed up to date: what a document says need not be read back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Set

import pyoxigraph as ox
from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from ctkg.graph.store.faults import reading
from ctkg.graph.store.plain import Fact, Node, fact, term
from ctkg.graph.store.port import Store
from ctkg.graph.store.union import FORMER, NOTES, is_shown

#: All that is said of a node: each statement with the graphs that hold it, :data:`UNION` among them.
Row = dict[Fact, tuple[str, ...]]
#: How the union is called in a row.
UNION = ""
_NOTES = NOTES.value
#: Statements about one node that are kept; of nodes with more the store is asked each time.
_MOST = 512
#: Statements that are kept in all; beyond, all is forgotten.
_ROOM = 60_000
#: Graphs that are kept, and statements of one.
_GRAPHS, _GRAPH = 64, 5_000


class Near:
    """What was looked up in an engine.

    Args:
        engine: nobody writes to it without telling :meth:`written` or :meth:`clear`.
        where: where it is, for errors.
    """

    def __init__(self, engine: ox.Store, where: str) -> None:
        self._engine = engine
        self._where = where
        self._rows: dict[Node, Row] = {}
        self._many: set[Node] = set()
        self._size = 0
        self._graphs: dict[str, set[Fact]] = {}

    def of(self, engine: ox.Store) -> None:
        """Look things up in another engine from now on."""
        self._engine = engine
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._rows.clear()
        self._many.clear()
        self._graphs.clear()
        self._size = 0

    def about(self, node: Node) -> Row | None:
        """All that is said of a node; None where it is too much to keep. Not to be changed."""
        row = self._rows.get(node)
        if row is None and node not in self._many:
            row = self._read(node)
        return row

    def expect(self, nodes: Mapping[Node, NamedNode | BlankNode]) -> None:
        """Something will be said of nodes: of one of which nothing is said yet, all is known without reading it."""
        rows, look = self._rows, self._engine.quads_for_pattern
        for node, subject in nodes.items():
            if node not in rows and node not in self._many and next(look(subject, None, None, None), None) is None:
                rows[node] = {}

    def names(self, statement: Fact) -> Collection[str]:
        """Graphs that hold a statement, :data:`UNION` among them."""
        row = self.about(statement[0])
        if row is not None:
            return row.get(statement, ())
        parts = term(statement[0]), NamedNode(statement[1]), term(statement[2])
        found = self._engine.quads_for_pattern(*parts, None)  # type: ignore[arg-type]
        return [name for quad in reading(found, self._where) if (name := _name(quad)) != _NOTES]

    def content(self, graph: str) -> Set[Fact]:
        """All that a graph says. Not to be changed."""
        known = self._graphs.get(graph)
        if known is None:
            found = self._engine.quads_for_pattern(None, None, None, NamedNode(graph))
            known = set(map(fact, reading(found, self._where)))
            self._keep(graph, known)
        return known

    def is_empty(self, graph: str) -> None:
        """A graph was found to hold nothing."""
        self._keep(graph, set())

    def keep(self, rows: Mapping[Node, Row], graphs: Mapping[str, set[Fact]], more: int) -> None:
        """What is known again, now that ``more`` statements about its nodes came or went."""
        self._make_room()
        self._rows.update(rows)
        self._graphs.update(graphs)
        self._size += more

    def _make_room(self) -> None:
        if self._size > _ROOM:
            self._rows.clear()
            self._size = 0

    def _keep(self, graph: str, content: set[Fact]) -> None:
        if len(content) <= _GRAPH:
            if len(self._graphs) >= _GRAPHS:
                del self._graphs[next(iter(self._graphs))]
            self._graphs[graph] = content

    def _read(self, node: Node) -> Row | None:
        row: Row = {}
        found = self._engine.quads_for_pattern(term(node), None, None, None)  # type: ignore[arg-type]
        for number, quad in enumerate(reading(found, self._where)):
            if number == _MOST:
                self._many.add(node)
                return None
            name = _name(quad)
            if name != _NOTES:
                each = fact(quad)
                row[each] = (*row.get(each, ()), name)
        self._make_room()
        self._rows[node] = row
        self._size += len(row) + 1
        return row


class Change:
    """One write to the engine: what to insert and delete in graphs and the union, and what is known when it is done.

    Args:
        near: what is known before.
        added: new triples by graph, none of them in that graph now.
        removed: triples that go, by graph, all of them there.
    """

    def __init__(
        self, near: Near, added: Mapping[str, Iterable[Triple]], removed: Mapping[str, Iterable[Triple]]
    ) -> None:
        self.inserts: list[Quad] = []
        self.deletes: list[Quad] = []
        self._near = near
        self._moves: dict[Fact, dict[str, bool]] = {}
        self._nodes: dict[Node, NamedNode | BlankNode] = {}
        for iri, triples in added.items():
            self._add(iri, triples)
        for iri, triples in removed.items():
            self._remove(iri, triples)
        near.expect(self._nodes)
        if self.deletes:
            self._leave({iri for iri in removed if is_shown(iri)})

    def _add(self, iri: str, triples: Iterable[Triple]) -> None:
        """What comes into a graph, and into the union: what stands there already may come once more."""
        name, shown = NamedNode(iri), is_shown(iri)
        moves, nodes, insert = self._moves, self._nodes, self.inserts.append
        for triple in triples:
            subject, predicate, object_ = triple.subject, triple.predicate, triple.object
            insert(Quad(subject, predicate, object_, name))
            if shown:
                insert(Quad(subject, predicate, object_))  # without a name it is made three times as fast
            node = subject.value if isinstance(subject, NamedNode) else subject
            statement = node, predicate.value, object_.value if isinstance(object_, NamedNode) else object_
            move = moves.get(statement)  # type: ignore[arg-type]  # see `fact`
            if move is None:
                move = moves[statement] = {}  # type: ignore[index]
            move[iri] = True
            if shown:
                move[UNION] = True
            nodes[node] = subject  # type: ignore[index,assignment]

    def _remove(self, iri: str, triples: Iterable[Triple]) -> None:
        """What goes from a graph."""
        name = NamedNode(iri)
        for triple in triples:
            self.deletes.append(Quad(triple.subject, triple.predicate, triple.object, name))
            self._moves.setdefault(fact(triple), {})[iri] = False

    def _leave(self, shown: Set[str]) -> None:
        """What goes from the union, since no graph is left there that holds it."""
        for statement, moves in self._moves.items():
            if UNION in moves or shown.isdisjoint(moves):
                continue
            if not any(is_shown(name) for name in self._near.names(statement) if moves.get(name, True)):
                moves[UNION] = False
                subject, predicate, object_ = statement
                self.deletes.append(Quad(term(subject), NamedNode(predicate), term(object_)))  # type: ignore[arg-type]

    def __enter__(self) -> None:
        """Carry the write out inside; where it fails, what it would have changed is read again by whoever asks."""
        rows, graphs = self._near._rows, self._near._graphs
        self._rows = {node: rows.pop(node) for node in {each[0] for each in self._moves} if node in rows}
        touched = {name for moves in self._moves.values() for name in moves}
        self._graphs = {name: graphs.pop(name) for name in touched if name in graphs}

    def __exit__(self, kind: object, *_error: object) -> None:
        if kind is not None:
            return
        rows, graphs = self._rows, self._graphs
        for statement, moves in self._moves.items():
            row = rows.get(statement[0])
            if row is not None:
                now = row.get(statement)
                stay = [] if now is None else [name for name in now if name not in moves]
                names = (*stay, *[name for name, here in moves.items() if here])
                if names:
                    row[statement] = names
                elif now is not None:
                    del row[statement]
            for name, here in moves.items():
                if name in graphs:
                    (graphs[name].add if here else graphs[name].discard)(statement)
        self._near.keep(rows, graphs, len(self._moves))


class Large:
    """A write that touches so much that all is forgotten."""

    def __init__(self, near: Near, inserts: list[Quad], deletes: list[Quad]) -> None:
        self.inserts, self.deletes = inserts, deletes
        self._near = near

    def __enter__(self) -> None:
        self._near.clear()

    def __exit__(self, *_: object) -> None:
        self._near.clear()


def near(store: object) -> Near | None:
    """What a store knows of nodes that were just looked at; None where it does not keep that."""
    found: Callable[[object], Near] | None = getattr(type(store), "near", None)
    return found(store) if found else None


def content(store: Store, graph: str) -> Set[Fact]:
    """All that a graph of a store says. Not to be changed."""
    known = near(store)
    return known.content(graph) if known is not None else set(map(fact, store.quads(graph)))


def _name(quad: Quad) -> str:
    name = quad.graph_name
    return name.value if isinstance(name, NamedNode) and name != FORMER else UNION
