"""The index: one SQLite database with every text that can be found, and which revision of the store it has seen."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from ctkg.graph.search.entries import KINDS, Entry
from ctkg.graph.search.letters import key, plain
from ctkg.graph.search.topics import FACETS, Topic

#: Grows with every change of the tables or of what they hold; an index of another format is built anew.
FORMAT = 2
_APPLICATION = 0x63746B67  # "ctkg"

# `found` keeps no text of its own: it reads `texts`. `forms` finds the English forms of a word among all words that
# were ever indexed; a word that is gone from the texts finds nothing, and does no harm.
_SCHEMA = f"""
CREATE TABLE seen (origin TEXT NOT NULL, revision INTEGER NOT NULL);
CREATE TABLE graphs (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE);
CREATE TABLE entries (
    id INTEGER PRIMARY KEY, graph INTEGER NOT NULL, node TEXT NOT NULL, kind INTEGER NOT NULL, main INTEGER NOT NULL,
    language TEXT NOT NULL, document TEXT NOT NULL, start INTEGER, end INTEGER, text TEXT NOT NULL,
    plain TEXT, key TEXT, topics INTEGER
);
CREATE INDEX entries_of_graph ON entries (graph);
CREATE INDEX names_of_node ON entries (node) WHERE main < 2;
CREATE INDEX entries_by_topics ON entries (topics) WHERE topics IS NOT NULL;
CREATE TABLE topics (id INTEGER NOT NULL, facet INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (id, facet, value))
    WITHOUT ROWID;
CREATE INDEX topics_by_value ON topics (facet, value);
CREATE INDEX names_by_key ON entries (key) WHERE key IS NOT NULL;
CREATE VIEW texts AS SELECT id, coalesce(plain, text) AS plain FROM entries;
CREATE VIRTUAL TABLE found USING fts5(
    plain, content='texts', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='3'
);
CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE forms USING fts5(word, tokenize='porter ascii', detail=none, columnsize=0);
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {FORMAT};
"""
_NAMED = "SELECT DISTINCT node, text FROM entries WHERE key = ? AND main < 2"
_BEGINNING = "SELECT DISTINCT text FROM entries WHERE key >= ? AND key < ? AND main < 2 ORDER BY key, text LIMIT ?"
_NODES = "SELECT DISTINCT node FROM entries WHERE node >= ? AND node < ? AND main < 2 ORDER BY node LIMIT ?"
_WORD = re.compile(r"\b[a-z]{3,}\b", re.ASCII)


class Index:
    """An open index. Writing is done inside :meth:`writing`, reading inside :meth:`reading`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._words: set[str] = set()

    @property
    def is_current(self) -> bool:
        """True where the tables are there and have this format."""
        found = [self.rows(f"PRAGMA {name}")[0][0] for name in ("application_id", "user_version")]
        return found == [_APPLICATION, FORMAT]

    def create(self) -> None:
        """Makes the tables."""
        self._connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} COMMIT;")

    def seen(self) -> tuple[str, int] | None:
        """Of which store, and up to which revision, this is the index; None where it never was filled."""
        rows = self.rows("SELECT origin, revision FROM seen")
        return (str(rows[0][0]), int(rows[0][1])) if rows else None

    def set_seen(self, origin: str, revision: int) -> None:
        """Says up to which revision of which store the index goes."""
        self._connection.execute("DELETE FROM seen")
        self._connection.execute("INSERT INTO seen VALUES (?, ?)", (origin, revision))

    def rows(self, text: str, values: Iterable[Any] = ()) -> list[Any]:
        """All rows of a query."""
        return self._connection.execute(text, tuple(values)).fetchall()

    def stream(self, text: str, values: Mapping[str, Any]) -> Iterator[Any]:
        """The rows of a query, one by one."""
        return iter(self._connection.execute(text, values))

    def named(self, key: str) -> list[tuple[str, str]]:
        """Nodes that have a name with this key, each with the name."""
        return [(str(node), str(text)) for node, text in self.rows(_NAMED, (key,))]

    def beginning(self, letters: str, most: int) -> list[str]:
        """Names whose keys begin with ``letters``, by key, ``most`` of them at most."""
        return [str(row[0]) for row in self.rows(_BEGINNING, (letters, letters + "\U0010ffff", most))]

    def nodes(self, beginning: str, most: int) -> list[str]:
        """Nodes with a name whose IRIs begin so, sorted, ``most`` of them at most."""
        return [str(row[0]) for row in self.rows(_NODES, (beginning, beginning + "\U0010ffff", most))]

    def replace(self, graph: str, entries: Iterable[Entry]) -> None:
        """Puts ``entries`` in the place of those of ``graph``."""
        run = self._connection.execute
        known = self.rows("SELECT id FROM graphs WHERE iri = ?", (graph,))
        if known:
            number = known[0][0]
            run(
                "INSERT INTO found (found, rowid, plain) SELECT 'delete', id, coalesce(plain, text) FROM entries"
                " WHERE graph = ?",
                (number,),
            )
            run(
                "DELETE FROM topics WHERE id IN (SELECT topics FROM entries WHERE graph = ? AND topics IS NOT NULL)",
                (number,),
            )
            run("DELETE FROM entries WHERE graph = ?", (number,))
        else:
            number = run("INSERT INTO graphs (iri) VALUES (?)", (graph,)).lastrowid
        first = 1 + (self.rows("SELECT max(id) FROM entries")[0][0] or 0)
        rows, texts = [], []
        sets: dict[tuple[Topic, ...], int] = {}
        free = 1 + (self.rows("SELECT max(id) FROM topics")[0][0] or 0)
        for place, entry in enumerate(sorted(entries, key=_order), start=first):
            text = plain(entry.text)
            own = None if text == entry.text else text
            rows.append(
                (
                    place,
                    number,
                    entry.node,
                    KINDS.index(entry.kind),
                    *entry[2:8],
                    own,
                    key(entry.text) if entry.main < 2 else None,
                    sets.setdefault(entry.topics, free + len(sets)) if entry.topics else None,
                )
            )
            texts.append((place, text))
        if not rows:
            run("DELETE FROM graphs WHERE id = ?", (number,))
            return
        marks = ", ".join("?" * len(rows[0]))
        self._connection.executemany(f"INSERT INTO entries VALUES ({marks})", rows)
        about = ((place, FACETS.index(facet), value) for topics, place in sets.items() for facet, value in topics)
        self._connection.executemany("INSERT INTO topics VALUES (?, ?, ?)", about)
        self._connection.executemany("INSERT INTO found (rowid, plain) VALUES (?, ?)", texts)
        self._learn(text for _, text in texts)

    def clear(self) -> None:
        """Forgets everything."""
        for table in ("entries", "topics", "graphs", "words", "seen"):
            self._connection.execute(f"DELETE FROM {table}")
        self._connection.execute("INSERT INTO found (found) VALUES ('rebuild')")
        self._connection.execute("DELETE FROM forms")
        self._words.clear()

    def forms(self, word: str, most: int) -> list[str]:
        """English forms of ``word`` (lower case, ASCII) that occur, sorted; ``most`` at most."""
        return sorted(row[0] for row in self.rows("SELECT word FROM forms WHERE forms MATCH ?", (f'"{word}"',)))[:most]

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction that no other writer disturbs; all or nothing."""
        with self._transaction("BEGIN IMMEDIATE"):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One transaction that sees one state of the index."""
        with self._transaction("BEGIN"):
            yield

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._connection.execute(begin)
        try:
            yield
        except BaseException:
            self._words.clear()
            if self._connection.in_transaction:
                self._connection.rollback()
            raise
        self._connection.commit()

    def _learn(self, texts: Iterable[str]) -> None:
        met = {word for text in texts for word in _WORD.findall(text.lower())} - self._words
        new = [
            (word,)
            for word in sorted(met)
            if self._connection.execute("INSERT OR IGNORE INTO words VALUES (?)", (word,)).rowcount > 0
        ]
        self._connection.executemany("INSERT INTO forms (word) VALUES (?)", new)
        self._words |= met


def _order(entry: Entry) -> tuple[Any, ...]:
    return (*entry[:5], -1 if entry.start is None else entry.start, entry.text)


def connect(path: str, *, write: bool) -> Index:
    """The index in the file ``path`` (``:memory:`` for one that is gone when it is closed).

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    address = path if path == ":memory:" else f"file:{quote(path)}?mode={'rwc' if write else 'ro'}"
    connection = sqlite3.connect(
        address, uri=path != ":memory:", timeout=10.0, isolation_level=None, check_same_thread=False
    )
    # What the index holds can be made again, but a torn page must be noticed: the safe journal, flushed at the end.
    connection.execute("PRAGMA synchronous = NORMAL")
    return Index(connection)
