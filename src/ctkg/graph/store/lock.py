"""One writer at a time: a lock on a file in the store's folder, gone with the process that holds it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from ctkg.errors import StoreError

try:
    import fcntl
except ImportError:  # where there is none, the engine's own lock is the only one
    fcntl = None  # type: ignore[assignment]

LOCK = "ctkg.lock"
_TAKEN = "another process is writing to this store; wait until it has finished, or open it read-only"


class WriterLock:
    """The right to write to the store in one folder, from the time it is made until :meth:`release`.

    The engine has a lock of its own, but takes it only once it opens its files; what stands beside them (metadata,
    seal) is safe by this one. The system lets go of it when the process ends, however it ends.

    Raises:
        StoreError: somebody else has it.
        OSError: the file of the lock cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        self._descriptor: int | None = None
        if fcntl is None:
            return
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                raise StoreError(_TAKEN, path=folder) from None
            # A file system without such locks: the engine's own has to do.
            return
        self._descriptor = descriptor

    def release(self) -> None:
        """Let others write; once is enough, more does no harm."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __del__(self) -> None:
        self.release()
