"""How sure a statement is: what speaks for it and against it, weighed as texts with gold taught.

Rules give their statements weights that order them within a document. What is told to the user is another number: the
share of such statements that are right, fitted by ``benchmarks/extraction/calibrate.py`` on documents that were read by
people (``docs/reliability.md``). The effects stand in ``data/patterns/confidence.toml``; a rule that the data hardly
saw has none of its own and counts as rare.
"""

from __future__ import annotations

import dataclasses
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from ctkg.model import COUNTS, Document, Entity, Span, Statement
from ctkg.text import folding, patterns

#: Relations of which an event has one value: another value is a rival.
_SINGLE = frozenset({"event.type", "event.start", "event.end", "event.durationDays", "event.place", "event.country"})
_KINDS = {
    **dict.fromkeys(("organizer", "coorganizer_or_partner", "supporter", "funder", "host", "adopter"), "roles"),
    **dict.fromkeys(("speaker", "quote", "person.post", "person.affiliation"), "people"),
    **dict.fromkeys(("instrument", "instrument.role", "guidance"), "instruments"),
    **dict.fromkeys(COUNTS, "counts"),
    **dict.fromkeys(("threat", "topic", "target.sector", "target"), "themes"),
    **dict.fromkeys(("participant", "participant.group"), "participants"),
}
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
#: Between the first of these and :attr:`Model.sure`, what is told stays below 0.9, in the same order.
_DOUBT, _NOT_SURE = 0.8, 0.894


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is known of one statement when it is made.

    Attributes:
        relation: its predicate.
        rule: the rule that made it.
        weight: how sure that rule is by itself, as log-odds.
        signs: what speaks for or against it; keys of ``[signs]``.
    """

    relation: str
    rule: str
    weight: float
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Effects on the log-odds that a statement is right, and what is made of the sum.

    Attributes:
        base: the effect that all share.
        weight: effect of a rule's own weight, for each unit of log-odds.
        rare: effect of a rule that has none in ``rules``.
        relations, rules, signs: effects by name; 0 where one is missing.
        sure: the probability, at least 0.9, from which on statements are told with 0.9 or more.
    """

    base: float = 0.0
    weight: float = 1.0
    rare: float = 0.0
    relations: dict[str, float] = field(default_factory=dict)
    rules: dict[str, float] = field(default_factory=dict)
    signs: dict[str, float] = field(default_factory=dict)
    sure: float = 0.9

    def odds(self, told: Signs) -> float:
        """The log-odds that the statement is right."""
        return (
            self.base
            + self.weight * told.weight
            + self.relations.get(told.relation, 0.0)
            + self.rules.get(told.rule, self.rare)
            + sum(self.signs.get(sign, 0.0) for sign in told.signs)
        )

    def confidence(self, told: Signs) -> float:
        """The probability that it is right, two decimals; below 0.9 where too few of its like are right."""
        return self.stated(1.0 / (1.0 + math.exp(-self.odds(told))))

    def stated(self, probability: float) -> float:
        """``probability`` as it is told."""
        if _DOUBT < probability < self.sure:
            probability = _DOUBT + (probability - _DOUBT) * (_NOT_SURE - _DOUBT) / (self.sure - _DOUBT)
        return min(_MOST, max(_LEAST, round(probability, 2)))


@cache
def model() -> Model:
    """The model of ``data/patterns/confidence.toml``.

    Raises:
        ResourceError: the file is missing or not TOML.
    """
    return Model(**patterns.load("confidence")["model"])


def calibrated(document: Document, statements: Sequence[Statement]) -> list[Statement]:
    """``statements`` of ``document``, in their order, each with the confidence that the model gives it."""
    weigh = model().confidence
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
            signs=tuple(around.signs(one)),
        )
        for one in statements
    ]


class _Around:
    """The text and the other statements, as far as they bear on one."""

    def __init__(self, document: Document, statements: Sequence[Statement]) -> None:
        text = document.text
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
        """The signs of ``one``, see ``[model.signs]``."""
        kind = _KINDS.get(one.predicate, "event")
        if self._events >= _MANY_EVENTS:
            yield "many events"
        if one.event != "e1":
            yield "side event"
            yield f"side event: {kind}"
        elif self._events > 1:
            yield "main event of several"
            yield f"main event of several: {kind}"
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

    def _wording(self, one: Statement) -> Iterator[str]:
        """How fine the value is, and whether the words that tell it name the event."""
        if one.predicate in _DATES:
            yield {4: "year only", 7: "month only"}.get(len(str(one.object)), "day")
        if one.predicate in _NAMED:
            person = one.subject if one.predicate.startswith("person.") else one.object
            if isinstance(person, Entity) and person.kind == "person":
                yield "one name" if len(person.label.split()) == 1 else "whole name"
        if _KINDS.get(one.predicate) in ("people", "instruments"):
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
