"""Support that makes an event possible: "Norwegian funds enabled it", "contributions from A and B made it possible"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Passage, Span
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate import lists, scope, support
from ctkg.text.relate.frames import Told, event_of
from ctkg.text.relate.holding import event_in
from ctkg.text.relate.lists import Item


@cache
def _enabling() -> re.Pattern[str]:
    return re.compile(
        rf"(?:'s?)?\s(?P<words>{support.ADJECTIVES})(?P<noun>{support.all_nouns()}|money)\s(?:(?:has|have|had|also)\s)*"
        r"(?:enabled?s?|allow(?:ed|s)|made|ma[kd]es?|paid for|pays for|cover(?:ed|s)|financ(?:ed|es)|fund(?:ed|s)|"
        r"secured|permitted|helped|underpinn?(?:ed|s))\b"
    )


@cache
def _gift() -> screening.Screened:
    return screening.compile(
        rf"(?<![\w-])(?P<noun>{support.all_nouns()})\s(?:(?:of|worth|totalling)\s{support.AMOUNT}\s)?"
        r"(?:from|of|by)\s(?=the\s|[A-Z])",
        re.IGNORECASE,
    )


#: "Contributions from A and B to the core budget make it possible".
_MADE = re.compile(
    r"(?:\sto\s[^.;:,]{3,60}?)?\s(?:(?:has|have|had|also)\s)*(?:enabled?|allow(?:ed)?|ma[kd]e|paid for|pay for|"
    r"cover(?:ed)?|financed?|fund(?:ed)?|secured?)\b"
)


def find(reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]) -> Iterator[Told]:
    """ "Norwegian funds enabled the travel of", "the EU's support made the course possible"."""
    for gift in _gift().finditer(reading.plain, sentence.span.start, sentence.span.end):
        items = lists.after(reading, gift.end() - 1, sentence.span.end)
        made = _MADE.match(reading.plain, items[-1].span.end, sentence.span.end) if items else None
        role = support.role_of(gift["noun"], "")
        if made is None or role not in {"supporter", "funder"} or scope.within(quoted, gift.start()):
            continue
        event = event_in(reading.plain, events, made.end(), sentence.span.end)
        event = event or event_of(reading, events, sentence, Span(*gift.span()))
        if event is not None:
            yield role, event, items, Span(gift.start(), made.end())
    for link in reading.inside(sentence.span, *support.AGENTS):
        span = link.mention.span
        match = _enabling().match(reading.plain, span.end, sentence.span.end)
        if match is None or scope.within(quoted, span.start):
            continue
        role = support.role_of(match["noun"], match["words"])
        event = event_in(reading.plain, events, match.end(), sentence.span.end)
        event = event or event_of(reading, events, sentence, Span(span.start, match.end()))
        if role in {"supporter", "funder"} and event is not None:
            yield role, event, [Item(span, link)], Span(span.start, match.end())
