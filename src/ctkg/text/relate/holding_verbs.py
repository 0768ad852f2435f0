"""Verbs that say of a meeting, a course or a visit only that it was: "a course that had been held in May"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from ctkg.text.reading import Reading
from ctkg.text.relate.naming import SAME, Mention

_HOLDS = re.compile(
    r"(?:held|organi[sz]ed|arranged|staged|conducted|carried out|completed|delivered|take place|taken place|took place)"
)
_OTHER_CLAUSE = re.compile(r"[;:]|\b(?:said|says|noted|added|whose|where|when|after|before)\b")
#: What is not held, and what takes its type from elsewhere.
_NOT_HELD = frozenset({"project", "attack", "other", SAME})


def held(reading: Reading, one: Mention, told: Sequence[Mention]) -> tuple[Mention, Mention | None]:
    """``one``, of the type of what the clause says was held ("a course for teachers that had been held in May"), and
    the noun that names it, one of ``told``."""
    if one.kind != "verb" or one.type != "other" or not _HOLDS.fullmatch(reading.plain, one.span.start, one.span.end):
        return one, None
    nouns = [
        other
        for other in told
        if other.sentence == one.sentence
        and other.span.end <= one.span.start
        and not (other.act or other.quoted or other.type in _NOT_HELD)
        and _OTHER_CLAUSE.search(reading.plain, other.span.end, one.span.start) is None
    ]
    return (dataclasses.replace(one, type=nouns[-1].type), nouns[-1]) if nouns else (one, None)
