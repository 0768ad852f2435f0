"""The dateline: where and when a report was written. It is the anchor of relative dates, never itself an event's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ctkg.model import Document, Passage, Span
from ctkg.text import folding
from ctkg.text.find import dates, gazetteer
from ctkg.text.find.writing import Anchor, completed

_BREAK = re.compile(
    r"(?<=\d\d\d\d)[.,]\s+(?=[A-Z\"])|\s?--\s?|\s-\s|-\s(?=[A-Z\"])|(?<=[\d)]):\s|(?<=\)):(?=[A-Z])|(?<=[A-Z]{3}):\s"
)
_CLOSED = re.compile(r"\)\s*[:-]*\s*")
_HEADER = re.compile(
    r"(?:(?:Story |Article |Text |Report )?(?:First |Last )?(?:Date|Published|Released?|Issued|Posted|Updated|"
    r"Modified)(?: on)?|"
    r"For immediate release|Press release|Date of (?:publication|issue))?[\s:,|]*",
    re.IGNORECASE,
)
_LIMIT = 110
_FIRST = 6
_LAST = 3


_NOWHERE = Span(0, 0)

_RANGE_BEFORE = re.compile(r"\d\s?(?:-|to|and|&|\u2013)\s?$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What the head of a report says of its writing.

    Attributes:
        anchor: the day of writing.
        span: the words of the dateline; empty where there is none.
        headers: spans of lines that are nothing but a date.
    """

    anchor: Anchor = field(default_factory=Anchor)
    span: Span = _NOWHERE
    headers: tuple[Span, ...] = ()

    def holds(self, span: Span) -> bool:
        """True where the words at ``span`` belong to the head, not to the report."""
        return span.overlaps(self.span) or any(header.covers(span) for header in self.headers)


def find(document: Document, plain: str, passages: tuple[Passage, ...]) -> Dateline:
    """The dateline of ``document``, else its header's date, else the day of publication of its metadata."""
    published = document.source.published[:10]
    loose = Anchor(day=published) if re.fullmatch(r"\d{4}(-\d\d){0,2}", published) else Anchor()
    day, span, headers = "", Span(0, 0), []
    where: Span | None = None
    for number, passage in enumerate(passages):
        if _FIRST <= number < len(passages) - _LAST:
            continue
        words = plain[passage.span.start : passage.span.end]
        if len(words) <= _LIMIT and (value := _only_a_date(document, words, Anchor())):
            headers.append(passage.span)
            if not day:
                day, where = value, passage.span
        elif number < _FIRST and not len(span):
            length, value = _opening(document, words, Anchor())
            if value and not length and not day:
                day, where = value, passage.span
            if length:
                span = Span(passage.span.start, passage.span.start + length)
                if value:
                    day, where = completed(value, Anchor(day=day)), span
    if day and not day.startswith("--"):
        return Dateline(Anchor(day=day, stated=True, span=where), span, tuple(headers))
    if day and loose.day:
        month_day = next(dates.find(document, _spoken(day), loose), None)
        if month_day is not None:
            return Dateline(Anchor(day=month_day.thing.label, stated=False, span=where), span, tuple(headers))
    if day and not loose.day:
        return Dateline(Anchor(day=day, stated=True, span=where), span, tuple(headers))
    return Dateline(loose, span, tuple(headers))


def _is_town(head: str) -> bool:
    """True for a head of nothing but a town and its State ("Pasay City, Philippines")."""
    names = [name.strip() for name in head.split(",")]
    known = gazetteer.load().exact_by_form
    kinds = [{entry.kind for entry in known.get(folding.bare(name), ())} for name in names]
    if len(names) == 1:
        return "place" in kinds[0]
    return len(names) == 2 and "state" in kinds[1] and 0 < len(names[0].split()) <= 3 and names[0][:1].isupper()


def _spoken(month_day: str) -> str:
    names = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    return f"{int(month_day[5:7])} {names[int(month_day[2:4]) - 1]}"


def _dates(document: Document, words: str, anchor: Anchor) -> list[tuple[int, int, str]]:
    bare = Document(id=document.id, source=document.source, text=words)
    found = [
        (one.mention.span.start, one.mention.span.end, one.thing.label)
        for one in dates.find(bare, words, anchor)
        if one.thing.type == "day"
    ]
    return sorted(found, key=lambda one: (one[0] - one[1], one[0]))


def _only_a_date(document: Document, words: str, anchor: Anchor) -> str:
    found = _dates(document, words, anchor)
    if not found or words.startswith("When"):
        return ""
    start, end, value = found[0]
    rest = (_HEADER.sub("", words[:start], count=1) + words[end:]).strip(" ,.|-:/()")
    return value if len(rest.split()) <= 4 and not re.search(r"[a-z] [a-z]", rest) else ""


def _opening(document: Document, words: str, anchor: Anchor) -> tuple[int, str]:
    """Length of the dateline at the head of ``words`` (0 where there is none) and its day (may be empty).

    A range of days ("19-21 June 2023, Belgrade: ...") is that of what is told, not of the writing: its last day is the
    anchor, and the words are no dateline.
    """
    stop = _BREAK.search(words, 3, _LIMIT)
    if stop is None:
        return 0, ""
    if words.count("(", 0, stop.start()) > words.count(")", 0, stop.start()):  # "RIGA, (News Agency - 4 May 2021):"
        stop = _CLOSED.search(words, stop.end(), _LIMIT) or stop
    head = words[: stop.start() + (1 if words[stop.start()] == ")" else 0)]
    found = _dates(document, head, anchor)
    rest, value = head, ""
    if found:
        start, end, value = found[0]
        rest = head[:start] + head[end:]
        if _RANGE_BEFORE.search(head[:start]):
            return 0, value
    rest = re.sub(r"\([^)]*\)?", "", rest)
    if not found and _is_town(rest) and len(words) > 2 * _LIMIT:
        return stop.end(), ""
    tokens = [t for t in re.split(r"[\s,/.]+", rest) if t]
    if len(tokens) > 8 or any(t[0].islower() and t not in {"and", "of", "the", "date", "de", "la"} for t in tokens):
        return 0, ""
    shouted = bool(tokens) and tokens[0].isupper() and len(tokens[0]) > 2
    return (stop.end(), value) if value or (shouted and len(tokens) <= 4 and len(words) > 2 * _LIMIT) else (0, "")
