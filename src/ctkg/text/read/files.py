"""Files and folders: which are documents, and their bytes, with a limit that is checked before anything is read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from ctkg.errors import UnreadableInput

#: A document larger than this is refused, in bytes.
LIMIT = 20_000_000


def load(path: Path) -> bytes:
    """The bytes of a regular file of at most :data:`LIMIT` bytes.

    Raises:
        UnreadableInput: it is missing, a folder or a device, too large, or must not be read.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableInput("this is a folder, a file is needed", path=path)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableInput("this is not a regular file", path=path)
        if status.st_size > LIMIT:
            raise _too_large(status.st_size, path)
        with path.open("rb") as stream:
            data = stream.read(status.st_size + 1)  # no room for LIMIT bytes is set aside for a small file
            if len(data) > status.st_size:  # it has grown since
                data += stream.read(LIMIT + 1 - len(data))
    except OSError as error:
        raise UnreadableInput(_reason(error), path=path) from None
    except ValueError as error:  # a NUL character in the path
        raise UnreadableInput(f"this cannot be a path: {error}", path=repr(path)) from None
    if len(data) > LIMIT:
        raise _too_large(len(data), path)
    return data


def discover(paths: Iterable[str | Path], suffixes: Iterable[str]) -> list[Path]:
    """Every file of ``paths``, each once, sorted; of folders, at any depth, the files with a known suffix.

    Hidden files and folders inside a folder are left out, links to folders are not followed. A path that is not a
    folder is kept as it is, so that reading it says what is wrong with it.

    Raises:
        UnreadableInput: a folder holds no document or must not be read.
    """
    known = frozenset(suffixes)
    found: dict[Path, Path] = {}
    for path in map(Path, paths):
        members = [path]
        if path.is_dir():
            members = list(_members(path, known))
            if not members:
                message = f"no document in this folder (looked for {', '.join(sorted(known))})"
                raise UnreadableInput(message, path=path)
        for member in members:
            found.setdefault(Path(os.path.abspath(member)), member)  # noqa: PTH100 - keeps symbolic links as they are
    return sorted(found.values(), key=lambda member: member.as_posix())


def _members(folder: Path, suffixes: frozenset[str]) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise UnreadableInput(_reason(error), path=error.filename or folder)

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and Path(name).suffix.lower() in suffixes:
                yield Path(parent, name)


def _too_large(size: int, path: Path) -> UnreadableInput:
    message = f"{size / 1e6:.0f} MB is too large for one document (limit {LIMIT // 1_000_000} MB); split it"
    return UnreadableInput(message, path=path)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "this must not be read (permission denied)"
    return f"this cannot be read ({error.strerror or error})"
