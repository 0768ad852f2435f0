"""The words that names of bodies are made of, as the lexicon of names gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ctkg.text import patterns
from ctkg.text.find.tokens import Token


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of words; ``heads`` gives the type of a body by its head word."""

    heads: Mapping[str, str]
    never_alone: frozenset[str]
    posts: frozenset[str]
    modifiers: frozenset[str]
    portfolio: frozenset[str]
    endings: tuple[str, ...]
    offices: frozenset[str]
    after: frozenset[str]
    twofold: frozenset[str]
    alone: frozenset[str]
    regions: frozenset[str]
    nouns: frozenset[str]


@cache
def words() -> Words:
    """The lists of the lexicon."""
    lists = patterns.load("names")
    return Words(
        heads=lists["heads"],
        never_alone=frozenset(lists["never_alone"]["words"]),
        posts=frozenset(lists["posts"]["words"]),
        modifiers=frozenset(lists["modifiers"]["words"]),
        portfolio=frozenset(lists["portfolio"]["words"]),
        endings=tuple(lists["portfolio"]["endings"]),
        offices=frozenset(lists["holders"]["offices"]),
        after=frozenset(lists["holders"]["after"]),
        twofold=frozenset(lists["holders"]["twofold"]),
        alone=frozenset(lists["alone"]["words"]),
        regions=frozenset(lists["regions"]["words"]),
        nouns=frozenset(lists["adjectives"]["nouns"]),
    )


def last_of_head(tokens: Sequence[Token], head: int) -> int:
    """Index of the head's last word: "General" in "Directorate General", "International" in "Council International"."""
    following = tokens[head + 1].bare if head + 1 < len(tokens) else ""
    return head + 1 if following in words().after and not tokens[head].text.endswith("'s") else head


def held_office(tokens: Sequence[Token], at: int) -> bool:
    """True for "Prosecutor's" in "Public Prosecutor's Office": the holder's name is part of the body's."""
    if not tokens[at].text.endswith(("'s", "s'")) or tokens[at].bare not in words().offices:
        return False
    return any(token.bare in words().heads for token in tokens[at + 1 : at + 3])


def of_an_office(tokens: Sequence[Token], at: int) -> bool:
    """True for "Union" in "High Representative of the Union for Foreign Affairs", which is a post."""
    before = [token.text for token in tokens[max(0, at - 3) : at]]
    return tokens[at].text == "Union" and before == ["Representative", "of", "the"]


def first_of_two(tokens: Sequence[Token], at: int) -> bool:
    """True for "Customs" in "Customs and Revenue Authority", which is one body."""
    if tokens[at].text not in words().twofold or at + 3 >= len(tokens) or tokens[at + 1].text not in {"and", "&"}:
        return False
    rest = tokens[at + 2 : at + 5]
    head = next((i for i, token in enumerate(rest) if token.text in words().heads), -1)
    return head > 0 and all(token.capitalised for token in rest[: head + 1]) and rest[head].text not in words().twofold


def singular(head: Token) -> bool:
    """False for "Ministries", which head a list of names."""
    return not head.bare.endswith(("ies", "ments", "ates"))


def article_before(tokens: Sequence[Token], at: int) -> bool:
    """True where the capitalised words up to ``at`` follow an article or a possessor and hold no head."""
    lists = words()
    first = at
    while first >= 0 and tokens[first].capitalised and at - first < 4:
        token = tokens[first]
        if token.text.endswith("'s"):
            return first < at
        if token.text in lists.modifiers or (token.bare in lists.heads and token.text not in lists.twofold):
            return False
        first -= 1
    return first < at and first >= 0 and tokens[first].text in {"the", "its", "their"}


_ADJECTIVES = ("al", "ar", "ic", "ive", "ous", "ible", "able")


def adjective(token: Token) -> bool:
    """True for words that cannot end a name, as adjectives do not ("Nuclear and ..."); told by their ending."""
    low = token.text.lower()
    return len(low) > 4 and low.endswith(_ADJECTIVES) and token.text not in words().nouns


def in_portfolio(text: str) -> bool:
    """True where ``text``, which ends before a name, is inside a minister's title: "Minister of Gender, "."""
    return _PORTFOLIO.search(text) is not None


_PORTFOLIO = re.compile(
    r"\b(?:Ministers?\s(?:of|for)\s(?:the\s)?|(?:Secretary|Commissioner)s?\s(?:of|for)\s(?:the\s)?"
    r"(?=[A-Z]))(?:[A-Z][\w-]*,?\s(?:and\s|of\s|the\s)*)*$"
)


def plural_of(tokens: Sequence[Token], at: int) -> bool:
    """True for "Units" in "Units of the Border Guard", which opens a sentence and names no body."""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return at == 0 and following in {"of", "from"} and tokens[at].text in {"Units", "Troops", "Forces", "Guards"}
