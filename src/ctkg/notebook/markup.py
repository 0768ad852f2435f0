"""HTML of tables and lists for notebooks; every text is escaped, long ones are cut, and so are long tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

#: Rows of a table, and code points of a cell, that are shown.
ROWS, LETTERS = 50, 400
#: What HTML forbids, and marks that turn the direction of what follows.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_NOTE = "opacity: 0.7; font-size: 90%"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, where it leads to (only addresses of the web become links), and small words beside it."""

    text: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; ``total`` is how many rows there are where not all are given, ``what`` names them in the plural."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    total: int = field(default=-1)
    what: str = "rows"

    @property
    def html(self) -> str:
        """The table, bounded, with "x of y" where it is cut."""
        head = "".join(f'<th scope="col" style="text-align: left">{text(name)}</th>' for name in self.columns)
        body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in self.rows[:ROWS])
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{notes([self.told])}"

    @property
    def told(self) -> str:
        """How many there are: ``50 of 1,234 rows``."""
        total = max(self.total, len(self.rows))
        shown = min(len(self.rows), ROWS)
        what = self.what.removesuffix("s") if total == 1 and " " not in self.what else self.what
        return f"{shown:,} of {total:,} {what}" if shown < total else f"{total:,} {what}"

    @property
    def plain(self) -> str:
        """The same for a terminal: cells by two spaces, no longer than what is shown."""
        rows = [tuple(self.columns), *(tuple(cell.text for cell in row) for row in self.rows[:ROWS])]
        return "\n".join(["  ".join(map(cut, row)) for row in rows] + [self.told])


def cut(words: str) -> str:
    """A text of at most :data:`LETTERS`, without what no page may hold."""
    clean = _FORBIDDEN.sub("\ufffd", words)
    return clean if len(clean) <= LETTERS else clean[: LETTERS - 1] + "…"


def text(words: str) -> str:
    """A text as HTML."""
    return escape(cut(words))


def link(words: str, href: str) -> str:
    """A text as HTML, as a link where ``href`` is an address of the web."""
    if not href.startswith(("https://", "http://")):
        return text(words)
    return f'<a href="{escape(_FORBIDDEN.sub("", href))}" rel="noopener noreferrer">{text(words)}</a>'


def _cell(cell: Cell) -> str:
    note = f' <span style="{_NOTE}">{text(cell.note)}</span>' if cell.note else ""
    return f'<td style="text-align: left">{link(cell.text, cell.href)}{note}</td>'


def notes(lines: Iterable[str]) -> str:
    """Small lines below something."""
    return "".join(f'<p style="{_NOTE}">{text(line)}</p>' for line in lines if line)


def section(title: str, body: str, *, href: str = "", note: str = "") -> str:
    """A part with a title; ``body`` is HTML."""
    beside = f' <span style="{_NOTE}">{text(note)}</span>' if note else ""
    return f"<p><strong>{link(title, href)}</strong>{beside}</p>{body}"


def tree(lines: Sequence[str]) -> str:
    """Lines that are indented by two spaces a level, as nested lists."""
    made, depth = "", -1
    for line in lines[:ROWS]:
        level = min((len(line) - len(line.lstrip())) // 2, depth + 1)
        if level > depth:
            made += "<ul><li>"
        else:
            made += "</li></ul>" * (depth - level) + "</li><li>"
        made += text(line.strip())
        depth = level
    made += "</li></ul>" * (depth + 1)
    return made + notes([f"{ROWS} of {len(lines):,} lines"] if len(lines) > ROWS else [])


def bundle(html: str, plain: str) -> dict[str, str]:
    """What Jupyter asks of an object: the same as HTML and as plain text."""
    return {"text/html": html, "text/plain": plain}
