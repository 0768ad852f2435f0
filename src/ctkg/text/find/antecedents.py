"""The body that a common noun takes up: "the commission" after "the African Union Commission"."""

from __future__ import annotations

import re

from ctkg.model import Entity
from ctkg.text import folding
from ctkg.text.find.postwords import BODY_NOUNS
from ctkg.text.reading import Reading

#: "The ministry said", "the centre's head": what takes a body up, without its noun's modifiers.
TAKEN_UP = re.compile(rf"\b[Tt]he\s(?P<noun>{BODY_NOUNS})(?![\w-])")
_SPELLINGS = (("centre", "center"), ("organisation", "organization"))
# Nouns that take up bodies whose names do not hold them.
_WIDER = {"bloc": re.compile(r"\b(?:union|community|association|league)\b")}


def body(reading: Reading, noun: str, offset: int) -> Entity | None:
    """The body last named before ``offset`` whose name ends in ``noun`` or has it before "of" or "for"."""
    word = _spelled(folding.lower(noun))
    pattern = _WIDER.get(word) or re.compile(rf"\b{re.escape(word)}(?:$|\s\(|\s(?:of|for|on|against|in)\b)")
    for link in reversed(reading.links):
        if link.mention.span.start >= offset or link.mention.kind != "organization":
            continue
        of_it = re.match(
            rf"'?s?\s(?:\([A-Z]+\)\s)?{re.escape(noun)}\b", reading.plain[link.mention.span.end :][:60], re.IGNORECASE
        )
        if of_it:
            return Entity(kind="organization", label=f"{link.thing.label} {noun.capitalize()}")
        names = (link.thing.label, link.mention.text)
        if any(pattern.search(_spelled(folding.lower(folding.bare(name)))) for name in names):
            return link.thing
    return None


def by_initials(reading: Reading, short: str, offset: int) -> Entity | None:
    """The body named before ``offset`` whose initials are ``short``: "the MFA said", not explained."""
    letters = "".join(letter for letter in short if letter.isupper())
    for link in reversed(reading.links):
        if link.mention.span.start < offset and link.mention.kind == "organization":
            words = re.findall(r"\b[A-Z][a-z]\w*", folding.bare(link.mention.text))
            if len(letters) > 1 and "".join(word[0] for word in words) == letters:
                return link.thing
    return None


def _spelled(name: str) -> str:
    for other, usual in _SPELLINGS:
        name = name.replace(other, usual)
    return name
