"""Cues of roles: words of the lexicon, in which "%" stands for up to three words of lower case or nothing."""

from __future__ import annotations

import re
from functools import cache

from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.find.screening import Screened

_GAP = r"(?:[a-z][\w-]*,?\s+(?:and\s+)?){0,3}"


@cache
def _compiled(cues: tuple[str, ...]) -> Screened:
    tree = alternation.of(cue.lower() for cue in cues)
    spaced = tree.replace(r"%\ ", _GAP).replace(r"\ ", r"\s+")
    return screening.compile(rf"(?<![\w-])(?:{spaced})(?![\w-])", re.IGNORECASE)


def after(role: str) -> Screened:
    """Cues before the list of those who hold ``role``: "organised by"."""
    return _compiled(tuple(patterns.load("roles")["after"][role]))


def active(role: str) -> Screened:
    """Verbs between the holder of ``role`` and the event: "organised"."""
    return _compiled(tuple(patterns.load("roles")["active"][role]))


def alone(role: str) -> Screened:
    """Verbs with an object of their own that tell ``role`` at the event that the text is about: "paid for travel"."""
    return _compiled(tuple(patterns.load("roles")["alone"].get(role, ("\0",))))


@cache
def all_after() -> Screened:
    """The cues before a list of all roles, the longest first."""
    return _compiled(tuple(cue for cues in patterns.load("roles")["after"].values() for cue in cues))


@cache
def money() -> Screened:
    """Words by which support is funding."""
    return screening.compile(r"\b(?:financ\w+|fund\w*|grants?|donors?|monetary|money)\b", re.IGNORECASE)
