"""The head of a report in any language: the dateline and lines that are nothing but a date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctkg.model import Document, Passage, Span
from ctkg.text.find.dateline import Dateline
from ctkg.text.find.writing import Anchor, completed
from ctkg.text.tongues import dates, lexicon

_BREAK = re.compile(
    r"\s--?\s|(?<=[\w)])--?\s(?=[\"\w])|(?<=\d)[.,:]\s|(?<=[а-яa-z])\.\s(?=/|[A-ZА-ЯЁÉÀÎL])|(?<=\w):\s|\.\s/"
)
_LIMIT = 110
_FIRST, _LAST = 6, 3


def find(document: Document, plain: str, passages: Sequence[Passage], tag: str) -> Dateline:
    """The dateline of ``document``, else its header's date, else the day of publication of its metadata."""
    published = document.source.published[:10]
    loose = Anchor(day=published) if re.fullmatch(r"\d{4}(-\d\d){0,2}", published) else Anchor()
    span, headers, days = Span(0, 0), [], []
    for number, passage in enumerate(passages):
        if _FIRST <= number < len(passages) - _LAST:
            continue
        words = plain[passage.span.start : passage.span.end]
        alone = len(words) <= _LIMIT and _rest(document, words, tag)
        if alone:
            headers.append(passage.span)
            days.append((alone, passage.span))
        elif number < _FIRST and not len(span) and (stop := _BREAK.search(words, 3, _LIMIT)):
            day = _rest(document, words[: stop.start() + 1].rstrip(" -:"), tag)
            if day:
                span = Span(passage.span.start, passage.span.start + stop.end())
                days.append((day, span))
    if not days:
        return Dateline(loose, span, tuple(headers))
    day, where = days[0]
    if day.startswith("--") and loose.day:
        day = completed(day, loose)
        return Dateline(Anchor(day=day, stated=False, span=where), span, tuple(headers))
    return Dateline(Anchor(day=day, stated=True, span=where), span, tuple(headers))


def _rest(document: Document, words: str, tag: str) -> str:
    """The day that ``words`` state, where beside it they hold but a few names; else empty."""
    bare = Document(id=document.id, source=document.source, text=words)
    found = [one for one in dates.find(bare, words, Anchor(), tag) if one.thing.type == "day"]
    if not found:
        return ""
    best = max(found, key=lambda one: len(one.mention.span))
    rest = words[: best.mention.span.start] + " " + words[best.mention.span.end :]
    allowed = set(lexicon.load(tag, "names")["text"]["dateline"]) | set(lexicon.load(tag, "dates")["weekdays"])
    tokens = [token for token in re.split(r"[^\w-]+", re.sub(r"\([^)]*\)", " ", rest)) if token.strip("-")]
    plain = all(token[0].isupper() or token.lower() in allowed for token in tokens)
    return best.thing.label if plain and len(tokens) <= 7 else ""
