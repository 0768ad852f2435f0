"""The words that names of bodies are made of, as the lexicon of names gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ctkg.text import patterns


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of words; ``heads`` gives the type of a body by its head word."""

    heads: Mapping[str, str]
    never_alone: frozenset[str]
    posts: frozenset[str]
    modifiers: frozenset[str]
    portfolio: frozenset[str]
    endings: tuple[str, ...]


@cache
def words() -> Words:
    """The lists of the lexicon."""
    lists = patterns.load("names")
    return Words(
        heads=lists["heads"],
        never_alone=frozenset(lists["never_alone"]["words"]),
        posts=frozenset(lists["posts"]["words"]),
        modifiers=frozenset(lists["modifiers"]["words"]),
        portfolio=frozenset(lists["portfolio"]["words"]),
        endings=tuple(lists["portfolio"]["endings"]),
    )
