"""Rows as CSV for spreadsheets: no cell is taken for a formula, and letters of all scripts are read as they are.

Excel, LibreOffice and Google Sheets run what begins with ``= + - @`` or a tab or carriage return; a document can put
such a text into the graph. An apostrophe before it makes it words (OWASP, CSV injection). Plain CSV stays as it is,
since programs read it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

#: Beginnings that a spreadsheet takes for a formula, after blanks of any kind, and their full-width forms.
_FORMULA = re.compile(r"[\s\x00-\x20\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n|%]")
#: Numbers and dates are what they are: a minus before a digit is no formula.
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_LETTERS = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
#: Letters of a piece.
_PIECE = 1 << 16
#: What tells a spreadsheet that the text is UTF-8.
MARK = "\ufeff"


def disarmed(text: str) -> str:
    """A cell that no spreadsheet runs."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def sheet(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV, disarmed; lines end as RFC 4180 says."""
    return b"".join(pieces(columns, rows))


def of_tsv(tsv: bytes) -> Iterator[bytes]:
    """SPARQL results in TSV as such a table, piece by piece."""
    lines = (line.decode().removesuffix("\n").split("\t") for line in io.BytesIO(tsv))
    columns = [name.removeprefix("?") for name in next(lines, [])]
    return pieces(columns, ([*map(text_of, cells)] for cells in lines))


def pieces(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """A table as :func:`sheet` writes it, some rows at a time."""
    made = io.StringIO(MARK)
    made.seek(0, io.SEEK_END)
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(map(disarmed, columns))
    for row in rows:
        writer.writerow(map(disarmed, row))
        if made.tell() > _PIECE:
            yield made.getvalue().encode()
            made.seek(0)
            made.truncate()
    yield made.getvalue().encode()


def text_of(cell: str) -> str:
    """The words of a term as TSV has it: of a node its IRI, of a literal its value."""
    if cell.startswith("<"):
        return cell[1:-1]
    if not cell.startswith('"'):
        return cell
    return _ESCAPED.sub(_letter, cell[1 : cell.rindex('"')])


def _letter(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _LETTERS.get(found[3], found[3])
