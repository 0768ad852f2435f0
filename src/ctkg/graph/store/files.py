"""Small files that are there whole or not at all, whatever stops the process or the machine."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Writes beside, brings it to the disk, then renames: a reader never meets half a file.

    Raises:
        OSError: it cannot be written; what stood there before still does.
    """
    beside = path.with_name(path.name + ".new")
    try:
        with beside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Brings names (made, renamed, removed) in ``folder`` to the disk, where the system can do that."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass  # some file systems have nothing to bring
    finally:
        os.close(descriptor)
