"""What every query of the library costs on a store: ``python benchmarks/scale/library.py STORE [--limit SECONDS]``.

Each is asked once with its defaults, as ``ctkg query`` asks it, but in one process that is kept; the slowest come
first. A query that names a thing of which the store says nothing is asked all the same, and says so.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ctkg.errors import DeadlineError
from ctkg.graph import library, query
from ctkg.graph.deadline.pool import Pool
from ctkg.graph.store import DiskStore


class Asked(NamedTuple):
    """One query: seconds by the clock, and rows (None where it was not done in time)."""

    name: str
    seconds: float
    rows: int | None
    notice: str


def asked(store: DiskStore, limit: float) -> Iterator[Asked]:
    """Every query, in the order of the library."""
    with Pool(store) as pool:
        for one in library.load():
            start = time.perf_counter()
            try:
                found = query.run(store, one.text, params=one.bind({}), timeout=limit, pool=pool)
                rows, notice = len(found), "; ".join(found.notices)
            except DeadlineError:
                rows, notice = None, ""
            yield Asked(one.id, time.perf_counter() - start, rows, notice)


def table(found: list[Asked]) -> str:
    """The slowest first, in Markdown."""
    lines = ["| query | seconds | rows | |", "|---|---:|---:|---|"]
    for one in sorted(found, key=lambda each: -each.seconds):
        rows = "not done" if one.rows is None else f"{one.rows:,}"
        lines.append(f"| {one.name} | {one.seconds:.2f} | {rows} | {one.notice} |")
    return "\n".join(lines)


def main() -> None:
    """Asks, tells how far it is, and prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds that a query is given (60)")
    given = parser.parse_args()
    found = []
    with DiskStore(given.store, read_only=True) as store:
        for one in asked(store, given.limit):
            print(f"{one.name}: {one.seconds:.2f} s", file=sys.stderr)
            found.append(one)
    print(table(found))


if __name__ == "__main__":
    main()
