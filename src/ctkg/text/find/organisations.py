"""Organisations by grammar: a head word ("Ministry", "Unit") with the capitalised words and complements around it.

Works on what the gazetteer left: known names inside a new name become its parent or its State.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctkg.model import Document, Link, Passage
from ctkg.text.find import headwords
from ctkg.text.find.growing import Name
from ctkg.text.find.tokens import shouted, tokens

#: Heads that end ministers' titles as well: "Minister of Gender, Family and Social Services".
_PORTFOLIOS = frozenset({"Services", "Administration", "Forces", "Customs", "Corps", "Police"})


def find(document: Document, plain: str, sentences: Sequence[Passage], known: Sequence[Link]) -> Iterator[Link]:
    """New organisations; ``known`` are the gazetteer's links, sorted and free of overlaps. Results may overlap them."""
    at: dict[int, Link] = {}
    for one in known:
        at.update(dict.fromkeys(range(one.mention.span.start, one.mention.span.end), one))
    heads = headwords.words().heads
    for sentence in sentences:
        span = sentence.span
        words = tokens(plain, span.start, span.end)
        if shouted(words) and plain[span.end - 1] != ".":
            continue
        done = -1
        for index, word in enumerate(words):
            if index > done and word.text[0].isupper() and word.bare in heads:
                if headwords.held_office(words, index) or headwords.first_of_two(words, index):
                    continue
                if headwords.plural_of(words, index) or headwords.of_an_office(words, index):
                    continue
                grown = Name(document, words, at, index).grow()
                if grown is None:
                    continue
                before = plain[span.start : grown[0].mention.span.start]
                if word.text in _PORTFOLIOS and headwords.in_portfolio(before):
                    continue
                done = grown[1]
                yield grown[0]
