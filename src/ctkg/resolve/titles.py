"""How alike two titles are, and whether they number two editions."""

from __future__ import annotations

from functools import cache

from ctkg.resolve import lexicon
from ctkg.resolve.letters import words

_ENDS = ("st", "nd", "rd", "th")


@cache
def content(title: str) -> frozenset[str]:
    """The words of ``title`` that say which event is meant."""
    return frozenset(word for word in words(title) if word not in _set("small"))


def likeness(one: str, other: str) -> float:
    """Shared words by all words, 0 to 1; 0 where a title says nothing."""
    a, b = content(one), content(other)
    return len(a & b) / len(a | b) if a and b else 0.0


def other_edition(one: str, other: str) -> bool:
    """True where both titles hold a number, a year or an ordinal, and not the same ones."""
    a, b = _numbers(one), _numbers(other)
    return bool(a and b and a != b)


@cache
def _numbers(title: str) -> frozenset[str]:
    return frozenset(
        word
        for word in words(title)
        if word.isdigit() or word in _set("ordinals") or (word[-2:] in _ENDS and word[:-2].isdigit())
    )


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(lexicon.load("events")["titles"][name])
