"""Roles told by a noun for those who hold them: "with A as its partner", "B was the host", "the donors, C and D".

- "put on the conference with A as its main partner", "with B acting as host"
- "A was the host", "B, who served as a partner in all three", "C joined as a co-organiser"
- "its partners, A and B", "the host country, C", "on behalf of the Dutch hosts"
- "A was CICTE's partner in both", "the guests of B"
- "the donors were A and B", "its main sponsor is C"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Passage, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.find.screening import Screened
from ctkg.text.reading import EventFrame, Reading, event_at
from ctkg.text.relate import lists, preceding, scope
from ctkg.text.relate.frames import Told, event_of
from ctkg.text.relate.holding import event_in
from ctkg.text.relate.lists import Item

_DET = r"(?:the|an?|its|their|his|her|our|one of (?:the|its)|[A-Z][\w.-]*'s?|(?:[A-Z][\w.-]* ){1,4}[A-Z][\w.-]*'s?)"
_ADJECTIVES = r"(?:(?!(?:of|for|in|to|and|or|with|by)\s)[a-z][\w-]*\s){0,3}"
_BE = (
    r"(?:was|were|is|are|had been|has been|have been|will be|acts?|acted|acting|served|serves?|serving|joined|came in|"
    r"came on board|stepped in|signed up|took part|participated|functioned|featured)"
)
#: What follows a noun of a role that is held at an event, and not elsewhere.
_AT_EVENT = re.compile(
    r"\s*(?:[.,;()]|$|and\b|(?:of|for|in|at|to|on)\s(?:it|them|both|all|this|these|the (?:event|organi[sz]ation|"
    r"preparation|second|first|last|final)|each)\b)"
)


@cache
def _nouns() -> dict[str, str]:
    return {noun: role for role, nouns in patterns.load("roles")["titled"].items() for noun in nouns}


@cache
def _noun() -> str:
    return rf"(?P<noun>{alternation.of(_nouns())})(?![\w-])"


@cache
def _patterns() -> tuple[Screened, Screened, Screened, Screened, Screened]:
    """ "with A as its partner", "A was the host", "its partners, A", "the Dutch hosts", "the donors were A"."""
    return (
        screening.compile(
            rf"\b(?:with|had|has|have|having) (?P<who>[^,;:.()]{{3,120}}?)(?:,)? (?:acting |serving |joining |"
            rf"taking part )?as (?:{_DET} )?(?P<words>{_ADJECTIVES}){_noun()}"
        ),
        screening.compile(rf"\b{_BE} (?:also |jointly |as |again )*(?:{_DET} )?(?P<words>{_ADJECTIVES}){_noun()}"),
        screening.compile(
            rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|(?:[Tt]he|[Tt]his) [a-z-]+'s) (?P<words>{_ADJECTIVES}){_noun()}"
            r"(?: countr(?:y|ies)| States?| institutions?| agency| governments?| organi[sz]ations?)?"
            r"(?: of (?:the |this )?(?P<of>[\w-]+(?: [\w-]+)?))?(?:, |: | \u2013 | - | \u2014 | \()(?=the |[A-Z])"
        ),
        screening.compile(rf"(?P<words>) (?P<people>authorities |government |Government )?{_noun()}"),
        screening.compile(
            rf"\b(?:(?:[Tt]he|[Ii]ts|[Tt]heir) )?(?P<words>{_ADJECTIVES}){_noun()}"
            r"(?: of (?:the|this) [\w-]+(?: [\w-]+)?)? (?:was|were|is|are|includ(?:es?|ed))(?: also)? (?=the |[A-Z])"
        ),
    )


def find(reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]) -> Iterator[Told]:
    """Role, event, those who hold it, and the clause, of every construction in the sentence."""
    given, copula, apposed, national, inverse = _patterns()
    plain, start, end = reading.plain, sentence.span.start, sentence.span.end
    for match in given.finditer(plain, start, end):
        items = lists.after(reading, match.start("who") - 1, match.end("who"))
        event = event_of(reading, events, sentence, Span(*match.span()))
        if items and items[-1].span.end >= match.end("who") - 2 and event is not None:
            yield from _tell(reading, match, event, items, quoted)
    for match in copula.finditer(plain, start, end):
        event = event_in(plain, events, match.end(), end)
        if event is None and _AT_EVENT.match(plain, match.end(), end):
            event = event_at(events, Span(*match.span()))
        if event is not None and event.speaks(sentence.span):
            yield from _tell(reading, match, event, preceding.before(reading, start, match.start()), quoted)
    for match in apposed.finditer(plain, start, end):
        if _OPENING.fullmatch(plain, start, match.start()):
            continue  # "Together with its partners, the OSCE plans ..."
        event = event_at(events, Span(*match.span()))
        if match["of"]:
            named = event_in(plain, events, match.start("of") - 4, match.end("of") + 1)
            event = named if named is not None or match["of"] not in {"event", "gathering"} else event
        if event is not None and event.speaks(sentence.span):
            yield from _tell(reading, match, event, lists.after(reading, match.end() - 1, end), quoted)
    for match in inverse.finditer(plain, start, end):
        event = event_at(events, Span(*match.span()))
        if event is not None and event.speaks(sentence.span) and not _PAST.search(plain, start, match.start()):
            yield from _tell(reading, match, event, lists.after(reading, match.end() - 1, end), quoted)
    for link in reading.inside(sentence.span, "nationality"):
        found = national.match(plain, link.mention.span.end, end)
        whose = _WHOSE.search(plain, max(start, link.mention.span.start - 10), link.mention.span.start)
        event = event_at(events, link.mention.span) if found is not None and whose is None else None
        if found is not None and event is not None and event.speaks(sentence.span):
            yield from _tell(reading, found, event, [Item(link.mention.span, link)], quoted)


def _tell(
    reading: Reading, match: re.Match[str], event: EventFrame, items: list[Item], quoted: Sequence[Span]
) -> Iterator[Told]:
    if items and not scope.within(quoted, match.start()) and not _ELSE.search(match["words"]):
        clause = Span(min(items[0].span.start, match.start()), max(items[-1].span.end, match.end()))
        yield _nouns()[match["noun"]], event, items, clause


#: What makes the noun behind it another's: "among the partners are", "some of the donors were".
_PAST = re.compile(r"\b(?:of|with|by|for|from|to|that|which|who|whose)\s$")
#: What opens a sentence before its subject.
_OPENING = re.compile(r"\s*(?:Together |Along |Jointly |In [a-z-]+ )?[Ww]ith ")
#: "their Azerbaijani host" is a person.
_WHOSE = re.compile(r"\b(?:their|his|her|my|our)\s$")
#: Words that make the noun another one: "potential donors", "trading partner".
_ELSE = re.compile(
    r"\b(?:potential|possible|trading|international|development|strategic|key|important|reliable|bilateral|regional|"
    r"largest|biggest|leading|long-standing|longstanding|close|closest|future|former|other|various|dialogue|external|"
    r"many|several|all|no|not)\b"
)
