"""Roles told beside the main ways: "OSCE-supported", "at the premises of", "donors (A, B)", "OSCE workshop"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Passage, Span, Statement
from ctkg.text.reading import EventFrame, Reading, event_at, say
from ctkg.text.relate import lists
from ctkg.text.relate.holding import HOSTED, event_in, hold, holder
from ctkg.text.relate.lists import Item

_BRACKETED = re.compile(r"\(([^()]{2,200})\)")
_PREMISES = re.compile(r"(?:'s|') (?:premises|headquarters|offices|seat)\b")
_DONORS = re.compile(r"\b(?:donors|funders|sponsors)\s*$", re.IGNORECASE)


_MODIFIED = re.compile(
    r"-(supported|led|organi[sz]ed|funded|hosted|sponsored|backed|facilitated|run|co-?ordinated|directed|steered|"
    r"initiated)\b"
)


_OTHER = re.compile(
    r"\b(?:initiative|project|programme|program|coalition|operation|mission|group|force|cent(?:re|er)|network|platform|"
    r"facility|fund|attacks?|militia|forces)\b|[.;:]"
)
_PARTICIPLE = {
    "supported": "supporter",
    "backed": "supporter",
    "facilitated": "supporter",
    "led": "organizer",
    "organized": "organizer",
    "organised": "organizer",
    "run": "organizer",
    "coordinated": "organizer",
    "co-ordinated": "organizer",
    "directed": "organizer",
    "steered": "organizer",
    "initiated": "organizer",
    "funded": "funder",
    "sponsored": "funder",
    "hosted": "host",
}


def participles(reading: Reading, events: Sequence[EventFrame], sentence: Passage) -> Iterator[Statement]:
    """ "An OSCE-supported roundtable"."""
    for link in reading.inside(sentence.span, "organization", "state", "nationality"):
        match = _MODIFIED.match(reading.plain, link.mention.span.end)
        if match is None:
            continue
        event = event_in(reading.plain, events, match.end(), sentence.span.end)
        if event is None:
            continue
        near = event.named_in(Span(match.end(), sentence.span.end))[0]
        if _OTHER.search(reading.plain, match.end(), near.start):
            continue  # "the UN-led initiative X facilitated the course"
        role = _PARTICIPLE[match.group(1)]
        rule = f"roles.{role}-cue" if role != "organizer" else "roles.organizer-passive"
        mention = event.named_in(Span(match.end(), sentence.span.end))[0]
        span = Span(link.mention.span.start, mention.end)
        yield say(reading, event.entity, role, holder(link), event=event.key, span=span, rule=rule, stance=event.stance)


def premises(reading: Reading, events: Sequence[EventFrame], sentence: Passage) -> Iterator[Statement]:
    """ "at the premises of A", "at A's headquarters"."""
    for link in reading.inside(sentence.span, "organization"):
        span = link.mention.span
        before, after = (
            reading.plain[max(sentence.span.start, span.start - 40) : span.start],
            reading.plain[span.end : span.end + 20],
        )
        if _PREMISES.match(after) and re.search(r"\b[Aa]t (?:the )?$", before):
            event = event_at(events, span)
            if event is not None and event.type in HOSTED:
                yield from hold(reading, event, "host", [Item(span, link)], sentence.span, "roles.host-premises")


def donors(reading: Reading, events: Sequence[EventFrame], sentence: Passage) -> Iterator[Statement]:
    """ "donors (A, B)"."""
    for bracket in _BRACKETED.finditer(reading.plain[sentence.span.start : sentence.span.end]):
        start = sentence.span.start + bracket.start()
        if _DONORS.search(reading.plain[sentence.span.start : start]):
            inside = Span(start, sentence.span.start + bracket.end())
            event = event_at(events, inside)
            named = reading.inside(inside, "organization", "state")
            items = [Item(one.mention.span, one) for one in named if not lists.goes_on(reading.plain, one.mention.span)]
            if event is not None:
                yield from hold(reading, event, "funder", items, sentence.span, "roles.funder-bracket")


#: Whose members or people the body's own meeting is not: "EU Member States met".
_MEMBERS = re.compile(r"(?:'s)?\s(?:[Mm]ember|[Pp]articipating|[Pp]artner)\s|(?:'s)?\s(?:[Ss]tates|[Mm]embers)\s")


def fallback(reading: Reading, events: Sequence[EventFrame], found: Sequence[Statement]) -> Iterator[Statement]:
    """ "OSCE workshop": the body before the noun, where nothing else says who organised it."""
    for event in events[:1]:
        if event.type not in HOSTED - {"signing"} or any(
            s.event == event.key and s.predicate in {"organizer", "supporter"} for s in found
        ):
            continue
        for mention in event.mentions:
            sentence = reading.sentence_at(mention.start)
            for link in reversed(reading.inside(Span(sentence.span.start, mention.start), "organization")):
                gap = reading.plain[link.mention.span.end : mention.start]
                if _MEMBERS.match(gap):
                    break
                if re.fullmatch(r"(?:'s)?(?: [\w-]+){0,5} ", gap) and not re.search(
                    r" (?:the|a|an|said|was|is|its|in|of|on|for|to|at|and|by|with|hosts?|holds?|from) ", gap
                ):
                    span = Span(link.mention.span.start, mention.end)
                    yield say(
                        reading, event.entity, "organizer", link.thing, event=event.key, span=span,
                        rule="roles.organizer-modifier", stance=event.stance,
                    )  # fmt: skip
                    return
                break
