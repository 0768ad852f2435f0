"""Words of a sentence with their offsets, and the questions that name grammars ask of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W_](?:[\w.'/&+-]*[\w])?(?:(?<=\b[A-Z])\.(?:[A-Z]\.)*)?|[^\s\w]")

#: Sentences whose words are kept.
_KEPT = 128


class Token(NamedTuple):
    """A word or mark, and where it stands in the document (code points, end exclusive)."""

    text: str
    start: int
    end: int

    @property
    def capitalised(self) -> bool:
        """True for words that begin with a capital letter."""
        return self.text[0].isupper()

    @property
    def bare(self) -> str:
        """The word without a possessive ending."""
        return self.text.removesuffix("'s").removesuffix("'")


@lru_cache(maxsize=_KEPT)
def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Tokens of ``text[start:end]``, in order, kept for who asks for those of the same sentence."""
    return tuple([Token(match.group(), *match.span()) for match in _TOKEN.finditer(text, start, end)])


def shouted(words: Sequence[Token]) -> bool:
    """True for headlines whose words are nearly all capitalised: case tells nothing there."""
    letters = [word for word in words if word.text[0].isalpha() and len(word.text) > 3]
    return len(letters) > 4 and sum(word.capitalised for word in letters) > 0.85 * len(letters)
