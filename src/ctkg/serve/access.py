"""The store behind a server: read through snapshots that requests share, written by one at a time.

Whoever reads has one state of the store for as long as the request lasts. The store is opened for writing only while
something is written and a moment longer, so that commands on the shell can write to it as well.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import ctkg
from ctkg.api import KnowledgeGraph
from ctkg.errors import StoreError
from ctkg.graph.deadline.pool import Pool
from ctkg.graph.search import keeping
from ctkg.graph.store import DiskStore, Store, changes
from ctkg.serve.lasting import Lasting
from ctkg.serve.settings import Settings

_T = TypeVar("_T")

_LOG = logging.getLogger(__name__)

#: Seconds between two looks at whether another process changed the store.
_LOOK = 0.5
#: Seconds that the store stays open for writing after the last write: opening it takes some 30 ms.
_IDLE = 2.0
#: Seconds to wait for another writer, here or in another process.
_PATIENCE = 10.0


class View:
    """The store as it was at one moment, shared by the requests that came while it was so.

    Attributes:
        store: read-only.
        revision: of the store.
        tag: another for every state of the store and every version of ctkg; made for entity tags.
    """

    def __init__(self, settings: Settings, mark: changes.Mark, lasting: Lasting) -> None:
        self.store: Store = DiskStore(settings.store, read_only=True)
        keeping.share(self.store)
        self.revision = self.store.revision()
        self.tag = hashlib.sha256(f"{ctkg.__version__} {mark}".encode()).hexdigest()[:16]
        self.graph = KnowledgeGraph(self.store)
        self._kept: dict[Hashable, Any] = {}
        self._lasting = lasting
        self._lock = threading.RLock()
        self.users = 0

    def kept(self, key: Hashable, make: Callable[[Store], _T]) -> _T:
        """What ``make`` makes of the store: once for this view, whatever thread asks first."""
        try:
            found: _T = self._kept[key]
        except KeyError:
            with self._lock:
                if key not in self._kept:
                    self._kept[key] = make(self.store)
                found = self._kept[key]
        return found

    def lasting(self, key: Hashable, graph: str, make: Callable[[Store], _T]) -> _T:
        """What ``make`` makes of one graph, by IRI: also for later views, until a write touches that graph.

        It must keep nothing that holds the store.
        """
        return self.kept((key, graph), lambda store: self._lasting.get(store, key, graph, make))


class Access:
    """One store for all requests. Use it as a context manager, or :meth:`close` it.

    Raises:
        StoreError: there is no store, or it is damaged.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = threading.Lock()
        self._mark = changes.mark(settings.store)
        self._lasting = Lasting()
        self._failing_since: float | None = None
        self._view = View(settings, self._mark, self._lasting)
        self._looked = time.monotonic()
        self._writers = threading.Lock()
        self._writer: KnowledgeGraph | None = None
        self._closing: threading.Timer | None = None
        self.pool = Pool(settings.store, size=settings.workers, memory=settings.memory, spare=settings.workers)

    @contextmanager
    def reading(self) -> Iterator[View]:
        """The store as it is now; it stays so while the block lasts."""
        with self._lock:
            view = self._newest()
            view.users += 1
        try:
            yield view
        finally:
            with self._lock:
                view.users -= 1
                if view is not self._view and not view.users:
                    view.store.close()

    def _newest(self) -> View:
        now = time.monotonic()
        if now - self._looked < _LOOK:
            return self._view
        self._looked = now
        mark = changes.mark(self.settings.store)
        if mark != self._mark:
            try:
                new = View(self.settings, mark, self._lasting)
            except StoreError as error:
                # Mostly a writer is at it; the next request looks again.
                if self._failing_since is None:
                    self._failing_since = now
                    _LOG.warning("the store cannot be read as it is now: %s", error.message)
                return self._view
            old, self._view, self._mark = self._view, new, mark
            if not old.users:
                old.store.close()
        self._failing_since = None
        return self._view

    @property
    def is_behind(self) -> bool:
        """True where the store is gone, or could not be read for longer than a writer is in the way."""
        if not changes.mark(self.settings.store):
            return True
        since = self._failing_since
        return since is not None and time.monotonic() - since > _PATIENCE

    @contextmanager
    def writing(self) -> Iterator[KnowledgeGraph]:
        """The store, open for writing, for one at a time; the next :meth:`reading` sees what was written.

        Raises:
            StoreError: the server is read-only, another process writes, or it cannot be written.
        """
        if not self.settings.write:
            raise StoreError("this server is read-only; start it with: ctkg serve --write")
        if not self._writers.acquire(timeout=_PATIENCE):
            raise StoreError("others are writing to this store; try again in a moment")
        try:
            if self._closing is not None:
                self._closing.cancel()
            if self._writer is None:
                self._writer = self._opened()
            try:
                yield self._writer
            finally:
                self._looked = float("-inf")
                self._closing = threading.Timer(_IDLE, self._release)
                self._closing.daemon = True
                self._closing.start()
        finally:
            self._writers.release()

    def _opened(self) -> KnowledgeGraph:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                return KnowledgeGraph(DiskStore(self.settings.store, create=False))
            except StoreError as error:
                if "another process" not in error.message or time.monotonic() > until:
                    raise
            time.sleep(0.05)

    def _release(self) -> None:
        with self._writers:
            self._let_go()

    def _let_go(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def close(self) -> None:
        """Lets go of the store and ends the processes that answer queries."""
        if self._closing is not None:
            self._closing.cancel()
        with self._writers:
            self._let_go()
        self.pool.close()
        with self._lock:
            self._view.store.close()

    def __enter__(self) -> Access:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
