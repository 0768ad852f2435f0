"""The search index behind a server: read as it is, brought into step in the background."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from ctkg.graph.search import keeping
from ctkg.graph.search.index import Index
from ctkg.graph.store import DiskStore
from ctkg.serve.access import Access, View
from ctkg.serve.background import Task

#: Writes by which the index may be behind and still be brought into step by the request that meets it: some
#: milliseconds each.
_AT_ONCE = 20
_MAKING = (
    "The search index is being made. This takes a second for a small store and half a minute for a large one; "
    "try again then."
)
_BEHIND = "The store changed, and the search index is being brought into step: the newest may be missing for a moment."
_MENDING = "The search index was damaged; it is being made anew. Try again in a moment."


class Finding:
    """The index of the store that ``access`` reads; it begins to make or mend it at once where that is needed."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._task = Task("search index", self._refresh)
        with access.reading() as view:
            if keeping.behind(view.store) != 0:
                self._task.start()

    @contextmanager
    def index(self, view: View) -> Iterator[tuple[Index | None, str]]:
        """The index to search in, or None where there is none yet; and a word for people, empty where all is well.

        It may be of a later state than ``view``, where another process wrote a moment ago.
        """
        store = cast(DiskStore, view.store)
        behind = keeping.behind(store)
        if behind is not None and 0 < behind <= _AT_ONCE and not self._task.is_running:
            keeping.refresh(store)
            behind = keeping.behind(store)
        if behind != 0:
            self._task.start()
        if behind is None:
            yield None, _MAKING
            return
        try:
            with keeping.as_it_is(store) as index:
                yield index, _BEHIND if behind else ""
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            keeping.discard(store)
            self._task.start()
            raise Damaged(_MENDING) from error

    def wait(self, seconds: float = 60) -> bool:
        """Wait until the index is in step, for tests and for who starts a server; True where it is."""
        return self._task.wait(seconds)

    def _refresh(self) -> None:
        with self._access.reading() as view:
            keeping.refresh(view.store)


class Damaged(Exception):
    """The file of the index is damaged; it is being made anew."""
