"""A large store in portions for the judge: documents that are read graph by graph, and nodes that are looked up.

Nearly every node is spoken of by one document alone, in its graphs of three kinds. Those graphs are read once, in the
order in which the engine keeps them, and hold all that is said of such a node. Nodes of which another graph speaks as
well, and those of ontology, tables and resolution, are few: they are *loose*, and looked up one by one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from pyoxigraph import QuerySolutions

from ctkg.graph.store import Store
from ctkg.graph.store.plain import Fact, Node, fact, node, term
from ctkg.graph.store.union import INFERRED_GRAPHS
from ctkg.graph.validate.context import About, Reader, is_judged
from ctkg.graph.validate.footprint import Footprint
from ctkg.iris import ID, graph

Item = TypeVar("Item")

#: Beginnings of the graphs of one document, and graphs that begin so and are none.
_OWN = (graph("document", ""), graph("evidence", ""), INFERRED_GRAPHS)
_NOT_OWN = frozenset({INFERRED_GRAPHS + "reference", INFERRED_GRAPHS + "cross"})
#: Documents, or loose nodes, that are dealt out together.
_DOCUMENTS, _NODES = 32, 1_000
#: Statements about nodes of elsewhere that are kept.
_ROOM = 100_000


@dataclass(frozen=True, slots=True)
class Portion:
    """What is judged together.

    Attributes:
        documents: graphs of documents, whose nodes are judged but for those that are ``loose``.
        loose: nodes of these documents that are in another portion.
        nodes: loose nodes.
    """

    documents: tuple[tuple[str, ...], ...] = ()
    loose: frozenset[Node] = frozenset()
    nodes: tuple[Node, ...] = ()


def of_documents(names: Iterable[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Graphs by the document that they are of, and those that are of none."""
    documents: dict[str, list[str]] = defaultdict(list)
    others = []
    for name in names:
        stem = next((stem for stem in _OWN if name.startswith(stem)), "")
        if stem and name not in _NOT_OWN:
            documents[name.removeprefix(stem)].append(name)
        else:
            others.append(name)
    return documents, others


def strangers(store: Store, document: tuple[str, Sequence[str]]) -> set[Node]:
    """Nodes that the graphs of a document, given with its id, speak of, and that it does not own."""
    owner, graphs = document
    return {each for name in graphs for each in _subjects(store, name) if _owner(each) != owner}


def portions(store: Store, names: Sequence[str], strange_to: Iterable[set[Node]] | None = None) -> Iterator[Portion]:
    """Some judged graphs of a store, dealt out: each of their nodes comes in one portion.

    ``strange_to``: the :func:`strangers` of each document, in the order of :func:`of_documents`, where others look for
    them.
    """
    documents, others = of_documents(names)
    loose = {each for name in others for each in _subjects(store, name)}
    if strange_to is None:
        strange_to = (strangers(store, document) for document in documents.items())
    # Each node has one owner at most, so one that two documents speak of is strange to one of them.
    strange = {document: found for document, found in zip(documents, strange_to, strict=True) if found}
    times = Counter(each for found in strange.values() for each in found)
    loose |= {each for each, number in times.items() if number > 1 or _is_told(store, each, documents)}
    owned: dict[str, set[Node]] = defaultdict(set)
    for each in loose:
        owned[_owner(each)].add(each)
    for part in _dealt(documents, _DOCUMENTS):
        elsewhere = {each for name in part for each in owned.get(name, ())}
        elsewhere |= {each for name in part for each in strange.get(name, ()) if each in loose}
        yield Portion(documents=tuple(tuple(documents[name]) for name in part), loose=frozenset(elsewhere))
    for nodes in _dealt(sorted(loose, key=str), _NODES):
        yield Portion(nodes=nodes)


def _dealt(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    rest = iter(items)
    while part := tuple(islice(rest, size)):
        yield part


def _owner(each: Node) -> str:
    """Id of the document that mints nodes like this one; empty where that cannot be told, or there is none."""
    parts = each.removeprefix(ID).split("/") if isinstance(each, str) else ()
    return parts[1] if len(parts) > 1 else ""


def _is_told(store: Store, each: Node, documents: dict[str, list[str]]) -> bool:
    """True where the document that owns a node speaks of it."""
    at_home = documents.get(_owner(each), ())
    return any(next(store.match(term(each), None, None, name), None) is not None for name in at_home)  # type: ignore[arg-type]


def _subjects(store: Store, name: str) -> Iterator[Node]:
    found = store.query("SELECT DISTINCT ?node WHERE { ?node ?property ?value }", graphs=[name], named=[])
    assert isinstance(found, QuerySolutions)
    return (node(row[0]) for row in found)


class DocumentReader(Reader):
    """Reads around the nodes of some documents, of which their own graphs say all; see :class:`Portion`."""

    def __init__(self, store: Store, footprint: Footprint) -> None:
        super().__init__(store, footprint)
        self._around = _Around(store)
        self._near = self._around  # type: ignore[assignment]  # it answers the one question that is asked

    def read(self, documents: Iterable[Sequence[str]], loose: frozenset[Node], size: int) -> Iterator[About]:
        """The nodes of documents with what is said of them, in batches of some ``size`` statements."""
        rows = self._around.rows
        rows.clear()
        total = 0
        for graphs in documents:
            for name in graphs:
                for quad in self._store.quads(name):
                    each = fact(quad)
                    row = rows.get(each[0])
                    if row is None:
                        row = rows[each[0]] = {}
                    row[each] = (*row[each], name) if each in row else (name,)
                    total += 1
            if total >= size:
                yield self._batch(loose)
                rows.clear()
                total = 0
        if rows:
            yield self._batch(loose)

    def _batch(self, loose: frozenset[Node]) -> About:
        found: About = {}
        for each in loose & self._around.rows.keys():
            del self._around.rows[each]
        found.update(self._around.rows)
        return found


class _Around:
    """What is said of nodes: of those of the documents at hand, and of others, which are kept for a while."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.rows: dict[Node, dict[Fact, tuple[str, ...]]] = {}
        self._others: dict[Node, dict[Fact, tuple[str, ...]]] = {}
        self._size = 0

    def about(self, each: Node, *_parts: object) -> dict[Fact, tuple[str, ...]]:
        """All that is said of a node in judged graphs; of a node of elsewhere each statement has one of its graphs."""
        row = self.rows.get(each)
        if row is None:
            row = self._others.get(each)
        return self._read(each) if row is None else row

    def pointing(self, _node: Node) -> None:
        """What points to a node is not known here."""

    def _read(self, each: Node) -> dict[Fact, tuple[str, ...]]:
        row: dict[Fact, tuple[str, ...]] = {}
        for quad in self._store.match(term(each)):  # type: ignore[arg-type]
            said = fact(quad)
            if said not in row and is_judged(name := quad.graph_name.value):  # type: ignore[union-attr]
                row[said] = (name,)
        if self._size > _ROOM:
            self._others.clear()
            self._size = 0
        self._others[each] = row
        self._size += len(row) + 1
        return row
