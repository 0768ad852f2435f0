"""Names told by the noun beside them ("the airline Cloud Wing") or by the acronym that follows ("the Blue Fund (BF)").

The words of such a name need no head word: that the text says what it is, or how it is shortened, is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Document, Entity, Link, Passage, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, headwords
from ctkg.text.find.linking import link

_WORD = r"[A-Z][\w&'-]*(?<!-led)"
_LINK = "of|for|ya|de|des|du|del|della|da|do|der|die|und|et|y|against|Against"
_NAME = rf"{_WORD}(?: {_WORD}| (?:{_LINK}) {_WORD})*"
_SHORT = re.compile(
    rf"[Tt]he (?P<name>{_WORD}(?: (?:{_WORD}|of|for|the|and|on|against|de|des|du|la)){{0,9}} {_WORD}) "
    r"\((?P<short>[A-Z][A-Za-z&/-]{1,11})\)"
)


def find(document: Document, plain: str, sentences: Sequence[Passage]) -> Iterator[Link]:
    """Links of kind ``organization``; they may overlap others, which then win."""
    lists = patterns.load("names")["apposed"]
    before = re.compile(rf"\b(?P<noun>{alternation.of(lists['before'])}) (?P<name>{_NAME})")
    after = re.compile(rf"\b[Tt]he (?P<name>{_NAME}) (?:{alternation.of(lists['after'])})\b")
    not_names = re.compile(rf"(?:{alternation.of(lists['not_names'])})\b")
    for sentence in sentences:
        span = sentence.span
        for pattern in (before, after, _SHORT):
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


def _initials(name: str, short: str) -> bool:
    """True where the letters of ``short`` are the initials of the name's capitalised words, in order."""
    initials = "".join(word[0] for word in re.split(r"[ -]", name) if word[:1].isupper())
    return len(short) > 2 and short.isupper() and short == initials[: len(short)] and len(initials) <= len(short) + 1
