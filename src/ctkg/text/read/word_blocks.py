"""The blocks of a Word document's body, from its XML; nothing that a reader of the page would not see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ctkg.text.read import blocks
from ctkg.text.read.blocks import Block
from ctkg.text.read.word_numbering import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
#: Elements that hold others and say nothing themselves.
_HOLDERS = frozenset(
    _W + tag for tag in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "bdo", "dir",
                         "customXml")
)  # fmt: skip
#: Elements whose words were taken out or are not shown.
_GONE = frozenset(_W + tag for tag in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr"))
#: A cell of more characters than this is a part of the page and not of a table.
_LAYOUT_CELL = 200


@dataclass(frozen=True, slots=True)
class Body:
    """What a body holds; ``title`` is of the style Title, ``heading`` the one it begins with."""

    blocks: list[Block]
    title: str = ""
    heading: str = ""
    notices: tuple[str, ...] = ()


def body(opened: Any) -> Body:
    """The blocks of an opened document, in reading order."""
    root = opened.element.body
    walk = _Walk(Numbering.of(opened))
    found = [block for block in walk.blocks(root) if block.text]
    notes = sum(1 for _ in root.iter(_W + "footnoteReference", _W + "endnoteReference"))
    notices = (f"{notes} footnotes are left out",) if notes > 1 else ("one footnote is left out",) if notes else ()
    heading = found[0].text if found and walk.headings and walk.headings[0] == found[0].text else ""
    return Body(found, next(iter(walk.titles), ""), heading, notices)


class _Walk:
    """One pass over a body; lists and tables are counted as they come."""

    def __init__(self, numbering: Numbering) -> None:
        self.titles: list[str] = []
        self.headings: list[str] = []
        self._numbering = numbering
        self._group = 0
        self._in_list = False

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Blocks of the paragraphs and tables in ``parent``."""
        for child in parent:
            if child.tag == _W + "p":
                yield from self._paragraph(child)
            elif child.tag == _W + "tbl":
                yield from self._table(child)
            elif child.tag in _HOLDERS:
                yield from self.blocks(child)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        boxes: list[Any] = []
        text = blocks.tidy(_words(element, boxes))
        style = self._numbering.style_of(element)
        marker = self._numbering.marker(element) if text else ""
        if text and style == "title":
            self.titles.append(text)
        if text and style.startswith("heading"):
            self.headings.append(text)
            # A heading keeps its number, but is no item of a list.
            self._in_list = False
            yield Block(marker + text if marker != "- " else text)
        elif text and marker:
            self._group += not self._in_list
            self._in_list = True
            yield Block(marker + text, self._group)
        elif text:
            self._in_list = False
            yield Block(text)
        for box in boxes:
            yield from self.blocks(box)

    def _table(self, element: Any) -> Iterator[Block]:
        rows = [[self._cell(cell) for cell in _cells(row)] for row in _rows(element)]
        self._in_list = False
        if any(len(row) > 1 for row in rows) and not any(len(_joined(c)) > _LAYOUT_CELL for row in rows for c in row):
            self._group += 1
            group = self._group
            for row in rows:
                if any(row):
                    yield Block(blocks.row(_joined(cell) for cell in row), group)
            return
        # A frame around paragraphs, or a table that lays out the page.
        for row in rows:
            for cell in row:
                yield from cell
        self._in_list = False

    def _cell(self, element: Any) -> list[Block]:
        self._in_list = False
        return [block for block in self.blocks(element) if block.text]


def _joined(cell: list[Block]) -> str:
    return " ".join(block.text.replace("\n", " ") for block in cell)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == _W + "tr" and child.find(f"{_W}trPr/{_W}del") is None:
            yield child
        elif child.tag in _HOLDERS:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == _W + "tc":
            yield child
        elif child.tag in _HOLDERS:
            yield from _cells(child)


def _words(element: Any, boxes: list[Any]) -> str:
    """The words of a paragraph or run; the contents of text boxes in it are added to ``boxes``."""
    parts: list[str] = []
    for child in element:
        tag = child.tag
        if tag in _GONE or not isinstance(tag, str):
            continue
        if tag == _W + "r":
            if not _hidden(child):
                parts.append(_words(child, boxes))
        elif tag == _W + "t":
            # A soft hyphen is a place where a word may be broken, and no letter of it.
            parts.append((child.text or "").replace("\u00ad", ""))
        elif tag in (_W + "tab", _W + "ptab"):
            parts.append(" ")
        elif tag in (_W + "br", _W + "cr"):
            parts.append("\n")
        elif tag == _W + "noBreakHyphen":
            parts.append("-")
        elif tag == _ALTERNATES:
            # The same content for newer and for older programs: the first is enough.
            if len(child):
                parts.append(_words(child[0], boxes))
        elif tag in _HOLDERS:
            parts.append(_words(child, boxes))
        else:
            boxes.extend(child.iter(_W + "txbxContent"))
    return "".join(parts)


def _hidden(run: Any) -> bool:
    found = run.find(f"{_W}rPr/{_W}vanish")
    return found is not None and found.get(_W + "val", "1") not in ("0", "false", "off")
