"""Finds threats that share one head: "trafficking in drugs, weapons and people", "drug, arms and human trafficking"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ctkg.model import Span
from ctkg.text import patterns
from ctkg.text.find.ideas import Idea, idea, stem

Token = tuple[str, int, int]
_JOINTS = frozenset(["and", "or", "as", "well", "the", "illicit", "illegal", "of", "in"])
#: Words of a list that the lexicon does not know, before one that it knows again.
_UNKNOWN = 2
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class _Family:
    """Nouns that share ``heads``: labels of what each of ``members`` makes with the head; ``leading`` where they may
    stand before it."""

    heads: frozenset[str]
    links: frozenset[str]
    members: dict[str, str]
    leading: bool


def find(tokens: Sequence[Token]) -> Iterator[tuple[Idea, Span]]:
    """The threat that each member of such a list names, with the words from the head to the member."""
    for at, (word, start, end) in enumerate(tokens):
        for family in _families().get(word, ()):
            following = tokens[at + 1 : at + 1 + _LONGEST]
            if following and following[0][0] in family.links | family.members.keys():
                yield from _told(_members(family, following), start, end)
            if family.leading:
                yield from _told(_members(family, tokens[max(0, at - _LONGEST) : at][::-1], joined=True), start, end)


def _told(members: Iterator[tuple[str, Token]], start: int, end: int) -> Iterator[tuple[Idea, Span]]:
    found = list(members)
    if len(found) > 1:
        for label, (_, first, last) in found:
            yield idea("threat", label), Span(min(start, first), max(end, last))


def _members(family: _Family, tokens: Sequence[Token], *, joined: bool = False) -> Iterator[tuple[str, Token]]:
    """Members in the order of ``tokens``, up to the end of the list; ``joined``: nothing else may stand between."""
    unknown = 0
    for token in tokens:
        word = token[0]
        if word in family.members:
            unknown = 0
            yield family.members[word], token
        elif word not in _JOINTS:
            unknown += 1
            if word in ".;:!?\n" or joined or unknown > _UNKNOWN:
                return


@cache
def _families() -> dict[str, tuple[_Family, ...]]:
    """By head."""
    found: dict[str, tuple[_Family, ...]] = {}
    for entry in patterns.load("themes")["distributed"]:
        family = _Family(
            heads=frozenset(map(stem, entry["heads"])),
            links=frozenset(entry.get("links", ())),
            members={stem(word): label for label, words in entry["members"].items() for word in words},
            leading=entry.get("leading", False),
        )
        for head in family.heads:
            found[head] = (*found.get(head, ()), family)
    return found
