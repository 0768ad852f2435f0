"""A writer of small PDF files for the tests: words at places, in Helvetica or Helvetica-Bold."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple


class Put(NamedTuple):
    """Words at a place, in points from the left and bottom of a page of 612 by 792."""

    x: float
    y: float
    text: str
    size: float = 11
    bold: bool = False


def lines(text: str, *, x: float = 72, top: float = 700, size: float = 11, pitch: float = 1.2) -> list[Put]:
    """The lines of ``text`` below each other."""
    return [Put(x, top - number * pitch * size, line, size) for number, line in enumerate(text.split("\n"))]


def escaped(text: str) -> bytes:
    """``text`` as a string of a content stream."""
    return b"(" + text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def content(puts: Sequence[Put]) -> bytes:
    """A content stream that shows ``puts``."""
    return b"\n".join(
        b"BT /%s %g Tf 1 0 0 1 %g %g Tm %s Tj ET" % (b"F2" if p.bold else b"F1", p.size, p.x, p.y, escaped(p.text))
        for p in puts
    )


def stream(data: bytes, extra: bytes = b"", *, packed: bool = True) -> bytes:
    """A stream object."""
    if packed:
        data, extra = zlib.compress(data), extra + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def pdf(
    pages: Sequence[Sequence[Put] | bytes],
    *,
    info: bytes = b"",
    trailer: bytes = b"",
    font: bytes = b"",
    page: bytes = b"",
    more: Sequence[bytes] = (),
) -> bytes:
    """A PDF of ``pages`` (or of content streams, as bytes).

    ``info``, ``trailer`` and ``page`` are further entries of these dictionaries, ``font`` takes the place of the first
    font's, and ``more`` are further objects: number 6 and on.
    """
    usual = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica%s /Encoding /WinAnsiEncoding >>"
    first = 6 + len(more)
    numbers = [first + 2 * n for n in range(len(pages))]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), b" ".join(b"%d 0 R" % n for n in numbers)),
        font or usual % b"",
        usual % b"-Bold",
        b"<< %s >>" % info,
        *more,
    ]
    for number, one in zip(numbers, pages, strict=True):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R %s "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /X 6 0 R >> >> >>" % (number + 1, page)
        )
        objects.append(stream(one if isinstance(one, bytes) else content(one)))
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R %s >>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)
