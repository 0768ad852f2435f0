"""How sure a statement is: what speaks for it and against it, weighed as texts with gold taught.

Rules give their statements weights that order them within a document. What is told to the user is another number: the
share of such statements that are right, fitted by ``benchmarks/extraction/teach.py`` on documents that were read by
people (``docs/reliability.md``). The effects stand in ``data/patterns/confidence.toml``; a rule that the data hardly
saw has none of its own and counts as rare.
"""

from __future__ import annotations

import dataclasses
import math
import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ctkg.model import COUNTS, Document, Entity, Span, Statement
from ctkg.text import folding, patterns

#: Relations of which an event has one value: another value is a rival.
_SINGLE = frozenset({"event.type", "event.start", "event.end", "event.durationDays", "event.place", "event.country"})
#: Relations whose statements do not hang on one event.
_OF_THE_TEXT = frozenset(
    {"speaker", "quote", "person.post", "person.affiliation", "instrument", "instrument.role", "guidance"}
)
_DATES = frozenset({"event.start", "event.end"})
_NAMED = frozenset({"speaker", "quote", "person.post", "person.affiliation"})
_QUOTED = re.compile(r'"[^"\n]{1,3000}"')
_LEAD = 600  # characters that open a text, about two paragraphs
_LATE = 0.6  # share of the text after which is its end
_LONG = 260
_SHORT = 60
_MANY = 5
_MANY_EVENTS = 4
_LONG_NAME = 7  # words
_LEAST, _MOST = 0.02, 0.99
_LONGEST = 2_000  # characters of its evidence in which a value is looked for
_BESIDE = 6  # words before and behind a value that are looked at
_WORD = re.compile(r"[^\W\d][\w'\u2019-]*|\d+|[^\w\s]")
#: Between the first of these and :attr:`Model.sure`, what is told stays below 0.9, in the same order.
_DOUBT, _NOT_SURE = 0.8, 0.894


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is known of one statement when it is made.

    Attributes:
        relation: its predicate.
        rule: the rule that made it.
        weight: how sure that rule is by itself, as log-odds.
        signs: what speaks for or against it, each once.
    """

    relation: str
    rule: str
    weight: float
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Effects on the log-odds that a statement is right, and what is made of the sum.

    A sign may count for every statement, for those of one relation and for those of one rule; its effects are added up.

    Attributes:
        base: the effect that all share.
        weight: effect of a rule's own weight, for each unit of log-odds.
        rare: effect of a rule that has none in ``rules``.
        signs: effect of a sign for every statement.
        relations, rules: relation or rule -> sign -> its effect there; the effect of the relation or rule by itself
            stands under ``ITSELF``.
        sure: the probability, at least 0.9, from which on statements are told with 0.9 or more.
        least: the probability below which a statement is not told at all.
    """

    base: float = 0.0
    weight: float = 1.0
    rare: float = 0.0
    signs: dict[str, float] = field(default_factory=dict)
    relations: dict[str, dict[str, float]] = field(default_factory=dict)
    rules: dict[str, dict[str, float]] = field(default_factory=dict)
    sure: float = 0.9
    least: float = 0.0

    def odds(self, told: Signs) -> float:
        """The log-odds that the statement is right."""
        relation, rule = self.relations.get(told.relation, _NONE), self.rules.get(told.rule)
        odds = self.base + self.weight * told.weight + relation.get(ITSELF, 0.0)
        if rule is None:
            odds += self.rare
            rule = _NONE
        odds += rule.get(ITSELF, 0.0)
        for sign in told.signs:
            odds += self.signs.get(sign, 0.0) + relation.get(sign, 0.0) + rule.get(sign, 0.0)
        return odds

    def confidence(self, told: Signs) -> float:
        """The probability that it is right, two decimals; below 0.9 where too few of its like are right."""
        return self.stated(1.0 / (1.0 + math.exp(-self.odds(told))))

    def stated(self, probability: float) -> float:
        """``probability`` as it is told."""
        if _DOUBT < probability < self.sure:
            probability = _DOUBT + (probability - _DOUBT) * (_NOT_SURE - _DOUBT) / (self.sure - _DOUBT)
        return min(_MOST, max(_LEAST, round(probability, 2)))


#: The name of the effect that a relation or rule has by itself.
ITSELF = "itself"
_NONE: dict[str, float] = {}


@cache
def model() -> Model:
    """The model of ``data/patterns/confidence.toml``.

    Raises:
        ResourceError: the file is missing or not TOML.
    """
    return Model(**patterns.load("confidence")["model"])


def read(file: Path) -> Model:
    """The model in ``file``, in the form of ``data/patterns/confidence.toml``."""
    return Model(**tomllib.loads(file.read_text(encoding="utf-8"))["model"])


def calibrated(document: Document, statements: Sequence[Statement], by: Model | None = None) -> list[Statement]:
    """``statements`` of ``document``, in their order, each with the confidence that the model gives it; the model that
    ctkg brings by default."""
    weigh = (by or model()).confidence
    told = signs(document, statements)
    return [_with_confidence(one, weigh(each)) for one, each in zip(statements, told, strict=True)]


def _with_confidence(one: Statement, sure: float) -> Statement:
    return one if one.confidence == sure else dataclasses.replace(one, confidence=sure)


def signs(document: Document, statements: Sequence[Statement]) -> list[Signs]:
    """What is known of each of the ``statements`` that a document makes; their confidence is not looked at."""
    around = _Around(document, statements)
    return [
        Signs(
            relation=one.predicate,
            rule=one.evidence[0].extractor,
            weight=_log_odds(max(item.score for item in one.evidence)),
            signs=tuple(dict.fromkeys(around.signs(one))),
        )
        for one in statements
    ]


class _Around:
    """The text and the other statements, as far as they bear on one."""

    def __init__(self, document: Document, statements: Sequence[Statement]) -> None:
        text = document.text
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._words: list[str] = []  # in lower case; a number is "0"
        for word in _WORD.finditer(text):
            self._starts.append(word.start())
            self._ends.append(word.end())
            self._words.append("0" if word[0][0].isdecimal() else word[0].lower())
        self._before = [f"before: {word}" for word in self._words]
        self._behind = [f"behind: {word}" for word in self._words]
        self._title = text.find("\n") if "\n" in text else 0
        self._late = max(_LEAD, int(len(text) * _LATE))
        plain = folding.plain(text)
        self._speech = [Span(*match.span()) for match in _QUOTED.finditer(plain)] if '"' in plain else []
        self._events = len({one.event for one in statements})
        types = [one for one in statements if one.predicate == "event.type"]
        self._type = {one.event: str(one.object) for one in types}
        self._types = Counter(self._type.values())
        self._told = {one.event: [item.span for item in one.evidence if item.span is not None] for one in types}
        self._values: dict[tuple[object, ...], set[str]] = {}
        for one in statements:
            if slot := _slot(one):
                self._values.setdefault(slot, set()).add(_value(one))
        self._like = Counter((one.event, one.predicate) for one in statements)

    def signs(self, one: Statement) -> Iterator[str]:
        """The signs of ``one``."""
        if self._events >= _MANY_EVENTS:
            yield "many events"
        if one.event != "e1":
            yield "side event"
            yield f"main event: {self._type.get('e1', '')}"
        elif self._events > 1:
            yield "main event of several"
        yield f"event: {self._type.get(one.event, '')}"
        if len({item.extractor for item in one.evidence}) > 1:
            yield "rules agree"
        if len({item.span for item in one.evidence}) > 1:
            yield "said twice"
        if one.stance != "asserted":
            yield "not asserted"
        if one.derived:
            yield "derived"
        if isinstance(one.object, Entity):
            yield "known" if one.object.reference else "not known"
            yield f"thing: {one.object.type}"
            if len(one.object.label.split()) > _LONG_NAME:
                yield "long name"
        if (slot := _slot(one)) and len(self._values[slot]) > 1:
            yield "rivals"
        if self._like[one.event, one.predicate] >= _MANY:
            yield "many alike"
        if (one.event, "event.start") not in self._like:
            yield "event without day"
        yield from self._wording(one)
        yield from self._place(one)
        yield from self._beside(one)

    def _beside(self, one: Statement) -> Iterator[str]:
        """The words before and behind the value, where its evidence has it in the same words."""
        first = one.evidence[0]
        if first.span is None:
            return
        for name in _wordings(one):
            at = first.quote.find(name, 0, _LONGEST)
            if at >= 0:
                start = first.span.start + at
                last = bisect_right(self._ends, start)
                on = bisect_left(self._starts, start + len(name))
                yield from self._before[max(0, last - _BESIDE) : last]
                yield from self._behind[on : on + _BESIDE]
                yield f"right before: {' '.join(self._words[max(0, last - 2) : last])}"
                yield f"right behind: {' '.join(self._words[on : on + 2])}"
                return

    def _wording(self, one: Statement) -> Iterator[str]:
        """How fine the value is, and whether the words that tell it name the event."""
        if one.predicate in _DATES:
            yield {4: "year only", 7: "month only"}.get(len(str(one.object)), "day")
        if one.predicate in _NAMED:
            person = one.subject if one.predicate.startswith("person.") else one.object
            if isinstance(person, Entity) and person.kind == "person":
                yield "one name" if len(person.label.split()) == 1 else "whole name"
        if one.predicate in _OF_THE_TEXT:
            return
        if one.predicate != "event.type":
            told = self._told.get(one.event, ())
            near = any(
                item.span is not None and any(item.span.overlaps(span) for span in told) for item in one.evidence
            )
            yield "beside its event" if near else "away from its event"
        if self._types[self._type.get(one.event, "")] > 1:
            yield "several of its type"

    def _place(self, one: Statement) -> Iterator[str]:
        spans = [item.span for item in one.evidence if item.span is not None]
        if not spans:
            yield "metadata"
            return
        first = spans[0]
        if first.start < self._title:
            yield "title"
        elif first.start < _LEAD:
            yield "lead"
        elif first.start > self._late:
            yield "end of text"
        length = len(first)
        if length > _LONG:
            yield "long sentence"
        elif length < _SHORT:
            yield "few words"
        if one.predicate != "quote" and self._in_speech(first):
            yield "in speech"

    def _in_speech(self, span: Span) -> bool:
        at = bisect_left(self._speech, span.start, key=lambda words: words.start) - 1
        return at >= 0 and span.end <= self._speech[at].end


def _wordings(one: Statement) -> tuple[str, ...]:
    """What the value may be called in the text."""
    if isinstance(one.object, Entity):
        return (one.object.label, *one.object.names)
    return (one.stated, str(one.object)) if one.stated else (str(one.object),)


def _slot(one: Statement) -> tuple[object, ...]:
    """What has one value only; empty for relations that may have several."""
    if one.predicate in _SINGLE:
        return (one.event, one.predicate)
    if one.predicate in COUNTS:
        return (one.event, one.predicate, folding.canonical(one.counted).text)
    return (one.predicate, one.quote_span) if one.quote_span is not None else ()


def _value(one: Statement) -> str:
    return one.object.reference or one.object.label if isinstance(one.object, Entity) else str(one.object)


def _log_odds(probability: float) -> float:
    held = min(_MOST, max(_LEAST, probability))
    return math.log(held / (1.0 - held))
