"""Plain text of a marked-up document: blocks of words, one blank line apart; items and rows follow each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SPACE = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, item or row; ``tight`` blocks of one list or table stand on lines that follow each other.

    Attributes:
        text: its words; a line break inside only where the author set one.
        group: number of the list or table it belongs to; 0 for paragraphs and headings.
    """

    text: str
    group: int = 0


def tidy(words: str) -> str:
    """``words`` with single spaces and no space around line breaks."""
    return "\n".join(line for line in (_SPACE.sub(" ", part).strip() for part in words.split("\n")) if line)


def row(cells: Iterable[str]) -> str:
    """A line of a table; bars on both sides, so that a row of one cell still reads as a row."""
    return "| " + " | ".join(cell.replace("\n", " ") for cell in cells) + " |"


def join(blocks: Iterable[Block], title: str = "") -> str:
    """The text: ``title`` as first line, then the blocks.

    A block at the top that repeats the title is left out, so that the title stands once.
    """
    found = [block for block in blocks if block.text]
    if title:
        title = " ".join(title.split())
        repeated = next((i for i, block in enumerate(found[:3]) if _same(block.text, title)), None)
        if repeated is not None:
            del found[repeated]
        found.insert(0, Block(title))
    parts: list[str] = []
    for before, block in zip([None, *found], found, strict=False):
        if before is not None:
            parts.append("\n" if block.group and block.group == before.group else "\n\n")
        parts.append(block.text)
    return "".join(parts)


def _same(words: str, title: str) -> bool:
    return " ".join(words.split()).casefold() == title.casefold()
