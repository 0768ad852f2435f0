"""What is said of some nodes, looked up once and kept in step with every write.

A document that comes is written, closed and validated one after the other, and each of these asks for the same nodes.
So the first who asks for a node reads all that is said of it, by which graphs, and the others find it here. A write
brings what it changed up to date: what a document says need not be read back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Set
from typing import NamedTuple

import pyoxigraph as ox
from pyoxigraph import BlankNode, NamedNode, Quad

from ctkg.graph.store.faults import reading
from ctkg.graph.store.plain import Fact, Node, fact, term
from ctkg.graph.store.port import Store
from ctkg.graph.store.union import FORMER, NOTES, is_shown

#: All that is said of a node: each statement with the graphs that hold it, :data:`UNION` among them.
Row = dict[Fact, tuple[str, ...]]
#: How the union is called in a row.
UNION = ""
_NOTES = NOTES.value
#: Graphs that are no graphs of the data.
_BESIDE = frozenset({_NOTES, FORMER.value})
#: Statements about one node that are kept; of nodes with more the store is asked each time.
_MOST = 512
#: How often some statements about a node are looked up before all of them are read: that costs as much as ten times.
_PATIENCE = 8
#: Statements that are kept in all; beyond, all is forgotten.
_ROOM = 60_000
#: Graphs that are kept, and statements of one.
_GRAPHS, _GRAPH = 64, 5_000


class Taken(NamedTuple):
    """What was known: statements about nodes, statements that point to nodes, and contents of graphs."""

    rows: dict[Node, Row]
    pointing: dict[Node, Row]
    graphs: dict[str, set[Fact]]


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
        self._pointing: dict[Node, Row] = {}
        self._many: set[Node] = set()
        self._asked: dict[Node, int] = {}
        self._size = 0
        self._graphs: dict[str, set[Fact]] = {}

    def of(self, engine: ox.Store) -> None:
        """Look things up in another engine from now on."""
        self._engine = engine
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._rows.clear()
        self._pointing.clear()
        self._many.clear()
        self._asked.clear()
        self._graphs.clear()
        self._size = 0

    def about(self, node: Node, predicate: Node | None = None, object: Node | None = None) -> Row | None:
        """All that is said of a node; None where it is too much to keep. Not to be changed.

        Where a predicate is given, it may be no more than the statements with that and with ``object``, if any: a node
        is read whole when it was asked for a few times.
        """
        row = self._rows.get(node)
        if row is None and node not in self._many:
            asked = self._asked.get(node, 0)
            if predicate is None or asked == _PATIENCE:
                row = self._read(node)
            else:
                self._asked[node] = asked + 1
                row = self._look(node, predicate, object)
        return row

    def known(self, node: Node) -> Row | None:
        """All that is said of a node where it was looked up before; else None. Not to be changed."""
        return self._rows.get(node)

    def pointing(self, node: Node) -> Row | None:
        """All statements that point to a node, where it came with a write that is remembered; else None.

        Not to be changed.
        """
        return self._pointing.get(node)

    def expect(self, nodes: Mapping[Node, NamedNode | BlankNode]) -> None:
        """Something will be said of nodes: of one of which nothing is said yet, all is known without reading it."""
        rows, look = self._rows, self._engine.quads_for_pattern
        for node, subject in nodes.items():
            if node not in rows and node not in self._many and next(look(subject, None, None, None), None) is None:
                rows[node] = {}
                if isinstance(node, str) and next(look(None, None, subject, None), None) is None:
                    self._pointing[node] = {}

    def names(self, statement: Fact) -> Collection[str]:
        """Graphs that hold a statement, :data:`UNION` among them."""
        row = self.about(*statement)
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

    def known_content(self, graph: str) -> Set[Fact] | None:
        """All that a graph says where it was looked up before; else None. Not to be changed."""
        return self._graphs.get(graph)

    def is_empty(self, graph: str) -> None:
        """A graph was found to hold nothing."""
        self._keep(graph, set())

    def take(self, facts: Iterable[Fact], graphs: Iterable[str]) -> Taken:
        """What is known of the nodes of statements and of graphs that are about to change, and is forgotten."""
        about, pointing = {each[0] for each in facts}, {each[2] for each in facts if type(each[2]) is str}
        return Taken(
            {node: self._rows.pop(node) for node in about if node in self._rows},
            {node: self._pointing.pop(node) for node in pointing if node in self._pointing},
            {name: self._graphs.pop(name) for name in graphs if name in self._graphs},
        )

    def keep(self, taken: Taken, more: int) -> None:
        """What was taken is known again, now that ``more`` statements came or went."""
        self._make_room()
        self._rows.update(taken.rows)
        self._pointing.update(taken.pointing)
        self._graphs.update(taken.graphs)
        self._size += more

    def _make_room(self) -> None:
        if self._size > _ROOM:
            self._rows.clear()
            self._pointing.clear()
            self._asked.clear()
            self._size = 0

    def _keep(self, graph: str, content: set[Fact]) -> None:
        if len(content) <= _GRAPH:
            if len(self._graphs) >= _GRAPHS:
                del self._graphs[next(iter(self._graphs))]
            self._graphs[graph] = content

    def _read(self, node: Node) -> Row | None:
        row = self._look(node, None, None)
        if row is None:
            self._many.add(node)
            return None
        self._make_room()
        self._rows[node] = row
        self._size += len(row) + 1
        return row

    def _look(self, node: Node, predicate: Node | None, object: Node | None) -> Row | None:
        """What is said of a node, by this predicate and of this object where they are given; None: too much."""
        row: Row = {}
        one, two, three = (None if part is None else term(part) for part in (node, predicate, object))
        found = self._engine.quads_for_pattern(one, two, three, None)  # type: ignore[arg-type]
        for number, quad in enumerate(reading(found, self._where)):
            if number == _MOST:
                return None
            _, property, value, name = quad
            # What the union holds is known by the graphs that it is made of.
            if type(name) is NamedNode and (iri := name.value) not in _BESIDE:
                each = node, property.value, value.value if type(value) is NamedNode else value
                names = row.get(each)
                row[each] = (iri,) if names is None else (*names, iri)
        everywhere = {names: (*names, UNION) if any(map(is_shown, names)) else names for names in set(row.values())}
        for each, names in row.items():
            row[each] = everywhere[names]
        return row


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
