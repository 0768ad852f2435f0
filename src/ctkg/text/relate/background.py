"""Events beside the main one: each has a date, a place or an actor of its own; where there is doubt there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctkg.text.reading import Reading
from ctkg.text.relate import projects, standing
from ctkg.text.relate.anchors import Anchors
from ctkg.text.relate.naming import Mention

_MOST = 9


def find(
    reading: Reading, told: Sequence[Mention], main: Sequence[Mention], taken: Sequence[Sequence[Mention]]
) -> list[list[Mention]]:
    """Mentions of each further event, in text order."""
    used = {one.span for group in taken for one in group}
    anchors = Anchors(reading, told)
    days = {label for group in taken for one in group for label in anchors.days(one)}
    towns = {label for one in main for label in anchors.towns(one)}
    found: list[list[Mention]] = []
    told_by = {(one.sentence, one.phrase) for group in taken for one in group}  # words that tell an event
    of_group: list[set[str]] = []  # the days of each group of found, so that a long one is not gone through again
    for one in told:
        if one.span in used or one.quoted or one.generic or one.title or one.modality == "simulated":
            continue
        at = None if one.further else _group_of(reading, one, found, anchors, of_group)
        if at is not None:
            found[at].append(one)
            of_group[at] |= anchors.days(one)
            told_by.add((one.sentence, one.phrase))
        elif one.further:
            if (one.sentence, one.phrase) in told_by:
                found.append([one])
                of_group.append(anchors.days(one))
        elif len(found) < _MOST and standing.alone(reading, one, main[0], anchors, days, towns):
            found.append([one])
            of_group.append(anchors.days(one))
            told_by.add((one.sentence, one.phrase))
    return found


def _group_of(
    reading: Reading, one: Mention, found: Sequence[list[Mention]], anchors: Anchors, days: Sequence[set[str]]
) -> int | None:
    """The number of the event told before that ``one`` takes up; ``days`` are those of each."""
    for at in reversed(range(len(found))):
        group = found[at]
        if one.type == "project" == group[0].type:
            name, known = projects.name(reading.plain, one), projects.name(reading.plain, group[0])
            same = name in known or known in name
            if same if name and known else one.definite or _alike(reading, one, group[0]):
                return at
            continue
        if group[0].type != one.type or one.plural:
            continue
        if one.type == "attack" and _beside(reading, one, group[-1]):
            continue
        first, mine, theirs = group[0], anchors.days(one), days[at]
        if mine and theirs and mine.isdisjoint(theirs):
            continue
        if one.sentence == group[-1].sentence or (one.definite and one.sentence <= group[-1].sentence + 2):
            return at
        if mine and mine & theirs and first.type == one.type:
            return at
    return None


#: "the mortar attack on the base and the bombing of the market": two, by their articles.
_AND_THE = re.compile(r"[^.;]*(?:,| and|, and)(?: of| on| by| for)? $")


def _beside(reading: Reading, one: Mention, other: Mention) -> bool:
    if one.act or other.act or one.sentence != other.sentence or not (one.determiner and other.determiner):
        return False
    return _AND_THE.fullmatch(reading.plain, other.span.end, one.phrase.start) is not None


def _alike(reading: Reading, one: Mention, other: Mention) -> bool:
    return reading.words(one.phrase) == reading.words(other.phrase)
