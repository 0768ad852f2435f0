"""Where attacks were, by names that no table knows and no word of place goes before: "the Marawi siege"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ctkg.model import Entity, Span
from ctkg.text.find import persons
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate import scope

_NAME = r"(?P<name>[A-Z][\w'’-]+(?:\s(?:al|el|de|del|la|e)(?=[\s-][A-Z]))?(?:[\s-][A-Z][\w'’-]+){0,3})"
#: "the attack on London Bridge", "the stabbing in Bourke-Lane Mall", "the attack at the concert hall of Krasnogorsk".
_BEHIND = re.compile(
    r"(?:\s(?:carried out|committed|perpetrated|which took place|that took place|of \d{1,2} \w+(?: \d{4})?))?"
    rf"\s(?:on|at|in|near|outside|off|inside|against)\s(?:the\s|an?\s)?(?:(?:[a-z][\w-]*\s){{1,4}}(?:of|in|at|on)\s)?{_NAME}"
)
#: "the 2001 Lamitan siege", "the Inates attack of 10 December".
_BEFORE = re.compile(rf"(?:(?:19|20)\d\d\s)?{_NAME}\s")
_LEAST = 4  # letters of a name
_NO_TOWN = re.compile(
    r"(?:[\w'-]*(?:ist|ian|ish|ese|ans|ing)|Easter|Christmas|New Year|Ramadan|Muslims?|Christians?|Jews?|Islam\w*|Twin|"
    r"Daesh|Taliban|Houthi|Nazi|Sunni|Shia|President|Minister|Government|State|Police|Army|Mr|Ms|Terror\w*|Security|"
    r"Defence|West|East|North|South|Western|Eastern|Northern|Southern|Central|Africa|Asia|Europe)(?![\w-])"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A place of an attack and the sentence that tells it."""

    thing: Entity
    span: Span


def told(reading: Reading, event: EventFrame) -> Scene | None:
    """The place that the words right beside the noun of an attack name; None where they name none."""
    if event.type != "attack":
        return None
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        if scope.within(reading.speech, mention.start):
            continue
        behind = _BEHIND.match(reading.plain, mention.end, min(sentence.end, mention.end + 120))
        for found in (behind, _right_before(reading, sentence, mention)):
            if found is not None and _free(reading, where := Span(*found.span("name"))):
                label = " ".join(reading.words(where).split())
                return Scene(Entity(kind="place", label=label, type="place"), sentence)
    return None


def _right_before(reading: Reading, sentence: Span, mention: Span) -> re.Match[str] | None:
    start = max(sentence.start, mention.start - 50)
    for match in re.finditer(r"\b(?:[Tt]he|[Aa]n?)\s", reading.plain[start : mention.start]):
        found = _BEFORE.fullmatch(reading.plain, start + match.end(), mention.start)
        if found is not None and _NO_TOWN.match(found["name"]) is None:
            return found
    return None


def _free(reading: Reading, where: Span) -> bool:
    """True for a name that nothing else is known by."""
    if len(where) < _LEAST or _NO_TOWN.match(reading.plain, where.start) is not None:
        return False
    if any(link.mention.kind != "number" for link in reading.inside(where)) or reading.link_at(where.start) is not None:
        return False
    return not any(one.outer.overlaps(where) for one in persons.find(reading))
