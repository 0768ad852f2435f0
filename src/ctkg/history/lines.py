"""Compares two sorted dumps in N-Quads line by line: memory grows with the difference, not with the dumps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse

Takes = Callable[[str], bool]


class Unsorted(Exception):
    """A line is smaller than the one before it."""


def difference(a: Path, b: Path, takes: Takes) -> tuple[set[Quad], set[Quad]]:
    """Quads that only ``a`` has, and those that only ``b`` has, of the graphs that ``takes`` allows.

    Raises:
        Unsorted: one of the two is not sorted; compare them otherwise.
        SyntaxError: a line that differs is no N-Quads.
    """
    only_a: list[bytes] = []
    only_b: list[bytes] = []
    left, right = _lines(a), _lines(b)
    one, other = next(left, None), next(right, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one < other):
            only_a.append(one)  # type: ignore[arg-type]
            one = next(left, None)
        elif one is None or other < one:
            only_b.append(other)
            other = next(right, None)
        else:
            one, other = next(left, None), next(right, None)
    # Two ways to write one literal are no difference.
    gone, come = _quads(only_a, takes), _quads(only_b, takes)
    return gone - come, come - gone


def _lines(path: Path) -> Iterator[bytes]:
    last = b""
    with path.open("rb") as stream:
        for line in stream:
            if line <= last:
                if line == last:
                    continue
                raise Unsorted
            last = line
            yield line


def _quads(lines: list[bytes], takes: Takes) -> set[Quad]:
    found = parse(b"".join(lines), RdfFormat.N_QUADS)
    return {q for q in found if takes("" if isinstance(q.graph_name, DefaultGraph) else q.graph_name.value)}
