"""Titles of instruments by their head word: "Convention on Harbour Safety"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Document, Entity, Link, Span
from ctkg.text import patterns
from ctkg.text.find.linking import link
from ctkg.text.find.tokens import Token, tokens

_INSIDE = frozenset(
    [
        "of",
        "on",
        "for",
        "the",
        "and",
        "in",
        "to",
        "against",
        "with",
        "by",
        "from",
        "between",
        "at",
        "under",
        "concerning",
        "into",
        "or",
        "its",
        "their",
        "a",
        "an",
        "as",
        "within",
    ]
)
_ON = frozenset(["of", "on", "for", "against", "between", "concerning", "to", "in", "under", "with"])


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, str]]:
    heads: dict[str, str] = patterns.load("instruments")["heads"]
    longest_first = sorted(heads, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b(?!')"), heads


def titles(document: Document, plain: str, span: Span) -> Iterator[Link]:
    """Titles of instruments in a sentence: capitalised words before the head, a capitalised complement after it."""
    pattern, heads = _heads()
    words: list[Token] | None = None
    for match in pattern.finditer(plain, span.start, span.end):
        if words is None:
            words = tokens(plain, span.start, span.end)
        first = next((i for i, word in enumerate(words) if word.end > match.start()), None)
        last = next((i for i, word in enumerate(words) if word.end >= match.end()), None)
        if first is None or last is None or words[last].text != match.group().split()[-1]:
            continue
        left, right = _left(words, first), _right(words, last)
        if left == first and right == last and not (" of " in match.group() and heads[match.group()] == "agreement"):
            continue
        if right == last and right + 1 < len(words) and words[right + 1].capitalised:
            continue  # "Treaty Collection": the head says of what kind something else is
        start, end = words[left].start, words[right].end
        if right == last and heads[match.group()] == "agreement":
            end = _complement(plain, end, span.end)
        label = " ".join(document.text[start:end].split())
        thing = Entity(kind="instrument", label=label, type=heads[match.group()])
        yield link(document, Span(start, end), "instrument", thing, "instruments.title", 0.8)


_ABOUT = re.compile(r"(?:\s\([A-Z][\w-]{1,9}\))?\s(?:on|concerning|regarding|between)\s(?![\dMTWFS])")
_STOP = re.compile(
    r"[.,;:!?\"()]|\s(?:which|that|was|were|is|are|has|have|at|during|today|by|will|to|in|on|with|signed|here)\b"
)


def _complement(plain: str, at: int, end: int) -> int:
    """Where the lower-case words of a title end: "Memorandum of Understanding on countering terrorism"."""
    about = _ABOUT.match(plain, at, end)
    if about is None:
        return at
    stop = _STOP.search(plain, about.end(), end)
    return stop.start() if stop is not None else end


_NOT_TITLE = frozenset(
    [
        "The",
        "This",
        "These",
        "A",
        "An",
        "In",
        "On",
        "At",
        "Under",
        "Its",
        "Their",
        "Both",
        "And",
        "For",
        "With",
        "By",
        "To",
        "From",
        "As",
        "According",
    ]
)


def _left(words: Sequence[Token], head: int) -> int:
    first = head
    while first > 0:
        word = words[first - 1]
        if (word.capitalised and word.text not in _NOT_TITLE and not word.text.endswith("'s")) or (
            word.text == "and" and first > 1 and words[first - 2].capitalised and words[first].text.endswith("ing")
        ):
            first -= 1
        else:
            break
    return first


def _right(words: Sequence[Token], head: int) -> int:
    last, at, between = head, head + 1, False
    while at < len(words) and at - last <= 4:
        word = words[at]
        if at == head + 1 and word.text.lower() not in _ON:
            break
        if word.text in {"and", "or"} and _leads_to_resolution(words, at):
            break
        if word.capitalised and not (words[at - 1].text == "and" and word.text == "The"):
            if words[at - 1].text in {"and", "the", "a"} and _starts_title(words, at) and not between:
                break
            last = at
        elif word.text == "between":
            between = True
        elif word.text not in _INSIDE or (word.text in _LEAVING and not _goes_on(words, at)):
            break
        at += 1
    return last


def _leads_to_resolution(words: Sequence[Token], at: int) -> bool:
    """True for "and of Security Council resolution ...", which begins another name."""
    following = [word.text for word in words[at + 1 : at + 8]]
    return any(text in {"resolution", "resolutions", "UNSCR", "UNSCRs"} for text in following) and any(
        text in {"Security", "UNSC", "General", "UN", "resolution", "resolutions", "UNSCR"} for text in following[:3]
    )


_LEAVING = frozenset({"in", "with", "at", "by", "from", "under"})


def _goes_on(words: Sequence[Token], at: int) -> bool:
    """True for "in Combating ..." inside a title; "in Lumport" and "with the Secretary" leave it."""
    return at + 1 < len(words) and words[at + 1].text.endswith(("ing", "tion", "tions"))


def _starts_title(words: Sequence[Token], at: int) -> bool:
    """True where another instrument's name begins at ``at``."""
    heads = patterns.load("instruments")["heads"]
    if words[at - 1].text in {"the", "a"} and words[at - 2].text not in {"and"}:
        return False
    return any(word.text in heads for word in words[at : at + 4])
