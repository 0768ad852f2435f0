"""A folder of pages that is there whole or not at all: made beside, then put in the place of a former one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ctkg.errors import StoreError, UsageError

#: Names what ctkg wrote, one path a line: what else stands in the folder is somebody's own and stays.
LISTING = "assets/pages.txt"
_FIRST = "# Pages that ctkg site wrote. The next run replaces them and keeps every other file of this folder."


class Folder:
    """Takes files by their path below the folder; each path once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._paths: set[str] = set()
        self._folders: set[str] = set()
        self.size = 0

    def write(self, path: str, text: str) -> None:
        """Writes one file (UTF-8, LF).

        Raises:
            ValueError: the path was written already: two nodes would share a page.
            OSError: it cannot be written.
        """
        if path in self._paths:
            raise ValueError(f"two pages have the path {path}")
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            (self._root / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        content = text.encode("utf-8")
        (self._root / path).write_bytes(content)
        self._paths.add(path)
        self.size += len(content)

    @property
    def paths(self) -> list[str]:
        """What was written, sorted."""
        return sorted(self._paths)


@contextmanager
def whole(target: Path, *, force: bool = False) -> Iterator[Folder]:
    """A folder that takes the place of ``target`` at the end of the block; after an error ``target`` is as before.

    Raises:
        UsageError: ``target`` holds files and is no site of ctkg, and ``force`` does not say that they may stay beside.
        StoreError: it cannot be written.
    """
    old = _written(target, force=force)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise StoreError(f"the site cannot be written: {error.strerror or error}", path=target) from None
    try:
        folder = Folder(beside)
        yield folder
        folder.write(LISTING, "\n".join([_FIRST, *folder.paths, LISTING]) + "\n")
        _keep(target, beside, old)
        beside.chmod(0o755)
        _swap(target, beside)
    except OSError as error:
        raise StoreError(f"the site cannot be written: {error.strerror or error}", path=target) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _written(target: Path, *, force: bool) -> set[str]:
    """What a former run wrote into ``target``."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise UsageError("this is no folder; name a new or an empty one", path=target)
    listing = target / LISTING
    if listing.is_file() and (text := listing.read_text(encoding="utf-8", errors="replace")).startswith(_FIRST):
        return set(text.splitlines()[1:])
    if target.is_dir() and any(target.iterdir()) and not force:
        raise UsageError(
            "this folder holds files and is no site of ctkg; name a new or an empty one, or say --force to write the "
            "site beside them",
            path=target,
        )
    return set()


def _keep(target: Path, beside: Path, old: set[str]) -> None:
    """Takes over what others put into ``target``; a page that is new goes before a file of the same name."""
    for place, folders, files in os.walk(target):
        here = Path(place)
        links = [name for name in folders if (here / name).is_symlink()]
        folders[:] = [name for name in folders if name not in links]
        for name in (*files, *links):
            path = (here / name).relative_to(target)
            copy = beside / path
            if path.as_posix() in old or copy.exists():
                continue
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(here / name, copy, follow_symlinks=False)


def _swap(target: Path, beside: Path) -> None:
    if not target.exists():
        beside.rename(target)
        return
    gone = beside.with_name(beside.name + ".old")
    target.rename(gone)
    try:
        beside.rename(target)
    except OSError:
        gone.rename(target)
        raise
    shutil.rmtree(gone, ignore_errors=True)
