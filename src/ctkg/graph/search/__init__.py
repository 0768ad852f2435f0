"""Full-text search over names and passages, beside a store and in step with it.

This module is its port. The index is derived data: a dump does not hold it, and what is missing or damaged is made
again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from ctkg.errors import UsageError
from ctkg.graph.names import suggestion
from ctkg.graph.search import keeping
from ctkg.graph.search.asking import MOST, Question, question
from ctkg.graph.search.entries import KINDS
from ctkg.graph.search.finding import Limits, Row, find, ranked
from ctkg.graph.search.hits import Found, Hit
from ctkg.graph.search.index import Index
from ctkg.graph.search.letters import key
from ctkg.iris import graph

if TYPE_CHECKING:
    from ctkg.graph.store import Store

__all__ = ["KINDS", "Found", "Hit", "alike", "named", "nodes", "nodes_beginning", "refresh", "search"]

refresh = keeping.refresh
_Answer = TypeVar("_Answer")
#: Letters at the beginning that names share which look alike, and how many such names are looked at.
_SAME, _ALIKE = 3, 5_000


def search(
    store: Store,
    text: str,
    *,
    kinds: Sequence[str] = (),
    document: str = "",
    language: str = "",
    limit: int = 20,
) -> Found:
    """Looks for names and passages; any text is a valid question (see :mod:`ctkg.graph.search.asking`).

    Args:
        store: what to search.
        text: words, ``"phrases"``, ``prefix*``, ``-excluded``.
        kinds: some of :data:`KINDS`; all where empty.
        document: id of the one document to look in; all names and passages where empty.
        language: language tag that names and passages must have; any where empty.
        limit: number of hits at most.

    Raises:
        UsageError: an unknown kind or document, or a limit below 1.
    """
    for kind in kinds:
        if kind not in KINDS:
            raise UsageError(f"there is no kind {kind!r}; choose among: {', '.join(sorted(KINDS))}")
    if document and not any(store.contains_graph(graph(group, document)) for group in ("document", "evidence")):
        raise UsageError(f"the store has no document {document!r}{_nearest(document, store)}")
    if limit < 1:
        raise UsageError("the limit must be at least 1")
    asked = question(text)
    limits = Limits(kinds=tuple(dict.fromkeys(kinds)), document=document, language=language)
    hits, notices = _answered(store, lambda index: find(index, asked, limits, most=limit))
    return Found(hits=tuple(hits), notices=(*notices, *_doubts(asked)))


def nodes(store: Store, text: str, *, language: str = "", limit: int) -> tuple[list[Row], tuple[str, ...]]:
    """All nodes and passages that are found, best first, ``limit`` of them at most, and notices."""
    asked = question(text)
    limits = Limits(language=language)
    rows, notices = _answered(store, lambda index: list(islice(ranked(index, asked, limits), limit)))
    return rows, (*notices, *_doubts(asked))


def named(store: Store, text: str) -> list[str]:
    """IRIs of the nodes that have ``text`` as one of their names, whatever its case; sorted."""
    wanted = text.casefold()
    found, _ = _answered(store, lambda index: index.named(key(text)))
    return sorted({node for node, name in found if name.casefold() == wanted})


def alike(store: Store, text: str) -> list[str]:
    """Some names that begin as ``text`` does, in order of the alphabet: among them are those with a letter amiss."""
    return _answered(store, lambda index: index.beginning(key(text)[:_SAME], _ALIKE))[0]


def nodes_beginning(store: Store, iri: str, limit: int) -> list[str]:
    """Nodes with a name whose IRIs begin with ``iri``, sorted, ``limit`` of them at most."""
    return _answered(store, lambda index: index.nodes(iri, limit))[0]


def _answered(store: Store, ask: Callable[[Index], _Answer]) -> tuple[_Answer, tuple[str, ...]]:
    """What ``ask`` finds in the index; a file that proves damaged is made anew once."""
    try:
        with keeping.reading(store) as (index, notices):
            return ask(index), notices
    except sqlite3.DatabaseError:
        keeping.discard(store)
        with keeping.reading(store) as (index, notices):
            return ask(index), (*notices, "the search index was damaged; it was built anew")


def _nearest(document: str, store: Store) -> str:
    stem = graph("document", "")
    return suggestion(document, (name.removeprefix(stem) for name in store.graphs() if name.startswith(stem)))


def _doubts(asked: Question) -> tuple[str, ...]:
    return (f"only the first {MOST} words were looked for",) if asked.cut else ()
