"""CSV forms: a line of field names, then a row for each entry.

Fields within fields are parted by a dot (``source.title``), numbered where there are several (``quotes.2.words``);
several values of one cell by semicolons. Columns are parted by commas, or by what spreadsheets put in their place: the
first line tells. Rows are read one by one, so that memory does not grow with their number.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import BinaryIO

from ctkg.errors import UnreadableInput
from ctkg.forms.written import Fields, Items, Text, Written
from ctkg.graph.names import suggestion

#: Longest row and cell, code points. The limit of the csv module is that of the process, and others may raise it.
_ROW, _CELL = 4_000_000, 131_072
_LONG = "a cell of this row is too long; is a quotation mark not closed?"
#: What parts columns; spreadsheets write semicolons where a comma stands in numbers.
_MARKS = {",": "comma", ";": "semicolon", "\t": "tab"}
#: A line that tells some spreadsheets what parts columns.
_TOLD = re.compile(r'"?sep=.?"?\s*')
_NUMBER = re.compile(r"[1-9]\d{0,2}")


def entries(stream: BinaryIO, name: str) -> Iterator[Fields]:
    """The rows of ``stream`` as mappings; rows without a value are passed over.

    Raises:
        UnreadableInput: no header, no row, not UTF-8, a row longer than the header, or not CSV; with its line.
    """
    lines = _Lines(stream, name)
    rows = csv.reader(lines, strict=True, skipinitialspace=True, delimiter=lines.mark)
    header: list[Text] | None = None
    found = False
    while True:
        lines.begin()
        try:
            cells = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            raise UnreadableInput(_told(error), path=name, line=lines.first) from None
        if any(len(cell) > _CELL for cell in cells):
            raise UnreadableInput(_LONG, path=name, line=lines.first)
        placed = _placed(cells, lines)
        if all(cell.empty for cell in placed):
            continue
        if header is None:
            header = _header(_trimmed(placed, 0), name)
        else:
            found = True
            yield _row(header, _trimmed(placed, len(header)), lines.mark, name)
    if header is None:
        raise UnreadableInput("nothing in here; write a table with: ctkg new KIND -f csv", path=name)
    if not found:
        raise UnreadableInput("no row stands below the names of the columns", path=name, line=header[0].line)


def _told(error: csv.Error) -> str:
    """What the csv module found, in words for whoever wrote the table."""
    said = str(error)
    if "end of data" in said:
        return "a quotation mark in this row is not closed"
    if "expected after" in said:
        return "a quotation mark within a cell; write it twice, and put the cell in quotation marks"
    if "field limit" in said:
        return _LONG
    return f"this is not CSV: {said}"


class _Lines:
    """Lines of a stream, with those of the row that is being read, and the mark that parts columns."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        self._name = name
        self._number = 0
        self._ahead: str | None = None
        self.first = 1
        self.raw = ""
        self.mark = self._mark()

    def _mark(self) -> str:
        """What the first line has between its columns; lines before it that say nothing are passed over."""
        for line in iter(self._next, ""):
            if line.strip() and not _TOLD.fullmatch(line):
                self._ahead = line
                return next((mark for mark in _MARKS if mark in line), ",")
            self._number += 1
        return ","

    def begin(self) -> None:
        self.first, self.raw = self._number + 1, ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line, self._ahead = self._ahead, None
        line = line or self._next()
        if not line:
            raise StopIteration
        self._number += 1
        self.raw += line
        if len(self.raw) > _ROW:
            raise UnreadableInput(
                "a row is longer than 4 MB; is a quotation mark not closed?", path=self._name, line=self.first
            )
        return line

    def _next(self) -> str:
        """The next line of the stream; empty at its end."""
        try:
            line = self._stream.readline(_ROW + 1)
        except UnicodeDecodeError:
            line = "\0"
        if "\0" in line:  # also every second byte of UTF-16
            raise UnreadableInput(
                "this is not UTF-8; save the table as UTF-8", path=self._name, line=self._number + 1
            ) from None
        return line


def _placed(cells: list[str], lines: _Lines) -> list[Text]:
    """The cells of a row with their places; a cell that begins on a later line of its row has that line."""
    found, position = [], 0
    item = _item(lines.mark)
    for cell in cells:
        match = item.match(lines.raw, position)
        start = position if match is None else match.end() - len(match.group().lstrip())
        start += lines.raw[start : start + 1] == '"'
        line = lines.raw.count("\n", 0, start)
        column = start - lines.raw.rfind("\n", 0, start)
        value = cell.replace("\r\n", "\n").strip()
        found.append(Text(value, lines.first + line, column, cell=True))
        position = len(lines.raw) if match is None else match.end() + 1
    return found


@cache
def _item(mark: str) -> re.Pattern[str]:
    """A cell as it is written, up to the mark behind it."""
    return re.compile(f' *(?:"(?:[^"]|"")*"[^{mark}]*|[^{mark}]*)')


def _trimmed(cells: list[Text], length: int) -> list[Text]:
    """The cells without the empty ones that a spreadsheet puts behind the last of ``length``."""
    while len(cells) > length and cells[-1].empty:
        cells.pop()
    return cells


def _header(cells: list[Text], name: str) -> list[Text]:
    shapes: dict[str, tuple[str, str]] = {}
    for cell in cells:
        said = _fault(cell.value, shapes)
        if said:
            raise UnreadableInput(said, path=name, line=cell.line, column=cell.column)
    columns = [cell.value for cell in cells]
    for needed in ("id", "kind"):
        if needed not in columns:
            said = f"no column is called {needed}{suggestion(needed, columns)}; the first line names the columns"
            raise UnreadableInput(said, path=name, line=cells[0].line, column=1)
    return cells


def _fault(column: str, shapes: dict[str, tuple[str, str]]) -> str:
    """What is wrong with the name of a column beside those before it, whose parts ``shapes`` remembers; or nothing."""
    if not column:
        return "a column has no name"
    steps = column.split(".")
    for depth in range(1, len(steps) + 1):
        part = ".".join(steps[:depth])
        below = "" if depth == len(steps) else "number" if _NUMBER.fullmatch(steps[depth]) else "name"
        kind, other = shapes.get(part, (below, ""))
        if other == column:
            return f"there are two columns {column!r}; number several values: {steps[0]}.1 ..."
        if other and (kind != below or not below):
            return (
                f"the columns {other!r} and {column!r} cannot stand together; number several values: {steps[0]}.1 ..."
            )
        shapes[part] = (below, column)
    return ""


def _row(header: list[Text], cells: list[Text], mark: str, name: str) -> Fields:
    if len(cells) > len(header):
        said = f"{len(cells)} cells, the header has {len(header)}; put a value with a {_MARKS[mark]} in quotation marks"
        raise UnreadableInput(said, path=name, line=cells[0].line, column=cells[len(header)].column)
    row = Fields(cells[0].line, 1)
    for column, cell in zip(header, cells, strict=False):
        _put(row, column.value.split("."), cell)
    return row


def _put(row: Fields, path: list[str], cell: Text) -> None:
    """Put a cell where the name of its column says."""
    into: Fields | Items = row
    for step, following in pairwise(path):
        below: Fields | Items
        below = Items(cell.line, cell.column) if _NUMBER.fullmatch(following) else Fields(cell.line, cell.column)
        found = _under(into, step, below)
        if isinstance(found, Text):
            return  # the header has been checked, so that this does not happen
        into = found
    _under(into, path[-1], cell)


def _under(into: Fields | Items, step: str, value: Written) -> Written:
    """What stands under a name, or at a number; ``value`` where nothing did."""
    if isinstance(into, Fields):
        into.keys.setdefault(step, Text(step, value.line, value.column))
        return into.values.setdefault(step, value)
    while len(into.items) < int(step):
        into.items.append(Text("", value.line, value.column))
    at = into.items[int(step) - 1]
    if isinstance(at, Text) and at.empty:
        into.items[int(step) - 1] = at = value
    return at
