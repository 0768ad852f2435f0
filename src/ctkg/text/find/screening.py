"""Patterns that are not tried where they cannot match.

A rule asks for its cue in every sentence, and most sentences have none. Of each pattern it is known which words (parts
of words) every match of it contains one of: its *atoms*, read from the pattern itself. One automaton finds the atoms of
all patterns in a document at once; after that, whether a sentence can match is a look into a list. What a pattern finds
is the same with and without its screen.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from sys import maxsize

import ahocorasick_rs

from ctkg.text import folding
from ctkg.text.find import atoms

#: Letters that a pattern without regard to case takes for an ASCII letter and lower case leaves as they are.
_ALIKE = (("ſ", "s"), ("ı", "i"), ("İ", "i"), ("\u212a", "k"))
_SPACE = re.compile(r"[^\S ]")
_RUN = re.compile("  +")
_CAPITAL = re.compile(r"[A-Z]")
#: Digits that a pattern takes for any other, and that are not among atoms.
_ODD_DIGIT = re.compile(r"[^\D0-9]")
#: Characters read before screens are made: what they cost is not worth it for a document or two.
_WORTH = 30_000


#: An iterator that is done already, and so may be shared.
_NOTHING: Iterator[re.Match[str]] = iter(())
#: Of a pattern that has no atoms, or whose atoms the automaton does not know yet.
_NONE = maxsize


#: What is known of the latest text that was prepared: the text, and those that stand for it (:func:`also`); how many
#: lists of atoms there are (of later ones nothing is known); and number of a list of atoms -> where in the text they
#: begin, ascending, none where none is there. A plain tuple, which is taken apart in every search.
_Looked = tuple[tuple[str, ...], int, Mapping[int, list[int]]]


class Screened:
    """A pattern with the methods of :class:`re.Pattern` that rules use; ``compiled`` is the pattern itself.

    :meth:`finditer` and :meth:`search` look at the text of the latest :func:`prepare` only where it has an atom, and
    try the pattern only at places where a match may begin; any other text is searched as ever. What both begin with is
    written twice: they are called so often that a call between would cost as much as the look.
    """

    __slots__ = ("_first", "_gate", "_since", "_try", "compiled")

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.compiled = pattern
        self._try = pattern.match
        self._gate = self._first = self._since = _NONE  # lists of atoms: where a match may be and begin; the later

    @property
    def pattern(self) -> str:
        """The pattern as it was written."""
        return self.compiled.pattern

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """All matches within ``text[start:end]``, as :meth:`re.Pattern.finditer`."""
        texts, lists, found = _SCREEN.looked
        if self._since < lists and text in texts:
            there = found.get(self._gate)
            if there is None:
                return _NOTHING
            at = bisect_left(there, start)
            if at == len(there) or there[at] >= end:
                return _NOTHING
            if self._first == _NONE:
                return self._with(there, at, text, start, end)
            return self._from(found.get(self._first, ()), there, text, start, end)
        return self.compiled.finditer(text, start, end)

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """The first match within ``text[start:end]``, as :meth:`re.Pattern.search`."""
        texts, lists, found = _SCREEN.looked
        if self._since < lists and text in texts:
            there = found.get(self._gate)
            if there is None:
                return None
            at = bisect_left(there, start)
            if at == len(there) or there[at] >= end:
                return None
            if self._first != _NONE:
                return next(self._from(found.get(self._first, ()), there, text, start, end), None)
        return self.compiled.search(text, start, end)

    def _with(self, there: Sequence[int], at: int, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Matches as long as one of the atoms that begin ``there``, from number ``at`` on, is left for the next."""
        while at < len(there) and there[at] < end:
            match = self.compiled.search(text, start, end)
            if match is None:
                return
            yield match
            start = match.end()
            at = bisect_left(there, start, at)

    def _from(
        self, places: Sequence[int], there: Sequence[int], text: str, start: int, end: int
    ) -> Iterator[re.Match[str]]:
        """Matches that begin at one of ``places``, none of them behind the last of the atoms that begin ``there``."""
        last = there[bisect_left(there, end) - 1]
        attempt = self._try
        for place in places[bisect_left(places, start) : bisect_right(places, last)]:
            if place >= start:
                match = attempt(text, place, end)
                if match is not None:
                    yield match
                    start = match.end()

    def match(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """The match at ``start``."""
        return self.compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """The match of the whole ``text[start:end]``."""
        return self.compiled.fullmatch(text, start, end)

    def expect(self, gate: int, first: int) -> None:
        """From now on, match only where the list ``gate`` has a place, and from the places of ``first`` on."""
        self._first, self._gate, self._since = first, gate, gate if first == _NONE else max(gate, first)


class _Screen:
    """All screened patterns, and the automaton of their atoms."""

    def __init__(self) -> None:
        self.patterns: list[Screened] = []
        self.looked: _Looked = ((), 0, {})
        self._known = 0
        self._lists: dict[frozenset[str], int] = {}  # sets of atoms by number
        self._users: list[tuple[int, ...]] = []
        self._capital: tuple[int, ...] = ()
        self._automaton = ahocorasick_rs.AhoCorasick([])
        self._read = 0

    def look(self, text: str) -> None:
        """See :func:`prepare`."""
        self._read += len(text)
        if not text or self._read < _WORTH:
            return
        if self._known != len(self.patterns):
            self._build()
        bare = folding.bare(text)
        flat, cuts, lost = _flat(bare)
        if not flat.isascii() and _ODD_DIGIT.search(flat) is not None:
            return
        seen: dict[int, list[int]] = {}
        for atom, start, _ in self._automaton.find_matches_as_indexes(flat, overlapping=True):
            if atom in seen:
                seen[atom].append(start)
            else:
                seen[atom] = [start]
        starts: dict[int, list[int]] = {}
        capitals = [match.start() for match in _CAPITAL.finditer(bare)] if self._capital else []
        if capitals:
            starts = {number: list(capitals) for number in self._capital}
        for atom, places in seen.items():
            if cuts:
                places = [start + lost[bisect_right(cuts, start)] for start in places]
            for number in self._users[atom]:
                if number in starts:
                    starts[number] += places
                else:
                    starts[number] = places.copy()
        for there in starts.values():
            there.sort()
        self.looked = ((text,), len(self._lists), starts)

    def _build(self) -> None:
        for pattern in self.patterns[self._known :]:
            known = _atoms(pattern.compiled)
            if known.gate:
                gate, first = (
                    self._lists.setdefault(words, len(self._lists)) if words else _NONE
                    for words in (known.gate, known.first)
                )
                pattern.expect(gate, first)
        self._known = len(self.patterns)
        users: dict[str, list[int]] = {}
        for words, number in self._lists.items():
            for word in sorted(words):
                users.setdefault(word, []).append(number)
        self._capital = tuple(users.pop(atoms.CAPITAL, ()))
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
    """Find the atoms of all patterns in ``text``; it is then searched faster.

    What patterns find does not depend on it, nor on which texts were prepared before, nor on other threads.
    """
    _SCREEN.look(text)


def also(text: str, of: str) -> None:
    """Search ``text`` faster too: it is the prepared text ``of``, in lower case or without accents or with other than
    ASCII letters in the place of some."""
    texts, lists, starts = _SCREEN.looked
    if len(text) == len(of) and of in texts and text not in texts:
        _SCREEN.looked = ((*texts, text), lists, starts)


def _flat(bare: str) -> tuple[str, list[int], list[int]]:
    """A text without accents in lower case and with one blank for each run of space; offsets in it after which more
    of the original is left out, ascending; and how much is left out before the first of them, the second ..., and
    after the last."""
    if not bare.isascii():
        for letter, like in _ALIKE:
            bare = bare.replace(letter, like)
    low = _SPACE.sub(" ", folding.lower(bare))
    if "  " not in low:
        return low, [], [0]
    pieces, cuts, lost, position, length = [], [], [0], 0, 0
    for run in _RUN.finditer(low):
        pieces.append(low[position : run.start() + 1])
        length += run.start() + 1 - position
        position = run.end()
        cuts.append(length)
        lost.append(position - length)
    return "".join((*pieces, low[position:])), cuts, lost
