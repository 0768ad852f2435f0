"""The facts of a document in the flat view, as CSV and as JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from ctkg.graph.export.spreadsheet import disarmed

#: Columns of the CSV, those of ``ctkg facts -f csv``.
COLUMNS = ("document", "event", "relation", "value", "of", "confidence", "stance", "evidence")


def as_csv(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Lines of CSV (RFC 4180); a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    yield _line(COLUMNS)
    for row in rows:
        yield _line([_cell(row, column) for column in COLUMNS])


def as_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """JSON Lines, a fact a line, just as ``ctkg facts -f jsonl`` gives it."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _cell(row: dict[str, Any], column: str) -> str:
    if column == "evidence":
        text = " … ".join(" ".join(each["text"].split()) for each in row["evidence"])
    elif column == "value" and row.get("quote"):
        text = f"{row['value']}: {' '.join(row['quote'].split())}"
    else:
        value = row.get(column)
        text = "" if value is None else str(value)
    return disarmed(text)


def _line(cells: Iterable[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerow(cells)
    return stream.getvalue()
