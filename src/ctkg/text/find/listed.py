"""Names that only their place in a list tells: "Europol, the Philippine Explosive Ordnance Disposal and INTERPOL"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Document, Entity, Link, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, headwords, screening
from ctkg.text.find.linking import link

_ACRONYM = r"[A-Z][A-Z0-9&-]{2,9}"
_WORD = r"[A-Z][\w&'-]*"
_NAME = rf"{_WORD}(?: {_WORD}| (?:of|for|on|and|de|du|des|del) (?:the )?{_WORD}){{1,8}}"
#: After a body: ", X" or " and the Y Z", where the list goes on or ends.
_AFTER = re.compile(
    rf"(?:\s\([^()]{{1,20}}\))?(?:[,;] (?:and )?|,? and )(?:(?P<short>{_ACRONYM})|the (?P<name>{_NAME}))"
    r"(?=\s\([A-Z]|[,;.)]|\sand\b|\s?$|\s(?:as well as|took|attended|participated|were|was|are|shared|presented)\b)"
)
#: Before a body: "X, " right after an opening bracket or a cue of people.
_BEFORE = screening.compile(rf"(?:\(|\b(?:from|by|with|of|including) )(?P<short>{_ACRONYM})(?:, |,? and )(?:the )?$")


def find(document: Document, plain: str, links: Sequence[Link]) -> Iterator[Link]:
    """Links of kind ``organization`` beside those of a list of bodies; names of other things are left out."""
    not_names = _not_names()
    for one in links:
        if one.mention.kind != "organization":
            continue
        end = one.mention.span.end
        while match := _AFTER.match(plain, end):
            group = "short" if match["short"] else "name"
            words = match[group]
            if not_names.search(words) or words.split()[0] in headwords.words().modifiers or _other(words):
                break
            yield _link(document, Span(*match.span(group)))
            end = match.end(group)
        before = _BEFORE.search(plain, max(0, one.mention.span.start - 40), one.mention.span.start)
        if before is not None and not _other(before["short"]):
            yield _link(document, Span(*before.span("short")))


@cache
def _not_names() -> screening.Screened:
    return screening.compile(rf"\b(?:{alternation.of(patterns.load('names')['apposed']['not_names'])})")


def _other(words: str) -> bool:
    """True for posts, and for names that end in the head of another body."""
    parts = words.split()
    posts = headwords.words().posts
    return any(part in posts for part in parts) or parts[0] in {"Member", "Participating"}


def _link(document: Document, span: Span) -> Link:
    thing = Entity(kind="organization", label=" ".join(document.slice(span).split()), type="organisation")
    return link(document, span, "organization", thing, "organisations.listed", 0.6)
