"""Documents that are kept beside a store: what was pasted, uploaded or fetched where no folder of the user holds it.

A store is a function of its documents and the log of acts, so the bytes of a document that came by no file stand in a
folder of their own, from which every build takes them in with the others: ``x.store`` has ``x.documents``, with a
folder for each document, named by its id.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from ctkg.errors import StoreError
from ctkg.graph.store.files import write_whole
from ctkg.text.read.web import Address

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: File that says from which address the page beside it was fetched.
_ADDRESS = "address"


def beside(store: Path) -> Path:
    """Where the documents that are kept for the store in this folder stand."""
    return store.with_name((store.name.removesuffix(".store") or store.name) + ".documents")


def kept_for(store: Store) -> Kept | None:
    """The documents that are kept for a store; None for one that has no folder."""
    from ctkg.graph.store.disk import DiskStore

    return Kept(beside(store.path)) if isinstance(store, DiskStore) else None


class Kept:
    """Documents in a folder.

    Args:
        folder: made with the first.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def files(self) -> list[Path | Address]:
        """Every document, by id: a file, or a page that was fetched with its copy."""
        if not self.folder.is_dir():
            return []
        return [_one(folder) for folder in sorted(self.folder.iterdir()) if folder.is_dir() and _files(folder)]

    def one(self, document: str) -> Path | Address | None:
        """A document by its id, as :meth:`files` has it; None where it is not kept."""
        folder = self.folder / document
        return _one(folder) if folder.is_dir() and _files(folder) else None

    def put(self, document: str, name: str, data: bytes, *, address: str = "") -> Path | Address:
        """Keep a document, in place of the one of the same id.

        Args:
            document: its id.
            name: of the file, from which it has its id where it states none.
            data: its bytes.
            address: from which it was fetched; empty for a file.

        Raises:
            StoreError: it cannot be written.
        """
        folder = self.folder / document
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(folder / name, data)
            if address:
                write_whole(folder / _ADDRESS, address.encode())
            for other in folder.iterdir():
                if other.name not in (name, _ADDRESS if address else name):
                    other.unlink()
        except OSError as error:
            raise StoreError(f"the document cannot be kept: {error.strerror}", path=folder) from error
        return _one(folder)

    def drop(self, document: str) -> None:
        """Keep a document no longer."""
        shutil.rmtree(self.folder / document, ignore_errors=True)


def _files(folder: Path) -> list[Path]:
    """What is in the folder of a document, without what is only being written."""
    return sorted(each for each in folder.iterdir() if each.suffix != ".new" and each.name != _ADDRESS)


def _one(folder: Path) -> Path | Address:
    file, address = _files(folder)[0], folder / _ADDRESS
    return Address(address.read_text("utf-8"), copy=str(file)) if address.is_file() else file
