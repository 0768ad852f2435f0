"""The curated tables of ``data/reference/``: CSV, UTF-8, sorted by their key, a source on every row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache

from ctkg import resources
from ctkg.errors import ResourceError

Row = dict[str, str]


@cache
def rows(table: str) -> tuple[Row, ...]:
    """All rows of ``data/reference/<table>.csv``, in file order; every value is a string, empty where unknown.

    Raises:
        ResourceError: the table is missing, or a row has more or fewer cells than the header.
    """
    file = resources.path("data", "reference", f"{table}.csv")
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        header = next(reader)
        return tuple(_row(header, cells, str(file), reader.line_num) for cells in reader)


def _row(header: list[str], cells: list[str], file: str, line: int) -> Row:
    if len(cells) != len(header):
        raise ResourceError(f"{len(cells)} cells, the header has {len(header)}", path=file, line=line)
    return dict(zip(header, cells, strict=True))


def split(cell: str) -> list[str]:
    """The items of a cell that holds a list, separated by semicolons."""
    return [item.strip() for item in cell.split(";") if item.strip()]


def names() -> Iterator[str]:
    """Names of all tables, sorted."""
    return iter(sorted(file.stem for file in resources.path("data", "reference").glob("*.csv")))
