"""Character folding for matching: one code point in, one out, so that offsets stay those of the document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

_QUOTES = dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\u02bc", "'")
_DOUBLE = dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"')
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
_SPACES = dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t", " ")
_PLAIN = _QUOTES | _DOUBLE | _DASHES | _SPACES
_ODD = re.compile(r"[`\t\x80-\U0010ffff]")


def plain(text: str) -> str:
    """``text`` with one kind of quotation mark, apostrophe, dash and space; letters unchanged; same length."""
    if text.isascii() and "`" not in text and "\t" not in text:
        return text
    for character in set(_ODD.findall(text)):  # a text has few of them, each at many places
        if (new := _PLAIN.get(character)) is not None:
            text = text.replace(character, new)
    return text


@cache
def _unaccented(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[:1]
    return {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"}.get(base, base)


def bare(text: str) -> str:
    """``plain(text)`` without the accents of its letters; same length."""
    flat = plain(text)
    if flat.isascii():
        return flat
    for character in sorted(set(_ODD.findall(flat))):  # "Ø" before what becomes one
        if (letter := _unaccented(character)) != character:
            flat = flat.replace(character, letter)
    return flat


@cache
def _low(character: str) -> str:
    low = character.lower()
    return low if len(low) == 1 else character


def lower(text: str) -> str:
    """``text`` in lower case; letters whose small form is longer stay as they are; same length."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(map(_low, text))


@dataclass(frozen=True, slots=True)
class Canonical:
    """A text in one spelling, and where each of its characters comes from.

    Attributes:
        text: lower case, one spelling of words that have two ("centre", "co-operation", "counter-terrorism",
            "United Nations"), single spaces for runs of space and hyphens.
        starts: offset in the original of each character, and of the end.
    """

    text: str
    starts: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open interval of the original for one of :attr:`text`."""
        return self.starts[start], self.starts[end - 1] + 1 if end == len(self.text) else self.starts[end]


_SPELLINGS = (
    (r"co[- ]?(?=oper|ordin|organi[sz])", "co"),
    (r"counter[- ]?(?=terror)", "counter "),
    (r"anti[- ]?(?=terror)", "anti "),
    (r"cyber[- ]?(?=[a-z])", "cyber "),
    (r"united\s+nations\b|u\.n\.", "un"),
    (r"centre", "center"),
    (r"defence", "defense"),
    (r"programme", "program"),
    (r"labour", "labor"),
    (r"fertiliser", "fertilizer"),
)
_MORE = (
    (r"(?<=\w)is(?=ations?\b|ing\b|ed\b|es?\b|ers?\b)", "iz"),
    (r" ?& ?", " and "),
    (r"(?! (?![\s-]))[\s-]+", " "),  # a single blank stays as it is
)
_NEW = tuple(new for _, new in (*_SPELLINGS, *_MORE))


def _named(spellings: Iterable[tuple[str, str]], first: int) -> str:
    return "|".join(f"(?P<s{number}>{pattern})" for number, (pattern, _) in enumerate(spellings, start=first))


#: What :data:`_SPELLINGS` begin with, each with a letter; most characters of a text are passed over by that alone.
_FIRST = "".join(sorted({pattern[0] for pattern, _ in _SPELLINGS}))
_SPELLING = re.compile(
    rf"(?=[{_FIRST}i&\s-])(?:(?=[{_FIRST}])\b(?:{_named(_SPELLINGS, 0)})|"
    rf"(?![{_FIRST}])(?:{_named(_MORE, len(_SPELLINGS))}))"
)
#: Names are folded again and again, texts once.
_NAME = 200


def canonical(text: str) -> Canonical:
    """``text`` in one spelling, with the way back to its offsets."""
    return _canonical(text) if len(text) > _NAME else _canonical_name(text)


def _canonical(text: str) -> Canonical:
    low = lower(bare(text))
    pieces: list[str] = []
    starts: list[int] = []
    position = 0
    for match in _SPELLING.finditer(low):
        if match.start() > position:
            pieces.append(low[position : match.start()])
            starts.extend(range(position, match.start()))
        new = _NEW[int(str(match.lastgroup)[1:])]
        pieces.append(new)
        starts.extend([match.start()] * len(new))
        position = match.end()
    pieces.append(low[position:])
    starts.extend(range(position, len(low) + 1))
    return Canonical("".join(pieces), starts)


_canonical_name = lru_cache(maxsize=1 << 14)(_canonical)
