"""A reader's own view of the engine's files, which a writer cannot take away from it.

The engine opens most of its files only when it reads them, and a writer that tidies up removes files that a reader
may still need; a log may be emptied between the moment a reader learns of it and the moment it reads it. So a reader
gets a folder of its own: hard links to the data files, which never change, and copies of the few small files that do.
It is taken again where the writer changed the set of files meanwhile, so what is read is one state of the store.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ctkg.errors import StoreError
from ctkg.graph.store.lock import WriterLock

#: Folder in a store's folder, with one folder for each reader.
READERS = "readers"


class Moved(Exception):
    """The writer changed the set of files while it was looked at; try again."""


class Snapshot:
    """A reader's folder; gone with :meth:`remove`, with the object, or when the next one looks after it."""

    def __init__(self, folder: Path, lock: WriterLock) -> None:
        self.folder = folder
        self.remove = weakref.finalize(self, _remove, folder, lock)


def take(quads: Path, within: Path, *, copy: bool = False) -> Snapshot:
    """The state of the engine's files in ``quads`` as of now, in a new folder in ``within``.

    ``copy`` copies the data files instead of linking them: across file systems.

    Raises:
        Moved: the writer was in the way.
        OSError: nothing can be written there, or the file system has no hard links.
    """
    within.mkdir(exist_ok=True)
    sweep(within)
    folder = Path(tempfile.mkdtemp(dir=within))
    lock = None
    try:
        lock = WriterLock(folder)
        _copy(quads, folder, whole=copy)
    except BaseException as error:
        _remove(folder, lock)
        if isinstance(error, FileNotFoundError | StoreError):
            raise Moved from error
        raise
    return Snapshot(folder, lock)


@contextmanager
def room(within: Path) -> Iterator[Path]:
    """A folder for files of one piece of work; were this process killed, it goes with those of readers.

    Raises:
        OSError: nothing can be written there.
    """
    within.mkdir(exist_ok=True)
    sweep(within)
    folder, lock = _locked(within)
    try:
        yield folder
    finally:
        _remove(folder, lock)


def _locked(within: Path) -> tuple[Path, WriterLock]:
    while True:
        folder = Path(tempfile.mkdtemp(dir=within))
        # Who sweeps in between takes it for one of somebody who was killed.
        with suppress(FileNotFoundError, StoreError):
            return folder, WriterLock(folder)


def sweep(within: Path) -> None:
    """Removes folders of readers that were killed."""
    for folder in within.iterdir() if within.is_dir() else ():
        try:
            lock = WriterLock(folder)
        except (OSError, StoreError):
            continue  # a reader is at work, or it is not ours to remove
        _remove(folder, lock)


def _copy(quads: Path, folder: Path, *, whole: bool) -> None:
    before = _state(quads)
    for file in quads.iterdir():
        if file.suffix == ".sst" and not file.name.startswith("bulk-"):
            if whole:
                shutil.copyfile(file, folder / file.name)
            else:
                (folder / file.name).hardlink_to(file)
        elif file.suffix == ".log" or file.name.startswith(("CURRENT", "MANIFEST-")):
            shutil.copyfile(file, folder / file.name)
    if _state(quads) != before:
        raise Moved


def _state(quads: Path) -> tuple[bytes, tuple[tuple[str, int], ...]]:
    """What changes whenever the writer makes, empties or drops a file: the lists of files, the names of logs."""
    manifests = ((file.name, file.stat().st_size) for file in quads.glob("MANIFEST-*"))
    logs = ((file.name, -1) for file in quads.glob("*.log"))
    return (quads / "CURRENT").read_bytes(), tuple(sorted((*manifests, *logs)))


def _remove(folder: Path, lock: WriterLock | None) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if lock is not None:
        lock.release()
