"""Backups: a store in one file, taken while others read and write, checked before it counts and when it comes back.

A backup is a tar file of its own bytes, not of links into the store, so what spoils one does not spoil the other. It
holds the engine's files as of one moment (:mod:`ctkg.graph.store.snapshot`), the metadata, and an inventory: hashes,
revision, number of quads. What is made from the quads (the index of ``ctkg search``) is left out and made again.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from ctkg import __version__
from ctkg.errors import StoreError, UsageError
from ctkg.graph.store import seal, snapshot
from ctkg.graph.store.base import FORMAT
from ctkg.graph.store.disk import DiskStore
from ctkg.graph.store.exchange import put_in_place
from ctkg.graph.store.faults import FULL, explained
from ctkg.graph.store.files import sync_folder
from ctkg.graph.store.lock import WriterLock
from ctkg.graph.store.metadata import METADATA, read_metadata
from ctkg.graph.store.seal import QUADS

#: First and last member of the tar file: what it is, and what must be in it.
_HEAD, _INVENTORY = "ctkg-backup.json", "ctkg-inventory.json"
_VERSION = 1
_PIECE = 1 << 20
_TRIES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """What a backup holds.

    Attributes:
        format: of the store.
        revision: of the store.
        quads: quads of the named graphs that a dump shows.
        files: SHA-256 by name.
    """

    format: int
    revision: int
    quads: int
    files: dict[str, str] = field(default_factory=dict)


def backup(folder: Path, target: Path) -> Inventory:
    """Writes the store in ``folder`` as of now to the new file ``target``, whole or not at all.

    Raises:
        StoreError: the target is there already, stands in the store, or cannot be written; no store, or a damaged one.
    """
    target = target.absolute()
    if not (folder / METADATA).is_file():
        raise StoreError("no store here, or one without its metadata", path=folder)
    if target.exists():
        raise StoreError("this file exists; a backup never overwrites, give another name", path=target)
    if not target.parent.is_dir():
        raise StoreError("the folder of this file does not exist; make it first", path=target)
    if target.resolve().is_relative_to(folder.resolve()):
        raise StoreError("a backup cannot stand in the store that it is of; give a place elsewhere", path=target)
    beside = target.with_name(target.name + ".part")
    with explained(str(target)), _moment(folder, target.parent) as (quads, metadata):
        found = _counted(quads, metadata)
        try:
            with beside.open("xb") as stream:
                _write(stream, quads, metadata, found)
                stream.flush()
                os.fsync(stream.fileno())
            os.link(beside, target)  # unlike a rename, this overwrites nothing that came meanwhile
        except FileExistsError:
            raise StoreError("this file exists, or another backup to it is under way", path=target) from None
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        beside.unlink()
        sync_folder(target.parent)
    return found


def restore(source: Path, folder: Path, *, replace: bool = False) -> Inventory:
    """Makes a store at ``folder`` from a backup.

    Args:
        source: the file of a backup.
        folder: where the store is to stand; missing or empty.
        replace: a store that stands there goes, once the restored one is whole and checked.

    Raises:
        StoreError: no backup, a damaged one, or one of a newer ctkg; something stands at ``folder``; a writer has it.
    """
    if not source.is_file():
        raise StoreError("no such backup", path=source)
    folder = folder.absolute()
    is_store = (folder / METADATA).is_file()
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        if not is_store and not (folder / QUADS).is_dir():
            raise StoreError("something else than a store stands here; give another place", path=folder)
        if not replace:
            raise StoreError("a store stands here; give another place, or --replace to replace it", path=folder)
    if not folder.parent.is_dir():
        raise StoreError("the folder that it should stand in does not exist; make it first", path=folder)
    with explained(str(folder)):
        lock = WriterLock(folder) if folder.is_dir() and any(folder.iterdir()) else None
        staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}.restore-", dir=folder.parent))
        try:
            found = _read(source, staging)
            _check(source, staging, found)
            put_in_place(staging, folder)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
            if lock is not None:
                lock.release()
        sync_folder(folder.parent)
    return found


@contextmanager
def _moment(folder: Path, elsewhere: Path) -> Iterator[tuple[Path, bytes]]:
    """The engine's files and the metadata as of one moment."""
    metadata = b""
    for _ in range(_TRIES):
        seal.check(folder)
        read_metadata(folder)
        metadata = (folder / METADATA).read_bytes()
        try:
            view = _view(folder, elsewhere)
        except snapshot.Moved:
            time.sleep(0.02)
            continue
        try:
            if (folder / METADATA).read_bytes() != metadata:
                continue
            yield view.folder, metadata
            return
        finally:
            view.remove()
            if view.folder.parent.parent == elsewhere:
                with suppress(OSError):
                    view.folder.parent.rmdir()  # another backup may be at work in it
    raise StoreError("another process changes this store too fast to copy it now; try again", path=folder)


def _view(folder: Path, elsewhere: Path) -> snapshot.Snapshot:
    """A view beside the quads; where nothing can be written there, copies beside the backup."""
    try:
        return snapshot.take(folder / QUADS, folder / snapshot.READERS)
    except OSError as error:
        if error.errno in FULL:
            raise
        return snapshot.take(folder / QUADS, elsewhere / f".{folder.name}.{snapshot.READERS}", copy=True)


def _counted(quads: Path, metadata: bytes) -> Inventory:
    """Reads all of the store once: what cannot be read is no backup."""
    with tempfile.TemporaryDirectory(dir=quads.parent) as place:
        store = Path(place) / "s"
        store.mkdir()
        (store / METADATA).write_bytes(metadata)
        (store / QUADS).symlink_to(quads.absolute())
        with DiskStore(store, read_only=True) as opened:
            written = int(json.loads(metadata)["format"])
            # Two of the engine's indexes, and all texts, are read in full; it counts without a look at the texts.
            number = _all_of(opened.quads())
            if number != sum(_all_of(opened.quads(name)) for name in opened.graphs()):
                raise StoreError("this store is damaged (its indexes differ); restore a backup or build it again")
            return Inventory(format=written, revision=opened.revision(), quads=number)


def _write(stream: IO[bytes], quads: Path, metadata: bytes, found: Inventory) -> None:
    with tarfile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        head = {"backup": _VERSION, "ctkg": __version__, "format": found.format}
        _member(tar, _HEAD, json.dumps(head).encode())
        _member(tar, METADATA, metadata)
        found.files[METADATA] = hashlib.sha256(metadata).hexdigest()
        for file in sorted(path for path in quads.iterdir() if path.name.startswith(("CURRENT", "MANIFEST-", "0"))):
            name = f"{QUADS}/{file.name}"
            hashed = _Hashing(file.open("rb"))
            with hashed.stream:
                information = tarfile.TarInfo(name)
                information.size = os.fstat(hashed.stream.fileno()).st_size
                tar.addfile(information, hashed)
            found.files[name] = hashed.digest.hexdigest()
        _member(tar, _INVENTORY, json.dumps(asdict(found), sort_keys=True).encode())


def _member(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    information = tarfile.TarInfo(name)
    information.size = len(content)
    tar.addfile(information, io.BytesIO(content))


def _read(source: Path, staging: Path) -> Inventory:
    """Unpacks plain files of names that a backup has, and nothing else; hashes are compared with the inventory."""
    (staging / QUADS).mkdir()
    hashes: dict[str, str] = {}
    inventory: Inventory | None = None
    try:
        with tarfile.open(source, mode="r|") as tar:
            for place, member in enumerate(tar):
                stream = tar.extractfile(member) if member.isreg() else None
                if (place == 0) != (member.name == _HEAD) or stream is None:
                    raise _no_backup(source)
                if place == 0:
                    _known(source, json.loads(stream.read(_PIECE)))
                elif member.name == _INVENTORY:
                    inventory = Inventory(**json.loads(stream.read()))
                elif member.name == METADATA or _is_quads(member.name):
                    hashes[member.name] = _unpacked(stream, staging / member.name)
                else:
                    raise _no_backup(source)
    except (tarfile.TarError, ValueError, TypeError, KeyError, EOFError) as error:
        raise (_damaged(source, str(error)) if hashes else _no_backup(source)) from None
    if inventory is None:
        raise _damaged(source, "it is cut short") if hashes else _no_backup(source)
    if inventory.files != hashes:
        wrong = sorted(name for name in {*inventory.files, *hashes} if inventory.files.get(name) != hashes.get(name))
        raise _damaged(source, f"{', '.join(wrong[:3])} changed since it was made")
    return inventory


def _unpacked(stream: IO[bytes], target: Path) -> str:
    digest = hashlib.sha256()
    with target.open("xb") as out:
        while piece := stream.read(_PIECE):
            digest.update(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def _check(source: Path, staging: Path, wanted: Inventory) -> None:
    """Opens the restored store, which seals it when it is closed, and counts."""
    store = DiskStore(staging)
    try:
        # For whom it copied itself to (ctkg push), this is another store: its revisions went back.
        store.set_metadata({key: value for key, value in store.metadata().items() if key != "id"})
        # A store of an older format counts its migration as a write.
        grown = wanted.format < FORMAT and store.revision() >= wanted.revision
        if _all_of(store.quads()) != wanted.quads or not (grown or store.revision() == wanted.revision):
            raise _damaged(source, "it does not hold what its inventory says")
    finally:
        store.close()


def _all_of(found: Iterable[object]) -> int:
    """How many there are, all of them read."""
    return sum(1 for _ in found)


def _known(source: Path, head: dict[str, int]) -> None:
    if head["backup"] > _VERSION or head["format"] > FORMAT:
        raise StoreError(f"ctkg {head.get('ctkg', '')} wrote this backup, in a newer form; update ctkg", path=source)


def _is_quads(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    return folder == QUADS and bool(file) and all(c.isascii() and (c.isalnum() or c in "-.") for c in file)


def _no_backup(source: Path) -> StoreError:
    return StoreError("this is no backup of a ctkg store", path=source)


def _damaged(source: Path, what: str) -> StoreError:
    return StoreError(f"this backup is damaged ({what}); use another one", path=source)


class _Hashing:
    """A file that is hashed as it is read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.stream.read(size)
        self.digest.update(piece)
        return piece


def folder_of(store: object) -> Path:
    """The folder of a store on disk.

    Raises:
        UsageError: it is in memory or on a server.
    """
    if not isinstance(store, DiskStore):
        raise UsageError("only a store on disk can be backed up; export this one (`ctkg export all.nq`)")
    return store.path
