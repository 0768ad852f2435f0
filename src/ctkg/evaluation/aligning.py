"""Which event of the predictions is which event of the gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ctkg.evaluation.agreeing import Names, agree, hangs_on_event
from ctkg.evaluation.gold import Fact
from ctkg.evaluation.lexicon import relations
from ctkg.evaluation.predictions import Prediction

#: How much more than another a fact weighs that tells events apart.
_TELLING = 3


def align(facts: Sequence[Fact], said: Iterable[Prediction], others: Names) -> dict[str, str]:
    """The gold event of each predicted event, one to one: those that share most facts first; ties by name."""
    shared: Counter[tuple[str, str]] = Counter()
    for one in said:
        for fact in facts:
            if hangs_on_event(fact.relation) and agree(fact, one, others):
                shared[fact.event, one.event] += _TELLING if fact.relation in relations().telling else 1
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for (theirs, mine), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if mine not in pairs and theirs not in taken:
            pairs[mine] = theirs
            taken.add(theirs)
    return pairs
