"""Adds what texts with gold taught to be mostly right, and drops what they taught to be mostly wrong."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ctkg.model import Statement
from ctkg.text.learnt import candidates as possible
from ctkg.text.learnt import pairs, people, second, weights
from ctkg.text.learnt.candidates import Candidate
from ctkg.text.learnt.weights import Weights
from ctkg.text.reading import EventFrame, Reading

#: What the first model is so sure against is not said, whatever stands beside it.
_HOPELESS = -3.0


def decide(
    reading: Reading, events: Sequence[EventFrame], statements: Sequence[Statement], model: Weights | None = None
) -> list[Statement]:
    """``statements`` without those that are mostly wrong, and with those that no rule made and that are mostly right.

    Their confidence must be calibrated. What is added rests on the sentence that names the thing nearest to the event,
    its rule is ``learnt.<relation>``, and its weight the probability that it is right.
    """
    model = model or weights.load()
    near = pairs.find(people.named(reading), events, model.words.get, model.beside.get)
    found = possible.of(near, {possible.place(one) for one in statements})
    odds = First(model, found)
    table = second.Table(found, odds, statements)
    dropped: set[tuple[str, str, str]] = set()
    added: dict[tuple[str, str, str], tuple[float, Candidate]] = {}
    for number, one in enumerate(found):
        said = one.place in table.said
        bound = (model.drop if said else model.add).get(one.relation)
        if bound is None or (not said and odds[number] < _HOPELESS):
            continue
        chance = _probability(sum(model.second.get(name, 0.0) * value for name, value in table.features(number)))
        if said and chance < bound:
            dropped.add(one.place)
        elif not said and chance >= bound:
            added[one.place] = (chance, one)
    kept = [one for one in statements if possible.place(one) not in dropped] if dropped else list(statements)
    likeliest = sorted(added.items(), key=lambda item: (-item[1][0], item[0]))
    return kept + [possible.statement(reading, one, chance) for _, (chance, one) in likeliest]


class First:
    """The first model's log-odds of candidates whose features are numbers of its words, each made when it is asked for:
    nothing hangs on those of most dates and places."""

    def __init__(self, model: Weights, found: Sequence[Candidate]) -> None:
        self._model = model
        self._found = found
        self._odds: dict[int, float] = {}

    def __getitem__(self, number: int) -> float:
        """The log-odds of the candidate with this number."""
        odds = self._odds.get(number)
        if odds is None:
            one = self._found[number]
            odds = self._model.bias.get(one.relation, 0.0)
            if (column := self._model.columns.get(one.relation)) is not None:
                for feature in one.numbers:
                    odds += column[feature]
            self._odds[number] = odds
        return odds


def _probability(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))
