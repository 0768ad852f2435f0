"""Closes documents over the background one by one, and finds what several of them may imply together.

In this process, or in several that read the store on disk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from ctkg.collection import paused
from ctkg.graph.infer import bulk, ruleset
from ctkg.graph.infer.background import DOCUMENT, INFERRED, in_memory, is_background
from ctkg.graph.infer.crossing import Crossing
from ctkg.graph.infer.engine import RuleSet
from ctkg.graph.infer.facts import MemoryFacts
from ctkg.graph.infer.plans import Derivation
from ctkg.graph.infer.rule import Rule
from ctkg.graph.infer.state import Closed
from ctkg.graph.infer.terms import Fact, Pattern, fact
from ctkg.graph.store import Store
from ctkg.graph.store.plain import lines
from ctkg.graph.store.sharing import is_shareable, opened, shared
from ctkg.workers import Ordered, Team


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from a document.

    Attributes:
        lines: its inferred graph as N-Quads, which pass from process to process and into the store in a tenth of the
            time of terms.
        size: how many they are.
        restated: as N-Triples, what the document states that would follow from its other statements.
    """

    lines: bytes
    size: int
    restated: bytes

    def closed(self, revision: int) -> Closed:
        """What is to be remembered of it."""
        restated = map(fact, parse(self.restated, RdfFormat.N_TRIPLES)) if self.restated else ()
        return Closed(revision, self.size, frozenset(restated))


#: Documents from which on further processes pay, which load the background anew.
_WORTH_PROCESSES = 400
#: Documents that go to a process in one message, and that each of them has under way.
_MESSAGE, _AHEAD = 16, 256


@dataclass(frozen=True, slots=True)
class Helpers:
    """Processes that load the background once, from the store as it was when they were called: in this folder."""

    folder: Path
    team: Team


@contextmanager
def helpers(store: Store, documents: Sequence[str], *, jobs: int = 1) -> Iterator[Helpers | None]:
    """``jobs`` processes for what is to be done with so many documents; None where this one does it all.

    The store holds these documents, and the background with what follows from it.
    """
    if jobs == 1 or len(documents) < _WORTH_PROCESSES or not is_shareable(store):
        yield None
        return
    with shared(store) as folder, Team(jobs) as team:
        yield Helpers(folder, team)


def closures(
    store: Store, rules: RuleSet, base: MemoryFacts, documents: Sequence[str], *, by: Helpers | None = None
) -> Iterator[tuple[str, Derived]]:
    """Each of ``documents``, in their order, with what follows from it over the closed background ``base``.

    The store holds the background as it is in ``base``, and the documents do not change meanwhile.
    """
    if by is None:
        for document in documents:
            yield document, _close(store, rules, base, document)
        return
    work = partial(_apart, by.folder)
    with Ordered(work, documents, jobs=by.team, ahead=_AHEAD, together=_MESSAGE) as found:
        yield from zip(documents, found, strict=True)


def joined(
    store: Store, rules: RuleSet, base: MemoryFacts, crossing: Crossing, *, by: Helpers | None = None
) -> Iterator[Derivation]:
    """What follows in one step from the closures of all documents and not from one alone, rule by rule.

    Each is to be taken by ``crossing``, whose store this is, before the next one is asked for.
    """
    joining = rules.joining()
    if by is None:
        for rule in joining:
            for each in bulk.matches(store, rule, fresh=True):
                if each.head not in base and _is_of_several(crossing, each):
                    yield each
        return
    assert is_shareable(store), "there would be no helpers"
    with shared(store) as now, Ordered(partial(_joined, by.folder, now), _keys(joining), jobs=by.team) as answers:
        for rule, found in zip(joining, answers, strict=True):
            for head, premises, is_new in found:
                each = Derivation(rule, head, premises)
                # What was taken since may have the head already: it is asked again.
                if not is_new or _is_of_several(crossing, each):
                    yield each


def _is_of_several(crossing: Crossing, each: Derivation) -> bool:
    return each.head not in crossing.known or not crossing.is_of_one(each)


def _close(store: Store, rules: RuleSet, base: MemoryFacts, document: str) -> Derived:
    closed = rules.close_document(map(fact, store.quads(DOCUMENT + document)), base)
    return Derived(lines(closed.inferred, INFERRED + document), len(closed.inferred), lines(closed.restated))


def _apart(folder: Path, document: str) -> Derived:
    with paused():
        return _close(opened(folder), *_background(folder), document)


#: What tells a rule from others, in every process.
_Key = tuple[str, tuple[Pattern, ...], Pattern | None, tuple[str, ...], int]


def _keys(rules: Iterable[Rule]) -> list[_Key]:
    """A key for each rule; those that differ in nothing that can be told are numbered."""
    found: list[_Key] = []
    times: Counter[object] = Counter()
    for rule in rules:
        told = rule.axiom, rule.body, rule.head, tuple(guard.filter for guard in rule.guards)
        found.append((*told, times[told]))
        times[told] += 1
    return found


def _joined(folder: Path, now: Path, key: _Key) -> list[tuple[Fact | None, tuple[Fact, ...], bool]]:
    """Heads and premises of the matches of a rule in the store as it is ``now``, and whether nothing has the head."""
    rules, base = _background(folder)
    joining = rules.joining()
    rule = joining[_keys(joining).index(key)]
    store = opened(now)
    crossing = Crossing(store, rules, base, {}, sparse=True)
    found = []
    with paused():
        for each in bulk.matches(store, rule, fresh=True):
            if each.head not in base:
                is_new = each.head not in crossing.known
                if is_new or not crossing.is_of_one(each):
                    found.append((each.head, each.premises, is_new))
    return found


@cache
def _background(folder: Path) -> tuple[RuleSet, MemoryFacts]:
    store = opened(folder)
    rules = ruleset.inferring(store)
    return rules, in_memory(store, [n for n in store.graphs() if is_background(n)], rules.predicates())
