"""Puts an export where it is wanted: a file, a stream, a folder or a ZIP archive; whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ctkg.errors import CtkgError, StoreError, UsageError
from ctkg.graph.export import beside
from ctkg.graph.store.faults import explained

if TYPE_CHECKING:
    from ctkg.interchange.formats import Format
    from ctkg.interchange.view import View

#: Time of every file in an archive: the earliest that ZIP knows.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def write(format: Format, view: View, target: Path | BinaryIO) -> None:
    """Write a view in a format.

    Raises:
        UsageError: several files are to go into one that is no archive.
        StoreError: the target cannot be written, or is a folder with files of others.
    """
    if not format.several:
        pieces = format.pieces(view)
        if isinstance(target, Path):
            beside(target, pieces)
        else:
            target.writelines(pieces)
        return
    if not isinstance(target, Path) or target.suffix.casefold() == f".{format.name}":
        raise UsageError(f"{format.name} is a folder of files; name one with -o FOLDER, or an archive with -o FILE.zip")
    if target.suffix.casefold() == ".zip":
        _archive(target, format.files(view))
    else:
        _folder(target, format.files(view))


def _archive(target: Path, files: Iterator[tuple[str, Iterator[bytes]]]) -> None:
    if not target.parent.is_dir():
        raise StoreError("the folder of this file does not exist; make it first", path=target)
    if target.is_dir():
        raise StoreError("this is a folder; name a file", path=target)
    part = target.with_name(target.name + ".part")
    with explained(str(target)):
        try:
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, pieces in files:
                    entry = zipfile.ZipInfo(name, _NO_TIME)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    entry.create_system = 3
                    with archive.open(entry, "w", force_zip64=True) as stream:
                        for piece in pieces:
                            stream.write(piece)
            part.replace(target)
        except (OSError, CtkgError, KeyboardInterrupt):
            part.unlink(missing_ok=True)
            raise


def _folder(target: Path, files: Iterator[tuple[str, Iterator[bytes]]]) -> None:
    """Replaces a folder that an export made; any other one with files is left alone."""
    place = target.resolve()
    if not place.parent.is_dir():
        raise StoreError("the folder above this one does not exist; make it first", path=target)
    if place == Path.cwd():
        raise StoreError("this is the folder at work, which cannot be replaced; name another one", path=target)
    with explained(str(target)):
        if place.exists() and not _ours(place):
            raise StoreError("this is no folder of an earlier export and not empty; name another one", path=target)
        part = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
        try:
            for name, pieces in files:
                with (part / name).open("wb") as stream:
                    stream.writelines(pieces)
            part.chmod(0o755)  # a temporary folder is its owner's alone
            _swap(part, place)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def _swap(part: Path, place: Path) -> None:
    """Puts a folder in the place of another one, which stays where that fails."""
    if not place.exists():
        part.rename(place)
        return
    former = part.with_name(part.name + ".old")
    place.rename(former)
    try:
        part.rename(place)
    finally:
        if not place.exists():
            former.rename(place)
    shutil.rmtree(former, ignore_errors=True)


def _ours(folder: Path) -> bool:
    if not folder.is_dir():
        return False
    names = {each.name for each in folder.iterdir()}
    return not names or ("csv-metadata.json" in names and all(n.endswith((".csv", ".json")) for n in names))
