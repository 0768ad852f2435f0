"""Experts who lead an event: "experts from A and B led the sessions", "taught by two examiners from C"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Passage, Span, Statement
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Reading, event_at, say
from ctkg.text.relate import lists, scope
from ctkg.text.relate.holding import holder

_WHO = (
    r"(?:experts?|trainers?|instructors?|lecturers?|specialists?|facilitators?|practitioners?|examiners?|tutors?|mentors?|"
    r"teachers?|advis[eo]rs?|investigators?|prosecutors?|judges|professors|consultants?|officers|analysts)"
)
_TAUGHT = r"(?:led|taught|delivered|facilitated|conducted|moderated|given|instructed|guided|run|held|animated)"
_PASSIVE = screening.compile(
    rf"\b{_TAUGHT}\s+(?:jointly\s+)?by\s+(?:[a-z][\w-]*\s+){{0,4}}{_WHO}\s+(?:from|of)\s+(?:the\s+)?", re.IGNORECASE
)
_SUBJECT = screening.compile(rf"\b(?:[A-Z]?[a-z][\w-]*\s+){{0,3}}{_WHO}\s+(?:from|of)\s+(?:the\s+)?", re.IGNORECASE)
_TEACH = re.compile(
    r"\s*(?:also\s+|jointly\s+)?(?:led|taught|delivered|facilitated|conducted|moderated|gave|instructed|guided|presented|"
    r"introduced|trained|provided (?:training|instruction)|explained|ran)\b"
)


def relate(reading: Reading, events: Sequence[EventFrame], sentence: Passage) -> Iterator[Statement]:
    """Statements of participant with the detail ``expert-lead``."""
    quoted = scope.quotations(reading)
    span = sentence.span
    for match in _PASSIVE.finditer(reading.plain, span.start, span.end):
        if not scope.within(quoted, match.start()):
            yield from _leads(reading, events, lists.after(reading, match.end(), span.end), match, span)
    for match in _SUBJECT.finditer(reading.plain, span.start, span.end):
        items = lists.after(reading, match.end(), span.end)
        if not items or scope.within(quoted, match.start()):
            continue
        if _TEACH.match(reading.plain, items[-1].span.end, span.end):
            yield from _leads(reading, events, items, match, span)


def _leads(
    reading: Reading, events: Sequence[EventFrame], items: Sequence[lists.Item], cue: re.Match[str], span: Span
) -> Iterator[Statement]:
    event = event_at(events, Span(*cue.span()))
    for item in items:
        if item.link is not None and event is not None:
            yield say(
                reading, event.entity, "participant", holder(item.link), event=event.key, span=span,
                rule="roles.expert-lead", stance=event.stance, detail="expert-lead",
            )  # fmt: skip
