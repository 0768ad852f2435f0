"""Names of persons: their parts without titles, and how far two names agree."""

from __future__ import annotations

from functools import cache, lru_cache

from ctkg.resolve import lexicon
from ctkg.resolve.letters import one_apart, sound, words

Parts = tuple[str, ...]

#: How two names agree, from best to worst, in words.
SAME, SPELLING, INITIAL, PART, NEAR, SURNAME = "same", "spelling", "initial", "part", "near", "surname"
_WORDS = {
    SAME: "the same name",
    SPELLING: "another spelling of the name",
    INITIAL: "an initial for a name",
    PART: "one name has more parts",
    NEAR: "names one letter apart",
    SURNAME: "the surname alone",
}
_EXACT, _HEARD, _LETTER, _CLOSE = 4, 3, 2, 1
_LONG = 5


def in_words(level: str) -> str:
    """``level`` for people."""
    return _WORDS[level]


@cache
def parts(name: str) -> Parts:
    """The parts of a name that tell persons apart, plain, in order; empty where the words name an office instead.

    Honorifics and ranks before the name and small words within it are left out.
    """
    found = words(name)
    for title in _titles():
        while len(found) > len(title) and tuple(found[: len(title)]) == title:
            found = found[len(title) :]
    if not _set("offices").isdisjoint(found):
        return ()
    kept = [word for word in found if word not in _set("particles")] or found
    joined: list[str] = []
    for word in kept:
        if joined and joined[-1] in _set("joining"):
            joined[-1] = "abdul" + word
        else:
            joined.append(word)
    return tuple(joined)


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(lexicon.load("names")["persons"][name])


@cache
def _titles() -> tuple[Parts, ...]:
    """Honorifics and ranks as words, longest first."""
    persons = lexicon.load("persons", "patterns")
    found = {tuple(words(title)) for title in (*persons["honorifics"], *persons["ranks"])}
    return tuple(sorted(found, key=lambda title: (-len(title), title)))


@lru_cache(maxsize=65_536)
def compare(one: Parts, other: Parts) -> str | None:
    """How far two names agree: one of the levels above, or None where they are different names."""
    few, many = sorted((one, other), key=lambda name: (len(name), name))
    if not few:
        return None
    pairs = _aligned(few, many)
    if len(pairs) < len(few):
        return None
    worst = min(pairs)
    if len(few) == 1:
        if len(many) == 1:
            return SURNAME if worst >= _HEARD else None
        return SURNAME if worst >= _HEARD and _level(few[0], many[-1]) >= _HEARD else None
    # An initial or a slip of the pen needs another part that is surely the same.
    if worst <= _LETTER and max(pairs) < _HEARD:
        return None
    if worst == _CLOSE:
        return NEAR if len(few) == len(many) else None
    if len(few) < len(many):
        return PART if worst >= _HEARD else None
    return {_EXACT: SAME, _HEARD: SPELLING, _LETTER: INITIAL}[worst]


def _aligned(few: Parts, many: Parts) -> list[int]:
    """Levels of the parts of ``few`` that have a partner in ``many``, best pairs first; each part is used once."""
    found = sorted(
        ((_level(a, b), -abs(i - j), -i, -j) for i, a in enumerate(few) for j, b in enumerate(many) if _level(a, b)),
        reverse=True,
    )
    left, right, levels = set[int](), set[int](), []
    for level, _, i, j in found:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            levels.append(level)
    return levels


@cache
def _level(one: str, other: str) -> int:
    if one == other:
        return _EXACT if len(one) > 1 else _LETTER
    if len(one) == 1 or len(other) == 1:
        return _LETTER if one[0] == other[0] or sound(one)[0] == sound(other)[0] else 0
    if sound(one) == sound(other):
        return _HEARD
    return _CLOSE if min(len(one), len(other)) >= _LONG and one_apart(one, other) else 0
