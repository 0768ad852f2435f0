"""The store on disk: a folder with ``ctkg.json`` (metadata), ``quads/`` (RocksDB files), a lock and a seal."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ctkg.errors import StoreError
from ctkg.graph.store import migration, renewing, seal, snapshot
from ctkg.graph.store.base import FORMAT, OxigraphStore
from ctkg.graph.store.faults import explained
from ctkg.graph.store.lock import LOCK, WriterLock
from ctkg.graph.store.metadata import METADATA, read_metadata, write_metadata
from ctkg.graph.store.seal import QUADS

#: What a process that was stopped while it made a store may leave.
_UNFINISHED = {QUADS, LOCK, METADATA + ".new"}
#: A writer that tidies up may take files from under a reader that is opening: seconds to wait between attempts.
_PATIENCE = (0.0, 0.0, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3)


class DiskStore(OxigraphStore):
    """A store in a folder. One process may write; any number may read a snapshot."""

    def __init__(self, path: Path, *, read_only: bool = False, create: bool = True) -> None:
        self._path = path
        self._lock: WriterLock | None = None
        self._snapshot: snapshot.Snapshot | None = None
        if path.is_file():
            raise StoreError("this is a file; a store is a folder", path=path)
        with explained(str(path)):
            if not read_only:
                self._lock = _locked(path, create=create)
            try:
                if read_only:
                    metadata, engine, self._snapshot = _opened_to_read(path)
                else:
                    metadata, engine = _opened_to_write(path)
                super().__init__(engine, where=str(path), read_only=read_only)
            except BaseException:
                if self._lock is not None:
                    self._lock.release()
                raise
        self._metadata = metadata

    @property
    def path(self) -> Path:
        """The folder."""
        return self._path

    def set_metadata(self, values: Mapping[str, Any]) -> None:
        """Writes the metadata beside the data, in one step."""
        super().set_metadata(values)
        with explained(str(self._path)):
            # What the metadata say of the data must not reach the disk before the data do.
            self._engine.flush()
            write_metadata(self._path, self._metadata)

    def flush(self) -> None:
        """Brings all that was written into the files of the data, so that who opens them need not read the log."""
        self._writable()
        with explained(str(self._path)):
            self._engine.flush()

    def renew(self) -> None:
        """Writes all files anew, so that nothing is left in them of what was deleted; takes a copy's time and room.

        Raises:
            StoreError: it was opened read-only, or there is no room; the store is as it was.
        """
        self._writable()
        with explained(str(self._path)):
            renewing.write_anew(self._engine, self._path)
            self._hold(ox.Store())  # the files are free when nobody holds their engine any more
            try:
                renewing.exchange(self._path)
            finally:
                self._hold(ox.Store(self._path / QUADS))

    def close(self) -> None:
        """Lets go of the files, and seals the store if it was open for writing."""
        if self._lock is None:
            super().close()
            if self._snapshot is not None:
                self._snapshot.remove()
            return
        try:
            self._engine.flush()
            whole = True
        except (OSError, RuntimeError):
            whole = False  # nothing is lost: what was written stands in the engine's log
        super().close()
        try:
            if whole and seal.is_closed(self._path):
                seal.write(self._path)
        except OSError:
            pass  # no room for a seal: the store is like one whose writer was stopped
        self._lock.release()
        self._lock = None


def _opened_to_read(path: Path) -> tuple[dict[str, Any], ox.Store, snapshot.Snapshot | None]:
    if not (path / METADATA).is_file():
        _of_nobody_else(path)
        raise _no_store(path)
    for pause in (*_PATIENCE, None):
        metadata = read_metadata(path)
        before = seal.read(path)
        try:
            seal.check(path)
            _existing(path)
            view = _view(path)
            return metadata, ox.Store.read_only(str(view.folder if view else path / QUADS)), view
        except (StoreError, OSError, RuntimeError, snapshot.Moved) as error:
            if pause is None and isinstance(error, snapshot.Moved):
                raise StoreError("another process changes this store too fast to read it now; try again") from None
            if pause is None or (before and seal.read(path) == before):
                raise  # nobody writes: it is no use to wait
        time.sleep(pause)
    raise AssertionError("the last attempt returns or raises")


def _view(path: Path) -> snapshot.Snapshot | None:
    """A view of our own, or None where nothing can be written: there, the files themselves have to do."""
    try:
        return snapshot.take(path / QUADS, path / snapshot.READERS)
    except OSError:
        return None


def _locked(path: Path, *, create: bool) -> WriterLock:
    """The lock of the store at ``path``, whose folder is made where that is wanted."""
    if not (path / METADATA).is_file():
        _of_nobody_else(path)
        if not create:
            raise _no_store(path)
        path.mkdir(parents=True, exist_ok=True)
    return WriterLock(path)


def _opened_to_write(path: Path) -> tuple[dict[str, Any], ox.Store]:
    made = (path / METADATA).is_file()
    metadata: dict[str, Any] = read_metadata(path) if made else {"format": FORMAT}
    if made:
        seal.check(path)
        _existing(path)
        seal.remove(path)
    engine = ox.Store(path / QUADS)
    _tidy(path)
    if not made:
        if next(iter(engine), None) is not None:
            raise _damaged(path, f"its {METADATA} is missing")
        # Last, so that a store with metadata has had its quads: where they are missing, they were lost.
        write_metadata(path, metadata)
    elif metadata["format"] < FORMAT:
        migration.migrate(engine, metadata["format"], FORMAT)
        engine.flush()
        metadata["format"] = FORMAT
        write_metadata(path, metadata)
    return metadata, engine


def _existing(path: Path) -> None:
    """The engine makes what it does not find; here that would hide a loss."""
    if not (path / QUADS / "CURRENT").is_file():
        raise _damaged(path, "its quads are missing")


def _tidy(path: Path) -> None:
    """Removes what a killed process left: files of a bulk load that was not finished, those of a reader."""
    for file in (path / QUADS).glob("bulk-*.sst"):
        file.unlink(missing_ok=True)
    shutil.rmtree(path / renewing.NEW, ignore_errors=True)
    snapshot.sweep(path / snapshot.READERS)


def _of_nobody_else(path: Path) -> None:
    """Raises where the folder, which has no metadata of a store, holds what a new store must not be mixed with."""
    if path.is_dir() and {item.name for item in path.iterdir()} - _UNFINISHED:
        if (path / QUADS / "CURRENT").is_file():
            raise _damaged(path, f"its {METADATA} is missing")
        raise StoreError("this folder is not a ctkg store; name an empty or a new folder", path=path)


def _no_store(path: Path) -> StoreError:
    return StoreError("no store here; make one with `ctkg build`", path=path)


def _damaged(path: Path, what: str) -> StoreError:
    return StoreError(f"this store is damaged ({what}); restore a backup or build it again", path=path)
