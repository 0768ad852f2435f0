"""What the second model sees of a candidate: what the first makes of it, what rules say, what it competes with."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest
from operator import itemgetter
from typing import Protocol

from ctkg.model import Statement
from ctkg.text.learnt.candidates import Candidate, place

#: Relations of which an event mostly has one value.
SINGLE = frozenset(["event.start", "event.end", "event.place", "event.country"])
_LEAST = -4.0
_SURE, _UNSURE = 0.98, 0.02


class Odds(Protocol):
    """Log-odds by number."""

    def __getitem__(self, number: int, /) -> float: ...


class Table:
    """The candidates of a text, what the first model gives them, and what rules say.

    Attributes:
        said: place of each statement (:func:`ctkg.text.learnt.candidates.place`) -> its confidence.
    """

    def __init__(self, candidates: Sequence[Candidate], odds: Odds, statements: Sequence[Statement]) -> None:
        self._candidates = candidates
        self._odds = odds
        self.said: dict[tuple[str, str, str], float] = {}
        self._slots: dict[tuple[str, str], float] = {}
        said_of: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        for one in statements:
            at = place(one)
            self.said[at] = max(self.said.get(at, 0.0), one.confidence)
            slot = at[:2]
            self._slots[slot] = max(self._slots.get(slot, 0.0), one.confidence)
            said_of[at[1:]][at[0]] = self.said[at]
        #: Relation and key -> the two surest of the events of which it is said, the surest first.
        self._surest = {of: nlargest(2, events.items(), key=itemgetter(1)) for of, events in said_of.items()}
        self._of_slot: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._of_thing: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, candidate in enumerate(candidates):
            self._of_slot[candidate.event, candidate.relation].append(number)
            for pair_key in {pair.key for pair in candidate.pairs}:
                self._of_thing[candidate.event, pair_key].append(number)
        self._best: dict[tuple[str, str], float] = {}

    def _best_of(self, slot: tuple[str, str]) -> float:
        """The highest odds of a candidate for ``slot``."""
        if slot not in self._best:
            self._best[slot] = max(self._odds[n] for n in self._of_slot[slot])
        return self._best[slot]

    def _confidence(self, number: int) -> float:
        one = self._candidates[number]
        return self.said.get(one.place, 0.0)

    def features(self, number: int) -> Iterator[tuple[str, float]]:
        """Features of the candidate with this number, each with its value."""
        one, odds = self._candidates[number], self._odds[number]
        relation, slot = one.relation, (one.event, one.relation)
        sure = self._confidence(number)
        by = "said" if sure else "new"
        yield by, 1.0
        yield f"{by} {relation}", 1.0
        yield f"odds {by}", odds
        yield f"odds {by} {relation}", odds
        if sure:
            held = min(_SURE, max(_UNSURE, sure))
            yield "confidence", math.log(held / (1 - held))
            yield f"confidence {relation}", math.log(held / (1 - held))
        best = self._best_of(slot)
        if odds == best:
            yield f"best {by} {relation if relation in SINGLE else ''}", 1.0
        yield f"gap {by}", best - odds
        filled = self._slots.get(slot)
        yield f"slot {by} {filled is not None} {relation}", 1.0
        if filled is not None:
            yield f"slot {by}", filled
        others = (sure for event, sure in self._surest.get((relation, one.key), ()) if event != one.event)
        elsewhere = max(others, default=0.0)
        if elsewhere:
            yield f"elsewhere {by}", 1.0
            yield f"elsewhere {by} {relation}", elsewhere
        near = one.nearest.near
        if near != "far":
            yield f"{near} {by}", 1.0
        yield f"side {by} {one.event != 'e1'}", 1.0
        yield f"side {by} {one.event != 'e1'} {relation}", 1.0
        yield from self._rivals(number, by)
        yield from self._mates(number, by)

    def _rivals(self, number: int, by: str) -> Iterator[tuple[str, float]]:
        """What else the same thing may be to the same event."""
        one = self._candidates[number]
        others = sorted({n for pair in one.pairs for n in self._of_thing[one.event, pair.key]} - {number})
        said = sorted({self._candidates[n].relation for n in others if self._confidence(n)})
        if said:
            yield f"rival {by}", 1.0
        for relation in said:
            yield f"rival {by} {one.relation} {relation}", 1.0
        if others:
            yield f"rival odds {by}", max(_LEAST, max(self._odds[n] for n in others))

    def _mates(self, number: int, by: str) -> Iterator[tuple[str, float]]:
        """What the things that stand in one list with it are to the event."""
        one = self._candidates[number]
        keys = sorted({key for pair in one.pairs for key in pair.mates})
        mates = [n for key in keys for n in self._of_thing.get((one.event, key), ())]
        like = [n for n in mates if self._candidates[n].relation == one.relation]
        if not like:
            return
        share = sum(self._confidence(n) > 0 for n in like) / len(like)
        yield f"mates {by}", 1.0
        yield f"mates said {by}", share
        yield f"mates said {by} {one.relation}", share
        yield f"mates odds {by}", max(_LEAST, sum(self._odds[n] for n in like) / len(like))
        for relation in sorted({self._candidates[n].relation for n in mates if self._confidence(n)}):
            yield f"mates {by} {one.relation} {relation}", 1.0
