"""Long subjects: everybody named before a verb of taking part, however many words stand between the names."""

from __future__ import annotations

import re

from ctkg.model import Span
from ctkg.text.reading import Reading
from ctkg.text.relate import lists
from ctkg.text.relate.lists import HOLDERS, Item, goes_on

#: Words that a plain list of participants does not hold: with them the sentence says something else first.
_CLAUSE = re.compile(
    r"\b(?:is|are|was|has|have|had|will|would|which|that|who|whom|said|says|told|added|while|when|because|if|after|"
    r"before|since|but|they|he|she|it|also|discuss\w*|about how|on how|to \w+)\b|[;:\"]|\d{4}\b.*\d{4}"
)
_LEADING = re.compile(
    r"(?:(?:On|From|In|At|During|Between|For|Over|Under|Throughout)\b[^,;]{2,90}, )?"
    r"(?:(?:[Ii]n total|[Aa]ltogether|[Ii]n all),? )?"
)
_ASIDE = re.compile(r",? (?:which|who)\b[^,;]{2,120},|\([^()]{0,160}\)|, (?:in|at|near|outside) [A-Z][^,]{2,40},")
_PLACED = re.compile(r"\b(?:in|at|near|outside|to|on|with|by|against|under|outside)\s+(?:the\s+)?$")
_POST = re.compile(
    r"\b(?:[Mm]inisters?|[Dd]irector|[Hh]ead|[Cc]hair\w*|[Aa]mbassador|[Pp]resident|[Ss]ecretary|[Cc]hief|"
    r"[Cc]ommander|"
    r"[Cc]ommissioner|[Gg]overnor|[Mm]ayor|[Ss]peaker|[Gg]uest|[Ff]riend|[Cc]apital|[Pp]eople|[Gg]eneral|[Oo]fficer)"
    r"(?:\s[\w-]+){0,3}\s(?:of|for|to|from)\s(?:the\s)?$"
)


#: What is told by the adjective of its State: "Latvian and Maltese fire services".
_WORKS = re.compile(
    r"\s(?:[a-z-]+\s){0,2}(?:services?|police|forces|authorities|navy|navies|troops|gendarmerie|army|armies|"
    r"coast guards?|"
    r"governments?|delegations?|officers|officials|experts|specialists|units|teams|crews)\b"
)


def region(reading: Reading, start: int, verb: int) -> Span | None:
    """The subject that ends where ``verb`` begins; None where other clauses stand before the verb."""
    first = max(reading.plain.rfind(";", start, verb) + 1, start)
    lead = _LEADING.match(reading.plain, first, verb)
    first = lead.end() if lead else first
    words = _ASIDE.sub(lambda m: " " * len(m.group()), reading.plain[first:verb])
    if len(words) > 900 or _CLAUSE.search(words):
        return None
    return Span(first, verb)


def members(reading: Reading, start: int, verb: int) -> list[Item]:
    """Bodies and States of the subject that ends at ``verb``; empty where it is no list."""
    span = region(reading, start, verb)
    if span is None:
        return []
    asides = [
        (m.start() + span.start, m.end() + span.start) for m in _ASIDE.finditer(reading.plain[span.start : span.end])
    ]
    found = []
    for link in reading.inside(span, *HOLDERS):
        at = link.mention.span
        before = reading.plain[span.start : at.start]
        after = reading.plain[at.end : at.end + 2]
        if any(low <= at.start < high for low, high in asides):
            continue
        if link.mention.kind == "nationality" and not _WORKS.match(lists.past_nationalities(reading, at.end, verb)):
            continue
        if _PLACED.search(before) or _POST.search(before) or after[:2] in {"'s", "' "} or after[:1] == "-":
            continue
        if link.mention.kind == "state" and goes_on(reading.plain, at):
            continue
        found.append(Item(at, link))
    return found
