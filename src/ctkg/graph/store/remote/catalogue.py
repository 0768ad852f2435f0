"""What a server holds of ours: one entry for each graph, in a graph of its own (``urn:ctkg:store:journal``).

The entry says how many triples a graph has, a hash of them, and the revision that touched it last. It is written in the
same request as the graph, or, where a server does not carry out a request in one step, after it. So what has no entry
is no graph of ours, or only half of one, and is not seen; nor are graphs that others keep on the same server.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

JOURNAL = NamedNode("urn:ctkg:store:journal")
_STORE = NamedNode("urn:ctkg:store")
_REVISION = NamedNode("urn:ctkg:store:revision")
_METADATA = NamedNode("urn:ctkg:store:metadata")
_PENDING = NamedNode("urn:ctkg:store:pending")
_STAGED = NamedNode("urn:ctkg:store:staged")
_TOUCHED = NamedNode("urn:ctkg:store:touched")
_HOLDS = NamedNode("urn:ctkg:store:holds")

#: Of the store itself: revision, metadata, and graphs at which somebody was at work when he was stopped.
OF_STORE = f"SELECT ?p ?o WHERE {{ GRAPH {JOURNAL} {{ {_STORE} ?p ?o }} }}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One graph.

    Attributes:
        touched: revision that changed it last.
        count: number of its triples; 0 where it is gone.
        digest: of its triples (:func:`ctkg.graph.store.remote.terms.digest`); empty where it is gone.
    """

    touched: int
    count: int = 0
    digest: str = ""

    def triples(self, graph: str) -> list[Triple]:
        """The entry as it is written."""
        name = NamedNode(graph)
        found = [Triple(name, _TOUCHED, Literal(self.touched))]
        if self.count:
            found.append(Triple(name, _HOLDS, Literal(f"{self.count} {self.digest}")))
        return found


@dataclass(frozen=True, slots=True)
class State:
    """What is known of the store as a whole.

    Attributes:
        revision: number of the last write.
        metadata: the text that is written; empty where there is none.
        pending: graphs that may be half written.
        staged: graphs that hold a part of one on its way.
    """

    revision: int = 0
    metadata: str = ""
    pending: frozenset[str] = frozenset()
    staged: frozenset[str] = frozenset()

    @property
    def is_new(self) -> bool:
        """True where nobody ever wrote anything."""
        return not (self.revision or self.metadata or self.pending or self.staged)

    def values(self) -> dict[str, Any]:
        """The metadata."""
        return dict(json.loads(self.metadata)) if self.metadata else {}


def state(rows: Iterable[tuple[Any, Any]]) -> State:
    """The state, from predicates and objects of :data:`OF_STORE`."""
    revision, metadata = 0, ""
    pending: set[str] = set()
    staged: set[str] = set()
    for predicate, value in rows:
        if predicate == _REVISION:
            revision = max(revision, int(value.value))
        elif predicate == _METADATA:
            metadata = value.value
        elif predicate == _PENDING:
            pending.add(value.value)
        elif predicate == _STAGED:
            staged.add(value.value)
    return State(revision, metadata, frozenset(pending), frozenset(staged))


def of_revision(number: int) -> Triple:
    """The statement that ``number`` is the last revision."""
    return Triple(_STORE, _REVISION, Literal(number))


def of_metadata(text: str) -> Triple:
    """The statement that holds the metadata."""
    return Triple(_STORE, _METADATA, Literal(text))


def of_pending(graph: str) -> Triple:
    """The statement that somebody is at work on ``graph``."""
    return Triple(_STORE, _PENDING, NamedNode(graph))


def of_staged(graph: str) -> Triple:
    """The statement that ``graph`` holds a part of one on its way."""
    return Triple(_STORE, _STAGED, NamedNode(graph))


def entries(triples: Iterable[Any]) -> dict[str, Entry]:
    """The entries, by graph, from their triples; those of graphs that are gone among them."""
    touched: dict[str, int] = {}
    holds: dict[str, str] = {}
    for triple in triples:
        if triple.predicate == _TOUCHED:
            name = triple.subject.value
            touched[name] = max(int(triple.object.value), touched.get(name, 0))
        elif triple.predicate == _HOLDS:
            holds[triple.subject.value] = triple.object.value
    found = {}
    for graph, number in touched.items():
        count, _, digest = holds.get(graph, "0 ").partition(" ")
        found[graph] = Entry(number, int(count), digest)
    return found


def since(revision: int) -> str:
    """A query for the entries that are newer than ``revision``."""
    return (
        f"CONSTRUCT {{ ?g {_TOUCHED} ?r . ?g {_HOLDS} ?h }} WHERE {{ GRAPH {JOURNAL} {{ ?g {_TOUCHED} ?r . "
        f"FILTER(?r > {revision}) OPTIONAL {{ ?g {_HOLDS} ?h }} }} }}"
    )
