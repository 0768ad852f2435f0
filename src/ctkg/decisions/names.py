"""Names that are not to come back, known by hashes alone: what they are, and where a text has one of them.

A name is hashed in a normal form: its words without case and accents, in the order of the alphabet, so that
``Ana Roe``, ``ROE, Ana`` and the ``ana-roe`` of an IRI are one. The form depends on no table that is ever edited, or
names that were taken down would come back with the next edit. Another spelling is another name; whoever takes a
person's data down gives all that are known.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

_SALT = b"ctkg takedown 1\n"
#: Letters that Unicode does not take apart into a plain letter and an accent. Never to be changed: see above.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its plain form, where it stands (code points), and whether it could be a name's by its case."""

    plain: str
    start: int
    end: int
    proper: bool


def words(text: str) -> list[Word]:
    """The words of a text, in order; apostrophes and hyphens part them."""
    return [
        Word(_plain(found[0]), found.start(), found.end(), not found[0][0].islower())
        for found in _word().finditer(text)
    ]


def normal(name: str) -> tuple[str, ...]:
    """The words of a name in their normal form and order."""
    return tuple(sorted(word.plain for word in words(name)))


def digest(name: tuple[str, ...]) -> str:
    """What stands for a name in its normal form: how many words it has, and a hash."""
    return f"{len(name)}-{hashlib.sha256(_SALT + ' '.join(name).encode()).hexdigest()}"


class Names:
    """Names, by their :func:`digest`."""

    def __init__(self, digests: Iterable[str]) -> None:
        self._digests = frozenset(digests)
        self._sizes = sorted({int(each.partition("-")[0]) for each in self._digests})

    def __bool__(self) -> bool:
        return bool(self._digests)

    def has(self, name: str) -> bool:
        """True where the whole of ``name`` is one of the names."""
        found = normal(name)
        return len(found) in self._sizes and digest(found) in self._digests

    def within(self, text: str) -> list[tuple[Word, ...]]:
        """Where a text has one of the names, of two words or more, in any order of its words.

        A name of one word is an ordinary word as well, so it is sought as the name of a thing only (:meth:`has`).
        """
        if len(text) < 3:
            return []
        return list(self._within(words(text)))

    def _within(self, found: list[Word]) -> Iterator[tuple[Word, ...]]:
        for size in self._sizes:
            for start in range(len(found) - size + 1) if size > 1 else ():
                part = found[start : start + size]
                if digest(tuple(sorted(word.plain for word in part))) in self._digests:
                    yield tuple(part)


@cache
def _plain(word: str) -> str:
    low = unicodedata.normalize("NFC", word).casefold().translate(_PLAIN)
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


@cache
def _word() -> re.Pattern[str]:
    """Letters, digits and the marks that belong to them; a mark is no ``\\w``."""
    marks = "".join(chr(n) for n in range(0x300, 0x10000) if unicodedata.category(chr(n))[0] == "M")
    return re.compile(rf"[^\W_](?:[^\W_]|[{marks}])*")
