"""Named people who take part: those who attend, chair, open or address an event, and those who meet.

- "Jane Roe, Director of A, chaired the meeting", "A and B held talks", "headed the delegation of Malta"
- "opened by Jane Roe and John Doe", "in the presence of", "talks between A and B", "among those present were"
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Passage, Span, Statement
from ctkg.text import patterns
from ctkg.text.find import persons
from ctkg.text.find.persons import PersonMention
from ctkg.text.find.screening import Screened
from ctkg.text.reading import EventFrame, Reading, event_at, placed, say
from ctkg.text.relate import cues, scope
from ctkg.text.relate.gatherings import GATHERINGS

RULE = "roles.participant-person"
_MOST = 20

#: What joins one person to the next, their posts being part of them.
_JOINS = re.compile(
    r"(?:\s\([^()]{1,60}\))?(?:\sof\s(?:the\s)?[A-Z][\w' -]{2,60})?\s*(?:,|;|,?\sand|,?\sas well as|,?\salong with|"
    r",?\stogether with|&)\s*(?:(?:also|the|both|by|with|his|her|of|from|host|fellow)\s){0,3}"
    r"(?:[A-Z][a-z]+\s(?:counterpart|colleague),?\s)?"
)
#: What may stand between people and their verb: brackets, an aside, adverbs, auxiliaries, dates.
_TO_VERB = re.compile(
    r"(?:\s\([^()]{1,80}\))?(?:(?:,\s(?!(?:and|but)\s)|\s(?:and|of|for|at|to)\s)[^.;:]{2,300},)?,?"
    r"(?:\s(?:also|both|each|then|later|today|yesterday|tomorrow|jointly|personally|together|has|have|had|will|would|"
    r"is|are|was|were|to|be|who|recently|on|last|this|next|week|month|[a-z]+ly|[A-Z][a-z]+day|[A-Z][a-z]+|\d{1,4}|"
    r"afternoon|morning|evening|in|turn|expected|due|scheduled|set|herself|himself|themselves),?){0,8}\s"
)
#: Words before a name that show that the sentence tells of it in passing.
_BESIDE = re.compile(
    r"\b(?:thank\w*|praised|congratulated|condemned|quot\w+|according to|on behalf of|behalf of|told|late|former|"
    r"against|about|accused|arrest\w*|sentenced|the (?:killing|murder|death|assassination) of|named (?:after|for)|in "
    r"memory of|office of|government of|administration of|regime of|succe\w+|replac\w+)\s(?:(?:the|Mr|Ms|Dr)\.?\s)?$"
)
_NOT = re.compile(r"\b(?:not|never|un(?:able|available)|instead of|absent|regret\w*|cancel\w*)\b")


def relate(
    reading: Reading, events: Sequence[EventFrame], event: EventFrame, sentence: Passage, quoted: Sequence[Span]
) -> Iterator[Statement]:
    """Statements of participant for the people of one sentence; ``event`` is the event that it speaks of."""
    span = sentence.span
    told: set[Span] = set()
    for at, people, clause in (*_before(reading, event, span, quoted), *_after(reading, event, span, quoted)):
        near = event
        if len(named := [one for one in placed(events).naming(span) if one.type in GATHERINGS]) > 1:
            near = event_at(named, at) or event
        for one in people:
            if one.span in told:
                continue
            told.add(one.span)
            yield say(
                reading, near.entity, "participant", one.person, event=near.key, span=clause, rule=RULE,
                stance=near.stance,
            )  # fmt: skip


def _before(
    reading: Reading, event: EventFrame, span: Span, quoted: Sequence[Span]
) -> Iterator[tuple[Span, list[PersonMention], Span]]:
    """People before a verb of taking part."""
    for match in _verbs(event.type).finditer(reading.plain, span.start, span.end):
        if scope.within(quoted, match.start()):
            continue
        people = _until(reading, span, match.start())
        if people:
            yield Span(*match.span()), people, Span(people[0].outer.start, max(match.end(), people[-1].outer.end))


def _after(
    reading: Reading, event: EventFrame, span: Span, quoted: Sequence[Span]
) -> Iterator[tuple[Span, list[PersonMention], Span]]:
    """People behind a cue."""
    for match in _cues(event.type).finditer(reading.plain, span.start, span.end):
        if scope.within(quoted, match.start()):
            continue
        people = _from(reading, match.end(), span)
        if people:
            yield Span(*match.span()), people, Span(match.start(), people[-1].outer.end)


def _inside(reading: Reading, span: Span) -> list[PersonMention]:
    people = persons.find(reading)
    first = bisect_left(people, span.start, key=_start_of)
    last = bisect_left(people, span.end, key=_start_of)
    return [one for one in people[first:last] if one.span.end <= span.end][:60]


def _start_of(one: PersonMention) -> int:
    return one.span.start


def _until(reading: Reading, span: Span, verb: int) -> list[PersonMention]:
    """The list of people that is the subject of the verb at ``verb``, in text order."""
    found: list[PersonMention] = []
    at = verb
    for one in reversed(_inside(reading, Span(span.start, verb))):
        gap = reading.plain[one.outer.end : at]
        fits = _TO_VERB.fullmatch(gap) if not found else _JOINS.fullmatch(gap)
        if fits is None or _NOT.search(gap):
            break
        found.append(one)
        at = one.outer.start
        if len(found) == _MOST:
            break
    if found and _BESIDE.search(reading.plain, max(span.start, at - 40), at):
        return []
    return found[::-1]


def _from(reading: Reading, start: int, span: Span) -> list[PersonMention]:
    """The list of people that begins at ``start``."""
    found: list[PersonMention] = []
    at = start
    for one in _inside(reading, Span(start, span.end)):
        gap = reading.plain[at : one.outer.start]
        fits = _LEADS.fullmatch(gap) if not found else _JOINS.fullmatch(gap)
        if fits is None:
            break
        found.append(one)
        at = one.outer.end
        if len(found) == _MOST:
            break
    return found


#: What may stand between a cue and the first name.
_LEADS = re.compile(r"\s*(?:(?:the|both|its|his|her|their|also|respectively|among others|inter alia|by),?\s){0,2}")


@cache
def _verbs(kind: str) -> Screened:
    words = patterns.load("roles")["attending"]
    more = words["at"].get(kind, ())
    return cues.words((*words["verbs"], *more))


@cache
def _cues(kind: str) -> Screened:
    words = patterns.load("roles")["attending"]
    more = words["after_at"].get(kind, ())
    return cues.words((*words["after"], *more))
