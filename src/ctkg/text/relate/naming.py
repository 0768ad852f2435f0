"""A mention of an event, and the noun phrase around a noun."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ctkg.model import Span
from ctkg.text import patterns
from ctkg.text.find.screening import Screened
from ctkg.text.relate import scope

#: Type of a mention that takes that of the main event.
SAME = "same"
_BEFORE_COSTS = 25  # a date is oftener that of the words before it than of those after
_FAR = 1000
_WORD_BACK = re.compile(r"([^\s,;:()\"]+)\s*$")


_BRACKET_BACK = re.compile(r"\([^()]{1,50}\)\s*$")


_DETERMINERS = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "our",
        "one",
        "each",
        "another",
        "both",
        "whose",
    ]
)


_STOP = frozenset(
    [
        "of",
        "in",
        "on",
        "at",
        "by",
        "with",
        "to",
        "for",
        "from",
        "and",
        "or",
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "will",
        "would",
        "that",
        "which",
        "who",
        "as",
        "into",
        "during",
        "after",
        "before",
        "through",
        "held",
        "organized",
        "organised",
        "hosts",
        "hosted",
        "holds",
        "attended",
        "supports",
        "supported",
        "conducts",
        "conducted",
        "opens",
    ]
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an event.

    Attributes:
        span: the noun (or verb) itself.
        phrase: the noun with its determiner and modifiers.
        type: a value of ``event.type``.
        noun: lower case, singular.
        sentence: index of its sentence.
        determiner: ``a``, ``the`` ..., or empty.
        plural: more than one event.
        told: the sentence says that it was held, or that the act was done.
        modality: ``asserted intended earlier simulated``.
        quoted: inside somebody's words.
        title: in the title or a heading before the text.
        act: told by a verb.
        generic: takes up an event told before ("the event").
        kind: the list of the lexicon that an act told by a verb stands in.
        further: told by the same words as the mention before it ("in May and in July").
    """

    span: Span
    phrase: Span
    type: str
    noun: str
    sentence: int
    determiner: str
    plural: bool
    told: bool
    modality: str
    quoted: bool
    title: bool
    act: bool = False
    generic: bool = False
    further: bool = False
    kind: str = ""

    @property
    def definite(self) -> bool:
        """True where the words point at an event already told."""
        return self.determiner in {"the", "this", "that"}


def distance(plain: str, mention: Span, words: Span) -> int:
    """How far a date or place is from a mention: those after it are its own sooner than those before it."""
    if mention.end <= words.start:
        return words.start - mention.end
    further = plain[mention.start : mention.end] in {"and", ","}  # it tells what comes after it alone
    return mention.start - words.end + (_FAR if further else _BEFORE_COSTS)


def noun_phrase(plain: str, floor: int, noun: int) -> tuple[str, int]:
    """Determiner (lower case, empty where there is none) and start of the noun phrase whose noun begins at ``noun``."""
    start, position = noun, noun
    for _ in range(9):
        bracket = _BRACKET_BACK.search(plain, max(floor, position - 60), position)
        if bracket is not None:
            position = bracket.start()
        match = _WORD_BACK.search(plain, max(floor, position - 40), position)
        if match is None:
            break
        word = match.group(1).lower()
        if word in _DETERMINERS:
            return word, match.start(1)
        if word in _STOP or (
            word.endswith(("ed", "es"))
            and "-" not in word
            and word not in {"advanced", "specialized", "specialised", "united", "states", "joint", "dedicated"}
        ):
            break
        start = position = match.start(1)
    return "", start


@cache
def cue_words(name: str) -> Screened:
    """The words of a list of the event lexicon."""
    return scope.any_of(tuple(patterns.load("events")[name]["words"]))
