"""The parts of a page in reading order: tables that only lay it out are opened, the others become rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ctkg.text.read import blocks
from ctkg.text.read.blocks import Block

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

#: Elements that stand within a line; all others begin a block of their own.
_INSIDE = frozenset({"hi", "ref", "lb", "del", "graphic", "span"})
_BREAKS = re.compile(r"\n\s*\n")
_TABLE_PARTS = ("thead", "tbody", "tfoot", "tr", "td", "th")
#: A cell of more characters than this is a part of the page and not of a table.
_LAYOUT_CELL = 200


def open_layout_tables(tree: HtmlElement) -> None:
    """Make divisions of tables that only lay out the page: those with a cell as long as a paragraph."""
    for table in list(tree.iter("table")):
        inside = [part for part in table.iter(*_TABLE_PARTS) if next(part.iterancestors("table")) is table]
        cells = [part for part in inside if part.tag == "td"]
        if any(len(cell.text_content()) > _LAYOUT_CELL for cell in cells):
            for part in (table, *inside):
                part.tag = "div"
        else:
            for line_break in [found for cell in cells for found in cell.iter("br")]:
                line_break.tail = " " + (line_break.tail or "")
                line_break.drop_tag()


def blocks_of(body: HtmlElement) -> Iterator[Block]:
    """Blocks of trafilatura's tree: p, head, quote, code, list/item, table/row/cell; hi, ref, lb inside."""
    for number, part in enumerate(body, 1):
        yield from _walk(part, number if part.tag in ("list", "table") else 0)
        if part.tail and part.tail.strip():
            yield Block(blocks.tidy(_flat(part.tail)))


def _walk(element: HtmlElement, group: int, marker: str = "") -> Iterator[Block]:
    """Blocks of ``element`` in reading order; ``marker`` opens the first one."""
    if element.tag == "row":
        yield Block(blocks.row(blocks.tidy(_words(cell)) for cell in element.iter("cell")), group)
        return
    words = [_flat(element.text)]
    number = 0
    for child in element:
        if child.tag in _INSIDE:
            words.append(_words(child))
        else:
            for text in _paragraphs(words):
                yield Block(marker + text, group)
                marker = ""
            words.clear()
            number += child.tag == "item"
            inner = (f"{number}. " if element.get("rend") == "ol" else "- ") if child.tag == "item" else marker
            yield from _walk(child, group, inner)
            marker = ""
        words.append(_flat(child.tail))
    for text in _paragraphs(words):
        yield Block(marker + text, group)
        marker = ""


def _paragraphs(words: list[str]) -> list[str]:
    """The paragraphs in ``words``: two line breaks in a row part them, as authors of old pages do."""
    return [text for part in _BREAKS.split("".join(words)) if (text := blocks.tidy(part))]


def _words(element: HtmlElement) -> str:
    """Words of ``element`` and all inside it; a line break is a line end, other white space a space."""
    if element.tag == "lb":
        return "\n"
    parts = [_flat(element.text)]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(_words(child))
        parts.append(_flat(child.tail))
    return "".join(parts)


def _flat(words: str | None) -> str:
    return (words or "").replace("\n", " ")
