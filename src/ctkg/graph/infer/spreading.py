"""Closes documents over the background one by one, in this process or in several that read the store on disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from ctkg.collection import paused
from ctkg.graph.infer import ruleset
from ctkg.graph.infer.background import DOCUMENT, INFERRED, in_memory, is_background
from ctkg.graph.infer.engine import RuleSet
from ctkg.graph.infer.facts import MemoryFacts
from ctkg.graph.infer.state import Closed
from ctkg.graph.infer.terms import fact
from ctkg.graph.store import Store
from ctkg.graph.store.plain import lines
from ctkg.graph.store.sharing import is_shareable, opened, shared
from ctkg.workers import Ordered


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


def closures(
    store: Store, rules: RuleSet, base: MemoryFacts, documents: Sequence[str], *, jobs: int = 1
) -> Iterator[tuple[str, Derived]]:
    """Each of ``documents``, in their order, with what follows from it over the closed background ``base``.

    The store holds the background as it is in ``base``, and the documents do not change meanwhile.
    """
    if jobs == 1 or len(documents) < _WORTH_PROCESSES or not is_shareable(store):
        for document in documents:
            yield document, _close(store, rules, base, document)
        return
    with (
        shared(store) as folder,
        Ordered(partial(_apart, folder), documents, jobs=jobs, ahead=_AHEAD, together=_MESSAGE) as found,
    ):
        yield from zip(documents, found, strict=True)


def _close(store: Store, rules: RuleSet, base: MemoryFacts, document: str) -> Derived:
    closed = rules.close_document(map(fact, store.quads(DOCUMENT + document)), base)
    return Derived(lines(closed.inferred, INFERRED + document), len(closed.inferred), lines(closed.restated))


def _apart(folder: Path, document: str) -> Derived:
    with paused():
        return _close(opened(folder), *_background(folder), document)


@cache
def _background(folder: Path) -> tuple[RuleSet, MemoryFacts]:
    store = opened(folder)
    rules = ruleset.inferring(store)
    return rules, in_memory(store, [n for n in store.graphs() if is_background(n)], rules.predicates())
