"""Plain text as mailers write it: lines broken at a width, quoted lines, a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ctkg.text.read import blocks
from ctkg.text.read.blocks import Block

_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_QUOTED = re.compile(r"\s{0,3}>")
_ITEM = re.compile(r"\s*(?:[-*\u2022\u00b7\u2013]|\(?(?:\d{1,3}|[a-z])[.)])\s+")
#: Mailers break lines at a width between these.
_WIDTHS = range(50, 101)


def blocks_of(text: str, *, flowed: bool = False, glued: bool = False) -> tuple[list[Block], int]:
    """The paragraphs of ``text``, broken lines joined, and the number of quoted lines, which are left out.

    Args:
        text: with LF line ends.
        flowed: lines that end in a space go on (RFC 3676).
        glued: with ``flowed``: that space is no part of the text.
    """
    text = _SIGNATURE.split(text, maxsplit=1)[0]
    lines = text.split("\n")
    own = ["" if _QUOTED.match(line) else line for line in lines]
    quoted = sum(1 for line in lines if _QUOTED.match(line))
    width = 0 if flowed else max((len(line.rstrip()) for line in own), default=0)
    found: list[Block] = []
    for group, paragraph in enumerate(_paragraphs(own), 1):
        joined = list(_flowed(paragraph, glued) if flowed else _unwrapped(paragraph, width))
        found += [Block(words, group if len(joined) > 1 else 0) for line in joined if (words := blocks.tidy(line))]
    return found, quoted


def _paragraphs(lines: list[str]) -> Iterator[list[str]]:
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            paragraph.append(line)
        elif paragraph:
            yield paragraph
            paragraph = []


def _unwrapped(lines: list[str], width: int) -> Iterator[str]:
    """Lines joined where the first word of the next would not have fitted any more."""
    whole = lines[0]
    for before, line in pairwise(lines):
        broken = width in _WIDTHS and len(before.rstrip()) + 1 + len(line.split()[0]) > width
        if broken and not _ITEM.match(line):
            whole = f"{whole.rstrip()} {line.strip()}"
        else:
            yield whole
            whole = line
    yield whole


def _flowed(lines: list[str], glued: bool) -> Iterator[str]:
    whole, goes_on = "", False
    for line in lines:
        line = line.removeprefix(" ")
        if goes_on:
            whole = (whole[:-1] if glued else whole) + line
        else:
            if whole:
                yield whole
            whole = line
        goes_on = line.endswith(" ")
    yield whole
