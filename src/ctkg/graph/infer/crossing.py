"""What only several documents together imply: derived, kept and taken back.

Every document is closed by itself, over the background, first. What is looked for here are facts that follow from the
union of these closures and are in none of them. Each has an entry that says on which documents it rests
(:mod:`ctkg.graph.infer.support`): from those and the background alone it follows, so it holds as long as they stay as
they are, whatever other proofs come and go. That is why no circle of facts can keep itself alive.

A fact that several documents imply and one asserts has an entry, too (it is *covered*), so that it is there when that
one goes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Set
from itertools import islice

from ctkg.graph.infer.background import CROSS, GraphFacts
from ctkg.graph.infer.engine import RuleSet
from ctkg.graph.infer.facts import Facts, Layers, MemoryFacts, UnionFacts, holds
from ctkg.graph.infer.places import BACKGROUND, TOGETHER, Places, alone_in
from ctkg.graph.infer.plans import Derivation
from ctkg.graph.infer.support import Entry, Support, union
from ctkg.graph.infer.terms import Fact, is_written
from ctkg.graph.store import Store

#: Documents that are asked one by one whether they hold a fact, rather than the fact for all that hold it.
_FEW = 8


class Crossing:
    """Facts of several documents, while some documents are closed anew.

    Args:
        store: holds the documents' own statements as they are now; inferred graphs of the documents in ``own``, and
            entries that rest on them, are those of before.
        rules: those with a head.
        base: the closed background.
        own: closure of each document that is closed anew, without the background; empty where it is gone.
        unsettled: ids of documents that are not closed as they are now, those in ``own`` included.
        sparse: few facts are asked of each node, as where all documents are closed.
    """

    def __init__(
        self,
        store: Store,
        rules: RuleSet,
        base: Facts,
        own: Mapping[str, Set[Fact]],
        unsettled: Set[str] = frozenset(),
        *,
        sparse: bool = False,
    ) -> None:
        self._store, self._rules, self._base, self._own = store, rules, base, own
        self._owners: dict[Fact, list[str]] = {}
        for document, facts in own.items():
            for statement in facts:
                self._owners.setdefault(statement, []).append(document)
        #: Nodes that a document speaks of, and no other.
        self._alone = {name: alone_in(store, name, {each[0] for each in facts}) for name, facts in own.items()}
        self.support = Support(store)
        self._withdrawn: set[Fact] = set()
        self._places = Places(store, own.keys(), unsettled, self._withdrawn, sparse=sparse)
        self._gone: set[Fact] = set()
        self._more = MemoryFacts()
        self.known = Layers(self._more, UnionFacts(store, self._gone, sparse=sparse))
        self._queue: deque[tuple[Fact, bool]] = deque()
        self._before: set[Fact] = set()
        self._now: set[Fact] = set()

    def retract(self, stale: Set[Fact], candidates: Iterable[Fact]) -> None:
        """Takes back what rested on the documents as they were, and derives again what still follows.

        Args:
            stale: all facts of the documents' old inferred graphs.
            candidates: facts that a document stated or implied and that might follow from others without it.
        """
        entries = {entry.statement: entry for document in self._own for entry in self.support.of(document)}
        self._withdrawn.update(s for s, entry in entries.items() if not entry.support.isdisjoint(self._own))
        seen = {statement for statement in self._withdrawn if not entries[statement].cover}
        self._before |= seen
        for statement in stale | seen:
            if statement not in self._owners and next(self._places.of(statement), None) is None:
                self._gone.add(statement)
        self._arrive()
        for statement, entry in entries.items():
            if statement not in self._withdrawn and entry.cover in self._own:
                cover = self._cover(statement)
                self.support.cover(statement, cover)
                if not cover:
                    self._show(statement)
        for statement in self._withdrawn:
            reason = next(self._rules.reasons(statement, self.known), None)
            if reason is None:
                self.support.drop(statement)
            else:
                self._enter(statement, reason)
        for statement in filter(is_written, candidates):
            reason = next(self._rules.reasons(statement, self.known, joined=True), None)
            if reason is not None and self.support.get(statement) is None:
                self._enter(statement, reason)

    def _arrive(self) -> None:
        """Finds which facts of the documents are new: no settled document has them. What was implied is covered."""
        together = GraphFacts(self._store, [CROSS])
        for statement, documents in self._owners.items():
            joins = bool(self._rules.woken(statement).joined)
            row = self._alone[documents[0]].get(statement[0]) if len(documents) == 1 else None
            if row is not None:  # no other graph has it
                if joins:
                    self._queue.append((statement, False))
                    if statement not in row:
                        self._more.add(statement)
                continue
            if not joins and statement not in together:
                continue  # it joins with nothing, and nothing is known of it
            anywhere = False
            for place, settled in self._places.of(statement):
                anywhere = True
                if place == TOGETHER:
                    self._before.add(statement)
                    self.support.cover(statement, documents[0])
                if settled:
                    break
            else:
                self._queue.append((statement, False))
                if not anywhere and not holds(self._store, statement):
                    self._more.add(statement)

    def forward(self, limit: int | None = None) -> bool:
        """Derives what follows from what is new; True where it stopped at ``limit`` new facts."""
        while self._queue:
            if limit is not None and len(self._now) >= limit:
                return True
            statement, alone = self._queue.popleft()
            found: list[Derivation] = []
            if alone:
                found += self._rules.consequences(statement, self.known)
            else:
                owners = self._owners[statement]
                for plan in self._rules.woken(statement).joined:
                    # What one document says of a node, and no other, was joined when that document was closed.
                    if plan.about is None or not any(statement[plan.about] in self._alone[each] for each in owners):
                        plan.run(statement, self.known, found)
            for each in found:
                if not self._is_of_one(statement, each):
                    self.take(each, always=alone)
        return False

    def take(self, derivation: Derivation, *, always: bool = False) -> None:
        """Makes an entry of what follows from several documents, unless there is one.

        What a document implies by itself is looked at again whenever it does so no more, so it needs none, but where
        ``always`` is set: then a fact of several documents is among the premises, perhaps the only one.
        """
        head = derivation.head
        if head is None or not is_written(head):
            return
        if not (head in self._owners or head in self.known) or (
            (always or holds(self._store, head, inference=False))
            and head not in self._base
            and self.support.get(head) is None
        ):
            self._enter(head, derivation)

    def changes(self) -> tuple[set[Fact], set[Fact]]:
        """What is to be added to the cross graph and what is to be taken from it; both are then counted as done."""
        added, removed = self._now - self._before, self._before - self._now
        self._before, self._now = set(), set()
        return added, removed

    def written(self) -> None:
        """All that was found stands in the store now."""
        self._more.clear()

    def is_of_one(self, derivation: Derivation) -> bool:
        """True where one settled document has all premises that are not of the background."""
        premises = [premise for premise in derivation.premises if premise not in self._base]
        for premise in premises:
            found = list(islice(self._places.documents(premise), _FEW + 1))
            if len(found) <= _FEW:
                # The others may be what thousands of documents say: they are asked for in these few.
                return any(all(self._places.says(document, each) for each in premises) for document in found)
        shared: set[str] | None = None
        for premise in premises:
            holders = set(self._places.documents(premise))
            shared = holders if shared is None else shared & holders
            if not shared:
                return False
        return True

    def _is_of_one(self, statement: Fact, derivation: Derivation) -> bool:
        for document in self._owners.get(statement, ()):
            own = self._own[document]
            if derivation.head in own and all(p in own or p in self._base for p in derivation.premises):
                return True
        return False

    def _enter(self, statement: Fact, derivation: Derivation) -> None:
        support = union(map(self._rests, derivation.premises))
        cover = self._cover(statement)
        self.support.put(Entry(statement, support, cover))
        if not cover:
            self._show(statement)

    def _show(self, statement: Fact) -> None:
        self._now.add(statement)
        if statement in self._gone:
            self._gone.remove(statement)
        else:
            self._more.add(statement)
        self._queue.append((statement, True))

    def _cover(self, statement: Fact) -> str:
        """A document that states or implies ``statement`` by itself, or nothing."""
        owners = self._owners.get(statement)
        return owners[0] if owners else next(self._places.documents(statement), "")

    def _rests(self, premise: Fact) -> frozenset[str]:
        owners = self._owners.get(premise)
        if owners:
            return frozenset(owners[:1])
        if premise in self._now:
            entry = self.support.get(premise)
            assert entry is not None, f"no entry: {premise}"
            return entry.support
        for place, _ in self._places.of(premise):
            if place == BACKGROUND:
                return frozenset()
            if place == TOGETHER:
                entry = self.support.get(premise)
                assert entry is not None, f"no entry: {premise}"
                return entry.support
            return frozenset({place})
        raise AssertionError(f"nothing holds {premise}")
