"""From a document to its statements: names, events, relations, one statement for each fact, then what texts taught."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module

from ctkg import collection
from ctkg.model import Document, Entity, Evidence, Link, Statement
from ctkg.text import confidence, folding, reading, spacing
from ctkg.text.find import gazetteer
from ctkg.text.learnt import deciding, weights
from ctkg.text.learnt.weights import Weights
from ctkg.text.read import languages
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate import events as event_finder

Relater = Callable[[Reading, Sequence[EventFrame]], Iterable[Statement]]

#: Modules of :mod:`ctkg.text.relate` in the order in which they run.
RELATERS = (
    "types", "dates", "places", "roles", "participants", "counts", "instruments", "outcomes", "people", "quotes",
    "themes", "incidents",
)  # fmt: skip

_MOST_SURE = 0.99
#: What the others of an event rest on, however unsure it is.
_ALWAYS = frozenset({"event.type", "event.start"})
_ORDER = {
    name: number
    for number, name in enumerate(
        [
            "event.type",
            "event.title",
            "event.start",
            "event.end",
            "event.durationDays",
            "event.place",
            "event.country",
            "organizer",
            "coorganizer_or_partner",
            "supporter",
            "funder",
            "host",
            "adopter",
            "participant",
            "participant.group",
            "participant.count",
            "state.count",
            "victim.count",
            "speaker",
            "quote",
            "person.post",
            "person.affiliation",
            "instrument",
            "instrument.role",
            "guidance",
            "threat",
            "target.sector",
            "topic",
            "target",
            "weapon",
            "perpetrator",
            "output",
            "follow_up",
            "part_of",
            "vote",
        ]
    )
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What texts with gold taught.

    Attributes:
        pairs: which named thing has which part in which event (:mod:`ctkg.text.learnt`).
        sure: how sure a statement is (:mod:`ctkg.text.confidence`).
    """

    pairs: Weights
    sure: confidence.Model


def extract(document: Document, taught: Taught | None = None) -> tuple[Statement, ...]:
    """Every fact that the document states, sorted by event, relation and place in the text; one statement a fact.

    Evidence of the same fact from several rules is merged; the weights of rules settle what statements rule out, and
    the confidence is made of all that is known of a statement in the end. What is then far more likely wrong than right
    is left out. Never raises for any text.

    Args:
        document: what is read.
        taught: what statements are judged by; what ctkg brings by default.
    """
    with collection.paused():
        return _extracted(document, taught or Taught(pairs=weights.load(), sure=confidence.model()))


def _extracted(document: Document, taught: Taught) -> tuple[Statement, ...]:
    tag = languages.of(document)
    spaced = spacing.single(document)
    if tag == languages.ENGLISH:
        told = by_rules(spaced.document, taught.sure)
        decided = deciding.decide(told.reading, told.events, told.statements, taught.pairs)
        stay = {id(one) for one in (*told.statements, *_settled(decided))}
        found = [one for one in decided if id(one) in stay]  # of what was added, not the parent of a unit that is said
        if found != told.statements:  # what stands beside a statement has a say in how sure it is
            found = confidence.calibrated(spaced.document, found, taught.sure)
        found = [one for one in found if one.confidence >= taught.sure.least or one.predicate in _ALWAYS]
    else:
        from ctkg.text.tongues import statements

        merged = list(_settled(_merged(statements.find(spaced.document, tag))))
        found = confidence.calibrated(spaced.document, merged, taught.sure)
    return in_order(map(spaced.statement, found))


def names(document: Document) -> tuple[Link, ...]:
    """The names in ``document`` that are linked, in text order; in a language that is not read, names of the tables."""
    tag = languages.of(document)
    spaced = spacing.single(document)
    if tag == languages.ENGLISH:
        return tuple(map(spaced.link, reading.read(spaced.document).links))
    from ctkg.text.tongues import read

    return tuple(map(spaced.link, read.read(spaced.document, tag).links))


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """What rules make of an English document: its reading, its events, and their statements with confidence."""

    reading: Reading
    events: tuple[EventFrame, ...]
    statements: list[Statement]


def by_rules(document: Document, sure: confidence.Model | None = None) -> Told:
    """What rules alone make of ``document``, in English with single spaces (:mod:`ctkg.text.spacing`); ``sure`` says
    how sure that is."""
    seen = reading.read(document)
    events = event_finder.find(seen)
    found: list[Statement] = []
    if events:
        for name in RELATERS:
            relate: Relater = import_module(f"ctkg.text.relate.{name}").relate
            found.extend(relate(seen, events))
    return Told(seen, events, confidence.calibrated(document, list(_settled(_merged(found))), sure))


def in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """``statements`` sorted by event, relation and place in the text; their ids decide, where all else is the same."""
    known = [(_place(one), one) for one in statements]
    times = Counter(place for place, _ in known)  # an id takes longer to make than all else
    known.sort(key=lambda each: (each[0], each[1].id if times[each[0]] > 1 else ""))
    return tuple(one for _, one in known)


def _place(statement: Statement) -> tuple[object, ...]:
    spans = [e.span.start for e in statement.evidence if e.span is not None]
    return (
        int(statement.event[1:]) if statement.event[1:].isdigit() else 0,
        _ORDER.get(statement.predicate, len(_ORDER)),
        min(spans, default=-1),
        _value_key(statement.object),
    )


def _value_key(value: Entity | str | int) -> str:
    if isinstance(value, Entity):
        return value.reference or f"{folding.canonical(value.label).text}|{value.state}|{value.key}"
    return folding.canonical(str(value)).text.removeprefix("the ")


def _fact(statement: Statement) -> tuple[object, ...]:
    counted = statement.counted if statement.predicate == "victim.count" else ""
    return (
        statement.subject.key or _value_key(statement.subject),
        statement.predicate,
        _value_key(statement.object),
        "" if statement.predicate.startswith(("person.", "instrument.role")) else statement.event,
        counted,
        statement.quote_span,
    )


def _merged(found: Iterable[Statement]) -> list[Statement]:
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for statement in found:
        groups.setdefault(_fact(statement), []).append(statement)
    return [_one(group) for group in groups.values()]


def _one(group: Sequence[Statement]) -> Statement:
    """The surest of the group, with the evidence of all, its weight raised where different rules agree."""
    if len(group) == 1 and len(group[0].evidence) == 1:
        return group[0]
    best = max(group, key=lambda one: (one.stance == "asserted", one.confidence, -_start(one)))
    same = [one for one in group if one.stance == best.stance]
    evidence: dict[tuple[object, ...], Evidence] = {}
    for one in (best, *same):
        for item in one.evidence:
            evidence.setdefault((item.span, item.extractor, item.kind), item)
    rules: dict[str, float] = {}
    for one in same:
        rule = one.evidence[0].extractor
        rules[rule] = max(rules.get(rule, 0.0), one.confidence)
    doubt = 1.0
    for sure in rules.values():
        doubt *= 1.0 - sure
    weight = best.confidence if len(rules) == 1 else min(_MOST_SURE, max(best.confidence, 1.0 - doubt))
    ordered = tuple(list(evidence.values())[:8])
    approx = best.approx
    if best.predicate.endswith(".count"):
        approx = next((one.approx for one in same if one.approx not in (False, None)), best.approx)
    return dataclasses.replace(best, evidence=ordered, confidence=round(weight, 4), approx=approx)


def _start(statement: Statement) -> int:
    return min((e.span.start for e in statement.evidence if e.span is not None), default=0)


def _settled(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Drops what a surer statement rules out: the parent of a unit in the same role, a weaker role of a body."""
    held: dict[tuple[str, str], set[str]] = {}
    for one in statements:
        if isinstance(one.object, Entity) and one.object.reference:
            held.setdefault((one.event, one.predicate), set()).add(one.object.reference)
    holders: dict[str, set[str]] = defaultdict(set)
    for one in statements:
        if one.predicate in _ROLES:
            holders[one.event].add(_value_key(one.object))
    countries = _surest(statements, "event.country")
    for one in statements:
        if one.predicate == "event.country" and countries[one.event] is not one and not _several(one):
            continue
        if isinstance(one.object, Entity):
            who = one.object.reference
            if (
                one.predicate == "organizer"
                and who
                and not _explicit(one)
                and any(_unit_of(other, who) for other in held[one.event, "organizer"] - {who})
            ):
                continue
            if one.predicate == "coorganizer_or_partner" and who in held.get((one.event, "organizer"), ()):
                continue
            if one.predicate == "supporter" and who and who in held.get((one.event, "funder"), ()):
                continue
            if one.predicate == "participant" and _weak(one) and _value_key(one.object) in holders[one.event]:
                continue
        yield one


_ROLES = frozenset({"organizer", "coorganizer_or_partner", "supporter", "funder", "host"})


_WEAK = frozenset({"roles.participant-speaks"})


def _weak(one: Statement) -> bool:
    """True for a participant told only by what the body did there, which those who hold the event do as well."""
    return all(item.extractor in _WEAK for item in one.evidence)


def _several(one: Statement) -> bool:
    """True for a further country of an event that takes place in more than one."""
    return any(item.extractor == "events.country-several" for item in one.evidence)


def _explicit(one: Statement) -> bool:
    """True where the text itself says who organised, in so many words."""
    return any(item.extractor == "roles.organizer-passive" for item in one.evidence)


def _surest(statements: Sequence[Statement], relation: str) -> dict[str, Statement]:
    best: dict[str, Statement] = {}
    for one in statements:
        if one.predicate == relation and (one.event not in best or one.confidence > best[one.event].confidence):
            best[one.event] = one
    return best


def _unit_of(small: str, large: str) -> bool:
    parents = gazetteer.load().parents
    for _ in range(8):
        small = parents.get(small, "")
        if small == large:
            return True
        if not small:
            return False
    return False
