"""Bodies that texts name by letters alone, or by a name without a head word: "the FBI", "Expertise France"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ctkg.model import Document, Entity, Link, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.find.linking import link


def find(document: Document, plain: str) -> Iterator[Link]:
    """Links of kind ``organization``, in text order; weaker than names that the tables or the text itself know."""
    known = _known()
    for match in _pattern().finditer(plain):
        thing = known[match.group()]
        if thing.label != match.group() and _defined(plain, match.start(), match.end()):
            continue
        yield link(document, Span(*match.span()), "organization", thing, "organisations.lettered", 0.75)


def _defined(plain: str, start: int, end: int) -> bool:
    """True where the letters stand in brackets behind words: the text says what they mean."""
    return plain[start - 1 : start] == "(" and plain[end : end + 1] == ")"


@cache
def _known() -> dict[str, Entity]:
    lists = patterns.load("bodies")
    found = {
        letters: Entity(kind="organization", label=name, names=(letters,), type="agency")
        for letters, name in lists["letters"].items()
    }
    found |= {name: Entity(kind="organization", label=name, type="agency") for name in lists["names"]["whole"]}
    return found


@cache
def _pattern() -> screening.Screened:
    return screening.compile(rf"(?<![\w-]){alternation.of(_known())}(?![\w-])")
