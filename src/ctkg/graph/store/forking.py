"""A working copy of a store: it can be changed, and the store that it is of does not notice.

On disk it costs next to nothing: hard links to the engine's data files, which never change, and copies of the few small
ones that do (:mod:`ctkg.graph.store.snapshot`). It stands in the folder of the store's readers, or, where nothing can
be written there, as whole copies in the system's folder for temporary files; it is gone when it is closed, or when the
next reader looks after what a killed process left.
"""

from __future__ import annotations

import errno
import tempfile
import time
from pathlib import Path

from ctkg.errors import StoreError, UsageError
from ctkg.graph.store import seal, snapshot
from ctkg.graph.store.disk import DiskStore
from ctkg.graph.store.faults import FULL, explained
from ctkg.graph.store.memory import MemoryStore
from ctkg.graph.store.metadata import METADATA
from ctkg.graph.store.port import Store
from ctkg.graph.store.seal import QUADS

_TRIES = 50


class Fork(DiskStore):
    """A working copy of the store in a folder; call :meth:`freeze` once it is as it should be.

    Attributes:
        origin: the store that it is of.
        since: its revision then.
    """

    def __init__(self, origin: DiskStore) -> None:
        source = origin.path
        self.origin: Store = origin
        with explained(str(source)):
            self._view = view(source)
            folder = self._view.folder / "store"
            folder.mkdir()
            (folder / METADATA).write_bytes((source / METADATA).read_bytes())
            (folder / QUADS).symlink_to(self._view.folder.absolute())
        super().__init__(folder)
        self.since = self.revision()

    def freeze(self) -> None:
        """From now on it is read-only."""
        self._engine.flush()
        self._read_only = True

    def close(self) -> None:
        """Lets go of the files, and removes them."""
        super().close()
        self._view.remove()


class MemoryFork(MemoryStore):
    """A working copy of a store in memory, see :class:`Fork`."""

    origin: Store
    since = 0

    def freeze(self) -> None:
        """From now on it is read-only."""
        self._read_only = True


def fork(store: Store) -> Fork | MemoryFork:
    """A working copy of ``store`` as it is, notes and journal included.

    Raises:
        UsageError: the store is on a server.
        StoreError: there is no room for it, or another process changes the store too fast.
    """
    if isinstance(store, DiskStore):
        return Fork(store)
    if isinstance(store, MemoryStore):
        with tempfile.TemporaryDirectory(prefix="ctkg-") as folder:
            dump = Path(folder) / "store.nq"
            store.dump(dump)
            copy = MemoryFork.of_dump(dump)
        copy.set_metadata(store.metadata())
        copy.origin, copy.since = store, store.revision()
        return copy
    raise UsageError("a store on a server keeps no history; ask the store that was pushed there")


def view(source: Path) -> snapshot.Snapshot:
    """The files of the store in a folder as they are now, by hard links or else as copies.

    Raises:
        StoreError: the store is damaged, or another process changes it too fast.
        OSError: there is no room for it.
    """
    for _ in range(_TRIES):
        seal.check(source)
        try:
            return snapshot.take(source / QUADS, source / snapshot.READERS)
        except snapshot.Moved:
            time.sleep(0.02)
        except OSError as error:
            if error.errno in (*FULL, errno.ENOENT):
                raise
            elsewhere = Path(tempfile.gettempdir()) / f"ctkg-{snapshot.READERS}"
            return snapshot.take(source / QUADS, elsewhere, copy=True)
    raise StoreError("another process changes this store too fast to copy it now; try again", path=source)
