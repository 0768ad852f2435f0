"""Where a body stands: compared with others, or following the first of those that are told in the same words.

Thousands of documents may tell of one body in the same words, each with a node of its own. One of these nodes, the
first, is compared with others; the rest have no pair but with it, and with what a repeated document makes the same. A
node that hangs on its first alone changes nothing for any other, so that it may come and go without a look at them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache

from ctkg.resolve import bodies
from ctkg.resolve.bodies import Member
from ctkg.resolve.growth.keyring import Keyring, Keys
from ctkg.resolve.growth.view import View
from ctkg.resolve.model import Judgement
from ctkg.resolve.scoring import REPEATED, SAID
from ctkg.resolve.world import is_reference


@cache
def _fixed() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for iri, known in bodies.reference().items():
        for key in known.keys:
            found.setdefault(key, []).append(iri)
    return found


KEYS = Keyring("body", _fixed)


class Standing:
    """The bodies of one view; all answers are kept."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._repeated: dict[str, frozenset[str]] = {}
        self._compared: dict[str, Mapping[str, Judgement]] = {}

    def repeated(self, iri: str) -> frozenset[str]:
        """A body and those that repeated documents make the same, directly or by others."""
        if iri not in self._repeated:
            found, ahead = {iri}, [iri]
            while ahead:
                new = set(self.view.told(ahead.pop())) - found
                found |= new
                ahead += new
            self._repeated |= dict.fromkeys(found, frozenset(found))
        return self._repeated[iri]

    def is_first(self, iri: str) -> bool:
        """True for the one that is compared with others."""
        words = self.view.words(iri)
        return bool(words) and self.view.first(words) == iri

    def is_bound(self, iri: str) -> bool:
        """True for one that is not first, and still is compared, because something beside its words speaks of it."""
        return bool(self.view.words(iri)) and not self.is_first(iri) and not self._is_inner(iri)

    def follows(self, iri: str) -> bool:
        """True for one that only follows its first."""
        return bool(self.view.words(iri)) and not self.is_first(iri) and self._is_inner(iri)

    def is_compared(self, iri: str) -> bool:
        """True for one that takes part in clustering."""
        return is_reference(iri) or (bool(self.view.words(iri)) and not self.follows(iri))

    def _is_inner(self, iri: str) -> bool:
        same = self.repeated(iri)
        return self.view.linked.isdisjoint(same) and len({self.view.words(other) for other in same}) == 1

    def keys(self, iri: str) -> Keys:
        """Keys of a body that is compared with all others."""
        known = self.view.body(iri)
        if known is None:
            return (), ()
        if is_reference(iri):
            return (), known.keys
        return (known.keys, ()) if self.is_first(iri) else ((), ())

    def partners(self, iri: str) -> Iterable[str]:
        """Those that a body is compared with."""
        return self._compare(iri)

    def decide(self, one: str, other: str) -> Judgement:
        """How a pair is judged in the light of all that the two are compared with."""
        known = self._compared.get(one)
        judgement = self._compare(other)[one] if known is None else known[other]
        states = [self.member(each).state for each in (one, other)]
        if judgement.merges and any(states) and (self._is_torn(one) or self._is_torn(other)):
            return bodies.told_of_several(judgement)
        return judgement

    def stateless(self, iri: str) -> set[str]:
        """Partners of no State that is told: what they merge with depends on all States that fit them."""
        return {other for other, j in self._compare(iri).items() if j.merges and not self.member(other).state}

    def member(self, iri: str) -> Member:
        """A body that is there."""
        found = self.view.body(iri)
        assert found is not None, iri
        return found

    def judge(self, iri: str, other: str) -> Judgement:
        """How a pair is judged by itself."""
        one, two = sorted((iri, other))
        return bodies.judge(self.member(one), self.member(two))

    def _is_torn(self, iri: str) -> bool:
        if self.member(iri).state:
            return False
        return len({self.member(o).state for o, j in self._compare(iri).items() if j.merges} - {""}) > 1

    def _compare(self, iri: str) -> Mapping[str, Judgement]:
        if iri not in self._compared:
            self._compared[iri] = self._compare_anew(iri) if self.is_compared(iri) else {}
        return self._compared[iri]

    def _compare_anew(self, iri: str) -> Mapping[str, Judgement]:
        others: set[str] = KEYS.partners(self.view.notes, iri, self.keys(iri))
        words = self.view.words(iri)
        if self.is_first(iri):
            others.update(self.bound(words))
        elif self.is_bound(iri):
            others.add(self.view.first(words))
        found = {other: self.judge(iri, other) for other in others}
        if not self._is_inner(iri):
            found |= dict.fromkeys(self.view.told(iri), REPEATED)
            found |= dict.fromkeys(filter(self.is_compared, self.view.said(iri)), SAID)
        return found

    def bound(self, words: str) -> Collection[str]:
        """Those of one list that are compared with their first beside other things."""
        return self.view.notes.entries("bound:" + words).keys()
