"""Finds the subjects that a text lists: "participants discussed fair trial and the protection of witnesses".

The words of a subject need no lexicon: that a text says what it is about is enough.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ctkg.model import Span
from ctkg.text import folding, patterns
from ctkg.text.find import alternation, persons, points, screening
from ctkg.text.find.shade import DATE, INSTRUMENT, NUMBER, ORGANIZATION, PERSON, PLACE, POST, QUOTED, STATE, once
from ctkg.text.reading import Reading

_REACH = 420
_MOST_WORDS = 7
_MOST_ITEMS = 12
#: Words of a title that may be small: "of", "for", "with".
_LINK_LETTERS = 4
_NAMES = f"{ORGANIZATION}{INSTRUMENT}{PERSON}{POST}{DATE}{NUMBER}{QUOTED}"
_END = re.compile(r"[.;:!?\n\"(]|\s[-\u2013\u2014]\s")
_END_OF_LIST = re.compile(r"[.:!?\n\"(]|\s[-\u2013\u2014]\s")
_BETWEEN_SEMICOLONS = re.compile(r"(?:(?:and|or)\s)?(?P<part>[^\s;][^;]*)")
_SPLIT = re.compile(r",\s(?:and\s|as\swell\sas\s|or\s)?|\s(?:and|as\swell\sas|or)\s(?=[^,]*$)|\s(?:and|as\swell\sas)\s")
_IN_PLACE = re.compile(rf"\s(?:in|of|from|for|to)\s(?:the\s)?(?:[a-z]+\s)?[{STATE}{PLACE}\ue003]+.*$")
_SETTING = re.compile(r"\sin\s(?:the|a|an|all|any|its|their|our|both|order|such)\b.*$")
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|will|would|has|have|had|said|took|took|held|he|she|they|it|we|adopted|signed|agreed|decided)\b"
)
_NOUN = re.compile(
    r"(?:tion|sion|ment|ance|ence|ity|ship|ism|ing|acy|ure|ics|cy|age|graphy|logy|gender|custody|hawala|trial|drones?)s?$"
)
# An adjective alone before "and": "radioactive and nuclear material".
_BARE = re.compile(r"(?:^|\s)(?:(?:[a-z]+(?:ive|ical|ial|ional|ary|ous|ic|ear|al|ble|oth))|over-|under-)$")
#: Where the object of a measure ends at the latest.
_FIRST = re.compile(
    r"[,.;:!?\n\"()]|\s[-\u2013\u2014]\s|\s(?:and|or|as|with|by|at|on|for|to|under|during|through|via|within|into|using|across|"
    r"against|after)\s"
)
_DANGLING = re.compile(r"\s(?:of|for|to|in|on|against|from|between|through|and|or|the|a|an|their|its|[a-z]+ed)$")
_HOW = re.compile(
    r"\b(?:how|ways|ways\sin\swhich|methods|techniques|tools|approaches|practices|question\sof\show)\sto\s$",
    re.IGNORECASE,
)
_PERSONS = re.compile(
    r"\b(?:[Ee]xperts?|[Ss]pecialists?|[Oo]fficials|[Pp]ractitioners|[Oo]fficers|[Pp]rofessionals)\b[^.;]*$"
)
_WORD = re.compile(r"[A-Za-z][\w'/-]*")
_BY_TERRORISTS = screening.compile(
    r"\b(?:mis)?use\sof\s(?P<list>[^.;:\n]{3,200}?)\s(?:by\s(?:[a-z-]+\s){0,2}?terrorists?\b|for\s(?:[a-z]+\s)?terrorist\s(?:purposes|ends|aims|activities)"
    r"|by\s(?:violent\s)?extremists?\b|for\scriminal\sand\sterrorist)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that the text says it is about: its words, and whether they tell of a ``threat`` or a ``topic``."""

    span: Span
    relation: str
    rule: str


@once
def find(reading: Reading) -> tuple[Subject, ...]:
    """Subjects in text order, each once."""
    text = persons.masked(reading)
    found = {subject.span: subject for subject in _used(text)}
    titles = [passage.span for passage in reading.passages if passage.kind in ("title", "heading")]
    for kind in (_measures(text), _points(text), _listed(text, titles)):
        starts = sorted(span.start for span in found)
        for subject in kind:
            near = bisect_left(starts, subject.span.start)
            if near == len(starts) or starts[near] >= subject.span.end:
                found.setdefault(subject.span, subject)
    return tuple(found[span] for span in sorted(found))


def _measures(text: str) -> Iterator[Subject]:
    """What is done about something: "the screening of ferry passengers", "tracing stolen weapons"."""
    for match in _doing().finditer(text):
        item = _item(text, match.end(), min(len(text), match.end() + 90), first=True)
        if item is None or not len(item) or item.start != match.end():
            continue
        span = Span(match.start("what"), item.end)
        words = text[item.start : item.end]
        if match["what"].endswith("ing") and not _BEFORE_GERUND.search(text, max(0, span.start - 40), span.start):
            continue  # "terrorist screening centres"
        if not _SEPARATE.search(words) and _is_subject(text[span.start : span.end]) and _is_object(words):
            yield Subject(span, "topic", "composed")


@cache
def _doing() -> screening.Screened:
    data = patterns.load("agenda")["measures"]
    return screening.compile(
        rf"(?<![\w-])(?P<what>(?:{alternation.of(data['nouns'])})\sof|(?:{alternation.of(data['gerunds'])}))"
        r"\s(?:the\s|an?\s)?(?=[a-zA-Z])"
    )


#: What may stand before a gerund that is no part of a compound.
_BEFORE_GERUND = re.compile(
    r"(?:^|[\n,;:(]\s?|\s(?:in|on|of|for|and|or|to|by|with|at|about|including|as|through|effectively|better|when|while|how|than|"
    r"toward|towards|from|into|[a-z]+ly|are|is|was|were|started|began|training|practised|practiced|discussed|involves?|"
    r"involved|includes?|included|covers?|covered)\s)$"
)
#: What ends the object of a measure: another clause or member of a list.
_SEPARATE = re.compile(r"[,()]|\s(?:and|or)\s(?:the|their|its|on|in|to|how)\b")


def _is_object(words: str) -> bool:
    low = [word.lower() for word in _WORD.findall(words)]
    last = low[-1] if low else ""
    return (
        bool(low)
        and low[0] not in _words("measures", "no_object")
        and last not in _words("items", "vague")
        and last not in _words("measures", "names")
        and len(low) <= 6
        and "\u2018" not in words
        and '"' not in words
    )


def _points(text: str) -> Iterator[Subject]:
    """The points of a list, one a line; one that names several things in a row is several subjects."""
    for point in points.find(text):
        for start, last in _pieces(text, point.start, point.end):
            item = _item(text, start, last)
            if item and len(item) and _is_subject(_small(text[item.start : item.end])):
                relation = "threat" if _threatens(text[item.start : item.end]) else "topic"
                yield Subject(item, relation, "listed-subject")


def _small(words: str) -> str:
    """Words of a title in small letters; acronyms stay, and so does what is not in the case of titles."""
    tokens = _WORD.findall(words)
    if not tokens or not tokens[0][:1].isupper():
        return words
    if all(token[0].isupper() for token in tokens[1:] if len(token) > _LINK_LETTERS):
        return _WORD.sub(
            lambda match: match[0] if match[0].isupper() and len(match[0]) > 1 else match[0].lower(), words
        )
    return words[0].lower() + words[1:] if not words[:2].isupper() else words


def _listed(text: str, titles: Sequence[Span]) -> Iterator[Subject]:
    low = folding.lower(text)
    screening.also(low, of=text)
    for lead in _leads().finditer(low):
        if lead.group().startswith(("in the ", "within the ")) and _PERSONS.search(
            text, max(0, lead.start() - 90), lead.start()
        ):
            continue  # what somebody is an expert in
        announced = lead.group().rstrip().endswith(":")
        stop = (_END_OF_LIST if announced else _END).search(text, lead.end(), lead.end() + _REACH)
        end = stop.start() if stop else min(len(text), lead.end() + _REACH)
        pieces = list((_parted if announced and ";" in text[lead.end() : end] else _pieces)(text, lead.end(), end))
        for start, last in pieces[:_MOST_ITEMS]:
            item = _item(text, start, last)
            if item is None:
                break
            words = text[item.start : item.end]
            if any(title.start <= item.start < title.end for title in titles):
                words = _small(words)
            if len(item) and _is_subject(words):
                relation = "threat" if _threatens(text[item.start : item.end]) else "topic"
                yield Subject(item, relation, "listed-subject" if len(pieces) > 1 else "subject")
            if _CLAUSE.search(text, item.end, last):
                break  # the sentence goes on with something else


def _used(text: str) -> Iterator[Subject]:
    """What terrorists are said to use: each thing in the list is a threat."""
    for match in _BY_TERRORISTS.finditer(text):
        for start, last in _pieces(text, match.start("list"), match.end("list")):
            item = _item(text, start, last)
            if item and len(item) and not any(c in _NAMES for c in text[item.start : item.end]):
                yield Subject(item, "threat", "used-by")


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a list between commas and the like; an "and" inside a part joins what the part is of."""
    marks = list(_SPLIT.finditer(text, start, end))
    closed = any(mark.group().startswith(",") and "and" in mark.group() for mark in marks)  # "a, b, and c"
    for number, mark in enumerate(marks):
        if not mark.group().startswith(","):
            after = marks[number + 1].start() if number + 1 < len(marks) else end
            if closed or _joins(text[start : mark.start()], text[mark.end() : after]):
                continue
        if mark.start() > start:
            yield start, mark.start()
        start = mark.end()
    if end > start:
        yield start, end


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a list between semicolons."""
    for part in _BETWEEN_SEMICOLONS.finditer(text, start, end):
        yield part.span("part")


def _joins(left: str, right: str) -> bool:
    """True where "and" stands inside a subject: "co-operation between A and B", "smuggling of fuel and gold"."""
    if re.search(r"\sbetween\s", left) or _BARE.search(left):
        return True
    words = right.split()
    first = re.match(r"(?:the\s|a\s|an\s|on\s|of\s|in\s|how\s|to\s)", right)
    return bool(re.search(r"\s(?:of|for|against|on)\s\S+(?:\s\S+)?$", left)) and not first and len(words) <= 2


def _item(text: str, start: int, end: int, first: bool = False) -> Span | None:
    """The words of one subject, openings and what follows it left out; None where a clause begins that names none."""
    while not first and (opening := _openings().match(text, start, end)):
        start = opening.end()
    if first and (cut := _FIRST.search(text, start, end)):
        end = cut.start()
    stop = _stops().search(text, start, end)
    if stop and stop.start() == start:
        return None
    end = stop.start() - 1 if stop else end
    place = _IN_PLACE.search(text, start, end) or _SETTING.search(text, start + 1, end)
    end = place.start() if place else end
    while end > start and text[end - 1] in " ,":
        end -= 1
    while dangling := _DANGLING.search(text, start, end):
        end = dangling.start()
    if _HOW.search(text, max(0, start - 24), start):
        return Span(start, start)  # a verb follows
    return Span(start, end)


def _is_subject(words: str) -> bool:
    if any(character in _NAMES or character in (STATE, PLACE) for character in words):
        return False
    tokens = _WORD.findall(words)
    if any(token[0].isupper() and not token.isupper() for token in tokens[1:]):
        return False
    if (
        not tokens
        or len(tokens) > _MOST_WORDS
        or words[0].isdigit()
        or (words[0].isupper() and not words[:2].isupper())
    ):
        return False
    low = [token.lower() for token in tokens]
    if (
        low[0] in _words("items", "verbs")
        or words[0] in "\"'\u2018\u2019\u201c"
        or low[0] in _words("items", "odd")
        or (len(low) > 1 and low[0] in _LINKS)
    ):
        return False
    head = next((low[i - 1] for i, token in enumerate(low) if i and token in _LINKS), low[-1])
    if head in _words("items", "never") and len(low) < 3:
        return False
    if len(low) == 1:
        return bool(_NOUN.search(low[0])) and low[0] not in _words("items", "never") | _against() | _words(
            "items", "vague"
        )
    if {low[-1], head} <= _words("items", "vague") and len(low) < 3:
        return False
    if head in _words("items", "never") and (low[-1] in _words("items", "never") or head == low[-1]):
        return False
    return not any(token.endswith("ed") and i == 0 for i, token in enumerate(low)) or len(low) > 1


_LINKS = frozenset(["of", "for", "to", "in", "on", "against", "from", "between", "through"])


def _threatens(words: str) -> bool:
    low = [token.lower() for token in _WORD.findall(words)]
    head = next((low[i - 1] for i, token in enumerate(low) if i and token in _LINKS), low[-1])
    against = low[0] in _against() or any(word in _against() for word in low[: low.index(head)])
    return head in _words("items", "threats") and not against


@cache
def _leads() -> screening.Screened:
    body = "|".join(pattern.replace(" ", r"\s") for pattern in patterns.load("agenda")["leads"]["patterns"])
    body = re.sub(r"\((?!\?)", "(?:", body)
    return screening.compile(rf"(?<![\w-])(?:{body}):?\s(?=\S)")


@cache
def _openings() -> screening.Screened:
    return screening.compile(rf"(?:{alternation.of(patterns.load('agenda')['items']['openings'])})\s", re.IGNORECASE)


@cache
def _stops() -> screening.Screened:
    return screening.compile(rf"\b(?:{alternation.of(patterns.load('agenda')['items']['stops'])})\b", re.IGNORECASE)


@cache
def _words(group: str, key: str) -> frozenset[str]:
    return frozenset(patterns.load("agenda")[group][key])


@cache
def _against() -> frozenset[str]:
    words = patterns.load("themes")["words"]["against"]
    return frozenset(word.split()[0] for word in words if word.split()[0] not in ("response", "responses"))
