"""The seal of a store that was closed in order: names and sizes of its files, so that what goes missing is noticed.

The engine checks what it reads by checksums, but takes a log that is gone or a list of files that is cut short for
what a crash leaves behind, and opens with fewer quads and without a word. So whoever closes a store notes in
``ctkg.seal`` what files it consists of, and whoever opens it compares. A writer removes the seal before it changes
anything; a store whose writer was killed has none, and the engine's own recovery is all that is needed.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from ctkg.errors import StoreError
from ctkg.graph.store.files import sync_folder, write_whole
from ctkg.graph.store.metadata import METADATA

SEAL = "ctkg.seal"
QUADS = "quads"
#: Files of the engine that hold nothing of the data.
_ASIDE = ("LOCK", "LOG", "IDENTITY")


def write(folder: Path) -> None:
    """Seal the store in ``folder``; nobody has it open for writing.

    Raises:
        OSError: the seal cannot be written.
    """
    body = json.dumps(_found(folder), indent=0, sort_keys=True)
    write_whole(folder / SEAL, f"{_digest(body.encode())}\n{body}\n".encode())


def remove(folder: Path) -> None:
    """Break the seal before something is changed.

    Raises:
        OSError: it cannot be removed.
    """
    if (folder / SEAL).exists():
        (folder / SEAL).unlink()
        sync_folder(folder)


def read(folder: Path) -> bytes:
    """The seal as it stands there; empty where there is none."""
    try:
        return (folder / SEAL).read_bytes()
    except FileNotFoundError:
        return b""


def check(folder: Path) -> None:
    """Compare the store in ``folder`` with its seal, if it has one that can be read.

    Raises:
        StoreError: a file is missing, is shorter or longer, or came from elsewhere.
        OSError: a file cannot be looked at.
    """
    digest, _, body = read(folder).partition(b"\n")
    body = body.removesuffix(b"\n")
    if digest.decode("ascii", "replace") != _digest(body):
        return
    sealed: dict[str, int | str] = json.loads(body)
    found = _found(folder)
    for name in sorted(sealed.keys() | found.keys()):
        if sealed.get(name) != found.get(name):
            kind = "is missing" if name not in found else "is one too many" if name not in sealed else "was changed"
            raise StoreError(
                f"this store is damaged (its file {name} {kind}); restore a backup or build it again", path=folder
            )


def is_closed(folder: Path) -> bool:
    """True where this process surely has no file of the engine open any more: an iterator may still hold it."""
    try:
        for descriptor in Path("/proc/self/fd").iterdir():
            try:
                if descriptor.readlink() == (folder / QUADS / "LOCK").resolve():
                    return False
            except OSError:
                continue
    except OSError:
        return False
    return True


def _found(folder: Path) -> dict[str, int | str]:
    """Sizes of the engine's files, and the hash of the metadata."""
    quads = folder / QUADS
    sizes: dict[str, int | str] = {
        f"{QUADS}/{file.name}": file.stat().st_size
        for file in (quads.iterdir() if quads.is_dir() else ())
        if not file.name.startswith(_ASIDE)
    }
    metadata = folder / METADATA
    return sizes | ({METADATA: _digest(metadata.read_bytes())} if metadata.is_file() else {})


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
