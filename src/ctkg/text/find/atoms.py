"""What every match of a regular expression contains, and what it begins with: read from its parse tree, as search
engines do.

Cox, "Regular Expression Matching with a Trigram Index" (2012), computes the same from the same cases.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]  # no other module tells the parts of a pattern
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from ctkg.text import folding

#: Fewer letters say little: they are everywhere.
_SHORTEST = 3
#: Above this length, an atom is sure enough; fewer atoms are then better than longer ones.
_ENOUGH = 6
#: More alternatives than this are not kept apart.
_MOST = 600
_DIGITS = frozenset("0123456789")
#: Stands for any capital letter where a match begins with one.
CAPITAL = "\x01"


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the matches of a part.

    Attributes:
        exact: all strings that it matches, in lower case; None where they are too many to list.
        needed: strings of which each match contains at least one; None where nothing is known.
    """

    exact: frozenset[str] | None = None
    needed: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class _Front:
    """What the matches of a part begin with.

    Attributes:
        whole: strings in lower case that a match may be and end with.
        cut: strings that a match may begin with, whatever follows.
    """

    whole: frozenset[str]
    cut: frozenset[str]


_UNKNOWN = _Known()
_EMPTY = _Known(exact=frozenset({""}))
_BLANK = frozenset({" "})
_NOTHING = _Front(frozenset({""}), frozenset())
_ANYTHING = _Front(frozenset(), frozenset({""}))
#: Longer openings are not read on: they rule out enough.
_LONGEST_FRONT = 6
_MOST_FRONTS = 3000
_CAPITALS = [(op.RANGE, (ord("A"), ord("Z")))]
_RUN = re.compile("  +")
_TEXT = "text"


@dataclass(frozen=True, slots=True)
class Atoms:
    """What is known of the matches of a pattern.

    Attributes:
        within: strings of which each match contains at least one, in any case; empty where none of at least three
            letters is known.
        first: strings with one of which each match begins, in any case, or :data:`CAPITAL`; empty where they are not
            known or say little.
    """

    within: frozenset[str]
    first: frozenset[str]

    @property
    def gate(self) -> frozenset[str]:
        """The one of both that rules out more."""
        return self.first if self.first and _least(self.first) >= _least(self.within) else self.within


def of(pattern: re.Pattern[str]) -> Atoms:
    """What every match of ``pattern`` contains and begins with, in lower case, with one blank for each run of space and
    ASCII digits for all. What must follow the match counts as in it: it begins no sooner, and lies in what is searched.
    """
    parsed = parser.parse(pattern.pattern, pattern.flags).data
    known, front = _sequence(parsed), _fronts(parsed, not pattern.flags & re.IGNORECASE)
    first = _shortest(front.whole | front.cut)
    usable = all(_says_enough(word) and word[0] != " " for word in first)
    return Atoms(
        within=_shortest({word.strip() for word in _best([known.needed, known.exact]) or ()}),
        first=first if usable else frozenset(),
    )


def _shortest(words: Iterable[str]) -> frozenset[str]:
    """``words`` without those that begin with another."""
    kept: list[str] = []
    for word in sorted(words):
        if not kept or not word.startswith(kept[-1]):
            kept.append(word)
    return frozenset(kept)


def _says_enough(word: str) -> bool:
    return len(word) >= _SHORTEST or (word != "" and not word.isalpha())


def _least(words: Iterable[str]) -> int:
    return min((min(_ENOUGH, _weight(word)) for word in words), default=0)


def _fronts(parts: Iterable[tuple[Any, Any]], cased: bool) -> _Front:
    whole, cut = frozenset({""}), frozenset[str]()
    for part in _runs(parts):
        if not whole:
            break
        front = _front(*part, cased)
        if len(whole) * (len(front.whole) + len(front.cut)) > _MOST_FRONTS:
            long = {word for word in whole if _says_enough(word)}
            whole, cut = whole - long, cut | long
            if len(whole) * (len(front.whole) + len(front.cut)) > _MOST_FRONTS:
                return _Front(frozenset(), cut | whole)
        cut |= {_joined(head, tail) for head in whole for tail in front.cut}
        whole = frozenset(_joined(head, tail) for head in whole for tail in front.whole)
        long = {word for word in whole if len(word) > _LONGEST_FRONT}
        whole, cut = whole - long, cut | long
    return _Front(whole, cut)


def _joined(head: str, tail: str) -> str:
    if tail == CAPITAL:
        return head or tail
    return _RUN.sub(" ", head + tail)


def _front(kind: Any, value: Any, cased: bool) -> _Front:
    if kind is op.IN and value == _CAPITALS:
        return _Front(frozenset(), frozenset({CAPITAL})) if cased else _ANYTHING
    if kind is _TEXT:
        return _Front(frozenset({value}), frozenset())
    if kind is op.IN:
        exact = _letters(value, digits=True).exact
        return _ANYTHING if exact is None else _Front(exact, frozenset())
    if kind is op.BRANCH:
        fronts = [_fronts(branch, cased) for branch in value[1]]
        return _Front(
            frozenset().union(*(front.whole for front in fronts)), frozenset().union(*(front.cut for front in fronts))
        )
    if kind is op.SUBPATTERN:
        return _fronts(value[3], cased and not value[1] & re.IGNORECASE)
    if kind is op.ATOMIC_GROUP:
        return _fronts(value, cased)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, most, inner = value
        front = _fronts(inner, cased)
        none = frozenset() if least else frozenset({""})
        if most == 1 or (front.whole == _BLANK and not front.cut):
            return _Front(front.whole | none, front.cut)
        return _Front(none, front.cut | front.whole)
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return _NOTHING
    return _ANYTHING


def _sequence(parts: Iterable[tuple[Any, Any]]) -> _Known:
    run: frozenset[str] | None = frozenset({""})
    candidates: list[frozenset[str] | None] = []
    whole = True
    for part in _runs(parts):
        known = _part(*part)
        candidates.append(known.needed)
        if run is not None and known.exact is not None and len(run) * len(known.exact) <= _MOST:
            run = frozenset(_RUN.sub(" ", head + tail) for head in run for tail in known.exact)
            continue
        whole = False
        candidates.append(run)
        run = known.exact if known.exact is not None else frozenset({""})
    candidates.append(run)
    return _Known(exact=run if whole else None, needed=_best(candidates))


def _part(kind: Any, value: Any) -> _Known:
    if kind is _TEXT:
        return _Known(exact=frozenset({value}))
    if kind is op.IN:
        return _letters(value)
    if kind is op.BRANCH:
        return _either([_sequence(branch) for branch in value[1]])
    if kind is op.SUBPATTERN:
        return _sequence(value[3])
    if kind is op.ATOMIC_GROUP:
        return _sequence(value)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, most, inner = value
        known = _sequence(inner)
        if known.exact is not None and (most == 1 or known.exact == _BLANK):
            return _Known(exact=known.exact if least else known.exact | {""})
        return _Known(needed=_best([known.needed, known.exact])) if least else _UNKNOWN
    if kind is op.ASSERT and value[0] > 0:
        known = _sequence(value[1])
        return _Known(exact=_EMPTY.exact, needed=_best([known.needed, known.exact]))
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return _EMPTY
    return _UNKNOWN


def _runs(parts: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """``parts``, where letters in a row are one part of kind ``_TEXT``."""
    run: list[str] = []
    for kind, value in parts:
        if kind is op.LITERAL and (letter := _letter(value)) is not None:
            run.append(letter)
            continue
        if run:
            yield _TEXT, _RUN.sub(" ", "".join(run))
            run = []
        yield kind, value
    if run:
        yield _TEXT, _RUN.sub(" ", "".join(run))


@cache
def _letter(code: int) -> str | None:
    """A character of a pattern as it stands in a text without accents in lower case; None where it may be another."""
    character = chr(code)
    if character.isspace():
        return " "
    low = folding.lower(folding.bare(character))
    alike = low.isascii() or not (
        low.isalpha() or unicodedata.category(low) == "Co"
    )  # letters have more cases than two
    return low if alike and low.isprintable() else None


def _letters(members: Sequence[tuple[Any, Any]], digits: bool = False) -> _Known:
    """A single character, or one of a class such as ``[Tt]`` or ``[sz]``; with ``digits``, one like ``[1-9]`` too."""
    found = set()
    for kind, value in members:
        if kind is op.CATEGORY and value is op.CATEGORY_SPACE:
            found.add(" ")
        elif digits and kind is op.CATEGORY and value is op.CATEGORY_DIGIT:
            found |= _DIGITS
        elif digits and kind is op.RANGE and ord("0") <= value[0] <= value[1] <= ord("9"):
            found |= {chr(code) for code in range(value[0], value[1] + 1)}
        elif kind is op.LITERAL and (letter := _letter(value)) is not None:
            found.add(letter)
        else:
            return _UNKNOWN
    return _Known(exact=frozenset(found))


def _either(branches: Sequence[_Known]) -> _Known:
    exact: frozenset[str] | None = frozenset()
    needed: frozenset[str] | None = frozenset()
    for known in branches:
        exact = exact | known.exact if exact is not None and known.exact is not None else None
        some = _best([known.needed, known.exact])
        needed = needed | some if needed is not None and some is not None else None
    if exact is not None and len(exact) > _MOST:
        exact = None
    return _Known(exact=exact, needed=needed)


def _best(candidates: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """The set that rules out most: with the longest shortest member, then the fewest members."""
    weighed = ((min(_ENOUGH, *map(_weight, one), _ENOUGH), -len(one), one) for one in candidates if one)
    return max((each for each in weighed if each[0] >= _SHORTEST), key=lambda each: each[:2], default=(0, 0, None))[2]


def _weight(atom: str) -> int:
    """How much ``atom`` tells: its length, where a digit tells as much as two letters."""
    return len(atom.strip()) + sum(map(str.isdigit, atom))
