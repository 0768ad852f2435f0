"""Names of bodies: the words that tell bodies apart, in one spelling, and how far two names agree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ctkg import tables
from ctkg.resolve import lexicon
from ctkg.resolve.letters import one_apart, plain

SAME, ALIKE, MORE, NEAR = "same", "alike", "more", "near"
_WORDS = {
    SAME: "the same name after spelling",
    ALIKE: "names that mean the same",
    MORE: "one name has one more common word",
    NEAR: "names one letter apart",
}
_LONG = 6
_WORD = re.compile(r"[^\W_]+")
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]+\b")
_DOTTED = re.compile(r"\b(\w)\.(?=\w\b)")


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name taken apart.

    Attributes:
        words: what tells bodies apart, in one spelling; a State that the name holds is a word ``@KZ``.
        distinctive: True where a word is a proper name, so that the name says which body is meant by itself.
        acronym: True where one of these words is an acronym.
    """

    words: frozenset[str]
    distinctive: bool
    acronym: bool = False


def in_words(level: str) -> str:
    """``level`` for people."""
    return _WORDS[level]


@cache
def take_apart(name: str, state: str) -> BodyName:
    """The words of ``name``; names of ``state`` in it are left out, since the State is known."""
    text = _states().sub(_state, _spelled(name))
    found = {_singular(word) if word[0] != "@" else word for word in re.findall(r"@\w\w|[^\W_]+", text)}
    found -= {"@" + state, *_set("small")}
    proper = {word for word in found if word[0] != "@" and word not in _set("generic")}
    acronyms = {_singular(plain(word)) for word in _ACRONYM.findall(name)}
    return BodyName(frozenset(found), bool(proper), not proper.isdisjoint(acronyms))


def is_national(kind: str) -> bool:
    """True for a kind of body that every State has."""
    return kind in _set("national")


def states_in(name: str) -> frozenset[str]:
    """Codes of the States that ``name`` names."""
    return frozenset(re.findall(r"@(\w\w)", _states().sub(_state, _spelled(name))))


@lru_cache(maxsize=65_536)
def compare(one: frozenset[str], other: frozenset[str]) -> str | None:
    """How far two names agree, or None where they name different bodies."""
    if not one or not other:
        return None
    if one == other:
        return SAME
    if _meaning(one) == _meaning(other):
        return ALIKE
    few, many = sorted((one - other, other - one), key=lambda s: (len(s), sorted(s)))
    if not few and len(many) == 1 and few.isdisjoint(many) and one & other:
        return MORE if many <= _set("generic") else None
    if len(few) == len(many) == 1:
        (a,), (b,) = few, many
        if min(len(a), len(b)) >= _LONG and one_apart(a, b):
            return NEAR
    return None


def keys(words: frozenset[str]) -> frozenset[str]:
    """Keys that names of the same body share: their meaning, and their meaning without one word."""
    found = sorted(_meaning(words))
    less = {" ".join(found[:i] + found[i + 1 :]) for i in range(len(found))} if len(found) > 2 else set[str]()
    return frozenset({" ".join(found), *less})


def _meaning(words: frozenset[str]) -> frozenset[str]:
    return frozenset(_alike().get(word, word) for word in words)


@cache
def _spelled(name: str) -> str:
    text = plain(_DOTTED.sub(r"\1", name.replace("’s", "").replace("'s", "")))
    for pattern, new in _spellings():
        text = pattern.sub(new, text)
    return " ".join(_WORD.findall(text))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(lexicon.load("names")["bodies"][name])


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), new) for pattern, new in lexicon.load("names")["bodies"]["spelling"])


@cache
def _alike() -> dict[str, str]:
    return {word: group[0] for group in lexicon.load("names")["bodies"]["alike"] for word in group}


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@cache
def _codes() -> dict[str, str]:
    """Names and adjectives of States, spelled as names are here -> ISO code."""
    found: dict[str, str] = {}
    for row in tables.rows("states"):
        for column in ("name_en", "formal_en"):
            found.setdefault(_spelled(row[column]).removeprefix("the "), row["iso2"])
    for row in tables.rows("demonyms"):
        if row["kind"] != "people":
            found.setdefault(_spelled(row["text"]), row["iso2"])
    return {text: code for text, code in found.items() if len(text) > 2}


@cache
def _states() -> re.Pattern[str]:
    beside = "".join(rf"(?<!\b{word} )" for word in _set("beside_states"))
    names = "|".join(re.escape(text) for text in sorted(_codes(), key=lambda t: (-len(t), t)))
    return re.compile(rf"{beside}\b({names})\b")


def _state(match: re.Match[str]) -> str:
    return "@" + _codes()[match.group()]
