"""Messages on a pipe: one byte that tells the kind, four for the length, then the content.

From the worker: ``ready`` once, then for each request ``kind`` (of answer), any number of ``data``, and ``done`` (with
what is to be told of the whole); or ``error`` in place of what is left. To the worker: ``ask``.
"""

from __future__ import annotations

import io
import os
import struct
from typing import Any, BinaryIO

READY, ASK, KIND, DATA, DONE, ERROR = b"r", b"a", b"k", b"d", b"e", b"x"
_HEAD = struct.Struct("!cI")
#: Bytes in one frame of an answer.
_BLOCK = 1 << 16
#: The same, of an answer that is there as a whole.
_PIECE = 1 << 20

Frame = tuple[bytes, bytes]


def packed(kind: bytes, content: bytes = b"") -> bytes:
    """One frame."""
    return _HEAD.pack(kind, len(content)) + content


def read(stream: BinaryIO) -> Frame | None:
    """The next frame of a stream that blocks; None at its end."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    content = stream.read(length)
    return (kind, content) if len(content) == length else None


class Buffer:
    """Frames out of pieces as they arrive."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def add(self, piece: bytes) -> None:
        """Takes what has arrived."""
        self._rest += piece

    def next(self) -> Frame | None:
        """The first frame that is left, None where it is not whole yet."""
        if len(self._rest) < _HEAD.size:
            return None
        kind, length = _HEAD.unpack_from(self._rest)
        end = _HEAD.size + length
        if len(self._rest) < end:
            return None
        content = bytes(self._rest[_HEAD.size : end])
        del self._rest[:end]
        return kind, content


class _Raw(io.RawIOBase):
    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        content = bytes(data)
        send(self._descriptor, DATA, content)
        return len(content)


def writer(descriptor: int) -> io.BufferedWriter:
    """A file that turns what is written into frames of data."""
    return io.BufferedWriter(_Raw(descriptor), _BLOCK)


def send_all(descriptor: int, kind: bytes, content: bytes, end: bytes) -> None:
    """Writes a whole answer; a small one with one call."""
    frames = (packed(KIND, kind), *(packed(DATA, piece) for piece in _pieces(content)), packed(DONE, end))
    _write(descriptor, b"".join(frames))


def _pieces(content: bytes) -> list[bytes]:
    return [content[start : start + _PIECE] for start in range(0, len(content), _PIECE)]


def send(descriptor: int, kind: bytes, content: bytes = b"") -> None:
    """Writes one frame, whole."""
    _write(descriptor, packed(kind, content))


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
