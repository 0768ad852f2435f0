"""Those who sign, told at a distance from the verb: "with B", "the two ministers", "under the agreement signed ..., C".

- "A signed an arrangement with B", "was concluded by A with B in 2009 and with C in 2015"
- "The two sides signed a memorandum", after the sides were named
- "Under the agreement signed in Riga, A and B will exchange information", "an exchange of letters between A and B"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ctkg.model import Span
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate import lists, scope
from ctkg.text.relate.lists import Item

_WITH = screening.compile(
    r"(?:\b(?:and|also),? )?\bwith(?= (?:(?:the|its|their|both|also|authorities|representatives|officials|of) )*[A-Z])"
)
#: Between the act and "with": no other clause, nobody's help, and nothing that is done with somebody.
_APART = re.compile(
    r"[;:.]|\b(?:which|that|who|to|support|assistance|help|together|jointly|co-?operat\w+|cooperation|"
    r"partnership|co-?ordination|consultation|collaboration|accordance|line|along|compliance|ceremony|meeting|met|"
    r"working with|while|when)\b"
)
_SIDES = screening.compile(
    r"\b(?:[Tt]he (?:two|three|four)|[Bb]oth|[Tt]he) (?:[a-z]+ )?(?:sides|parties|countries|States|states|nations|"
    r"ministers|neighbours|governments|delegations|heads|agencies|organi[sz]ations|institutions|leaders|presidents|"
    r"directors|"
    r"chiefs|services|bodies|partners|officials|secretaries-general|ministries|presidents|officers)\b|\b[Tt]hey\b|"
    r"\b[Tt]heir "
    r"(?:heads|ministers|directors|chiefs|leaders|presidents|Secretaries[ -]General|Directors[ -]General|"
    r"Executive Directors|"
    r"Presidents|Ministers|Chairs)\b"
)
_TO_ACT = re.compile(
    r"(?:\s(?:have|had|also|then|later|jointly|today|yesterday|on|this|\w+ly|\d{1,2}|[A-Z][a-z]+))*\s?"
)
_PAIR = re.compile(r"(?:\s\([^()]{1,60}\))?(?:,|,? and|\s?-|'s [^.;:]{0,60}\band)\s?(?:the\s|of\s|its\s)*")
_LEADS_TO = re.compile(
    r"(?:Under|According to|With|By|Through|In|Pursuant to|In line with|On the basis of) (?:the|an?|this) "
    r"[^,;.]{0,140}$"
)


#: What the parties to an agreement do.
_PLEDGE = re.compile(
    r"(?:\s\([^()]*\))?\s(?:will|are|agree\w*|commit\w*|undertake|have|pledge\w*|can|intend|shall|plan|wish)\b"
)


def find(reading: Reading, event: EventFrame, sentence: Span, mention: Span) -> Iterator[Item]:
    """Further members of the list of those who sign at the act told by ``mention``."""
    for match in _WITH.finditer(reading.plain, mention.end, sentence.end):
        if _APART.search(reading.plain, mention.end, match.start()) is None:
            yield from lists.after(reading, match.end(), sentence.end)
    if _LEADS_TO.match(reading.plain[sentence.start : mention.start]):
        comma = re.compile(r",\s(?:both\s)?(?=the\s|[A-Z])").search(reading.plain, mention.end, sentence.end)
        if comma is not None:
            items = lists.after(reading, comma.end() - 1, sentence.end)
            if len(items) > 1 and _PLEDGE.match(reading.plain, items[-1].span.end, sentence.end):
                yield from items


def sides(reading: Reading, sentence: Span, mention: Span) -> list[Item]:
    """The two who were named last before "the two sides signed"."""
    subjects = list(_SIDES.finditer(reading.plain, sentence.start, mention.start))
    subject = subjects[-1] if subjects else None
    if subject is None or scope.within(scope.quotations(reading), subject.start()):
        return []
    if _TO_ACT.fullmatch(reading.plain, subject.end(), mention.start) is None:
        return []
    at = reading.sentences.index(reading.sentence_at(sentence.start))
    for before in reversed(reading.sentences[max(0, at - 4) : at + 1]):
        end = subject.start() if before.span.start == sentence.start else before.span.end
        if pair := _pair(reading, Span(before.span.start, end)):
            return pair
    return []


def _pair(reading: Reading, span: Span) -> list[Item]:
    links = [one for one in reading.inside(span, "organization", "state") if not reading.head.holds(one.mention.span)]
    for first, second in pairwise(links):
        gap = reading.plain[first.mention.span.end : second.mention.span.start]
        if first.thing != second.thing and _PAIR.fullmatch(gap):
            return [Item(first.mention.span, first), Item(second.mention.span, second)]
    return []
