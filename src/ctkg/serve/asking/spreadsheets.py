"""Rows as CSV for spreadsheets: no cell is taken for a formula, and letters of all scripts are read as they are.

Excel, LibreOffice and Google Sheets run what begins with ``= + - @`` or a tab or carriage return; a document can put
such a text into the graph. An apostrophe before it makes it words (OWASP, CSV injection). Plain CSV stays as it is,
since programs read it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

#: Beginnings that a spreadsheet takes for a formula, after blanks of any kind, and their full-width forms.
_FORMULA = re.compile(r"[\s\x00-\x20\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n|%]")
#: Numbers and dates are what they are: a minus before a digit is no formula.
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
#: Bytes that tell a spreadsheet that the text is UTF-8.
MARK = "\ufeff"


def disarmed(text: str) -> str:
    """A cell that no spreadsheet runs."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def sheet(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV, disarmed; lines end as RFC 4180 says."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(map(disarmed, columns))
    for row in rows:
        writer.writerow(map(disarmed, row))
    return (MARK + made.getvalue()).encode()
