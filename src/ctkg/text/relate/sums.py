"""Sums of money and whose they are: "with USD 400,000 from A", "to which B and C contribute EUR 2 million"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Passage, Span
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate import lists
from ctkg.text.relate.frames import Told
from ctkg.text.relate.support import event_for, money

#: Whose money a sum is: "with USD 400,000 from A", "EUR 2 million came from B", "a 300,000-euro grant by C".
_SUM_FROM = screening.compile(
    r"(?P<sum>(?:\b[A-Z]{3}\s|\b(?:US|A|C)\$|[€$£¥])\s?\d[\d.,]*(?:\s?(?:million|billion|thousand|m|bn)\b)?|"
    r"\b\d[\d., ]*\s(?:million\s|thousand\s)?(?:US\s)?(?:euros?|dollars|pounds|francs|kron[eo]r|yen|riyals|dirhams))"
    r"(?:\s(?:of it|in funding|in grants|grant|contribution|donation|package))?"
    r"(?:,?\s(?:(?:which|that|who)\s)?(?:was|were|is|are|has been|have been|being|came|comes|coming|come))?"
    r"(?:\s(?:given|provided|contributed|donated|put up|paid|pledged|granted|made available|offered|raised|allocated))?"
    r"\s(?:from|by)\s"
)
_DIGIT = screening.compile(r"\d.* (?:from|by) ")
_ILLICIT = screening.compile(
    r"\b(?:stole[n]?|seiz\w+|transferr?\w*|transfers|fines?|fined|ransom\w*|launder\w*|extort\w*|loot\w*|collected|"
    r"smuggl\w+|confiscat\w+|frozen|damages?|reward|withdr\w+|bought|sold)\b",
    re.IGNORECASE,
)
_TO_WHICH = screening.compile(
    r"\b(?:to|towards|for) which\s(?P<who>[^;:.]{2,140}?)\s(?:(?:has|have|had|also|will|so far|already|both)\s)*"
    r"(?:contribut(?:es?|ed)|g[ia]ve(?:n|s)?|pa(?:ys?|id)|pledged?|donated?s?|provided?s?|allocated?s?)\b"
)


def find(reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]) -> Iterator[Told]:
    """ "with USD 400,000 from A", "to which B and C contribute EUR 2 million"."""
    plain, (start, end) = reading.plain, (sentence.span.start, sentence.span.end)
    told = plain.find(" which ", start, end) >= 0 or _DIGIT.search(plain, start, end) is not None
    if not told or _ILLICIT.search(plain, start, end):
        return
    for match in _SUM_FROM.finditer(plain, start, end):
        event = event_for(reading, events, sentence, Span(*match.span()), quoted, "funder")
        if event is not None:
            yield "funder", event, lists.after(reading, match.end() - 1, end), Span(match.start(), end)
    for match in _TO_WHICH.finditer(plain, start, end):
        event = event_for(reading, events, sentence, Span(*match.span()), quoted, "funder")
        if event is None:
            continue
        if event.type == "project" or money().search(plain, match.end(), min(end, match.end() + 60)):
            items = lists.after(reading, match.start("who"), match.end("who"))
            yield "funder", event, items, Span(match.start(), end)
