"""What every match of a regular expression contains: read from its parse tree, as search engines do.

Cox, "Regular Expression Matching with a Trigram Index" (2012), computes the same from the same cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from re import _constants as op  # type: ignore[attr-defined]  # no other module tells the parts of a pattern
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

#: Fewer letters say little: they are everywhere.
_SHORTEST = 3
#: Above this length, an atom is sure enough; fewer atoms are then better than longer ones.
_ENOUGH = 6
#: More alternatives than this are not kept apart.
_MOST = 600
_LAST_ASCII = 127


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the matches of a part.

    Attributes:
        exact: all strings that it matches, in lower case; None where they are too many to list.
        needed: strings of which each match contains at least one; None where nothing is known.
    """

    exact: frozenset[str] | None = None
    needed: frozenset[str] | None = None


_UNKNOWN = _Known()
_EMPTY = _Known(exact=frozenset({""}))
_BLANK = frozenset({" "})
_RUN = re.compile("  +")


def of(pattern: re.Pattern[str]) -> frozenset[str]:
    """Strings in lower case of which every match of ``pattern`` contains at least one, in any case; empty where none
    of at least three letters is known. What looks around the match is not looked at."""
    known = _sequence(parser.parse(pattern.pattern, pattern.flags).data)
    kept: list[str] = []
    for word in sorted({word.strip() for word in _best([known.needed, known.exact]) or ()}):
        if not kept or not word.startswith(kept[-1]):
            kept.append(word)
    return frozenset(kept)


def _sequence(parts: Iterable[tuple[Any, Any]]) -> _Known:
    run: frozenset[str] | None = frozenset({""})
    candidates: list[frozenset[str] | None] = []
    whole = True
    for part in parts:
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
    if kind is op.LITERAL:
        return _letters([(kind, value)])
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
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return _EMPTY
    return _UNKNOWN


def _letters(members: Sequence[tuple[Any, Any]]) -> _Known:
    """A single character, or one of a class such as ``[Tt]`` or ``[sz]``."""
    found = set()
    for kind, value in members:
        if kind is op.CATEGORY and value is op.CATEGORY_SPACE:
            found.add(" ")
        elif kind is op.LITERAL and value <= _LAST_ASCII:  # beyond ASCII, letters have more than two cases
            found.add(" " if chr(value).isspace() else chr(value).lower())
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
