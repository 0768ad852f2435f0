"""A store on disk as it is now, for other processes to read while this one goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypeGuard

import pyoxigraph as ox

from ctkg.graph.store.base import OxigraphStore
from ctkg.graph.store.disk import DiskStore
from ctkg.graph.store.faults import explained
from ctkg.graph.store.forking import view
from ctkg.graph.store.port import Store


def is_shareable(store: Store) -> TypeGuard[DiskStore]:
    """True for a store on disk that this process writes."""
    return isinstance(store, DiskStore) and not store.read_only


@contextmanager
def shared(store: DiskStore) -> Iterator[Path]:
    """A folder from which other processes may read ``store`` as it is now (:func:`opened`); gone afterwards.

    Raises:
        StoreError: there is no room for it.
    """
    with explained(str(store.path)):
        store.flush()
        found = view(store.path)
    try:
        yield found.folder
    finally:
        found.remove()


@cache
def opened(folder: Path) -> OxigraphStore:
    """The store in such a folder, opened once by each process; it can only be read."""
    with explained(str(folder)):
        return OxigraphStore(ox.Store.read_only(str(folder)), where=str(folder), read_only=True)
