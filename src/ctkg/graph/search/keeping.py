"""The index of a store: where it stands, and how it keeps step.

It stands in the store's folder, remembers which revision of the store it has seen, and catches up by the store's
journal, in one transaction: a kill leaves the old state, from which the next call catches up. What it says is only
used for the revision that the store has at that moment. Where the file cannot be used, an index in memory takes its
place.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, WeakSet

from ctkg.collection import paused
from ctkg.graph.search.entries import about, near, searched
from ctkg.graph.search.index import Index, connect
from ctkg.graph.store.disk import DiskStore
from ctkg.graph.store.seal import QUADS

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: The file in the store's folder.
FILE = "text.sqlite"
_log = logging.getLogger(__name__)

#: Indexes in memory live as long as their store; one thread at a time uses them.
_in_memory: WeakKeyDictionary[Store, Index] = WeakKeyDictionary()
_lock = threading.RLock()
#: Views of a server: see :func:`share`.
_shared: WeakSet[Store] = WeakSet()
_ANOTHER = "the search index is of a state a moment before or after this one"


class _Ahead(Exception):
    """The file has seen a later revision than this view of the store, or belongs to another store."""


def refresh(store: Store) -> tuple[str, ...]:
    """Brings the file of the index into step with ``store``; the cost follows what changed.

    Nothing is done for a store in memory, which gets its index when it is first searched. Returns notices; never an
    error, since everything that is needed for an answer can be made again.
    """
    if not isinstance(store, DiskStore):
        return ()
    try:
        index, notices = _file(store.path)
        try:
            _catch_up(index, store)
        finally:
            index.close()
    except _Ahead:
        return ()
    except (sqlite3.Error, OSError) as error:
        return (_unusable(error),)
    return notices


@contextmanager
def reading(store: Store) -> Iterator[tuple[Index, tuple[str, ...]]]:
    """The index of ``store`` in a transaction, at the store's revision, and notices.

    Raises:
        sqlite3.DatabaseError: from inside the block: the file is damaged; :func:`discard` it and try again.
    """
    notices: tuple[str, ...] = ()
    if isinstance(store, DiskStore):
        try:
            index, notices = _file(store.path)
        except (sqlite3.Error, OSError) as error:
            notices = (_unusable(error),)
        else:
            try:
                if _in_step(index, store) or store in _shared:
                    with index.reading():
                        seen = index.seen()
                        if seen == (_origin(store), store.revision()):
                            yield index, notices
                            return
                        if store in _shared and seen is not None and seen[0] == _origin(store):
                            yield index, (*notices, _ANOTHER)
                            return
            finally:
                index.close()
    with _lock:
        index = _memory(store)
        with index.reading():
            yield index, notices


def behind(store: Store) -> int | None:
    """By how many revisions the file of the index is behind ``store``; None where it has to be made from nothing.

    0 as well where it has seen more than this view, or where ``store`` has no file.
    """
    if not isinstance(store, DiskStore):
        return 0
    path = store.path / FILE
    if not path.exists():
        return None
    try:
        index = connect(str(path), write=False)
        try:
            seen = index.seen() if index.is_current else None
        finally:
            index.close()
    except sqlite3.Error:
        return None
    return max(0, store.revision() - seen[1]) if seen is not None and seen[0] == _origin(store) else None


@contextmanager
def as_it_is(store: DiskStore) -> Iterator[Index]:
    """The file of the index as it is, of whatever revision, without bringing it into step.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    index = connect(str(store.path / FILE), write=False)
    try:
        with index.reading():
            yield index
    finally:
        index.close()


def share(store: Store) -> None:
    """Where the file cannot show just the state of this view, answer from the file all the same, and say so.

    Otherwise such a view gets an index in memory: right for a command, but seconds of work for each view of a server
    that another process writes beside.
    """
    _shared.add(store)


def discard(store: Store) -> None:
    """Throws the file of the index away, where there is one."""
    if isinstance(store, DiskStore):
        for name in (FILE, FILE + "-journal"):
            (store.path / name).unlink(missing_ok=True)


def _in_step(index: Index, store: DiskStore) -> bool:
    """Whether the file shows this revision of the store, after it caught up where it can."""
    if index.seen() == (_origin(store), store.revision()):
        return True
    try:
        _catch_up(index, store)
    except _Ahead:
        return False
    except sqlite3.OperationalError as error:  # read-only, full, or another process writes for long
        _log.debug("the search index cannot be brought into step: %s", error)
        return False
    return True


def _file(folder: Path) -> tuple[Index, tuple[str, ...]]:
    """The index in the file, made where it is missing, and anew where it is damaged or of another format."""
    path = folder / FILE
    notices: tuple[str, ...] = ()
    if path.exists():
        try:
            index = connect(str(path), write=True)
            try:
                if index.is_current:
                    return index, ()
            except BaseException:
                index.close()
                raise
            index.close()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            notices = ("the search index was damaged; it was built anew",)
        for each in (path, folder / (FILE + "-journal")):
            each.unlink(missing_ok=True)
    index = connect(str(path), write=True)
    try:
        index.create()
    except sqlite3.OperationalError:
        if not index.is_current:  # else another process made the tables at the same time
            index.close()
            raise
    return index, notices


def _memory(store: Store) -> Index:
    """The index in memory, in step."""
    index = _in_memory.get(store)
    if index is None:
        index = connect(":memory:", write=True)
        index.create()
        _in_memory[store] = index
    _catch_up(index, store)
    return index


def _catch_up(index: Index, store: Store) -> None:
    """Brings ``index`` into step with ``store``, all or nothing.

    Raises:
        _Ahead: the index has seen more than this view of the store shows.
        sqlite3.Error: it cannot be written.
    """
    origin, revision = _origin(store), store.revision()
    if index.seen() == (origin, revision):
        return
    with index.writing(), paused():
        seen = index.seen()
        if seen is not None and seen[0] == origin:
            if seen[1] > revision:
                raise _Ahead
            graphs = searched(store.touched(seen[1]))
            source = near(store, graphs)
        else:
            index.clear()
            graphs = searched(store.graphs())
            source = near(store, None)
        for graph in graphs:
            index.replace(graph, about(source, graph))
        index.set_seen(origin, revision)


def _origin(store: Store) -> str:
    """What tells this store from another that once stood in the same folder: the name that RocksDB gave its files."""
    if not isinstance(store, DiskStore):
        return "memory"
    try:
        return (store.path / QUADS / "IDENTITY").read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return "unnamed"


def _unusable(error: Exception) -> str:
    return f"the search index cannot be kept beside the store ({error}); it is made in memory for each search"
