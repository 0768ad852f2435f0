"""Cues of roles: words of the lexicon, in which "%" stands for up to three words of lower case or nothing."""

from __future__ import annotations

import re
from functools import cache

from ctkg.text import patterns

_GAP = r"(?:[a-z][\w-]*,?\s+(?:and\s+)?){0,3}"


@cache
def _compiled(cues: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(set(cues), key=lambda cue: (-len(cue), cue))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_one, longest))})(?![\w-])", re.IGNORECASE)


def _one(cue: str) -> str:
    return re.escape(cue).replace(r"\ ", r"\s+").replace(r"%\s+", _GAP)


def after(role: str) -> re.Pattern[str]:
    """Cues before the list of those who hold ``role``: "organised by"."""
    return _compiled(tuple(patterns.load("roles")["after"][role]))


def active(role: str) -> re.Pattern[str]:
    """Verbs between the holder of ``role`` and the event: "organised"."""
    return _compiled(tuple(patterns.load("roles")["active"][role]))


def alone(role: str) -> re.Pattern[str]:
    """Verbs with an object of their own that tell ``role`` at the event that the text is about: "paid for travel"."""
    return _compiled(tuple(patterns.load("roles")["alone"].get(role, ("\0",))))


@cache
def all_after() -> re.Pattern[str]:
    """The cues before a list of all roles, the longest first."""
    return _compiled(tuple(cue for cues in patterns.load("roles")["after"].values() for cue in cues))


@cache
def money() -> re.Pattern[str]:
    """Words by which support is funding."""
    return re.compile(r"\b(?:financ\w+|fund\w*|grants?|donors?|monetary|money)\b", re.IGNORECASE)
