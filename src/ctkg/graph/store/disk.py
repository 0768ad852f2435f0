"""The store on disk: a folder with ``ctkg.json`` (metadata) and ``quads/`` (RocksDB files)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ctkg.errors import StoreError
from ctkg.graph.store.base import FORMAT, OxigraphStore
from ctkg.graph.store.faults import explained

METADATA = "ctkg.json"
QUADS = "quads"


class DiskStore(OxigraphStore):
    """A store in a folder. One process may write; any number may read a snapshot."""

    def __init__(self, path: Path, *, read_only: bool = False, create: bool = True) -> None:
        self._path = path
        metadata = self._prepare(path, create=create and not read_only)
        with explained(str(path)):
            quads = path / QUADS
            engine = ox.Store.read_only(str(quads)) if read_only else ox.Store(quads)
        super().__init__(engine, where=str(path), read_only=read_only)
        self._metadata = metadata

    @property
    def path(self) -> Path:
        """The folder."""
        return self._path

    def set_metadata(self, values: Mapping[str, Any]) -> None:
        """Writes the metadata beside the data, in one step."""
        super().set_metadata(values)
        with explained(str(self._path)):
            write_metadata(self._path, self._metadata)

    @staticmethod
    def _prepare(path: Path, *, create: bool) -> dict[str, Any]:
        if (path / METADATA).is_file():
            return read_metadata(path)
        if path.is_file():
            raise StoreError("this is a file; a store is a folder", path=path)
        if path.is_dir() and any(path.iterdir()):
            raise StoreError("this folder is not a ctkg store; name an empty or a new folder", path=path)
        if not create:
            raise StoreError("no store here; make one with `ctkg build`", path=path)
        metadata: dict[str, Any] = {"format": FORMAT}
        with explained(str(path)):
            path.mkdir(parents=True, exist_ok=True)
            write_metadata(path, metadata)
        return metadata


def read_metadata(path: Path) -> dict[str, Any]:
    """The metadata of the store in folder ``path``.

    Raises:
        StoreError: unreadable, damaged, or written by a newer ctkg.
    """
    with explained(str(path)):
        text = (path / METADATA).read_text(encoding="utf-8")
    try:
        values = json.loads(text)
        written = int(values["format"])
    except (ValueError, KeyError, TypeError):
        raise StoreError("the metadata of this store is damaged; build it again", path=path / METADATA) from None
    if written > FORMAT:
        raise StoreError(f"this store has format {written}, this ctkg knows {FORMAT}; update ctkg", path=path)
    return dict(values)


def write_metadata(path: Path, values: Mapping[str, Any]) -> None:
    """Writes beside, then renames, so that a reader never meets half a file."""
    beside = path / (METADATA + ".new")
    beside.write_text(json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    beside.replace(path / METADATA)
