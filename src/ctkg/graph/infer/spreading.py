"""Closes documents over the background one by one, and finds what several of them may imply together.

In this process, or in several that read the store on disk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from ctkg.graph.infer.meeting import Held, Joints, Meeting
from ctkg.graph.infer.plans import Derivation
from ctkg.graph.infer.state import Closed
from ctkg.graph.infer.terms import fact
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
        held: values by which what it states and implies may be joined with what others do.
    """

    lines: bytes
    size: int
    restated: bytes
    held: set[Held]

    def closed(self, revision: int) -> Closed:
        """What is to be remembered of it."""
        restated = map(fact, parse(self.restated, RdfFormat.N_TRIPLES)) if self.restated else ()
        return Closed(revision, self.size, frozenset(restated))


#: Documents from which on further processes pay, which load the background anew.
_WORTH_PROCESSES = 400
#: Documents that go to a process in one message, and that each of them has under way.
_MESSAGE, _AHEAD = 16, 1_024


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
        joints = Joints(rules.joining())
        for document in documents:
            yield document, _close(store, rules, base, joints, document)
        return
    work = partial(_apart, by.folder)
    with Ordered(work, documents, jobs=by.team, ahead=_AHEAD, together=_MESSAGE) as found:
        yield from zip(documents, found, strict=True)


def joined(store: Store, rules: RuleSet, base: MemoryFacts, crossing: Crossing, met: Meeting) -> Iterator[Derivation]:
    """What follows in one step from the closures of all documents and not from one alone, rule by rule.

    Each is to be taken by ``crossing``, whose store this is, before the next one is asked for.
    """
    for number, rule in enumerate(rules.joining()):
        for variable, values in met.values(number).items():
            found = (
                bulk.matches_of(store, rule, variable, values) if variable else bulk.matches(store, rule, fresh=True)
            )
            for each in found:
                if each.head not in base and (each.head not in crossing.known or not crossing.is_of_one(each)):
                    yield each


def _close(store: Store, rules: RuleSet, base: MemoryFacts, joints: Joints, document: str) -> Derived:
    closed = rules.close_document(map(fact, store.quads(DOCUMENT + document)), base)
    inferred = lines(closed.inferred, INFERRED + document)
    return Derived(inferred, len(closed.inferred), lines(closed.restated), joints.held(closed.facts, base))


def _apart(folder: Path, document: str) -> Derived:
    with paused():
        return _close(opened(folder), *_background(folder), document)


@cache
def _background(folder: Path) -> tuple[RuleSet, MemoryFacts, Joints]:
    store = opened(folder)
    rules = ruleset.inferring(store)
    base = in_memory(store, [n for n in store.graphs() if is_background(n)], rules.predicates())
    return rules, base, Joints(rules.joining())
