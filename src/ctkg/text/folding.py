"""Character folding for matching: one code point in, one out, so that offsets stay those of the document."""

from __future__ import annotations

import unicodedata
from functools import cache

_QUOTES = dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\u02bc", "'")
_DOUBLE = dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"')
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
_SPACES = dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t", " ")
_PLAIN = str.maketrans(_QUOTES | _DOUBLE | _DASHES | _SPACES)


def plain(text: str) -> str:
    """``text`` with one kind of quotation mark, apostrophe, dash and space; letters unchanged; same length."""
    return text.translate(_PLAIN)


@cache
def _bare(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[:1]
    return {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"}.get(base, base)


def bare(text: str) -> str:
    """``plain(text)`` without the accents of its letters; same length."""
    flat = plain(text)
    return flat if flat.isascii() else "".join(c if c.isascii() else _bare(c) for c in flat)


@cache
def _low(character: str) -> str:
    low = character.lower()
    return low if len(low) == 1 else character


def lower(text: str) -> str:
    """``text`` in lower case; letters whose small form is longer stay as they are; same length."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(map(_low, text))
