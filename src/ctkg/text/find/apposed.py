"""Names told by the noun beside them ("the airline Cloud Wing") or by the acronym that follows ("the Blue Fund (BF)").

The words of such a name need no head word: that the text says what it is, or how it is shortened, is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Document, Entity, Link, Passage, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, headwords, screening
from ctkg.text.find.linking import link

_WORD = r"[A-Z][\w&'-]*(?<!-led)"
_LINK = "of|for|ya|de|des|du|del|della|da|do|der|die|und|et|y|against|Against"
_NAME = rf"{_WORD}(?: {_WORD}| (?:{_LINK}) {_WORD})*"
_SHORT = screening.compile(
    rf"[Tt]he (?P<name>{_WORD}(?: (?:{_WORD}|of|for|the|and|on|against|de|des|du|la)){{0,9}} {_WORD}) "
    r"\((?P<short>[A-Z][A-Za-z&/-]{1,11})\)"
)


def find(document: Document, plain: str, sentences: Sequence[Passage], links: Sequence[Link]) -> Iterator[Link]:
    """Links of kind ``organization`` beside ``links``; they may overlap them, which then win."""
    before, plural, unit, after, not_names = _patterns()
    yield from _owned(document, plain, links)
    for sentence in sentences:
        span = sentence.span
        bracket = plain.find("(", span.start, span.end) >= 0
        for match in _FOREIGN.finditer(plain, span.start, span.end) if bracket else ():
            told = _foreign(match)
            if told is not None:
                name, short, start = told
                thing = Entity(kind="organization", label=name, names=(short,), type="organisation")
                yield link(document, Span(start, match.end()), "organization", thing, "organisations.apposed", 0.7)
        for where in _several(plain, span, plural, not_names):
            thing = Entity(kind="organization", label=" ".join(document.slice(where).split()), type="organisation")
            yield link(document, where, "organization", thing, "organisations.apposed", 0.7)
        for match in _STAFF.finditer(plain, span.start, span.end):
            thing = Entity(kind="organization", label=match.group(), type="military")
            yield link(document, Span(*match.span()), "organization", thing, "organisations.apposed", 0.7)
        for pattern in (before, after, unit, _SHORT) if bracket else (before, after, unit):
            for match in pattern.finditer(plain, span.start, span.end):
                name = match["name"]
                short = match.groupdict().get("short") or ""
                if name.split()[0] in headwords.words().modifiers or not_names.search(name):
                    continue
                if pattern is _SHORT and not _initials(name, short):
                    continue
                if pattern is before and name.split()[0] in headwords.words().posts:
                    continue
                where = Span(match.start("name"), match.end() if short else match.end("name"))
                thing = Entity(kind="organization", label=name, names=(short,) if short else (), type="organisation")
                yield link(document, where, "organization", thing, "organisations.apposed", 0.7)


_STAFF = screening.compile(r"\b(?:Joint |Armed Forces )?(?:General|Joint|Defence|Defense) Staff\b")
_NEXT = re.compile(rf"(?:, and |, | and )(?P<name>{_NAME})")


#: "INTERPOL's Bioterrorism prevention unit", "the Judiciary Police's counter-terrorism unit".
_OWNED = re.compile(
    r"'s? (?P<name>(?!own\b|new\b|first\b|special \w+\b)(?:[\w-]+ ){1,6}?"
    r"(?:unit|squad|division|section|directorate|branch))\b"
)
_NO_UNIT = re.compile(r"\b(?:of|in|to|the|a|an|with|by|for|from|on|at|is|was|has|had|said|that)\b|,")


def _owned(document: Document, plain: str, links: Sequence[Link]) -> Iterator[Link]:
    """Units in lower case that a body owns by its possessive."""
    for one in links:
        if one.mention.kind != "organization":
            continue
        match = _OWNED.match(plain, one.mention.span.end)
        if match is not None and _NO_UNIT.search(match["name"]) is None:
            name = " ".join(document.slice(Span(*match.span("name"))).split())
            thing = Entity(kind="organization", label=name, type="unit")
            yield link(document, Span(*match.span("name")), "organization", thing, "organisations.apposed", 0.7)


def _plurals(nouns: Sequence[str]) -> list[str]:
    return [re.sub("y$", "ie", noun) + "s" for noun in nouns if not noun.endswith("s")]


def _several(plain: str, span: Span, plural: screening.Screened, not_names: screening.Screened) -> Iterator[Span]:
    """The names after a plural noun: "the foundations A, B and C"."""
    for match in plural.finditer(plain, span.start, span.end):
        found: re.Match[str] | None = match
        while found is not None and not_names.search(found["name"]) is None:
            yield Span(*found.span("name"))
            found = _NEXT.match(plain, found.end(), span.end)


@cache
def _patterns() -> tuple[screening.Screened, ...]:
    """Names behind a noun, behind a plural one, before a unit's noun and before a noun; words of other names."""
    lists = patterns.load("names")["apposed"]
    before = screening.compile(rf"\b(?P<noun>{alternation.of(lists['before'])}) (?P<name>{_NAME})")
    plural = screening.compile(rf"\b(?:{alternation.of(_plurals(lists['before']))}) (?P<name>{_NAME})")
    unit = screening.compile(
        rf"(?:\b[Tt]he |'s )(?P<name>{_WORD}(?: {_WORD}| (?:and|of|for|against) {_WORD}){{0,7}} "
        rf"(?:{alternation.of(lists['units'])}))\b"
    )
    after = screening.compile(rf"\b[Tt]he (?P<name>{_NAME}) (?:{alternation.of(lists['after'])})\b")
    not_names = screening.compile(rf"(?:{alternation.of(lists['not_names'])})\b")
    return before, plural, unit, after, not_names


#: Names in other languages, told by their acronym: "Direction de la Garde Rouge (DGR)", "Hafenkriminalamt (HKA)".
_FOREIGN = screening.compile(
    r"\b(?P<name>[A-Z][^\W\d_]+(?: (?:[^\W\d_][\w'-]*)){1,8}) \((?P<short>[A-Z]{3,8})\)|"
    r"\b(?P<one>[A-Z][^\W\d_]{9,}) \((?P<letters>[A-Z]{2,6})\)"
)
_PARTICLES = frozenset(
    [
        "de", "du", "des", "d", "la", "le", "les", "l", "del", "della", "di", "do", "da", "dos", "das", "e", "et", "y",
        "und", "der", "die", "für", "of", "and", "the",
    ]
)  # fmt: skip
_ABROAD = re.compile(r"\b(?:de|du|des|del|della|di|do|da|dos|das|et|y|und|der|für)\b")


def _foreign(match: re.Match[str]) -> tuple[str, str, int] | None:
    """The name, its acronym and where the name begins; None where the letters do not fit."""
    if match["one"]:
        low, at = match["one"].lower(), -1
        for letter in match["letters"].lower():
            at = low.find(letter, at + 1)
            if at < 0:
                return None
        fits = low.startswith(match["letters"][0].lower())
        return (match["one"], match["letters"], match.start("one")) if fits else None
    words = match["name"].split(" ")
    for first in range(len(words)):
        name = " ".join(words[first:])
        letters = "".join(
            word[0] for word in re.split(r"[ '-]", name) if word and word.lower() not in _PARTICLES
        ).upper()
        if letters == match["short"] and words[first][0].isupper() and _ABROAD.search(name):
            return name, match["short"], match.end("name") - len(name)
    return None


def _initials(name: str, short: str) -> bool:
    """True where the letters of ``short`` are the initials of the name's capitalised words, in order."""
    initials = "".join(word[0] for word in re.split(r"[ -]", name) if word[:1].isupper())
    return len(short) > 2 and short.isupper() and short == initials[: len(short)] and len(initials) <= len(short) + 1
