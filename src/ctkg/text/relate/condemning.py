"""Who condemns, launches or makes a statement: the organiser of such an event.

- "A and B condemned the attack", "was condemned by A", "A's condemnation", "condemnations came from A and B"
- "The Secretary-General of A, Jane Roe, condemned": the body for which the person speaks
- "Statement by the Spokesperson of A", "Declaration on behalf of A"
- "Moscow and Beijing condemn": capitals stand for their States
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from ctkg.model import Link, Passage, Span, Statement
from ctkg.text.find import gazetteer, screening
from ctkg.text.reading import EventFrame, Reading, placed
from ctkg.text.relate import doers, lists, preceding, scope
from ctkg.text.relate.holding import hold
from ctkg.text.relate.lists import Item

#: "the course in Niger, launched in May": nobody is said to launch.
_PARTICIPLE = re.compile(
    r", (?:launched|unveiled|inaugurated|established|created|set up) (?:on|in|at|by|last|this|today|yesterday)\b"
)
#: Before a participle, or at its beginning: what is launched is the subject.
_UNDERGOES = re.compile(
    r"\b(?:was|were|is|are|been|being|be)\s(?:(?:also|officially|formally|jointly|then|first|\w+ly|today|yesterday)\s)*"
    r"\S{0,5}$"
)
_TOLD = frozenset({"condemnation", "statement", "launch"})
_NOUN = r"(?:condemnations?|denunciations?|outrage|indignation)"
_CAME = screening.compile(
    rf"\b{_NOUN}[^.;:]{{0,80}}?\b(?:(?:came|come|poured in|followed|arrived|was voiced|were voiced|was expressed|"
    r"were expressed|was issued|were issued|were made|was made) (?:also )?(?:from|by)|by|from)\s|"
    r"\b(?:condemned|denounced|deplored|decried)(?:\s[a-z]+){0,4}?\sby\s|\b(?:joined (?:in )?by|echoed by)\s",
    re.IGNORECASE,
)
_OWN = re.compile(rf"'s? (?:[a-z]+ ){{0,2}}{_NOUN}\b", re.IGNORECASE)
_EXPRESS = screening.compile(
    r"\b(?:express(?:ed|es)|voic(?:ed|es)|reiterat(?:ed|es)|reaffirm(?:ed|s)|convey(?:ed|s)|issu(?:ed|es)|join(?:ed|"
    r"s) in|"
    r"add(?:ed|s)|joins? others in|called) (?:(?:its|their|his|her|the|a|an|strong|strongest|utmost|unequivocal|firm|"
    r"joint|categorical|deep|profound|shock and|sorrow and|own) )*"
    rf"(?:{_NOUN}|condemning|(?:voices? to)|(?:the |this )?(?:attack|bombing|killing|explosion|shooting)s? \")"
)
_BY = re.compile(r"\s(?:(?:made|issued|read|delivered|given)\s)?(?:by|of|from)\s(?:the\s)?[^.;:]{0,60}?$")
_BEHALF = screening.compile(r"\bon behalf of (?:the )?(?:(?:[Mm]embers|[Gg]overnments?) of (?:the )?)?$")
#: The person who speaks stands between the body and the verb: "of the OIC, Dr. John Doe, ".
_ENVOY = re.compile(
    r"\b(?:[Ss]ecretary[- ]General|[Cc]hair\w*|[Pp]resident|[Dd]irector(?:[- ]General)?|[Hh]igh [Rr]epresentative|"
    r"[Ss]pokes\w+|[Cc]ommissioner|[Ee]nvoy|[Cc]o-?ordinator|[Hh]ead|[Mm]embers|[Rr]epresentative|[Cc]ouncil|"
    r"[Ll]eaders?)(?:\s(?:of|for)\s(?:the\s)?)$"
)
_NAMED = re.compile(r"(?:\s\([^()]{1,40}\))?,\s[A-Z][^,;:]{2,70},\s(?:(?:has|have|had|today|also|\w+ly)\s)*")


def find(reading: Reading, events: Sequence[EventFrame], sentence: Passage) -> Iterator[Statement]:
    """Statements of organizer at condemnations, statements and launches told in ``sentence``."""
    first = placed(events).first("condemnation")
    here = placed(events).naming(sentence.span)
    for event in here if first is None or first in here else [*here, first]:
        if event.type not in _TOLD:
            continue
        named = event.named_in(sentence.span)
        for mention in named:
            if event.type == "launch" and _PARTICIPLE.match(reading.plain, mention.start - 2):
                continue
            if event.type == "launch" and _UNDERGOES.search(
                reading.plain, max(sentence.span.start, mention.start - 30), mention.start + 5
            ):
                continue  # "the Hub was launched"
            items = preceding.before(reading, sentence.span.start, mention.start)
            if not items and event.type != "launch":
                items = _speaker(reading, sentence.span.start, mention.start)
                items = items or capitals(reading, sentence.span.start, mention.start)
            if not items and event.type != "launch":
                items = _headed(reading, mention, sentence.span.end)
            yield from hold(reading, event, "organizer", items, sentence.span, "roles.condemner")
            if not items and event.type != "launch":
                yield from doers.of_office(reading, event, sentence.span, mention.start)
        if event is first:
            yield from _elsewhere(reading, event, sentence)


def _elsewhere(reading: Reading, event: EventFrame, sentence: Passage) -> Iterator[Statement]:
    """Those whose condemnation the text tells without a verb of its own."""
    plain, (start, end) = reading.plain, (sentence.span.start, sentence.span.end)
    quoted = scope.quotations(reading)
    for match in _CAME.finditer(plain, start, end):
        if not scope.within(quoted, match.start()):
            items = lists.after(reading, match.end() - 1, end)
            yield from hold(reading, event, "organizer", items, sentence.span, "roles.condemner")
    for match in _EXPRESS.finditer(plain, start, end):
        if not scope.within(quoted, match.start()):
            items = preceding.before(reading, start, match.start()) or capitals(reading, start, match.start())
            yield from hold(reading, event, "organizer", items, sentence.span, "roles.condemner")
    for link in reading.inside(sentence.span, "organization", "state"):
        if _OWN.match(plain, link.mention.span.end, end) and not scope.within(quoted, link.mention.span.start):
            item = Item(link.mention.span, link)
            yield from hold(reading, event, "organizer", [item], sentence.span, "roles.condemner")


def _speaker(reading: Reading, start: int, verb: int) -> list[Item]:
    """The body whose head, named between commas, is the subject of ``verb``."""
    for link in reversed(reading.inside(Span(start, verb), "organization", "state")):
        at = link.mention.span
        before = reading.plain[max(start, at.start - 60) : at.start]
        if _NAMED.fullmatch(reading.plain, at.end, verb) and _ENVOY.search(before):
            return [Item(at, link)]
    return []


def _headed(reading: Reading, mention: Span, end: int) -> list[Item]:
    """ "Statement by the Spokesperson of A on ...", "Declaration by B on behalf of A"."""
    found: list[Item] = []
    for link in reading.inside(Span(mention.end, min(end, mention.end + 160)), "organization", "state"):
        at = link.mention.span
        if _BEHALF.search(reading.plain, mention.end, at.start):
            return [Item(at, link)]
        if not found and _BY.fullmatch(reading.plain[mention.end : at.start]):
            found = [Item(at, link)]
    return found


def capitals(reading: Reading, start: int, end: int) -> list[Item]:
    """States named by their capitals right before a verb: "Brussels, Washington and Ankara"."""
    items: list[Item] = []
    at = end
    for link in reversed(reading.inside(Span(start, end), "place")):
        gap = reading.plain[link.mention.span.end : at]
        fits = re.fullmatch(r"\s(?:(?:has|have|had|also|today|\w+ly)\s)*", gap) if not items else _AND.fullmatch(gap)
        state = _capital(link)
        if not fits or state is None:
            break
        items.append(Item(link.mention.span, state))
        at = link.mention.span.start
    if items and (at == start or (len(items) > 1 and reading.plain[start:at].endswith((": ", ", ")))):
        return items[::-1]
    return []


_AND = re.compile(r",\s|,?\sand\s")


def _capital(link: Link) -> Link | None:
    names = gazetteer.load()
    entries = names.exact_by_form.get(link.mention.text, ())
    capital = any(one.kind == "place" and one.rank >= gazetteer.CAPITAL for one in entries)
    state = names.states.get(link.thing.state)
    if not capital or state is None:
        return None
    return dataclasses.replace(link, thing=state, mention=dataclasses.replace(link.mention, kind="state"))
