"""Projects and programmes told with a name, dates or donors of their own: events of type project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Span
from ctkg.text.reading import Reading
from ctkg.text.relate import scope
from ctkg.text.relate.naming import Mention, noun_phrase

_NOUN = re.compile(r"(?<![\w-])(?P<noun>[Pp]rojects?|[Pp]rogrammes?|[Pp]rograms?)(?![\w-])")
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
_AFTER = re.compile(r"\s+[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)+")


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
        quoted_name = _NAME.match(plain, match.end(), span.end) is not None
        named = _AFTER.match(plain, match.end(), span.end) is not None or _proper(plain[start : match.end()])
        opens = start - span.start < 3 and determiner in {"the", "this"} and paid
        if quoted_name or opens or ((dated or paid) and (named or determiner in {"a", "an"})):
            where = Span(*match.span())
            yield Mention(
                where, Span(start, match.end()), "project", "project", index, determiner, False, True, "asserted",
                False, False,
            )  # fmt: skip


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
