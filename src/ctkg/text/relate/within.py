"""Events within events: what is signed at a summit, or held on the margins of a session, is where and when that is."""

from __future__ import annotations

import re

from ctkg.model import Span
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate.gatherings import GATHERINGS

_REACH = 160  # characters between what is done and the event at which it is done
_AT = re.compile(
    r"\b(?:(?:on|in|at) (?:the|its) (?:margins?|sidelines?|fringes?|occasion|framework|course|opening|closing|"
    r"close|end) of|within the framework of|in the wings of|during|at)\s+"
    r"(?:(?:the|its|their|an?|this|that)\s+)?[^.;:,()]{0,70}$"
)
_ITS = re.compile(
    r"\b(?:on|in|at) (?:its|the) (?:margins?|sidelines?|fringes?)(?! of)\b|"
    r"\b(?:at|in|on) the same (?:venue|place|city|town|hall|building|room|ceremony|event|location|site|premises)\b|"
    r"\bin the (?:city|town) where\b",
    re.IGNORECASE,
)
_OF_MAIN = re.compile(
    r"\b(?:on|in|at) the (?:margins?|sidelines?|fringes?|course) of|\bduring|\balongside|\bin parallel (?:with|to)|"
    r"\bback[- ]to[- ]back with",
    re.IGNORECASE,
)


def takes_place(plain: str, event: EventFrame, other: EventFrame, sentence: Span) -> bool:
    """True where the sentence tells that ``event`` takes place at ``other``: "signed at the summit in X on 4 May"."""
    return any(
        mention.end < at.start <= mention.end + _REACH and _AT.search(plain, mention.end, at.start) is not None
        for mention in event.named_in(sentence)
        for at in other.named_in(sentence)
    )


def beside_main(reading: Reading, main: EventFrame, event: EventFrame) -> Span | None:
    """The sentence that tells that a side event is where the main event is ("in the same city", "on its margins")."""
    if event is main or main.type not in GATHERINGS | {"adoption"}:
        return None
    for sentence in event.named_sentences():
        if _ITS.search(reading.plain, sentence.start, sentence.end) is not None:
            return sentence
        for match in _OF_MAIN.finditer(reading.plain, sentence.start, sentence.end):
            if any(0 <= mention.start - match.end() <= 60 for mention in main.named_in(sentence)):
                return sentence
    return None
