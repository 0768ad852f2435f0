"""Statements: the unit of knowledge. One statement is one fact of the flat view."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from ctkg.model.document import Span
from ctkg.model.mention import Entity

STANCES = ("asserted", "intended", "denied", "possible")
#: What a person can decide on a statement; with the first two it stands.
OUTCOMES = ("accepted", "preferred", "rejected", "corrected", "overruled")

#: Every relation of the flat view, with what its subject is.
RELATIONS: dict[str, str] = {
    **dict.fromkeys(
        (
            "event.type",
            "event.title",
            "event.start",
            "event.end",
            "event.place",
            "event.country",
            "event.durationDays",
            "organizer",
            "coorganizer_or_partner",
            "supporter",
            "funder",
            "host",
            "participant",
            "participant.group",
            "speaker",
            "quote",
            "instrument",
            "guidance",
            "threat",
            "target.sector",
            "topic",
            "follow_up",
            "output",
            "part_of",
            "perpetrator",
            "weapon",
            "target",
            "adopter",
            "vote",
            "participant.count",
            "state.count",
            "victim.count",
        ),
        "event",
    ),
    "person.post": "person",
    "person.affiliation": "person",
    "instrument.role": "instrument",
}

COUNTS = frozenset({"participant.count", "state.count", "victim.count"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a statement holds.

    Attributes:
        document: id of the document.
        span: where in ``Document.text``; None for metadata of the front matter.
        quote: the words at ``span``, verbatim; for metadata the value of the field.
        extractor: the rule that fired, such as ``roles.organised-by``.
        score: how sure that rule is, 0 to 1.
        kind: ``text`` or ``metadata``.
    """

    document: str
    span: Span | None
    quote: str
    extractor: str
    score: float
    kind: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person decided on a statement.

    Attributes:
        outcome: one of :data:`OUTCOMES`.
        act: id of the act (:mod:`ctkg.decisions`).
        kind, by, on, reason: what that act was, who did it, when (UTC, ISO 8601) and why.
    """

    outcome: str
    act: str
    kind: str
    by: str
    on: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One fact.

    Attributes:
        subject: the event, person or instrument it is about (see :data:`RELATIONS`).
        predicate: a key of :data:`RELATIONS`.
        object: an entity; a string (an ISO date, a type, a phrase); or an integer (counts, days).
        event: key of the event in whose context it was said (``e1`` ...); for document-level relations the main event.
        evidence: at least one.
        confidence: 0 to 1, calibrated over rules.
        stance: one of :data:`STANCES`.
        counted: for counts, what is counted.
        approx: for counts: False (exact), True (some, around), ``"over"`` or ``"at least"``; None elsewhere.
        quote: for ``quote``, the words quoted without their marks.
        quote_span: for ``quote``, where they stand.
        representing: for participants, the agent on whose behalf they act.
        detail: finer word for the same role, such as ``claimed`` or ``attributed`` for a perpetrator, ``expert-lead``
            for a participant, ``signed`` or ``ratified`` for an adopter.
        stated: the stated words of a date or count.
        derived: True where the value follows from the text but is not in it (an end from a duration).
        doubts: why the confidence was lowered, each with who doubts (``llm.NAME@1: the text denies it``); sorted.
        verdict: what a person decided on it, if anybody did.
    """

    subject: Entity
    predicate: str
    object: Entity | str | int
    event: str
    evidence: tuple[Evidence, ...]
    confidence: float
    stance: str = "asserted"
    counted: str = ""
    approx: bool | str | None = None
    quote: str = ""
    quote_span: Span | None = None
    representing: Entity | None = None
    detail: str = ""
    stated: str = ""
    derived: bool = False
    doubts: tuple[str, ...] = ()
    verdict: Verdict | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a statement needs evidence")
        if self.predicate not in RELATIONS:
            raise ValueError(f"unknown relation: {self.predicate}")
        if self.stance not in STANCES:
            raise ValueError(f"unknown stance: {self.stance}")
        if self.verdict and self.verdict.outcome not in OUTCOMES:
            raise ValueError(f"unknown outcome: {self.verdict.outcome}")

    @property
    def holds(self) -> bool:
        """True where the graph says it as a plain fact: the document asserts it, and nobody decided otherwise."""
        return self.stance == "asserted" and (self.verdict is None or self.verdict.outcome in OUTCOMES[:2])

    @property
    def id(self) -> str:
        """Hash of what is said and where, 16 hexadecimal digits; the same in every run."""
        value = (
            [self.object.kind, self.object.reference or self.object.label, self.object.key]
            if isinstance(self.object, Entity)
            else self.object
        )
        said = [
            self.subject.kind,
            self.subject.reference or self.subject.label,
            self.subject.key,
            self.predicate,
            value,
            self.event,
            self.stance,
            self.counted,
            self.approx,
            self.quote,
            [[e.document, e.span and [e.span.start, e.span.end], e.extractor] for e in self.evidence],
        ]
        packed = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(packed.encode()).hexdigest()[:16]
