"""What bodies lend to an event: those who send instructors or bring equipment support it, those who lend rooms host it.

- "A seconded two instructors and B, interpreters", "C brought the chairs and D the sweets"
- "with A lending its training ground and B meeting the costs", "with C in the lead"
- "a tug lent by A", "two advisers seconded by B"
- "thanked A for its helicopter"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Passage, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.find.screening import Screened
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate import lists, preceding, scope, verbs
from ctkg.text.relate.frames import Told, event_of
from ctkg.text.relate.lists import Item

#: What may stand between a verb and the noun of what is lent.
_OBJECT = r"(?:(?!(?:to|for|in|at|of|on|with|by|and|that|which|who)\s)[\w'-]+\s){0,5}?(?:(?:of|one of) (?:the |its )?)?"
#: The next who lends, without a verb of its own: "and B, moderators", "and B the sweets".
_AND_NEXT = re.compile(r"[^.;:]{0,60}?,?\sand\s(?:the\s)?$")
_NEXT_LENDS = re.compile(r",?\s(?:(?:the|its|one|two|three|four|an?|both|\d+)\s[a-z]|(?<=,\s)[a-z-]+s\b)")
_NOT = re.compile(
    r"\b(?:thank\w*|prais\w*|will|would|could|should|must|can|may|to|has promised|promised|plans?|intends?|not|never|"
    r"need\w*|continue[sd]?)\s(?:[a-z]+\s)?$"
)

#: What somebody says of a body is of its work as a whole: "recalled that the Mission gave technical assistance".
_SAID = re.compile(
    r"\b(?:said|says?|saying|told|recall\w*|note[sd]?|noting|add(?:ed|s|ing)|stress\w*|underlin\w+|explain\w*|"
    r"remind\w*|highlight\w*|emphasi[sz]\w+|remark\w*|point\w* out|report\w*|observ\w+|stat(?:ed|es|ing))\s"
    r"(?:[^.;:]{1,40}?\s)?that\s[^.;:]*$"
)


def find(reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]) -> Iterator[Told]:
    """Role, event, those who hold it, and the clause, of every construction in the sentence."""
    yield from _leading(reading, events, sentence)
    if _any_thing().search(reading.plain, sentence.span.start, sentence.span.end) is None:
        return
    for told in (
        *_active(reading, events, sentence),
        *_with(reading, events, sentence),
        *_passive(reading, events, sentence),
        *_thanked(reading, events, sentence),
    ):
        if not scope.within(quoted, told[3].start):
            yield told


@cache
def _things() -> dict[str, str]:
    return {thing: role for role, things in patterns.load("roles")["lent"]["things"].items() for thing in things}


@cache
def _thing() -> str:
    return rf"(?P<thing>(?:{alternation.of(_things())}))(?![\w-])"


@cache
def _any_thing() -> Screened:
    return screening.compile(rf"(?<![\w-]){_thing()}", re.IGNORECASE)


@cache
def _forms(*readings: str) -> str:
    lexicon = patterns.load("roles")
    return verbs.those(lexicon["lent"]["verbs"], lexicon["irregular"], *readings)


@cache
def _finite() -> Screened:
    return screening.compile(rf"(?<![\w-])(?:{_forms('base', 'past', 'present')})\s{_OBJECT}{_thing()}", re.IGNORECASE)


@cache
def _absolute() -> Screened:
    return screening.compile(
        rf"\b[Ww]ith\s(?P<who>[^.;:]{{3,90}}?)\s(?P<verb>{_forms('ing')}|meeting|paying|paying for|covering|footing|"
        rf"bearing)\s{_OBJECT}{_thing()}"
    )


@cache
def _given_by() -> Screened:
    return screening.compile(
        rf"{_thing()}\s(?:(?:was|were|had been|have been|has been|being|that were|which was)\s)?(?:[a-z]+ly\s)?"
        rf"(?:{_forms('past')})\s(?:\w+ly\s)?by\s(?=the\s[A-Z]|[A-Z])",
        re.IGNORECASE,
    )


@cache
def _thanks_for() -> Screened:
    return screening.compile(
        r"\b(?:thank(?:ed|s|ing)?|gratitude to|grateful to|appreciation to)\s(?P<who>[^.;:]{3,90}?)\sfor\s(?:its|their|"
        rf"his|her|the|lending|providing|supplying)\s{_OBJECT}{_thing()}"
    )


def _active(reading: Reading, events: Sequence[EventFrame], sentence: Passage) -> Iterator[Told]:
    plain, start, end = reading.plain, sentence.span.start, sentence.span.end
    for match in _finite().finditer(plain, start, end):
        items = preceding.before(reading, start, match.start())
        event = event_of(reading, events, sentence, Span(*match.span())) if items else None
        if event is None or not event.speaks(sentence.span):
            continue
        if _NOT.search(plain, start, match.start()) or _SAID.search(plain, start, match.start()):
            continue
        more = _next(reading, match.end(), end)
        clause = Span(items[0].span.start, more[-1].span.end if more else match.end())
        yield _things()[match["thing"].lower()], event, [*items, *more], clause


def _next(reading: Reading, start: int, end: int) -> list[Item]:
    """Those who lend other things, told without a verb."""
    found: list[Item] = []
    at = start
    for link in reading.inside(Span(start, end), "organization", "state"):
        span = link.mention.span
        if not _AND_NEXT.fullmatch(reading.plain, at, span.start) or not _NEXT_LENDS.match(
            reading.plain, span.end, end
        ):
            break
        found.append(Item(span, link))
        at = span.end
    return found


def _with(reading: Reading, events: Sequence[EventFrame], sentence: Passage) -> Iterator[Told]:
    plain, start, end = reading.plain, sentence.span.start, sentence.span.end
    for match in _absolute().finditer(plain, start, end):
        items = lists.after(reading, match.start("who") - 1, match.end("who"))
        event = event_of(reading, events, sentence, Span(*match.span()))
        if event is None or not items:
            continue
        items = items[-1:] if " and " not in match["who"] else items
        more = _next(reading, match.end(), end)
        clause = Span(match.start(), more[-1].span.end if more else match.end())
        role = _things()[match["thing"].lower()]
        yield role, event, items, clause
        if more:
            yield "supporter" if role == "host" else role, event, more, clause


#: "led by A, with B and C as co-leaders".
_CO_LEADS = screening.compile(
    r"\b[Ww]ith\s(?P<who>[^.;:]{3,90}?)\s(?:as (?:the |its )?(?P<co>co-?lead(?:er)?s?)|in the lead|"
    r"leading)(?=\s*(?:[.,;)]|$))"
)


def _leading(reading: Reading, events: Sequence[EventFrame], sentence: Passage) -> Iterator[Told]:
    for match in _CO_LEADS.finditer(reading.plain, sentence.span.start, sentence.span.end):
        event = event_of(reading, events, sentence, Span(*match.span()))
        items = lists.after(reading, match.start("who") - 1, match.end("who"))
        if event is not None and items:
            yield "coorganizer_or_partner" if match["co"] else "organizer", event, items, Span(*match.span())


def _passive(reading: Reading, events: Sequence[EventFrame], sentence: Passage) -> Iterator[Told]:
    plain, start, end = reading.plain, sentence.span.start, sentence.span.end
    for match in _given_by().finditer(plain, start, end):
        event = event_of(reading, events, sentence, Span(*match.span()))
        if event is not None and event.speaks(sentence.span):
            items = lists.after(reading, match.end() - 1, end)
            yield _things()[match["thing"].lower()], event, items, Span(match.start(), end)


def _thanked(reading: Reading, events: Sequence[EventFrame], sentence: Passage) -> Iterator[Told]:
    for match in _thanks_for().finditer(reading.plain, sentence.span.start, sentence.span.end):
        event = event_of(reading, events, sentence, Span(*match.span()))
        items = lists.after(reading, match.start("who") - 1, match.end("who"))
        if event is not None and event.speaks(sentence.span) and items:
            yield _things()[match["thing"].lower()], event, items, Span(*match.span())
