"""A chart: a drawing with title and description, the same as a table, and what the colours mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: words, with the path of a page where there is one."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart that a template can show.

    Attributes:
        id: unique on the page; title and description of the drawing are named after it.
        title: what is shown, as a caption.
        description: the same in a sentence, for who does not see the drawing.
        svg: the drawing as markup, well-formed, with all words in it escaped.
        columns, rows: the table.
        legend: what the series are called, in order; the class of the n-th is ``s<n>``.
    """

    id: str
    title: str
    description: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    legend: tuple[str, ...] = ()
