"""A cheap guess at the language of a text that states none: its commonest words."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources

from ctkg.model import Document

_WORD = re.compile(r"[^\W\d_]+")
#: So much of the text is looked at, in characters.
_SAMPLE = 20_000
#: At least this share of the words must be common words of the language.
_SHARE = 0.12


#: The language for which the grammars are made; texts of no known language are read as English.
ENGLISH = "en"


def of(document: Document) -> str:
    """The language in which ``document`` is read: the main tag of the one that its source states or its text shows."""
    return document.source.language.partition("-")[0].lower() or ENGLISH


def guess(text: str) -> str:
    """BCP 47 tag of the language whose common words are the most frequent; empty where none is frequent enough.

    Short texts (fewer than eight words) stay unknown.
    """
    words = Counter(_WORD.findall(text[:_SAMPLE].casefold()))
    total = words.total()
    if total < 8:
        return ""
    shares = {tag: sum(words[word] for word in common) / total for tag, common in _common().items()}
    best = max(sorted(shares), key=lambda tag: shares[tag])
    return best if shares[best] >= _SHARE else ""


@cache
def _common() -> dict[str, tuple[str, ...]]:
    written = resources.files("ctkg.text.read").joinpath("languages.toml").read_text(encoding="utf-8")
    return {tag: tuple(words) for tag, words in tomllib.loads(written).items()}
