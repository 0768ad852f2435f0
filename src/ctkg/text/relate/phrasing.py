"""Phrases that name what comes of an event and what it belongs to, and the word lists that lead to them."""

from __future__ import annotations

from functools import cache

from ctkg.text import patterns
from ctkg.text.find import screening
from ctkg.text.find.screening import Screened
from ctkg.text.reading import Reading
from ctkg.text.relate import scope

_END = screening.compile(
    r"[.;:]|, (?:which|who|said|the|\w+ed|and (?:the|will|is|was)|in|with|to|while|where|but|recently|funded|"
    r"led|as|implemented|supported)\b|\s(?:which|that|who|where|with the support|in co|in partnership|"
    r"funded|supported|implemented by|financed|held|took|and (?:will|is|was)|before|after|during|said)\b"
)


@cache
def listed(group: str, name: str) -> Screened:
    """Any of the words of a list of ``outcomes.toml``."""
    return scope.any_of(tuple(patterns.load("outcomes")[group][name]))


def phrase(reading: Reading, start: int, end: int, most: int = 14) -> str:
    """The words from ``start`` to the end of their phrase, at most ``most``, without a leading article."""
    stop = _END.search(reading.plain, start, end)
    words = reading.document.text[start : stop.start() if stop else end].split()[:most]
    while words and words[0].lower() in {"the", "a", "an", "of", "its", "their", "on", "to", "this"}:
        words = words[1:]
    while words and words[-1].lower().strip(",") in {
        "of",
        "and",
        "the",
        "for",
        "in",
        "on",
        "to",
        "with",
        "a",
        "that",
        "by",
    }:
        words = words[:-1]
    return " ".join(words).strip(" ,")
