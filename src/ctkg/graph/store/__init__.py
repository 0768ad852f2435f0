"""Stores of named graphs, in memory and on disk, behind one interface."""

from __future__ import annotations

from pathlib import Path

from ctkg.errors import StoreError
from ctkg.graph.store.disk import DiskStore
from ctkg.graph.store.memory import MemoryStore
from ctkg.graph.store.port import Answer, Bindings, Store, Term, Triples

__all__ = ["Answer", "Bindings", "DiskStore", "MemoryStore", "Store", "Term", "Triples", "open_store"]


def open_store(path: str | Path | None = None, *, read_only: bool = False, create: bool = True) -> Store:
    """Opens the store at ``path``, or an empty one in memory where ``path`` is None.

    Args:
        path: folder of the store.
        read_only: open a snapshot that cannot be written; needs an existing store.
        create: make the folder where it does not exist.

    Raises:
        StoreError: no store there, a folder of something else, locked by another writer, or damaged.
    """
    if path is None:
        if read_only:
            raise StoreError("a store in memory cannot be read-only; give the folder of a store")
        return MemoryStore()
    return DiskStore(Path(path), read_only=read_only, create=create)
