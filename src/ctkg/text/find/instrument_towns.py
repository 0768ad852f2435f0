"""Texts named after the town where they were agreed: "the Apia Statement"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ctkg import tables
from ctkg.model import Document, Entity, Link, Span
from ctkg.text.find import screening
from ctkg.text.find.linking import link


@cache
def _towns() -> frozenset[str]:
    return frozenset(row["name"] for row in tables.rows("cities"))


_OF_A_TOWN = screening.compile(
    r"(?<![\w-])(?P<town>[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?)\s(?:Statement|Call|Consensus|Commitments?|Appeal|Pledge|Accords?|"
    r"Conclusions|Principles|Recommendations|Roadmap|Communiqu[e\u00e9]|Document)(?![\w-]|\s[A-Z])"
)


def find(document: Document, plain: str, span: Span) -> Iterator[Link]:
    """Texts named after a town."""
    for match in _OF_A_TOWN.finditer(plain, span.start, span.end):
        if match["town"] in _towns():
            label = " ".join(document.text[match.start() : match.end()].split())
            thing = Entity(kind="instrument", label=label, type="declaration")
            yield link(document, Span(*match.span()), "instrument", thing, "instruments.title", 0.8)
