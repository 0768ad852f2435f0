"""Finds the points of bulleted and numbered lists that a line announces: "The course covered:", "It aimed to:"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ctkg.model import Span
from ctkg.text import folding, patterns
from ctkg.text.find import alternation, screening

#: The mark of a point: a bullet, a dash, "(a)", "iv.", "3)".
_MARK = re.compile(
    r"[ \t]*(?:[\u2022\u00b7\u25aa\u25cf\u25e6\u2023\u2013\u2014*o-]|\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)])[ \t]+(?=\S)"
)
_TRAILING = re.compile(r"[\s;,.]*(?:\s(?:and|or))?[\s;,.]*$")
_MOST = 14


def find(text: str) -> Iterator[Span]:
    """The words of each point, in text order, without its mark and closing punctuation.

    An infinitive with which a point begins ("Enhance the screening of cargo") is left out where it only says that
    something is done.
    """
    start = 0
    points = _MOST
    announced = False
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        mark = _MARK.match(text, start, end)
        if mark is None:
            if line.strip():
                announced = line.rstrip().endswith(":") and bool(_announcement().search(folding.lower(line)))
                points = _MOST
        elif announced and points:
            points -= 1
            yield _core(text, mark.end(), end)
        start = end


def _core(text: str, start: int, end: int) -> Span:
    if doing := _doing().match(text, start, end):
        start = doing.end()
    return Span(start, max(start, start + len(_TRAILING.sub("", text[start:end]))))


@cache
def _announcement() -> screening.Screened:
    return screening.compile(rf"\b(?:{alternation.of(patterns.load('agenda')['points']['announced'])})\b[^:]*:\s*$")


@cache
def _doing() -> screening.Screened:
    verbs = alternation.of(patterns.load("agenda")["points"]["doing"])
    return screening.compile(
        rf"(?:to\s)?(?:{verbs})(?:\s(?:and\s(?:{verbs})))?\s(?:the\s|an?\s|their\s|its\s)?", re.IGNORECASE
    )
