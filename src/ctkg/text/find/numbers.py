"""Numbers with their qualifiers: "more than 40", "some 25", "thirty-two", "at least 350".

A link of kind ``number`` has a thing of kind ``number``: label the value in digits, type ``exact about over`` or
``at least``. Ordinals, amounts of money, percentages and parts of names are no numbers here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctkg.model import Document, Entity, Link, Span
from ctkg.text.find import screening
from ctkg.text.find.linking import link

_ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_UNIT = "|".join(sorted(_ONES, key=len, reverse=True))
_TEN = "|".join(_TENS)
_WORDS = rf"(?:(?:{_TEN})(?:[-\s](?:{_UNIT}))?|{_UNIT})"
_NUMBER = screening.compile(
    r"(?P<before>\b(?:more than|over|above|in excess of|upwards? of|well over|at least|no (?:fewer|"
    r"less) than|a minimum of|"
    r"some|about|around|approximately|nearly|almost|close to|roughly|circa|an estimated|up to|"
    r"as many as)\s+(?:the\s+)?)?"
    r"(?<![\w$€£/.,-])(?:(?P<digits>\d{1,3}(?:[,\u2019'\u00a0\u202f\u2009]\d{3})+(?!\d)|\d{1,7})(?P<plus>\+)?|(?P<words>"
    rf"(?:(?:(?:{_WORDS}|a)\s+thousand(?:\s+(?:and\s+)?(?=[a-z]))?)?(?:{_UNIT}|a)\s+hundred(?:\s+(?:and\s+)?{_WORDS})?"
    rf"|(?:{_WORDS}|a)\s+thousand(?:\s+and\s+{_WORDS})?|(?:(?:two|three|four|five|half)\s+(?:a\s+)?|half-a-|a\s+)dozen|{_WORDS})))"
    r"(?![\w%/]|-(?!plus)\w|[.:,]\d|\s?(?:%|per\s?cent|million|billion|thousand))"
    r"(?P<after>\s+or more|-plus)?",
    re.IGNORECASE,
)
_OVER = ("more than", "over", "above", "in excess", "upward", "well over")
_LEAST = ("at least", "no fewer", "no less", "a minimum")


def find(document: Document, plain: str) -> Iterator[Link]:
    """Numbers of ``plain``, in text order."""
    for match in _NUMBER.finditer(plain):
        number = value(match["digits"] or match["words"])
        if number is None:
            continue
        thing = Entity(kind="number", label=str(number), type=_qualifier(match))
        yield link(document, Span(*match.span()), "number", thing, "numbers.cardinal")


def _qualifier(match: re.Match[str]) -> str:
    before = (match["before"] or "").lower()
    if before.startswith(_OVER) or match["plus"]:
        return "over"
    if before.startswith(_LEAST) or (match["after"] or "").strip() in {"or more", "-plus"}:
        return "at least"
    return "about" if before and not before.startswith("as many") else "exact"


_THOUSANDS = re.compile(r"(?<=\d)[,\u2019'\u00a0\u202f\u2009](?=\d)")


def value(words: str) -> int | None:
    """The number that digits or English words stand for; None where they stand for none."""
    plain = _THOUSANDS.sub("", words.lower())
    if plain.isdigit():
        return int(plain)
    total = whole = 0
    for word in re.split(r"[-\s]+", plain):
        if word in _ONES:
            total += _ONES.index(word) + 1
        elif word in _TENS:
            total += 10 * (_TENS.index(word) + 2)
        elif word == "hundred":
            total = max(total, 1) * 100
        elif word == "thousand":
            whole, total = max(total, 1) * 1000, 0
        elif word == "dozen":
            total = 6 if "half" in plain else max(total, 1) * 12
        elif word not in {"and", "a", "half"}:
            return None
    return whole + total or None
