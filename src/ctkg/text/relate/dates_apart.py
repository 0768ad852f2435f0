"""Dates of what an event is about or came after: what somebody is sentenced for, the attack before it, a time limit."""

from __future__ import annotations

import re

from ctkg.model import Span
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame

_VIOLENCE = (
    r"(?:attacks?|bombings?|shootings?|blasts?|explosions?|assault|massacre|killings?|siege|raids?|hijackings?|"
    r"kidnappings?|abductions?|murders?|stabbings?|atrocities|genocide|war|coup)"
)
#: "sentenced for having fought in Syria in 2013", "arrested in connection with plots in May".
_CHARGE = screening.compile(
    r"\b(?:for (?:having|his|her|their|[a-z]+ing)|over (?:his|her|their|the|an?)|in connection with|in relation to|"
    r"accused of|suspected of|charged with|convicted of|(?:found |pleaded )?guilty (?:of|to)|"
    r"on (?:charges|suspicion) of|(?:his|her|their) (?:role|part|involvement) in|responsible for|wanted for|linked to|"
    r"who)\b[^;:]*$"
)
#: "after the attacks in Paris (13 November)", "the anniversary of the bombings of".
_AFTERMATH = screening.compile(
    r"\b(?:after|following|since|in response to|in the wake of|in the aftermath of|anniversary of|in memory of|"
    r"victims of|commemorat\w+|lessons (?:of|from)|light of|in view of) (?:the|last|an?|these|those|this|that) "
    rf"(?:[^,.;]*\b{_VIOLENCE}\b[^,.;]*)?$",
    re.IGNORECASE,
)
_OF_VIOLENCE = re.compile(rf"{_VIOLENCE}\b")
#: "The inaugural dialogue had been held in Brussels on", "the first, in 2018, had drawn".
_EARLIER = screening.compile(
    r"\b(?:inaugural|first|previous|last|preceding|earlier)\b[^.;]*"
    r"\bhad (?:already |also )?(?:been|taken place|met)\b[^.;]*$"
)
#: "is obliged to do so before March 2026".
_BEFORE = screening.compile(
    r"\b(?:must|shall|should|oblig\w+|required|requires|deadline|has to|have to|is to|are to|aims? to|plans? to)\b"
    r"[^.;]*\b(?:before|by|no later than|not later than|prior to|until|till)\s(?:the\s)?(?:end\sof\s)?$"
)
#: What is done to people for what they did.
_JUDGED = frozenset({"arrest", "other", "condemnation", "statement", "adoption"})


def another(plain: str, event: EventFrame, sentence: Span, at: int, whole: bool) -> bool:
    """True where the words before a date, which stands ``at`` this offset of ``sentence``, make it that of something
    else than ``event``.

    A day without its year at the end of a charge may be that of the verdict; one with it (``whole``) is not.
    """
    if event.type != "project" and _BEFORE.search(plain, sentence.start, at):
        return True
    if event.leads and event.modality == "asserted" and _EARLIER.search(plain, sentence.start, at):
        return True
    if whole and event.type in _JUDGED and (charge := _CHARGE.search(plain, sentence.start, at)) is not None:
        named, start = event.named_in(sentence), charge.start()
        return any(one.end <= start for one in named) and not any(start <= one.start < at for one in named)
    if event.type in {"attack", "project"}:
        return False
    after = _AFTERMATH.search(plain, sentence.start, at)
    return after is not None and _OF_VIOLENCE.search(after.group()) is not None
