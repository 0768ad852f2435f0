"""One plain form for words of several alphabets, and the sound of a part of a name."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ctkg.resolve import lexicon

_MARKS = re.compile(r"['‘’ʼʻ`´\"“”«»]")
_WORD = re.compile(r"[^\W_]+")


@cache
def _table() -> dict[int, str]:
    names = lexicon.load("names")
    return {ord(letter): plain for part in ("letters", "cyrillic") for letter, plain in names[part].items()}


@cache
def plain(text: str) -> str:
    """``text`` in lower case, in Latin letters where it was Cyrillic, without accents and apostrophes."""
    # The tables come first: to Unicode, Cyrillic "й" is an "и" with an accent, which the tables tell apart.
    low = unicodedata.normalize("NFC", text.casefold()).translate(_table())
    bare = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    return _MARKS.sub("", bare)


def words(text: str) -> list[str]:
    """The words of ``plain(text)``, in order."""
    return _WORD.findall(plain(text))


@cache
def _sounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), new) for pattern, new in lexicon.load("names")["sounds"]["rules"])


@cache
def _given() -> dict[str, str]:
    """Given name -> the first of its group."""
    return {name: group[0] for group in lexicon.load("names")["persons"]["given"] for name in group}


@cache
def sound(word: str) -> str:
    """What ``word`` (one plain part of a name) sounds like: the same for its usual spellings and transliterations."""
    heard = _given().get(word, word)
    for pattern, new in _sounds():
        heard = pattern.sub(new, heard)
    return heard or word


def one_apart(one: str, other: str) -> bool:
    """True where one letter is changed, added, left out or swapped with its neighbour."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    left, right = one[start:], other[start:]
    if len(left) == len(right):
        swapped = left[1::-1] + left[2:]
        return left[1:] == right[1:] or swapped == right
    return left[1:] == right or left == right[1:]
