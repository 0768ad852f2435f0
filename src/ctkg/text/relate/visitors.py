"""Who pays a visit: the body that travels, or the body whose head or delegation does.

- "CTED visited Zambia", "a delegation of the OSCE paid a visit to", "experts of IMO travelled to"
- "The Secretary-General of the SCO travels to Tashkent", "travelled at the head of an AU delegation"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Passage, Span, Statement
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Reading, placed
from ctkg.text.relate import preceding, scope
from ctkg.text.relate.holding import hold
from ctkg.text.relate.lists import Item

_DELEGATION = screening.compile(
    r"\b(?:at the head of|heading|leading|with|as part of|within) (?:an?|the) (?:[a-z-]+ ){0,2}(?=[A-Z])"
)
_OF_BODY = re.compile(r"(?: [a-z-]+)? (?:delegation|team|mission|group|party)\b")
#: Who speaks or acts for the body that is named next: "The Secretary-General of the", "A team of".
_ENVOY = re.compile(
    r"(?:^|[:;,\u2013\u2014-]\s)(?:[A-Z][^,;:]{2,40},\s)?(?:(?:[Tt]he|[Aa]n?|[Ii]ts)\s)?(?:[\w-]+\s){0,5}?"
    r"(?:[Dd]elegations?|[Tt]eam|[Mm]ission|[Gg]roup|[Ee]xperts|[Cc]onsultants|[Rr]epresentatives?|[Oo]fficials|"
    r"[Ss]taff|[Ss]ecretary[- ]General|[Cc]hair\w*|[Dd]irector(?:-General| General)?|[Hh]ead|[Pp]resident|[Ee]nvoy|"
    r"[Cc]ommissioner|[Cc]oordinator|[Aa]ssessors|[Ee]valuators|[Mm]embers)\s(?:of|from)\s(?:the\s)?$"
)
#: A name and what else may stand between the body and the verb.
_TO_VERB = re.compile(
    r"(?:\s\([^()]{1,30}\))?(?:(?:\s(?:experts|officials|consultants|assessors|officers|staff|delegation|team|"
    r"specialists|"
    r"mission|inspectors))|,[^;.:]{2,60},)?(?:\s(?:has|have|had|will|also|recently|again|\w+ly|[A-Z][a-z]+day|"
    r"yesterday|today|last|this|next|week|month))*\s(?:(?:to|is|are)\s)*"
)


def find(reading: Reading, events: Sequence[EventFrame], sentence: Passage) -> Iterator[Statement]:
    """Statements of organizer at visits that a verb or its noun tells in ``sentence``."""
    start = sentence.span.start
    for event in placed(events).around(sentence.span):
        if event.type != "visit":
            continue
        yield from _assessors(reading, event, sentence)
        for mention in event.named_in(sentence.span):
            if scope.within(scope.quotations(reading), mention.start):
                continue
            items = preceding.before(reading, start, mention.start)
            if items and reading.plain.startswith(",", items[-1].span.end):
                items = []
            elif items and not _ENVOY.search(reading.plain[start : items[0].span.start]):
                items = []  # told elsewhere
            elif not items:
                items = _sender(reading, start, mention)
            items = items or _leading(reading, mention.end, sentence.span.end)
            if items:
                clause = (
                    Span(items[0].span.start, mention.end) if items[0].span.start < mention.start else sentence.span
                )
                yield from hold(reading, event, "organizer", items, clause, "roles.organizer-visitor")


_ASSESSES = screening.compile(
    r"\b(?:conduct(?:s|ed)?|carr(?:y|ies|ied) out|undertakes?|undertook|complete[sd]|performs?|performed|made|makes|"
    r"led|leads)\s(?:an?|the|its|their)\s(?:[\w-]+\s){0,5}?(?:assessment|mission|visit|inspection|evaluation|review|"
    r"survey)\b"
)


def _assessors(reading: Reading, event: EventFrame, sentence: Passage) -> Iterator[Statement]:
    """ "A team of IMO consultants carried out a needs assessment"."""
    if not event.leads or not event.speaks(sentence.span):
        return
    for match in _ASSESSES.finditer(reading.plain, sentence.span.start, sentence.span.end):
        if not scope.within(scope.quotations(reading), match.start()):
            at = Span(match.start(), match.end())
            items = _sender(reading, sentence.span.start, at)
            items = items or preceding.before(reading, sentence.span.start, match.start())
            bodies = [one for one in items if one.link is not None and one.link.mention.kind == "organization"]
            yield from hold(reading, event, "organizer", bodies, sentence.span, "roles.organizer-visitor")


def _sender(reading: Reading, start: int, mention: Span) -> list[Item]:
    """The body whose head or delegation is the subject of the verb of visiting."""
    for link in reading.inside(Span(start, mention.start), "organization")[:2]:
        at = link.mention.span
        envoy = _ENVOY.search(reading.plain[start : at.start])
        people = re.match(
            r"(?:'s)? (?:experts|officials|assessors|delegation|team)\b", reading.plain[at.end : at.end + 16]
        )
        if (envoy or people) and _TO_VERB.fullmatch(reading.plain, at.end, mention.start):
            return [Item(at, link)]
    return []


def _leading(reading: Reading, start: int, end: int) -> list[Item]:
    """ "at the head of an AU delegation"."""
    for match in _DELEGATION.finditer(reading.plain, start, end):
        link = reading.link_at(match.end())
        named = link is not None and link.mention.kind == "organization"
        if link is not None and named and _OF_BODY.match(reading.plain, link.mention.span.end, end):
            return [Item(link.mention.span, link)]
    return []
