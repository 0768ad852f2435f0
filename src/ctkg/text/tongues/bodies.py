"""Bodies that no table knows, by grammar: a head word ("Ministère", "Министерство") and the words that follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ctkg.model import Document, Entity, Link, Passage, Span
from ctkg.text.find.linking import link
from ctkg.text.find.tokens import Token
from ctkg.text.tongues import inflection, lexicon

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*'?|\d+|[^\s\w]")
_MOST = 14
_ACRONYM = re.compile(r"\s?\(\s?\"?(?P<short>[A-ZА-ЯЁÉ][\w-]{1,14})\"?\s?\)")


@dataclass(frozen=True, slots=True)
class _Words:
    heads: dict[str, tuple[str, str]]  # form -> base form and type
    alone: frozenset[str]
    joins: frozenset[str]
    words: frozenset[str]
    endings: tuple[str, ...]


@cache
def _words(tag: str) -> _Words:
    lists = lexicon.load(tag, "names")["bodies"]
    heads: dict[str, tuple[str, str]] = {}
    for head, kind in lists["heads"].items():
        for form in inflection.forms(tag, head):
            heads.setdefault(form, (head, kind))
    return _Words(
        heads=heads,
        alone=frozenset(lists["never_alone"]),
        joins=frozenset(lists["joins"]),
        words=frozenset(lists["words"]),
        endings=tuple(lists["endings"]),
    )


def find(
    document: Document, plain: str, sentences: Sequence[Passage], known: Sequence[Link], tag: str
) -> Iterator[Link]:
    """New bodies; ``known`` are the gazetteer's links, sorted and free of overlaps. Results may overlap them."""
    at: dict[int, Link] = {}
    for one in known:
        at.update(dict.fromkeys(range(one.mention.span.start, one.mention.span.end), one))
    words = _words(tag)
    for sentence in sentences:
        span = sentence.span
        found = [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(plain, span.start, span.end)]
        done = -1
        for index in range(len(found)):
            if index <= done or found[index].start in at:
                continue
            size = next((n for n in (2, 1) if index + n <= len(found) and _phrase(found, index, n) in words.heads), 0)
            if size and (grown := _grow(document, plain, found, index, size, at, words, tag)) is not None:
                yield grown[0]
                done = grown[1]


def _phrase(tokens: Sequence[Token], index: int, size: int) -> str:
    return " ".join(token.text for token in tokens[index : index + size])


def _grow(
    document: Document,
    plain: str,
    tokens: Sequence[Token],
    index: int,
    size: int,
    at: dict[int, Link],
    words: _Words,
    tag: str,
) -> tuple[Link, int] | None:
    """The body whose head stands at ``index``, and the index of its last word."""
    head, kind = words.heads[_phrase(tokens, index, size)]
    first, last, number = _left(tokens, index, head, at, tag), index + size - 1, index + size
    state, parent, words_of = "", "", 0
    end = tokens[last].end
    while number < len(tokens) and number - index <= _MOST:
        token = tokens[number]
        named = at.get(token.start)
        if named is not None and named.mention.kind in {"state", "nationality", "organization", "place"}:
            if named.mention.kind == "organization" and (named.thing.state or not _leads(tokens, number, words)):
                break
            while number < len(tokens) and at.get(tokens[number].start) is named:
                number += 1
            last, end = number - 1, max(tokens[number - 1].end, named.mention.span.end)
            state = state or named.thing.state
            parent = named.thing.label if named.mention.kind == "organization" else parent
            words_of += 1
            if named.mention.kind == "nationality":
                continue
            break
        if named is not None:
            break
        if token.text in words.joins:
            number += 1
            continue
        low = token.text.lower()
        if not (low in words.words or low.endswith(words.endings) or (token.capitalised and token.text[0].isalpha())):
            break
        if low not in words.words and token.capitalised and not _leads(tokens, number, words):
            break
        last, end, words_of = number, token.end, words_of + 1
        number += 1
    if head in words.alone and not words_of and first == index:
        return None
    if not state and (
        tokens[first].text[0].islower() or not any(t.text[0].isupper() for t in tokens[first : last + 1])
    ):
        return None
    span = Span(tokens[first].start, end)
    label = _label(document, tokens, first, index, size, head, end, tag)
    short = _ACRONYM.match(plain, end)
    names = [short["short"]] if short is not None else []
    if short is not None:
        span = Span(span.start, short.end())
    thing = Entity(kind="organization", label=label, names=tuple(names), state=state, body=parent, type=kind)
    return link(document, span, "organization", thing, "bodies.grammar", 0.8), last


def _leads(tokens: Sequence[Token], number: int, words: _Words) -> bool:
    """True where the word at ``number`` is led to by a word that joins the parts of a name, or by the head."""
    before = tokens[number - 1].text
    return before in words.joins or before in words.heads or before.lower() in words.words


def _left(tokens: Sequence[Token], index: int, head: str, at: dict[int, Link], tag: str) -> int:
    """Index of the first adjective before the head that is of the name ("Национальный антитеррористический ...")."""
    first = index
    while first > 0 and index - first < 3:
        token = tokens[first - 1]
        if token.start in at or len(token.text) < 7 or not inflection.agrees(tag, token.text, head.split()[-1]):
            break
        first -= 1
    while first < index and not tokens[first].capitalised:
        first += 1
    return first


def _label(
    document: Document, tokens: Sequence[Token], first: int, index: int, size: int, head: str, end: int, tag: str
) -> str:
    """The name in its base form: the head and the adjectives before it."""
    before = [inflection.agreeing(tag, token.text, head) for token in tokens[first:index]]
    rest = document.text[tokens[index + size - 1].end : end]
    whole = " ".join([*before, head]) + " ".join(("x" + rest).split())[1:]
    return whole[0].upper() + whole[1:]


def aliases(document: Document, plain: str, links: Sequence[Link]) -> list[Link]:
    """Later uses of the acronyms that the text gives in brackets after names."""
    known: dict[str, Entity] = {}
    found = []
    for one in links:
        if one.mention.kind != "organization":
            continue
        inner = re.search(r"\((\S+)\)$", folded := one.mention.text)
        match = _ACRONYM.match(plain, one.mention.span.end)
        short = inner[1] if inner and folded else match["short"] if match is not None else ""
        if sum(letter.isupper() for letter in short) >= 2:
            known.setdefault(short, one.thing)
    for short, thing in known.items():
        for match in re.finditer(rf"(?<![\w/-]){re.escape(short)}(?![\w/])", plain):
            found.append(link(document, Span(*match.span()), "organization", thing, "names.acronym", 0.95))
    return found
