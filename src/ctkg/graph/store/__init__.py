"""Stores of named graphs, in memory and on disk, behind one interface."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ctkg.errors import StoreError
from ctkg.graph.store.disk import DiskStore
from ctkg.graph.store.memory import MemoryStore
from ctkg.graph.store.port import Answer, Bindings, Store, Term, Triples

if TYPE_CHECKING:
    from ctkg.graph.store.remote import Address

__all__ = [
    "Answer",
    "Bindings",
    "DiskStore",
    "MemoryStore",
    "Store",
    "Term",
    "Triples",
    "is_address",
    "is_remote",
    "open_store",
]


def open_store(path: str | Path | Address | None = None, *, read_only: bool = False, create: bool = True) -> Store:
    """Opens the store at ``path``, or an empty one in memory where ``path`` is None.

    Args:
        path: folder of the store; or the address of a server that speaks SPARQL 1.1 (``http://127.0.0.1:7878/``), with
            user, password and token from the environment (:mod:`ctkg.graph.store.remote.address`).
        read_only: open a snapshot that cannot be written; needs an existing store.
        create: make the folder where it does not exist.

    Raises:
        StoreError: no store there, a folder of something else, locked by another writer, or damaged; or a server that
            does not answer.
        UsageError: an address that is none.
        MissingExtra: a server is named, and the package is not installed that speaks with it.
    """
    if path is None:
        if read_only:
            raise StoreError("a store in memory cannot be read-only; give the folder of a store")
        return MemoryStore()
    if not isinstance(path, str | Path) or is_address(path):
        from ctkg.graph.store import remote

        return remote.RemoteStore(
            remote.address(path) if isinstance(path, str) else path,  # type: ignore[arg-type]
            read_only=read_only,
            create=create,
        )
    return DiskStore(Path(path), read_only=read_only, create=create)


def is_address(path: object) -> bool:
    """True where ``path`` is an address of a server and no folder."""
    return isinstance(path, str) and path.casefold().startswith(("http://", "https://"))


def is_remote(store: Store) -> bool:
    """True where ``store`` is on a server; loads nothing."""
    return not isinstance(store, MemoryStore | DiskStore)
