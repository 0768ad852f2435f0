"""Forward chaining: every new fact is joined once with what is known, until nothing new follows.

A fact wakes only the rules that have a pattern with its predicate (or, for ``rdf:type``, its class), and each join
looks up the other patterns by index. So the cost grows with the new facts and their neighbours, not with the graph.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import Literal

from ctkg.graph.infer.direct import Head, Kind, heads, is_direct, kind, kinds
from ctkg.graph.infer.facts import Facts, MemoryFacts
from ctkg.graph.infer.plans import Derivation, Plan
from ctkg.graph.infer.rule import Rule
from ctkg.graph.infer.terms import TYPE, Fact, Node, is_variable, is_written

#: Each fact with the premises of its first derivation.
Derived = dict[Fact, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class Waking:
    """What a kind of fact wakes: what follows from it alone, and plans of the rules that need more."""

    alone: tuple[Head, ...]
    joined: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Closure:
    """A document closed over the background.

    Attributes:
        facts: all that it states, and what follows and is not in the background.
        inferred: those of them that it does not state.
        restated: those that it states and that follow from two or more others of them, too.
    """

    facts: set[Fact]
    inferred: set[Fact]
    restated: frozenset[Fact]


class RuleSet:
    """Rules, indexed by what wakes them and by what they imply."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._direct = [rule for rule in self.rules if is_direct(rule)]
        self._joined = _indexed(rule for rule in self.rules if not is_direct(rule))
        asked = {pattern[1] for rule in self.rules if not is_direct(rule) for pattern in rule.body}
        self._predicates = None if any(map(is_variable, asked)) else frozenset(map(str, asked))
        self._woken: dict[Kind, Waking] = {}
        self._plans: dict[Kind, list[Plan]] | None = None
        self._followed: dict[Kind, tuple[Plan, ...]] = {}
        self._heads: dict[Kind, list[Plan]] | None = None
        self._pairs: dict[Node, dict[Node, list[Plan]]] = defaultdict(lambda: defaultdict(list))

    def joining(self) -> list[Rule]:
        """The rules whose body has more than one pattern."""
        return [rule for rule in self.rules if len(rule.body) > 1]

    def predicates(self) -> frozenset[str] | None:
        """Predicates that the patterns of joins ask for; None where one of them is a variable."""
        return self._predicates

    def woken(self, statement: Fact) -> Waking:
        """What ``statement`` may wake."""
        # The same as `kind`, without a look for variables: a fact has none.
        key = (statement[1], statement[2] if statement[1] == TYPE else None)
        known = self._woken.get(key)
        if known is None:
            joined = tuple(plan for each in kinds(key) for plan in self._joined.get(each, ()))
            known = self._woken[key] = Waking(heads(key, self._direct), joined)
        return known

    def consequences(self, statement: Fact, known: Facts) -> list[Derivation]:
        """What follows in one step from ``statement`` together with ``known`` (which holds ``statement`` already)."""
        if self._plans is None:
            self._plans = _indexed(rule for rule in self.rules if not _is_of_two_classes(rule))
            for rule in filter(_is_of_two_classes, self.rules):
                one, other = (pattern[2] for pattern in rule.body)
                self._pairs[one][other].append(Plan(rule, 0))
                self._pairs[other][one].append(Plan(rule, 1))
        subject, predicate, object_ = statement
        key = (predicate, object_ if predicate == TYPE else None)
        plans = self._followed.get(key)
        if plans is None:
            plans = self._followed[key] = tuple(plan for each in kinds(key) for plan in self._plans.get(each, ()))
        found: list[Derivation] = []
        for plan in plans:
            plan.run(statement, known, found)
        if predicate == TYPE and object_ in self._pairs:
            # Most rules that forbid are of two classes each: one look at the classes of the node serves them all.
            pairs = self._pairs[object_]
            for other in {each[2] for each in known.find(subject, TYPE, None)} & pairs.keys():
                for plan in pairs[other]:
                    plan.run(statement, known, found)
        return found

    def reasons(self, head: Fact, known: Facts, *, joined: bool = False) -> Iterator[Derivation]:
        """Every way in which ``head`` follows in one step from ``known``; ``joined``: from several facts only."""
        if self._heads is None:
            self._heads = defaultdict(list)
            for rule in self.rules:
                if rule.head is not None:
                    self._heads[kind(rule.head)].append(Plan(rule, None))
        for key in kinds(kind(head)):
            for plan in self._heads.get(key, ()):
                if not joined or len(plan.rule.body) > 1:
                    found: list[Derivation] = []
                    plan.run(head, known, found)
                    yield from found

    def close(
        self,
        statements: Iterable[Fact],
        base: Facts,
        *,
        restated: set[Fact] | None = None,
        silent: Container[Node] = frozenset(),
    ) -> tuple[MemoryFacts, Derived]:
        """Everything that follows from ``statements`` and ``base`` and is in neither, with its premises.

        ``base`` must be closed already. Returns the statements with what follows, and what follows alone.
        ``restated``, where given, receives statements that also follow from two or more others. ``silent`` are nodes
        of which ``base`` has no fact: it is not asked for any.
        """
        own = MemoryFacts(joined=self._predicates)
        mine = own.all
        mine.update(statements)
        given = mine.copy()
        known = _Above(own, base, silent)
        derived: Derived = {}
        queue: deque[tuple[Fact, bool]] = deque((statement, True) for statement in given)
        while queue:
            statement, alone = queue.popleft()
            # Only what had its turn is found by its parts: so facts are joined once, by the last of them.
            own.index(statement)
            woken = self.woken(statement)
            if alone and woken.alone:
                literal = isinstance(statement[2], Literal)
                for head in woken.alone:
                    if not (literal and head.of_node):
                        implied = head.of(statement)
                        if implied not in mine and (implied[0] in silent or implied not in base):
                            mine.add(implied)
                            derived[implied] = (statement,)
                            queue.append((implied, False))
            if not woken.joined:
                continue
            found: list[Derivation] = []
            for plan in woken.joined:
                plan.run(statement, known, found)
            for _, conclusion, premises in found:
                if conclusion is None:
                    continue
                if (
                    restated is not None
                    and conclusion in given
                    and sum(premise in mine for premise in premises) > 1
                    and conclusion not in base
                ):
                    restated.add(conclusion)
                if conclusion not in mine and conclusion not in base:
                    mine.add(conclusion)
                    derived[conclusion] = premises
                    queue.append((conclusion, True))
        return own, derived

    def close_document(self, statements: Iterable[Fact], base: Facts, silent: Container[Node] = frozenset()) -> Closure:
        """A document's statements and what follows from them over the closed ``base``; ``silent``: as in `close`."""
        restated: set[Fact] = set()
        own, derived = self.close(statements, base, restated=restated, silent=silent)
        inferred = set(filter(is_written, derived))
        return Closure(own.all - (derived.keys() - inferred), inferred, frozenset(restated))


class _Above:
    """Facts above a base that has none about some nodes."""

    def __init__(self, own: MemoryFacts, base: Facts, silent: Container[Node]) -> None:
        self._own, self._base, self._silent = own, base, silent

    def __contains__(self, statement: object) -> bool:
        return statement in self._own.all or (statement[0] not in self._silent and statement in self._base)  # type: ignore[index]  # a fact

    def find(self, subject: Node | None, predicate: Node | None, object: Node | None) -> Iterable[Fact]:
        """Facts with these parts; one that both have comes twice."""
        found = self._own.find(subject, predicate, object)
        if subject is not None and subject in self._silent:
            return found
        more = self._base.find(subject, predicate, object)
        return chain(found, more) if found and more else found or more


def _is_of_two_classes(rule: Rule) -> bool:
    """True for rules that need one node to be of two classes and nothing else."""
    if len(rule.body) != 2:
        return False
    (one, first, a), (other, second, b) = rule.body
    return one == other and is_variable(one) and first == second == TYPE and not (is_variable(a) or is_variable(b))


def _indexed(rules: Iterable[Rule]) -> dict[Kind, list[Plan]]:
    index: dict[Kind, list[Plan]] = defaultdict(list)
    for rule in rules:
        for place, pattern in enumerate(rule.body):
            index[kind(pattern)].append(Plan(rule, place))
    return index
