"""When two names, phrases or people are the same. All functions but :func:`fold` take folded text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from ctkg.evaluation.lexicon import wording

#: Letters that Unicode does not take apart, and the sign that is a word.
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "&": " and "})
_POSSESSIVE = re.compile(r"['\u2019]s\b")
_PUNCTUATION = re.compile(r"[^\w:/+-]+")
_JOINED = re.compile(r"(?<=[a-z])[-/](?=[a-z])")
_ARTICLE = re.compile(r"^(?:the|a|an) ")
_NUMBER = re.compile(r"\d+")
#: A name of so many words is the same with further words around it.
_LONG = 6
#: Share of the content words that two phrases of the same meaning have in common.
_ALIKE = 0.6


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """``text`` in lower case and one spelling, without accents, punctuation, leading article and plural endings."""
    flat = unicodedata.normalize("NFKD", text.translate(_LETTERS)).casefold()
    flat = "".join(character for character in flat if not unicodedata.combining(character))
    flat = _PUNCTUATION.sub(" ", _POSSESSIVE.sub("", flat)).strip()
    for pattern, plain in wording().spellings:
        flat = pattern.sub(plain, flat)
    flat = _ARTICLE.sub("", _JOINED.sub(" ", flat))
    return " ".join(map(_singular, flat.split()))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def same_name(one: str, other: str) -> bool:
    """Equal and not empty; or one within the other, if it has at least six words and both have the same numbers."""
    if one == other:
        return bool(one)
    short, long = sorted((one, other), key=len)
    return (
        len(short.split()) >= _LONG
        and f" {short} " in f" {long} "
        and set(_NUMBER.findall(short)) == set(_NUMBER.findall(long))
    )


def same_phrase(one: str, other: str) -> bool:
    """The same name; or most content words in common; or all of one's content words, at least two, in the other."""
    if same_name(one, other):
        return True
    left, right = content(one), content(other)
    shared, fewer = len(left & right), min(len(left), len(right))
    return shared >= 2 and (shared == fewer or shared / len(left | right) >= _ALIKE)


def same_person(one: str, other: str) -> bool:
    """Equal without titles; or the same surname, and no given name of the shorter that the longer lacks."""
    left, right = (wording().titles.sub(" ", name).split() for name in (one, other))
    if not left or not right:
        return one == other
    short, long = sorted((left, right), key=len)
    return short[-1] == long[-1] and set(short) <= set(long)


def same_counted(asked: str, said: str) -> bool:
    """A content word in common, or two words of one meaning; anything where ``asked`` is empty."""
    if not asked:
        return True
    left, right = content(asked), content(said)
    return bool(left & right) or any(left & words and right & words for words in wording().synonyms)


def content(text: str) -> set[str]:
    """The words that tell ``text`` from others."""
    return set(text.split()) - wording().empty


def quote_key(words: str) -> str:
    """Digest of the first four words of a quotation, 12 hexadecimal digits: gold need not hold the words."""
    head = " ".join(re.findall(r"\w+", words.casefold())[:4])
    return hashlib.sha1(head.encode(), usedforsecurity=False).hexdigest()[:12]
