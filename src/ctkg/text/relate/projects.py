"""Projects and programmes told with a name, dates or donors of their own: events of type project."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ctkg.model import Span
from ctkg.text.find import screening
from ctkg.text.reading import Reading
from ctkg.text.relate import scope
from ctkg.text.relate.naming import Mention, noun_phrase

_NOUN = screening.compile(r"(?<![\w-])(?P<noun>[Pp]rojects?|[Pp]rogrammes?|[Pp]rograms?)(?![\w-])")
_MONEY = re.compile(
    r"\b(?:(?:co-?)?(?:fund|financ|sponsor)(?:ed|es|ing|s)\b|donors?\b|contribut\w+ of\b|budget of\b|"
    r"financial (?:support|contribution|assistance)|(?:EUR|USD|CHF|GBP|€|\$|£)\s?\d)"
)
_RUNS = re.compile(
    r"\b(?:since|from|until|(?:runs?|ran|running) (?:from|until|to)|(?:began|begun|started|launched|begins?|starts?|"
    r"begin|start|ends?|ended) (?:in|on)|extended (?:until|to))\s+(?:early\s+|late\s+|mid-)?$"
)
_ELSE = re.compile(r"\b(?:held|took place|met|gathered|organi[sz]ed|hosted|attended)\b|[;:]")
_NAME = re.compile(r"\s+(?:(?:on|called|entitled|titled),?\s+)?[\"'](?P<name>[A-Z][^\"\n]{3,120}?)[\"']")
_AFTER = re.compile(r"\s+(?P<name>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)+)")
_MOST, _MOST_AGAIN = 3, 12  # names looked for, and mentions by name


def find(reading: Reading, index: int, span: Span, quoted: Sequence[Span]) -> Iterator[Mention]:
    """Mentions of projects in the sentence at ``span``."""
    plain = reading.plain
    for match in _NOUN.finditer(plain, span.start, span.end):
        if scope.within(quoted, match.start()) or match["noun"].lower().endswith(("cts", "mes", "ams")):
            continue
        link = reading.link_at(match.start())
        if link is not None and link.mention.kind in {"organization", "instrument"}:
            continue
        determiner, start = noun_phrase(plain, span.start, match.start())
        clause = _clause(plain, span, match)
        dates = reading.inside(Span(match.end(), span.end), "date")
        dated = any(dates_it(plain, match.end(), link.mention.span.start) for link in dates)
        paid = _MONEY.search(clause) is not None
        after = _AFTER.match(plain, match.end(), span.end) is not None
        quoted_name = _NAME.match(plain, match.end(), span.end) is not None or (after and match["noun"].islower())
        named = after or _proper(plain[start : match.end()])
        opens = start - span.start < 3 and determiner in {"the", "this"} and paid
        if quoted_name or opens or ((dated or paid) and (named or determiner in {"a", "an"})):
            where = Span(*match.span())
            yield Mention(
                where, Span(start, match.end()), "project", "project", index, determiner, False, True, "asserted",
                False, False,
            )  # fmt: skip


def again(reading: Reading, told: Sequence[Mention]) -> list[Mention]:
    """Later mentions of projects by their names alone ("Safe Ports trained ...")."""
    found: list[Mention] = []
    seen: set[str] = set()
    for one in told[:_MOST]:
        match = _NAME.match(reading.plain, one.span.end) or _AFTER.match(reading.plain, one.span.end)
        name = (match["name"] if match is not None else "").strip()
        if not name or name in seen:
            continue
        seen.add(name)
        for later in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", reading.plain[match.end() :] if match else ""):
            start = (match.end() if match else 0) + later.start()
            sentence = bisect_right([s.span.start for s in reading.sentences], start) - 1
            where = Span(start, start + len(name))
            found.append(
                Mention(where, where, "project", "project", sentence, "the", False, True, "asserted", False, False)
            )
            if len(found) >= _MOST_AGAIN:
                return found
    return found


def dates_it(plain: str, noun: int, date: int) -> bool:
    """True where the words from the end of the noun to the date say that the project began, runs or ends then."""
    between = plain[noun:date] if noun <= date <= noun + 240 else ""
    return _RUNS.search(between) is not None and _ELSE.search(between) is None


def _clause(plain: str, span: Span, match: re.Match[str]) -> str:
    """The words after the noun that may tell of the project."""
    return plain[match.end() : min(span.end, match.end() + 220)]


def _proper(phrase: str) -> bool:
    """True for a noun phrase that is a name ("the Maritime Security Program")."""
    small = {"the", "a", "an", "its", "and", "of"}
    words = [word for word in re.findall(r"[\w'-]+", phrase) if word.lower() not in small]
    return len(words) >= 3 and all(word[0].isupper() for word in words)
