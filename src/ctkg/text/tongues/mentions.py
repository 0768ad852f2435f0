"""Words that name or tell events in a text: nouns and verbs of the lexicon, and whether they tell what is to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ctkg.model import Span
from ctkg.text.reading import Reading
from ctkg.text.tongues import lexicon

_REACH = 40


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an event.

    Attributes:
        type: a value of ``event.type``.
        sentence: index of the sentence.
        title: it stands in the title.
        act: it is told by a verb.
        generic: a noun of any meeting.
        ahead: the sentence speaks of what is to come.
        other: ``later`` or ``earlier`` where the words say that it is another event; else empty.
        plural: the words say that there are several.
        real: for attacks, the words near it say that it happened.
    """

    span: Span
    type: str
    sentence: int
    title: bool = False
    act: bool = False
    generic: bool = False
    ahead: bool = False
    other: str = ""
    plural: bool = False
    real: bool = False


@cache
def _nouns(tag: str) -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str, bool], ...]]:
    """A pattern of all nouns, and each with its type and whether it is generic, the longest first."""
    data = lexicon.load(tag, "events")
    generic = set(data["generic"]["words"])
    each = []
    for noun in sorted(data["nouns"], key=len, reverse=True):
        plural = re.sub(r"(?<=[^\W\d_~)sx])(?=$| )", "(?:s|x)?", noun) if "~" not in "".join(data["nouns"]) else noun
        each.append((plural, data["nouns"][noun], noun in generic))
    compiled = tuple((lexicon.pattern(tag, [words]), kind, vague) for words, kind, vague in each)
    return lexicon.pattern(tag, [words for words, _, _ in each]), compiled


@cache
def _acts(tag: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((lexicon.pattern(tag, [words]), kind) for words, kind in lexicon.load(tag, "events")["acts"].items())


def find(reading: Reading, tag: str) -> list[Mention]:
    """Mentions of events in text order; none inside a linked name."""
    titles = sum(1 for passage in reading.passages[:1] if passage.kind == "title")
    last = reading.passages[titles - 1].span.end if titles else 0
    several = lexicon.cues(tag, "events", "not", "plural", after=r"(?:\s+[\w-]+)?\s*$")
    found: list[Mention] = []
    for index, sentence in enumerate(reading.sentences):
        span = sentence.span
        if reading.head.headers and any(header.covers(span) for header in reading.head.headers):
            continue
        words = reading.plain[span.start : span.end]
        ahead = lexicon.cues(tag, "dates", "ahead", "cues").search(words) is not None
        for start, end, kind, generic, act in (*_named(words, tag), *_told(words, tag)):
            here = Span(span.start + start, span.start + end)
            if not act and reading.link_at(here.start) is not None:
                continue
            found.append(
                Mention(
                    span=here,
                    type=kind,
                    sentence=index,
                    title=span.end <= last,
                    act=act,
                    generic=generic,
                    ahead=ahead,
                    other=_other(words, start, end, tag),
                    plural=not act and several.search(words[max(0, start - 30) : start]) is not None,
                    real=kind == "attack" and _near(words, start, end, tag),
                )
            )
    return sorted(found, key=lambda one: (one.span, one.act))


def _named(words: str, tag: str) -> Iterator[tuple[int, int, str, bool, bool]]:
    every, each = _nouns(tag)
    before = lexicon.cues(tag, "events", "not", "before", after=r"\s*$")
    after = lexicon.cues(tag, "events", "not", "after", before=r"^\s*")
    for match in every.finditer(words):
        if before.search(words, 0, match.start()) or after.match(words[match.end() : match.end() + _REACH]):
            continue
        for pattern, kind, generic in each:
            if pattern.fullmatch(match.group()):
                yield match.start(), match.end(), kind, generic, False
                break


def _told(words: str, tag: str) -> Iterator[tuple[int, int, str, bool, bool]]:
    for pattern, kind in _acts(tag):
        for match in pattern.finditer(words):
            yield match.start(), match.end(), kind, False, True


def _other(words: str, start: int, end: int, tag: str) -> str:
    around = words[max(0, start - 25) : min(len(words), end + 15)]
    for which in ("later", "earlier"):
        if lexicon.cues(tag, "events", "another", which).search(around):
            return which
    return ""


def _near(words: str, start: int, end: int, tag: str) -> bool:
    around = words[max(0, start - _REACH) : end + 2 * _REACH]
    return lexicon.cues(tag, "events", "violent", "cues").search(around) is not None
