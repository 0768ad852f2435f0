"""The verdict on every prediction, and which gold facts were found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from ctkg.evaluation.agreeing import Names, agree, hangs_on_event
from ctkg.evaluation.aligning import align
from ctkg.evaluation.comparing import fold, same_name
from ctkg.evaluation.gold import Fact, Gold, Trap
from ctkg.evaluation.predictions import Prediction, distinct

RIGHT, WRONG = "right", "wrong"
#: Right, and not asked for.
OPTIONAL = "optional"
#: Found before, or the end of a one-day event that gold leaves out: neither right nor wrong.
NEITHER = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is to be said of one prediction.

    Attributes:
        said: the prediction.
        word: :data:`RIGHT`, :data:`WRONG`, :data:`OPTIONAL` or :data:`NEITHER`.
        fact: the gold fact that it found.
        elsewhere: True where it is wrong only because gold says it of another event.
    """

    said: Prediction
    word: str
    fact: Fact | None = None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One document judged.

    Attributes:
        document: its id.
        verdicts: one for each distinct prediction, in their order.
        asked: the gold facts that are asked for.
        missed: those of them that were not found.
        traps: assertions that would have been an error.
        trapped: those that were made.
    """

    document: str
    verdicts: tuple[Verdict, ...]
    asked: tuple[Fact, ...]
    missed: tuple[Fact, ...]
    traps: tuple[Trap, ...]
    trapped: tuple[Trap, ...]

    def only(self, relations: Collection[str]) -> Judgement:
        """The part of it that concerns ``relations``."""
        return replace(
            self,
            verdicts=tuple(verdict for verdict in self.verdicts if verdict.said.relation in relations),
            asked=tuple(fact for fact in self.asked if fact.relation in relations),
            missed=tuple(fact for fact in self.missed if fact.relation in relations),
            traps=tuple(trap for trap in self.traps if trap.relation in relations),
            trapped=tuple(trap for trap in self.trapped if trap.relation in relations),
        )


def judge(gold: Gold, predictions: Iterable[Prediction]) -> Judgement:
    """Judge what was said of one document; earlier predictions take a gold fact before later ones."""
    said = [one for one in distinct(predictions) if one.relation not in gold.skipped]
    others = Names(gold.facts, said)
    pairs = align(gold.facts, said, others)
    verdicts, found = _verdicts(gold.facts, said, pairs, others)
    asked = _asked(gold.facts, said, pairs)
    return Judgement(
        document=gold.document,
        verdicts=tuple(verdicts),
        asked=tuple(gold.facts[number] for number in asked),
        missed=tuple(gold.facts[number] for number in asked if number not in found),
        traps=gold.traps,
        trapped=tuple(trap for trap in gold.traps if _fell_into(trap, said, pairs)),
    )


def _verdicts(
    facts: Sequence[Fact], said: Sequence[Prediction], pairs: dict[str, str], others: Names
) -> tuple[list[Verdict], set[int]]:
    found: set[int] = set()
    verdicts = []
    starts = {one.event: one.value for one in said if one.relation == "event.start"}
    ended = {fact.event for fact in facts if fact.relation == "event.end"}
    for one in said:
        agreed = [number for number, fact in enumerate(facts) if agree(fact, one, others)]
        here = pairs.get(one.event)
        hits = [n for n in agreed if not hangs_on_event(one.relation) or facts[n].event == here]
        fresh = [n for n in hits if n not in found]
        if fresh:
            # What is asked for comes before what is optional, in the order of the gold.
            number = min(fresh, key=lambda n: facts[n].optional)
            found.add(number)
            word = OPTIONAL if facts[number].optional else RIGHT
            verdicts.append(Verdict(said=one, word=word, fact=facts[number]))
        elif hits or (one.relation == "event.end" and starts.get(one.event) == one.value and here not in ended):
            verdicts.append(Verdict(said=one, word=NEITHER))
        else:
            verdicts.append(Verdict(said=one, word=WRONG, elsewhere=bool(agreed)))
    return verdicts, found


def _asked(facts: Sequence[Fact], said: Iterable[Prediction], pairs: dict[str, str]) -> list[int]:
    """Numbers of the facts that are asked for: not optional, nor the unsaid end of a one-day event."""
    starts = {fact.event: fact.value for fact in facts if fact.relation == "event.start"}
    ended = {pairs.get(one.event) for one in said if one.relation == "event.end"}
    return [
        number
        for number, fact in enumerate(facts)
        if not fact.optional
        and not (fact.relation == "event.end" and starts.get(fact.event) == fact.value and fact.event not in ended)
    ]


def _fell_into(trap: Trap, said: Iterable[Prediction], pairs: dict[str, str]) -> bool:
    wrong, bearer = fold(trap.value), fold(trap.of)
    return any(
        one.relation == trap.relation
        and wrong in one.names
        and (pairs.get(one.event) == trap.of if hangs_on_event(trap.relation) else same_name(bearer, fold(one.of)))
        for one in said
    )
