"""What is said of some nodes, looked up once and kept in step with every write.

A document that comes is written, closed and validated one after the other, and each of these asks for the same nodes.
So the first who asks for a node reads all that is said of it, by which graphs, and the others find it here. A write
brings what it changed up to date: what a document says need not be read back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Set
from typing import NamedTuple

import pyoxigraph as ox
from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from ctkg.graph.store.faults import reading
from ctkg.graph.store.plain import Fact, Node, fact, term, triple
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

    def expect(self, nodes: Mapping[Node, NamedNode | BlankNode]) -> None:
        """Something will be said of nodes: of one of which nothing is said yet, all is known without reading it."""
        rows, look = self._rows, self._engine.quads_for_pattern
        for node, subject in nodes.items():
            if node not in rows and node not in self._many and next(look(subject, None, None, None), None) is None:
                rows[node] = {}

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


class Part(NamedTuple):
    """What comes into a graph, or goes from it."""

    graph: str
    shown: bool
    triples: list[Triple]
    facts: list[Fact]


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
        self._near = near
        self._nodes: dict[Node, NamedNode | BlankNode] = {}
        self._added = [self._part(iri, triples, self._nodes) for iri, triples in added.items() if triples]
        near.expect(self._nodes)
        self._removed = [self._part(iri, triples, self._nodes) for iri, triples in removed.items() if triples]
        self._left = self._leaving() if any(part.shown for part in self._removed) else []

    @staticmethod
    def _part(iri: str, triples: Iterable[Triple], nodes: dict[Node, NamedNode | BlankNode]) -> Part:
        part = Part(iri, is_shown(iri), list(triples), [])
        keep = part.facts.append
        for each in part.triples:
            # As `fact`; every look at a part of a triple makes a new object of it.
            subject, object_ = each.subject, each.object
            node = subject.value if type(subject) is NamedNode else subject
            keep((node, each.predicate.value, object_.value if type(object_) is NamedNode else object_))  # type: ignore[arg-type]
            nodes[node] = subject  # type: ignore[index,assignment]
        return part

    def inserts(self) -> list[Quad]:
        """What comes into graphs, and into the union: what stands there already may come once more."""
        found: list[Quad] = []
        add = found.append
        for iri, shown, triples, _ in self._added:
            name = NamedNode(iri)
            for each in triples:
                subject, predicate, object_ = each.subject, each.predicate, each.object
                add(Quad(subject, predicate, object_, name))
                if shown:
                    add(Quad(subject, predicate, object_))  # without a name it is made three times as fast
        return found

    def deletes(self) -> list[Quad]:
        """What goes from graphs and from the union."""
        found: list[Quad] = []
        for iri, _, triples, _ in self._removed:
            name = NamedNode(iri)
            found += [Quad(each.subject, each.predicate, each.object, name) for each in triples]
        return found + [Quad(t.subject, t.predicate, t.object) for t in map(triple, self._left)]

    def lines(self) -> list[str] | None:
        """What comes as N-Quads; None where something goes, or comes that has no name outside of this store."""
        if self._removed or not all(isinstance(node, str) for node in self._nodes):
            return None
        found: list[str] = []
        for iri, shown, triples, facts in self._added:
            if any(type(each[2]) is BlankNode for each in facts):
                return None
            said = list(map(str, triples))
            found += [f"{each} <{iri}> .\n" for each in said]
            if shown:
                found += [f"{each} .\n" for each in said]
        return found

    def _leaving(self) -> list[Fact]:
        """What goes from the union, since no graph is left there that holds it."""
        stay = {each for part in self._added if part.shown for each in part.facts}
        going: dict[Fact, set[str]] = {}
        for part in self._removed:
            for each in part.facts:
                going.setdefault(each, set()).add(part.graph)
        shown = {part.graph for part in self._removed if part.shown}
        return [
            each
            for each, names in going.items()
            if each not in stay
            and not shown.isdisjoint(names)
            and not any(is_shown(name) for name in self._near.names(each) if name not in names)
        ]

    def __enter__(self) -> None:
        """Carry the write out inside; where it fails, what it would have changed is read again by whoever asks."""
        rows, graphs = self._near._rows, self._near._graphs
        self._rows = {node: rows.pop(node) for node in self._nodes if node in rows}
        touched = {part.graph for part in (*self._added, *self._removed)}
        self._graphs = {name: graphs.pop(name) for name in touched if name in graphs}

    def __exit__(self, kind: object, *_error: object) -> None:
        if kind is not None:
            return
        rows, graphs = self._rows, self._graphs
        for iri, _, _, facts in self._removed:
            self._take(facts, iri)
            if iri in graphs:
                graphs[iri].difference_update(facts)
        self._take(self._left, UNION)
        for iri, shown, _, facts in self._added:
            names = (iri, UNION) if shown else (iri,)
            for each in facts:
                row = rows.get(each[0])
                if row is not None:
                    now = row.get(each)
                    row[each] = names if now is None else (*[name for name in now if name not in names], *names)
            if iri in graphs:
                graphs[iri].update(facts)
        self._near.keep(rows, graphs, sum(len(part.facts) for part in (*self._added, *self._removed)))

    def _take(self, facts: Iterable[Fact], name: str) -> None:
        """Statements are in this graph no more."""
        for each in facts:
            row = self._rows.get(each[0])
            now = row.get(each) if row is not None else None
            if row is not None and now is not None:
                names = tuple(other for other in now if other != name)
                if names:
                    row[each] = names
                else:
                    del row[each]


class Large:
    """A write that touches so much that all is forgotten."""

    def __init__(self, near: Near, inserts: list[Quad], deletes: list[Quad]) -> None:
        self._inserts, self._deletes = inserts, deletes
        self._near = near

    def inserts(self) -> list[Quad]:
        """What comes into graphs and the union."""
        return self._inserts

    def deletes(self) -> list[Quad]:
        """What goes from them."""
        return self._deletes

    def lines(self) -> None:
        """So much is never written as lines."""

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
