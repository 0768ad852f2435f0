"""Verbs of roles in all their forms: ``organize`` gives "organizes", "organized", "organizing"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ctkg.text import patterns
from ctkg.text.find import alternation, screening

_VOWELS = "aeiou"


@cache
def forms() -> dict[str, dict[str, str]]:
    """Every form in lower case, with the roles that its verb tells and how it may be read: ``base past present ing``.

    Returns:
        form -> role -> reading; "past" is the finite past and the participle alike.
    """
    lexicon = patterns.load("roles")
    found: dict[str, dict[str, str]] = {}
    for role, verbs in lexicon["verbs"].items():
        for verb in verbs:
            for form, reading in inflected(verb, lexicon["irregular"]).items():
                found.setdefault(form, {}).setdefault(role, reading)
    return found


@cache
def pattern() -> screening.Screened:
    """Finds any form as whole words; the longest that fits."""
    body = alternation.of(forms()).replace(r"\ ", r"\s+").replace(r"\-", "[-\u2010\u2011]?")
    return screening.compile(rf"(?<![\w-])(?:{body})(?![\w-])", re.IGNORECASE)


def told(form: str) -> dict[str, str]:
    """Roles and readings of a form as it stands in a text."""
    flat = " ".join(form.lower().split())
    known = forms()
    return known.get(flat) or _joined().get(re.sub(r"[-\u2010\u2011]", "", flat), {})


@cache
def _joined() -> dict[str, dict[str, str]]:
    return {form.replace("-", ""): roles for form, roles in forms().items()}


@cache
def direct() -> frozenset[str]:
    """Forms of verbs of other things as well, whose next object must be the event."""
    lexicon = patterns.load("roles")
    return frozenset(form for verb in lexicon["direct"]["words"] for form in inflected(verb, lexicon["irregular"]))


def inflected(verb: str, irregular: dict[str, list[str]]) -> dict[str, str]:
    """All forms of a verb (with what follows its first word), and how each may be read."""
    head, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    past = irregular.get(head) or [_past(head)]
    return {
        f"{head}{tail}": "base",
        f"{_third(head)}{tail}": "present",
        f"{_ing(head)}{tail}": "ing",
        **{f"{form}{tail}": "past" for form in past},
    }


def those(verbs: Iterable[str], irregular: dict[str, list[str]], *readings: str) -> str:
    """A pattern of the forms of some verbs that may be read as one of ``readings``; it numbers no groups."""
    read = (inflected(verb, irregular).items() for verb in verbs)
    return alternation.of(form for each in read for form, reading in each if reading in readings)


def _third(head: str) -> str:
    if head.endswith(("s", "sh", "ch", "x", "z", "o")):
        return f"{head}es"
    return f"{head[:-1]}ies" if head.endswith("y") and head[-2] not in _VOWELS else f"{head}s"


def _past(head: str) -> str:
    if head.endswith("e"):
        return f"{head}d"
    return f"{head[:-1]}ied" if head.endswith("y") and head[-2] not in _VOWELS else f"{head}ed"


def _ing(head: str) -> str:
    if head in {"run", "put", "set", "wrap", "plan", "begin", "co-run"}:
        return f"{head}{head[-1]}ing"
    return f"{head[:-1]}ing" if head.endswith("e") and not head.endswith("ee") else f"{head}ing"
