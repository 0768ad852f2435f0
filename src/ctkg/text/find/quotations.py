"""Finds quotations: what stands between quotation marks, nested ones inside, in every style of marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ctkg.model import Passage, Span
from ctkg.text.find.shade import once
from ctkg.text.reading import Reading

# Marks that one code point became two or three of in a wrong decoding come first.
_MARK = re.compile(
    # what any of them begins with, so that one look passes over all other characters
    r"(?=[\u00e2`\u0091-\u0094\u2018-\u201f&\"'\u2033\u2039\u203a\u00ab\u00bb\u00b4])(?:"
    r"(?P<open>\u00e2\u20ac\u0153|``|\u0093|\u201c|\u201e|\u201f|\u00ab)"
    r"|(?P<close>\u00e2\u20ac\u009d|\u0094|\u201d|\u00bb)"
    r"|(?P<double>''|\u2018\u2019|\u2019\u2019|\u2018\u2018|&quot;|\"|\u2033)"
    r"|(?P<sopen>\u00e2\u20ac\u02dc|\u0091|\u2018|\u201a|\u201b|\u2039)"
    r"|(?P<sclose>\u00e2\u20ac\u2122|\u0092|\u2019|\u203a)"
    r"|(?P<single>'|`|\u00b4))"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|must|will|shall|should|can|cannot|could|may|might|would"
    r"|needs?|remains?|requires?|continues?|knows?|stands?|hope|want|believe|think|[a-z]+(?:n't|'s|'re|'ll|'ve))\b",
    re.IGNORECASE,
)
# A single mark that closes: after a stop or before one, so that "States' efforts" does not.
_SINGLE_STOP = re.compile(
    r"[.,!?\u2026]\s?['\u2019\u203a\u0092](?!\w)"
    r"|(?<=\w)['\u2019\u203a\u0092](?=[,.;:)]|\s?$|\s(?:said|added|he|she)\b)"
)
# Before the mark: words that say how something is called, so that what follows is its title.
_CALLED = re.compile(
    r"\b(?:entitled|titled|themed|dubbed|tagged|captioned|labelled|christened|nicknamed|subtitled|"
    r"(?:(?:under|on|with|around|to) the |the |whose |its )(?:[a-z]+ )?"
    r"(?:theme|topic|title|heading|slogan|motto|banner|name|tagline)"
    r"(?: (?:of|was|is))?)\s?[:,]?\s?$",
    re.IGNORECASE,
)
_LONGEST = 3000
_WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")
_MIN_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between quotation marks.

    Attributes:
        span: the words, without the marks.
        outer: with the marks.
        closed: False where no mark closes it before the paragraph ends.
        passage: the paragraph that it starts in.
    """

    span: Span
    outer: Span
    closed: bool
    passage: Passage


@once
def find(reading: Reading) -> tuple[Quotation, ...]:
    """All quotations in text order: a clause or six words and more; names in quotation marks are none."""
    found: list[Quotation] = []
    for passage in reading.passages:
        for start, inner, end, outer, closed in _scan(reading.words(passage.span)):
            base = passage.span.start
            words = reading.document.text[base + inner : base + end]
            trimmed = words.strip()
            if _CALLED.search(reading.document.text, max(0, base + start - 40), base + start):
                continue
            if not trimmed or not _says_something(trimmed, closed):
                continue
            at = base + inner + words.index(trimmed[0])
            found.append(
                Quotation(
                    span=Span(at, at + len(trimmed)),
                    outer=Span(base + start, base + outer),
                    closed=closed,
                    passage=passage,
                )
            )
    return tuple(found)


def _says_something(words: str, closed: bool) -> bool:
    tokens = _WORD.findall(words)
    long = [word for word in tokens if len(word) > 3]
    titled = len(long) > 1 and sum(word[0].isupper() for word in long) >= 0.75 * len(long)
    finite = bool(_FINITE.search(words))
    if titled and not (finite and words[-1] in ".,!?"):
        return False
    return len(tokens) >= _MIN_WORDS or (closed and len(tokens) >= 3 and finite and words[-1] in ".,!?\u2026")


def _scan(text: str) -> Iterator[tuple[int, int, int, int, bool]]:
    """Outermost quotations of one paragraph: start of the mark, of the words, end of the words, of the mark, closed."""
    marks = list(_MARK.finditer(text))
    if not marks:
        return
    depth: list[str] = []
    begin = inner = 0
    stops = [stop.end() for stop in _SINGLE_STOP.finditer(text)]
    for mark in marks:
        kind = mark.lastgroup or ""
        single = kind.startswith("s")
        opens, closes = _opens(text, mark), _closes(text, mark)
        if not depth:
            if single and not (opens and kind != "sclose" and _closed_later(stops, mark)):
                continue
            if not single and not (opens or (kind == "open" and not closes)):
                continue
            depth.append("single" if single else "double")
            begin, inner = mark.start(), mark.end()
        elif single != (depth[0] == "single"):
            continue  # marks of the other kind are quotations inside, or apostrophes
        elif opens and kind in ("open", "double", "sopen") and not (closes and kind == "double"):
            if kind == "double" and text[mark.start() - 1 : mark.start()].isspace() and _ended(text, mark.start()):
                # the quotation before was never closed
                yield begin, inner, mark.start(), mark.start(), False
                begin, inner = mark.start(), mark.end()
                continue
            depth.append("inner")
        elif closes and not (single and _apostrophe(text, mark, stops)):
            depth.pop()
            if not depth:
                yield begin, inner, mark.start(), mark.end(), True
    if depth and depth[0] == "double":
        yield begin, inner, len(text), len(text), False


def _opens(text: str, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end() : mark.end() + 1]
    return (
        bool(after)
        and not after.isspace()
        and (before.isspace() or before in "([{-\u2013\u2014:;,/'\"\u201c\u2018\u00ab")
    )


def _closes(text: str, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end() : mark.end() + 1]
    return not before.isspace() and not after.isalnum()


def _apostrophe(text: str, mark: re.Match[str], stops: list[int]) -> bool:
    """True where a single mark after "s" is a plural's owner ("States' efforts") and the quotation goes on."""
    if text[mark.start() - 1] != "s" or not re.match(r"\s[a-z]", text[mark.end() : mark.end() + 2]):
        return False
    return _closed_later(stops, mark)


def _closed_later(stops: list[int], mark: re.Match[str]) -> bool:
    """True where a single mark that can close a quotation follows."""
    after = bisect_right(stops, mark.end() + 1)
    return after < len(stops) and stops[after] <= mark.end() + _LONGEST


def _ended(text: str, at: int) -> bool:
    """True where a sentence has ended right before ``at``."""
    return text[max(0, at - 6) : at].rstrip()[-1:] in (".", "!", "?", ",")
