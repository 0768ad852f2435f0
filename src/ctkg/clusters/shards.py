"""Documents in shards: what goes to a cluster as one task, and the manifest of it.

How documents are divided hangs on the list of files and their sizes alone, never on the cluster.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctkg.text.read import Address

#: Documents of a shard: at least (but for large ones and at the end), and at most.
FEWEST, MOST = 20, 200
#: A shard of at least :data:`FEWEST` documents is full at so many bytes.
FULL = 200_000
#: So many bytes end a shard of fewer documents as well: a task travels in one message, and is kept until it is done.
HEAVY = 8_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One document on its way: its path here, and its bytes."""

    path: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Hash of the bytes that travel."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Documents that travel together.

    Attributes:
        number: from 0, in the order of the documents.
        parcels: in the order of the documents.
    """

    number: int
    parcels: tuple[Parcel, ...]

    @property
    def id(self) -> str:
        """The same for the same names and contents in the same order."""
        total = hashlib.sha256()
        for parcel in self.parcels:
            total.update(f"{parcel.sha256} {Path(parcel.path).name}\n".encode(errors="surrogateescape"))
        return total.hexdigest()[:16]

    def line(self) -> str:
        """The shard's line of the manifest: JSON with ``shard``, ``id``, ``bytes`` and ``documents``."""
        documents = [{"path": parcel.path, "sha256": parcel.sha256} for parcel in self.parcels]
        size = sum(len(parcel.data) for parcel in self.parcels)
        return json.dumps({"shard": self.number, "id": self.id, "bytes": size, "documents": documents})


def divided(files: Iterable[Path | Address]) -> Iterator[list[Path] | Address]:
    """``files`` in lists of neighbours, each a shard; a web address stands alone, since it is fetched here."""
    shard: list[Path] = []
    size = 0
    for file in files:
        if not isinstance(file, Path):
            if shard:
                yield shard
            shard, size = [], 0
            yield file
            continue
        shard.append(file)
        size += _size(file)
        if len(shard) >= MOST or size >= HEAVY or (len(shard) >= FEWEST and size >= FULL):
            yield shard
            shard, size = [], 0
    if shard:
        yield shard


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except (OSError, ValueError):
        return 0  # whoever reads it will say what is wrong
