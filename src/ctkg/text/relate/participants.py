"""Who takes part: bodies, States and groups of people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Passage, Span, Statement
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Reading, event_at, placed, say
from ctkg.text.relate import (
    attending,
    audience,
    floor,
    forces,
    groups,
    lists,
    pairs,
    preceding,
    presence,
    rolls,
    roster,
    scope,
    subjects,
    teaching,
)
from ctkg.text.relate.gatherings import GATHERINGS
from ctkg.text.relate.holding import hold, holder

_EVENTS = GATHERINGS | {"adoption"}
_MODIFIER = r"(?:[A-Za-z][\w/-]*(?:,)?\s+)"


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Statements of participant and participant.group."""
    quoted = scope.quotations(reading)
    heads = scope.titles(reading)
    yield from forces.relate(reading, events)
    yield from pairs.relate(reading, events)
    for number, sentence in enumerate(reading.sentences):
        event = _event(reading, events, sentence)
        for other in placed(events).naming(sentence.span):
            if other is not event:
                for mention in other.named_in(sentence.span):
                    yield from audience.relate(reading, other, event, mention, quoted)
        if event is None:
            continue
        yield from _rolled(reading, event, number)
        yield from _listed(reading, event, sentence, quoted)
        yield from _included(reading, event, sentence, quoted)
        yield from _subjects(reading, event, sentence, quoted)
        yield from _nationals(reading, event, sentence, quoted)
        yield from presence.relate(reading, event, sentence, quoted)
        yield from floor.relate(reading, event, sentence, quoted)
        yield from attending.relate(reading, events, event, sentence, quoted)
        yield from teaching.relate(reading, [event], sentence)
        title = any(head.covers(sentence.span) for head in heads)
        yield from groups.told(reading, event, sentence, quoted, title=title)


def _rolled(reading: Reading, event: EventFrame, number: int) -> Iterator[Statement]:
    """Those who stand line by line under a sentence that announces them."""
    for span, items, told in rolls.under(reading, number):
        yield from hold(reading, event, "participant", items, span, "roles.participant-cue")
        for words in told:
            yield say(
                reading, event.entity, "participant.group", words, event=event.key, span=span,
                rule="roles.group-list", stance=event.stance,
            )  # fmt: skip


def _event(reading: Reading, events: Sequence[EventFrame], sentence: Passage) -> EventFrame | None:
    named = placed(events).naming(sentence.span)
    event = named[0] if len(named) == 1 else event_at(events, sentence.span)
    if event is None or event.type not in _EVENTS:
        return None
    return event if event.modality != "intended" or event is events[0] else None


def _listed(reading: Reading, event: EventFrame, sentence: Passage, quoted: Sequence[Span]) -> Iterator[Statement]:
    cue = groups.cues()[0]
    end = sentence.span.end
    for match in cue.finditer(reading.plain, sentence.span.start, end):
        if scope.within(quoted, match.start()):
            continue
        if re.search(
            r"\b(?:said|told|added|noted)\b[^,]{0,40}$|\b(?:stressed|emphasi[sz]ed|explained|recalled) that\b",
            reading.plain[max(sentence.span.start, match.start() - 120) : match.start()],
        ):
            continue
        if groups.WHERE.match(reading.plain, match.end(), end):
            continue
        for words in groups.listed(reading, match, end):
            yield say(
                reading, event.entity, "participant.group", words, event=event.key, span=sentence.span,
                rule="roles.group-list", stance=event.stance,
            )  # fmt: skip
        items = roster.after(reading, match.end(), end)
        bodies = [item.link for item in items if item.link is not None and item.link.mention.kind == "organization"]
        if match.group().lower() == "meeting of" and len(items) == len(bodies) == 1:
            continue  # the body that meets
        yield from hold(reading, event, "participant", items, sentence.span, "roles.participant-cue")


_INCLUDED = screening.compile(
    r"\b(?:ministries|organi[sz]ations|agencies|institutions|bodies|countries|states|authorities|services|partners|"
    r"departments|companies|jurisdictions|administrations|nations|entities|stakeholders)(?: \([^()]{2,40}\))?,? "
    r"(?:including|such as|namely|among them)\b",
    re.IGNORECASE,
)


def _included(reading: Reading, event: EventFrame, sentence: Passage, quoted: Sequence[Span]) -> Iterator[Statement]:
    """ "officials from several ministries, including A and B"."""
    for match in _INCLUDED.finditer(reading.plain, sentence.span.start, sentence.span.end):
        told = groups.CONTEXT.search(reading.plain, sentence.span.start, match.start())
        if told is not None and not scope.within(quoted, match.start()):
            items = lists.after(reading, match.end(), sentence.span.end)
            yield from hold(reading, event, "participant", items, sentence.span, "roles.participant-included")


_LISTED = re.compile(
    r"(?:organi[sz]ations|agencies|partners|institutions|donors|countries|states|administrations|services|members)\s*$",
    re.IGNORECASE,
)


def _bracketed(reading: Reading, start: int, end: int) -> Iterator[lists.Item]:
    """Names in brackets after what they are: "partner organisations (A, B and C)"."""
    for bracket in re.finditer(r"\(([^()]{2,200})\)", reading.plain[start:end]):
        if _LISTED.search(reading.plain[start : start + bracket.start()]):
            inside = Span(start + bracket.start(), start + bracket.end())
            yield from (lists.Item(one.mention.span, one) for one in reading.inside(inside, "organization", "state"))


_TAKES_PART = re.compile(
    r"attend|participat|took part|takes? part|taking part|joined|gather|were|was|met|meet|completed|came together|sent|"
    r"provided|trained|present",
    re.IGNORECASE,
)


def _subjects(reading: Reading, event: EventFrame, sentence: Passage, quoted: Sequence[Span]) -> Iterator[Statement]:
    """ "A and B took part in the meeting"."""
    for match in groups.cues()[1].finditer(reading.plain, sentence.span.start, sentence.span.end):
        if scope.within(quoted, match.start()):
            continue
        after = reading.plain[match.end() : match.end() + 100]
        if re.match(r"\s(?:regrets|apologies|excuses|condolences)\b", after):
            continue
        if not event.named_in(Span(match.end(), match.end() + 120)) and not re.match(
            r"\s*(?:in|the|their|and)?\s*(?:it|courses?|trainings?|workshops?|events?|expertise|experience|"
            r"presentations|meetings?|on|from)\b|[.,]",
            after,
        ):
            continue
        near = preceding.before(reading, sentence.span.start, match.start())
        whole = (
            subjects.members(reading, sentence.span.start, match.start()) if _TAKES_PART.search(match.group()) else []
        )
        items = [
            *(whole if len(whole) > len(near) else near),
            *_bracketed(reading, sentence.span.start, match.start()),
        ]
        items = [one for one in items if one.link is None or not roster.belongs(reading.plain, one.link, match.start())]
        yield from hold(reading, event, "participant", items, sentence.span, "roles.participant-subject")


#: What people do at an event beside attending it.
_ACTS = screening.compile(
    r"\b(?:practi[sc]\w+|rehears\w+|exercis(?:e|ed|ing)|spoke|taught|lectur\w+|trains?|trained|training|search(?:ed|"
    r"es)|led|exchanged|discuss\w+|shared|tested|presented|explained|described|outlined|compared|studied|stud(?:y|ies)|"
    r"present)\b"
)
_ONE = re.compile(
    r"\b(?:prosecutor|judge|officer|expert|official|lecturer|trainer|instructor|adviser|advisor|analyst|representative|"
    r"delegate|specialist|ambassador|minister|team|unit|contingent|delegation|colleague|counterpart|investigator|"
    r"magistrate|observer|general|colonel|rangers|marines)\b"
)
_FORCES = re.compile(
    r"\b(?:troops|armed forces|contingents?|soldiers|commandos|teams?|delegations?|sides?|fire services?|services|"
    r"navy|navies|"
    r"police|counterparts?|coast ?guards?|(?:police|special|defence|naval|air|land|joint|security|army) (?:units|"
    r"forces)|crews|vessels|warships|agencies|gendarmerie|peers|partners|colleagues)\b"
)


def _nationals(reading: Reading, event: EventFrame, sentence: Passage, quoted: Sequence[Span]) -> Iterator[Statement]:
    """ "Egyptian officials", "Serbian border officers": their State takes part."""
    people = groups.cues()[2]
    span = sentence.span
    if not (
        groups.CONTEXT.search(reading.plain, span.start, span.end) or _ACTS.search(reading.plain, span.start, span.end)
    ):
        return
    for link in reading.inside(sentence.span, "nationality"):
        end = link.mention.span.end
        if scope.within(quoted, end) or link.thing.kind not in {"state", "territory"}:
            continue
        following = lists.past_nationalities(reading, end, sentence.span.end)  # "Chinese and Kenyan troops"
        after = re.match(r"(?: [a-z][\w-]*){0,4}", following)
        words = after.group() if after else ""
        head = people.search(words) or _FORCES.search(words) or _ONE.search(words)
        if after and head and not re.search(r"\b(?:and|of|in|for|to|by)\b", after.group()[: head.start()]):
            yield say(
                reading, event.entity, "participant", holder(link), event=event.key, span=sentence.span,
                rule="roles.participant-nationality", stance=event.stance,
            )  # fmt: skip
