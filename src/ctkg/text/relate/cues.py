"""Cues of roles: words of the lexicon, in which "%" stands for up to three words of lower case or nothing."""

from __future__ import annotations

import re
from functools import cache

from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.find.screening import Screened
from ctkg.text.relate.verbs import inflected

_GAP = r"(?:[a-z][\w-]*,?\s+(?:and\s+)?){0,3}"


@cache
def _compiled(cues: tuple[str, ...]) -> Screened:
    tree = alternation.of(cue.lower() for cue in cues)
    spaced = tree.replace(r"%\ ", _GAP).replace(r"\ ", r"\s+")
    return screening.compile(rf"(?<![\w-])(?:{spaced})(?![\w-])", re.IGNORECASE)


def words(cues: tuple[str, ...]) -> Screened:
    """Any of ``cues`` as whole words."""
    return _compiled(cues)


def after(role: str) -> Screened:
    """Cues before the list of those who hold ``role``: "organised by"."""
    return _compiled(tuple(patterns.load("roles")["after"][role]))


def active(role: str) -> Screened:
    """Verbs between the holder of ``role`` and the event: "organised"."""
    return _compiled(tuple(patterns.load("roles")["active"][role]))


@cache
def alone(role: str) -> Screened:
    """Verbs with an object of their own that tell ``role`` at the event that the text is about: "paid for travel"."""
    lexicon = patterns.load("roles")
    phrases = [*lexicon["alone"].get(role, ())]
    for group in lexicon["with_object"]:
        if group["role"] == role:
            forms = dict.fromkeys(form for verb in group["verbs"] for form in inflected(verb, lexicon["irregular"]))
            phrases += [f"{form} % {thing}" for form in forms for thing in group["objects"]]
    return _compiled(tuple(phrases) or ("\0",))


@cache
def all_after() -> Screened:
    """The cues before a list of all roles, the longest first."""
    return _compiled(tuple(cue for cues in patterns.load("roles")["after"].values() for cue in cues))


@cache
def money() -> Screened:
    """Words by which support is funding."""
    return screening.compile(r"\b(?:financ\w+|fund\w*|grants?|donors?|monetary|money)\b", re.IGNORECASE)


_MANY = frozenset({"staff", "personnel", "delegation", "special forces"})


@cache
def senders() -> Screened:
    """People whom somebody sends, up to the name: "experts of ", "officials from "."""
    lexicon = patterns.load("roles")
    people, sent = lexicon["groups"]["people"], lexicon["presence"]["sent"]
    said = [
        *people,
        *sent,
        "colleagues",
        "counterparts",
        "panellists",
        "panelists",
        "presenters",
        "discussants",
        "moderators",
    ]
    many = [word.capitalize() for word in sorted({*said}) if word.endswith("s") or word in _MANY]
    more = lexicon["occupations"]["people"]
    anybody = alternation.of(dict.fromkeys([*said, *many, *more, "expert", "representative", "official", "officer"]))
    drawn = r"(?:drawn|coming|sent|selected|seconded|nominated|dispatched|invited|on loan)\s"
    across = r"(?:across|throughout|all over)\s"
    of = [word.capitalize() for word in sent if word.endswith("s") or word in _MANY]
    return screening.compile(
        rf"\b(?:{anybody})(?:\s\([^()]{{1,40}}\))?,?\s(?:{drawn})?(?:from|representing)\s(?!{across})|"
        rf"\b(?:{alternation.of([*sent, *of])}|[Mm]inisters responsible for [a-z ]{{3,40}})\s(?:{drawn})?"
        rf"(?:of|at|within|in charge of)\s(?={_NAMES})"
    )


_NAMES = r"(?:the\s|both\s|its\s|their\s|several\s|various\s|\d+\s|[a-z][\w-]*\s)*[A-Z\d]"


@cache
def sent() -> Screened:
    """People whom any kind of body sends, up to what it is: "officials of ", "experts from "."""
    lexicon = patterns.load("roles")
    words = [*lexicon["presence"]["sent"], "participants", "members", "speakers"]
    people = alternation.of([*words, *(word.capitalize() for word in words)])
    return screening.compile(rf"\b(?:{people})\s(?:from|of|representing)\s")
