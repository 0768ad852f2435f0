"""Lines to running words: which hyphens at the end of a line belong to the word."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)([-\u2010\u00ad])$")
_FIRST = re.compile(r"[^\W\d_]+")
#: No word is longer, code points.
_WORD_LIMIT = 100
#: A place where a word may be broken; no letter of it.
_SOFT = "\u00ad"


class Joiner:
    """Joins lines; knows the words of the whole document, which show how a word is written where it is whole."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._whole: set[str] = set()
        for line in lines:
            # The last word of a line may be half a word.
            self._whole.update(
                word.casefold() for word in _WORD.findall(line.removesuffix("-"))[: -1 if _ends(line) else None]
            )

    def join(self, lines: Sequence[str]) -> str:
        """One paragraph of ``lines``, without soft hyphens; a line end becomes a space, or nothing within a word."""
        parts: list[str] = []
        for line in lines:
            if parts:
                self._part(parts, line)
            parts.append(line)
        return " ".join("".join(parts).replace(_SOFT, "").split())

    def _part(self, parts: list[str], line: str) -> None:
        """Put between ``parts`` and ``line`` what parts them, or take off a hyphen that does."""
        before = parts[-1]
        broken, following = _BROKEN.search(before[-_WORD_LIMIT:]), _FIRST.match(line[:_WORD_LIMIT])
        if broken is None or following is None:
            if not _tight(before, line):
                parts.append(" ")
        elif broken.group(2) == _SOFT or not self._keeps(broken.group(1), following.group()):
            parts[-1] = before[:-1]

    def _keeps(self, first: str, second: str) -> bool:
        """True where the hyphen between the two stands in the word, wherever the line ends."""
        if second[0].isupper() or first.isupper():
            return True
        first, second = first.casefold(), second.casefold()
        if f"{first}-{second}" in self._whole:
            return True
        return first + second not in self._whole and first in _kept()


def _ends(line: str) -> bool:
    return _BROKEN.search(line[-_WORD_LIMIT:]) is not None


def _tight(before: str, line: str) -> bool:
    """True where a hyphen or slash between figures, or an address, runs over the line end."""
    return bool(re.search(r"(?:\d-|/)$", before[-2:])) and line[:1].isalnum()


@cache
def _kept() -> frozenset[str]:
    written = resources.files("ctkg.text.read").joinpath("hyphens.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(written)["kept"])
