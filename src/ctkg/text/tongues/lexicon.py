"""The lexicons of a language, and regular expressions made of their words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from ctkg import resources
from ctkg.text import patterns

_ENDING = r"\w{0,3}"
#: A cue ends at the end of a word, or behind an apostrophe or a space.
_END = r"(?:(?<=['\s])|(?!\w))"


@cache
def tags() -> tuple[str, ...]:
    """Tags of the languages that have a folder of lexicons, sorted; English has none."""
    folder = resources.path("data", "patterns")
    return tuple(sorted(inner.name for inner in folder.iterdir() if inner.is_dir()))


def load(tag: str, name: str) -> dict[str, Any]:
    """The lexicon ``data/patterns/<tag>/<name>.toml``; callers must not change it."""
    return patterns.load(f"{tag}/{name}")


def pattern(tag: str, words: Iterable[str], *, before: str = "", after: str = "") -> re.Pattern[str]:
    """Any of ``words`` (regular expressions; "~" is any case ending, a space any space), whole words, in any case."""
    return _pattern(tag, tuple(words), before, after)


@cache
def _pattern(tag: str, words: tuple[str, ...], before: str, after: str) -> re.Pattern[str]:
    macros: dict[str, str] = load(tag, "names").get("macros", {})
    alternatives = "|".join(expanded(word, macros) for word in words) or r"(?!)"
    return re.compile(rf"{before}(?<!\w)(?:{alternatives}){_END}{after}", re.IGNORECASE)


def expanded(word: str, macros: dict[str, str] | None = None) -> str:
    """The regular expression that a word of a lexicon stands for."""
    for name, meaning in (macros or {}).items():
        word = word.replace(name, meaning)
    return word.replace("~", _ENDING).replace(" ", r"\s+")


def cues(tag: str, name: str, *path: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """The pattern of the list of words at ``path`` in the lexicon ``name``."""
    found: Any = load(tag, name)
    for step in path:
        found = found[step]
    return pattern(tag, found, before=before, after=after)
