"""Regular expressions for many words at once, built so that a mismatch is seen at the first letter."""

from __future__ import annotations

import re
from collections.abc import Iterable


def of(words: Iterable[str]) -> str:
    """A pattern that matches any of ``words``, the longest that fits; it numbers no groups."""
    return _pattern(sorted(set(words)), 0)


def _pattern(words: list[str], depth: int) -> str:
    """The rest of ``words`` (sorted, alike up to ``depth``)."""
    branches: dict[str, list[str]] = {}
    ends = False
    for word in words:
        if len(word) == depth:
            ends = True
        else:
            branches.setdefault(word[depth], []).append(word)
    parts = [re.escape(letter) + _pattern(below, depth + 1) for letter, below in branches.items()]
    if not parts:
        return ""
    joined = parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)})"
    return f"{joined}?" if ends else joined
