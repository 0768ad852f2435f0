"""Bytes in pieces, read as from one file, so that they need not be put together in memory."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any


class Pieces(io.RawIOBase):
    """A file to read once.

    Args:
        pieces: are taken one by one, as they are needed.
    """

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Puts what comes next into ``buffer``; returns how many bytes these are, 0 at the end."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        target = memoryview(buffer)
        part, self._rest = self._rest[: len(target)], self._rest[len(target) :]
        target[: len(part)] = part
        return len(part)


def opened(pieces: Iterable[bytes]) -> io.BufferedReader:
    """The same with a buffer."""
    return io.BufferedReader(Pieces(pieces), 1 << 20)
