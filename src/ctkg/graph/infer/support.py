"""What a fact that only several documents together imply rests on, kept in the notes of the store.

``cross/<key>`` holds such a fact with the ids of documents from which, with the background, it follows; one that a
document states or implies by itself, too, is *covered*: it does not stand in the cross graph as long as that document
is there. ``cross-of/<document>`` lists the keys of all entries that hang on a document, so that a document that
changes leads to them without a look at any other.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pyoxigraph import RdfFormat, parse

from ctkg.graph.infer.state import Changes
from ctkg.graph.infer.terms import Fact, fact, triple
from ctkg.graph.store import Store

_ENTRY, _OF = "cross", "cross-of/"


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact, the documents it rests on, and a document that states or implies it by itself (empty: none)."""

    statement: Fact
    support: frozenset[str]
    cover: str = ""

    def documents(self) -> frozenset[str]:
        """All documents whose change matters."""
        return self.support | {self.cover} if self.cover else self.support


class Support:
    """Entries of a store, and changes to them that wait to be written."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._before: dict[Fact, Entry | None] = {}
        self._after: dict[Fact, Entry | None] = {}

    def of(self, document: str) -> list[Entry]:
        """Entries that hang on ``document``, as they are in the store."""
        found = []
        for key in self._store.notes(_OF + document):
            text = self._store.note(_ENTRY, key)
            assert text is not None, f"cross/{key} is missing"
            entry = _read(text)
            self._before[entry.statement] = entry
            found.append(entry)
        return found

    def get(self, statement: Fact) -> Entry | None:
        """The entry of ``statement``, with the changes that wait."""
        if statement in self._after:
            return self._after[statement]
        return self._stored(statement)

    def put(self, entry: Entry) -> None:
        """Adds or replaces an entry."""
        self._stored(entry.statement)
        self._after[entry.statement] = entry

    def cover(self, statement: Fact, document: str) -> None:
        """``document`` states or implies ``statement`` by itself; empty: none does any more."""
        entry = self.get(statement)
        assert entry is not None, f"no entry: {statement}"
        self.put(replace(entry, cover=document))

    def drop(self, statement: Fact) -> None:
        """Removes an entry."""
        self._stored(statement)
        self._after[statement] = None

    def changes(self) -> Changes:
        """The notes to write; nothing waits any more."""
        found: Changes = defaultdict(dict)
        for statement, new in self._after.items():
            old = self._before.get(statement)
            if old == new:
                continue
            key = _key(statement)
            found[_ENTRY][key] = None if new is None else _text(new)
            now = frozenset() if new is None else new.documents()
            before = frozenset() if old is None else old.documents()
            for document in before - now:
                found[_OF + document][key] = None
            for document in now - before:
                found[_OF + document][key] = ""
        self._before.clear()
        self._after.clear()
        return found

    def forgotten(self) -> Changes:
        """The notes whose removal removes all entries."""
        found: Changes = defaultdict(dict)
        for key, text in self._store.notes(_ENTRY).items():
            found[_ENTRY][key] = None
            for document in _read(text).documents():
                found[_OF + document][key] = None
        return found

    def _stored(self, statement: Fact) -> Entry | None:
        if statement not in self._before:
            text = self._store.note(_ENTRY, _key(statement))
            self._before[statement] = None if text is None else _read(text)
        return self._before[statement]


def _key(statement: Fact) -> str:
    return hashlib.sha256(str(triple(statement)).encode()).hexdigest()[:32]


def _text(entry: Entry) -> str:
    return json.dumps([sorted(entry.support), entry.cover]) + "\n" + str(triple(entry.statement))


def _read(text: str) -> Entry:
    head, _, line = text.partition("\n")
    support, cover = json.loads(head)
    (statement,) = map(fact, parse(line + " .", RdfFormat.N_TRIPLES))
    return Entry(statement, frozenset(support), cover)


def union(supports: Iterable[frozenset[str]]) -> frozenset[str]:
    """All documents of several supports."""
    return frozenset().union(*supports)
