"""What decisions on claims make of the statements of a document.

A decision holds for the claim that it names. Where the document was mapped anew and that claim is not among its
statements, it holds for one that says the same on the same words; where the words are others, it holds no more and
comes back to whoever decided.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ctkg.bridge.claims import completed_by
from ctkg.decisions.acts import OF_CLAIMS, Act, Claim
from ctkg.model import Entity, Statement, Verdict

#: Rule and score of a statement that a person put in another one's place.
CORRECTED, SURE = "review.corrected", 1.0
CHANGED, GONE = "changed", "gone"
_OUTCOMES = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
_NUMBERS = frozenset({"participant.count", "state.count", "victim.count", "event.durationDays"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A decision that could not be applied.

    Attributes:
        act: its id.
        claim: the claim as it was.
        why: ``changed`` (the same is said in other words now) or ``gone`` (it is not said any more).
        now: the claim that says the same now; empty where none does.
    """

    act: str
    claim: Claim
    why: str
    now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Statements after decisions, and the decisions that could not be applied."""

    statements: tuple[Statement, ...]
    returned: tuple[Returned, ...]


def claim_of(document: str, statement: Statement) -> Claim:
    """What an act says of a statement on which somebody decides."""
    thing = statement.object
    return Claim(
        document=document,
        claim=statement.id,
        event=statement.event,
        relation=statement.predicate,
        value=thing.label if isinstance(thing, Entity) else str(thing),
        of=completed_by(statement),
        stance=statement.stance,
        words=tuple(sorted({evidence.quote for evidence in statement.evidence})),
    )


def decide(document: str, statements: Sequence[Statement], acts: Iterable[Act]) -> Decided:
    """Apply acts in force, by time; on one claim the last one counts.

    Args:
        document: id of the document.
        statements: as the document was mapped, without a verdict.
        acts: those that decide on claims; claims of other documents are passed over.
    """
    named = [(statement, claim_of(document, statement)) for statement in statements]
    by_id = {claim.claim: place for place, (_, claim) in enumerate(named)}
    verdicts: dict[int, tuple[Act, str]] = {}
    returned: dict[Claim, Returned] = {}
    for act in acts:
        for rank, claim in enumerate(act.claims if act.kind in OF_CLAIMS else ()):
            if claim.document != document:
                continue
            place, why = _place(claim, named, by_id)
            returned.pop(claim, None)
            if why:
                now = "" if place is None else named[place][1].claim
                returned[claim] = Returned(act=act.id, claim=claim, why=why, now=now)
            elif place is not None:
                outcome = _OUTCOMES.get(act.kind) or ("preferred" if rank == 0 else "overruled")
                verdicts[place] = (act, outcome)
    settled = {named[place][1].claim: act.id for place, (act, _) in verdicts.items()}
    # Who decided again on what is said now has seen that the words changed.
    waiting = [found for found in returned.values() if settled.get(found.now, "") < found.act]
    return Decided(
        statements=tuple(_all(statements, verdicts)), returned=tuple(sorted(waiting, key=lambda found: found.act))
    )


def _place(claim: Claim, named: Sequence[tuple[Statement, Claim]], by_id: dict[str, int]) -> tuple[int | None, str]:
    """Which statement the claim is, and why a decision on it is not to be applied (empty where it is)."""
    if claim.claim in by_id:
        return by_id[claim.claim], ""
    alike = [place for place, (_, other) in enumerate(named) if _says(other) == _says(claim)]
    for place in alike:
        if named[place][1].words == claim.words:
            return place, ""
    return (alike[0], CHANGED) if alike else (None, GONE)


def _says(claim: Claim) -> tuple[str, ...]:
    return (claim.event, claim.relation, claim.value, claim.of, claim.stance)


def _all(statements: Sequence[Statement], verdicts: dict[int, tuple[Act, str]]) -> Iterable[Statement]:
    for place, statement in enumerate(statements):
        if place not in verdicts:
            yield statement
            continue
        act, outcome = verdicts[place]
        verdict = Verdict(outcome=outcome, act=act.id, kind=act.kind, by=act.by, on=act.on, reason=act.reason)
        sure = SURE if outcome in ("accepted", "preferred") else statement.confidence
        yield dataclasses.replace(statement, verdict=verdict, confidence=sure)
        if outcome == "corrected" and act.value is not None:
            yield _corrected(statement, act, dataclasses.replace(verdict, outcome="accepted"))


def _corrected(statement: Statement, act: Act, verdict: Verdict) -> Statement:
    """The statement with the value that a person gave, on the same words."""
    value: Entity | str | int = act.value or ""
    if isinstance(value, str) and statement.predicate in _NUMBERS:
        value = int(value)
    evidence = tuple(dataclasses.replace(e, extractor=CORRECTED, score=SURE) for e in statement.evidence)
    return dataclasses.replace(
        statement, object=value, evidence=evidence, confidence=SURE, doubts=(), derived=False, verdict=verdict
    )
