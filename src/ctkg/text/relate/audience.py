"""Who an event is for, told right beside its name: "a second workshop, for the banks", "the ministers will meet".

The rest of a sentence about several events is read for one of them; these words belong to the event that they stand by,
and hold of planned events too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Span, Statement
from ctkg.text.reading import EventFrame, Reading, say
from ctkg.text.relate import crowd, lists, roster, scope, subjects
from ctkg.text.relate.gatherings import GATHERINGS
from ctkg.text.relate.holding import hold

_FOR = re.compile(
    r"(?:\s(?:is|was|will be|to be|has been|being|are|were)?\s?(?:planned|held|organi[sz]ed|scheduled|offered|"
    r"foreseen|given|"
    r"run|arranged|designed|intended|meant|conducted|delivered))?"
    r"(?:\s(?:in|at)\s[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?)?,?\s"
    r"(?P<by>for|of|among|between|involving|with|bringing together|gathering|attended by|open to|aimed at|targeting|"
    r"(?:that|which) (?:will |would )?(?:brings? together|brought together|gathered|involved?|train(?:s|ed)?)|"
    r"(?:for|to) which)\s"
)
_INVITED = re.compile(
    r"(?:,\s(?:for|to) which\s(?P<who>[^.;:]{3,160}?)\s(?:will be|have been|has been|had been|were|was|are|"
    r"is)\s(?:also\s)?"
    r"invited\b)"
)
_NO_PEOPLE = re.compile(
    r"(?:an?\s)?(?:the\s)?(?:first|second|third|last|next|same|purpose|following|prevention|sake)\b"
)
_MEETS = re.compile(
    r"(?:to\s)?(?:met|meets?|meeting|gather(?:ed|s)?|conven(?:e|es|ed)|assembled?|came together|reconvened?)$"
)
_AUXILIARY = re.compile(
    r"\s(?:(?:will|would|are|is|was|were|had|have|has|to|also|again|then|both|be|due|expected|set|scheduled|therefore|"
    r"already|next|planning|plan|intend)\s)+$"
)


def relate(
    reading: Reading, event: EventFrame, told: EventFrame | None, mention: Span, quoted: Sequence[Span]
) -> Iterator[Statement]:
    """Statements of participant and participant.group of ``event`` by ``mention``; ``told`` is the event for which the
    sentence is read anyway."""
    if event is told or event.type not in GATHERINGS or scope.within(quoted, mention.start):
        return
    sentence = reading.sentence_at(mention.start).span
    match = _FOR.match(reading.plain, mention.end, sentence.end)
    if match is not None and _NO_PEOPLE.match(reading.plain, match.end(), sentence.end) is None:
        yield from _list(reading, event, match.end(), sentence, match["by"])
    invited = _INVITED.search(reading.plain, mention.end, sentence.end)
    if invited is not None:
        items = roster.after(reading, invited.start("who"), invited.end("who"))
        yield from hold(reading, event, "participant", items, sentence, "roles.participant-cue")
    if _MEETS.match(reading.plain[mention.start : mention.end].lower()):
        yield from _who_meet(reading, event, mention, sentence)


def _list(reading: Reading, event: EventFrame, start: int, sentence: Span, by: str) -> Iterator[Statement]:
    region = roster.region(reading, start, sentence.end)
    if by != "of":
        items = roster.after(reading, start, sentence.end)
        yield from hold(reading, event, "participant", items, sentence, "roles.participant-cue")
    yield from _groups(reading, event, region, sentence, sure=by != "of")


def _who_meet(reading: Reading, event: EventFrame, mention: Span, sentence: Span) -> Iterator[Statement]:
    """The subject of a verb of meeting that is the event's own."""
    until = _AUXILIARY.search(reading.plain, sentence.start, mention.start)
    end = until.start() + 1 if until is not None else mention.start
    region = subjects.region(reading, sentence.start, end)
    if region is not None:
        items: list[lists.Item] = subjects.members(reading, sentence.start, end)
        if len(items) > 1:
            yield from hold(reading, event, "participant", items, sentence, "roles.participant-subject")
        yield from _groups(reading, event, region, sentence, sure=False)


def _groups(reading: Reading, event: EventFrame, region: Span, sentence: Span, *, sure: bool) -> Iterator[Statement]:
    for words in crowd.groups(reading, region, sure=sure):
        yield say(
            reading, event.entity, "participant.group", words, event=event.key, span=sentence, rule="roles.group-list",
            stance=event.stance,
        )  # fmt: skip
