"""Patterns that are not tried where they cannot match.

A rule asks for its cue in every sentence, and most sentences have none. Of each pattern it is known which words (parts
of words) every match of it contains one of: its *atoms*, read from the pattern itself. One automaton finds the atoms of
all patterns in a document at once; after that, whether a sentence can match is a look into a list. What a pattern finds
is the same with and without its screen.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from sys import maxsize

import ahocorasick_rs

from ctkg.text import folding
from ctkg.text.find import atoms

#: Letters that a pattern without regard to case takes for an ASCII letter and lower case leaves as they are; spaces.
_ALIKE = str.maketrans(
    {"ſ": "s", "ı": "i", "İ": "i", "K": "k"} | {chr(n): " " for n in range(0x3001) if chr(n).isspace()}
)
_RUN = re.compile("  +")
#: Characters read before screens are made: what they cost is not worth it for a document or two.
_WORTH = 30_000


#: An iterator that is done already, and so may be shared.
_NOTHING: Iterator[re.Match[str]] = iter(())


class Screened:
    """A pattern with the methods of :class:`re.Pattern` that rules use; ``compiled`` is the pattern itself.

    :meth:`finditer` and :meth:`search` look at the text of the latest :func:`prepare` only where it has an atom; any
    other text is searched as ever.
    """

    __slots__ = ("_latest", "compiled")

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.compiled = pattern
        self._latest: tuple[str, list[int]] = ("", [])  # a text, and where in it atoms begin, ascending

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """All matches within ``text[start:end]``, as :meth:`re.Pattern.finditer`."""
        known, starts = self._latest
        if text is known:
            at = bisect_left(starts, start)
            if at == len(starts) or starts[at] >= end:
                return _NOTHING
        return self.compiled.finditer(text, start, end)

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """The first match within ``text[start:end]``, as :meth:`re.Pattern.search`."""
        known, starts = self._latest
        if text is known:
            at = bisect_left(starts, start)
            if at == len(starts) or starts[at] >= end:
                return None
        return self.compiled.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """The match at ``start``."""
        return self.compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """The match of the whole ``text[start:end]``."""
        return self.compiled.fullmatch(text, start, end)

    def expect(self, text: str, starts: list[int]) -> None:
        """From now on, match in ``text`` (this very object) only where an atom begins, at one of ``starts``."""
        self._latest = text, starts


class _Screen:
    """All screened patterns, and the automaton of their atoms."""

    def __init__(self) -> None:
        self.patterns: list[Screened] = []
        self._known = 0
        self._with_atoms: list[Screened] = []
        self._users: list[tuple[int, ...]] = []
        self._automaton = ahocorasick_rs.AhoCorasick([])
        self._read = 0

    def look(self, text: str) -> None:
        """See :func:`prepare`."""
        self._read += len(text)
        if not text or self._read < _WORTH:
            return
        if self._known != len(self.patterns):
            self._build()
        starts: list[list[int]] = [[] for _ in self._with_atoms]
        flat, cuts, lost = _flat(text)
        for atom, start, _ in self._automaton.find_matches_as_indexes(flat, overlapping=True):
            at = start + lost[bisect_right(cuts, start)]
            for number in self._users[atom]:
                starts[number].append(at)
        for pattern, there in zip(self._with_atoms, starts, strict=True):
            there.sort()
            pattern.expect(text, there)

    def _build(self) -> None:
        self._known = len(self.patterns)
        self._with_atoms = []
        users: dict[str, list[int]] = {}
        for pattern in self.patterns:
            if words := _atoms(pattern.compiled):
                for word in sorted(words):
                    users.setdefault(word, []).append(len(self._with_atoms))
                self._with_atoms.append(pattern)
        self._users = [tuple(numbers) for numbers in users.values()]
        self._automaton = ahocorasick_rs.AhoCorasick(list(users), matchkind=ahocorasick_rs.MatchKind.Standard)


_SCREEN = _Screen()
_atoms = cache(atoms.of)


@cache
def compile(pattern: str, flags: int = 0) -> Screened:
    """``pattern`` compiled, with its screen (none where nothing is known of what it contains).

    It is kept for good: a pattern that is made of a document's own words is better compiled by :mod:`re`.

    Raises:
        re.error: it is no regular expression.
    """
    screened = Screened(re.compile(pattern, flags))
    _SCREEN.patterns.append(screened)
    return screened


def prepare(text: str) -> None:
    """Find the atoms of all patterns in ``text``; this very object, not its equals, is then searched faster.

    What patterns find does not depend on it, nor on which texts were prepared before, nor on other threads.
    """
    _SCREEN.look(text)


def _flat(text: str) -> tuple[str, list[int], list[int]]:
    """``text`` in lower case with one blank for each run of space; offsets in it after which more of the original is
    left out, ascending; and how much is left out before the first of them, the second ..., and after the last."""
    low = folding.lower(text.translate(_ALIKE))
    pieces, cuts, lost, position, length = [], [], [0], 0, 0
    for run in _RUN.finditer(low):
        pieces.append(low[position : run.start() + 1])
        length += run.start() + 1 - position
        position = run.end()
        cuts.append(length)
        lost.append(position - length)
    return "".join((*pieces, low[position:])), cuts, lost
