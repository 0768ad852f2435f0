"""Forward chaining: every new fact is joined once with what is known, until nothing new follows.

A fact wakes only the rules that have a pattern with its predicate (or, for ``rdf:type``, its class), and each join
looks up the other patterns by index. So the cost grows with the new facts and their neighbours, not with the graph.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal

from ctkg.graph.infer.facts import Facts, Layers, MemoryFacts
from ctkg.graph.infer.rule import Bindings, Rule, bind, match
from ctkg.graph.infer.terms import TYPE, Fact, Node, Pattern, is_variable


@dataclass(frozen=True, slots=True)
class Derivation:
    """Why a fact holds: the rule and the facts that its body matched, in the order of the body."""

    rule: Rule
    premises: tuple[Fact, ...]


class RuleSet:
    """Rules, indexed by what wakes them."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._woken: dict[tuple[Node, Node | None], list[tuple[Rule, int]]] = defaultdict(list)
        for rule in self.rules:
            for place, pattern in enumerate(rule.body):
                self._woken[_key(pattern)].append((rule, place))
        self._joining: RuleSet | None = None
        self._cache: dict[tuple[Node, Node | None], Sequence[tuple[Rule, int]]] = {}

    def joining(self) -> RuleSet:
        """The rules whose body has more than one pattern."""
        if self._joining is None:
            self._joining = RuleSet(rule for rule in self.rules if len(rule.body) > 1)
        return self._joining

    def woken(self, statement: Fact) -> Sequence[tuple[Rule, int]]:
        """Rules that ``statement`` may wake, each with the place in the body that it may fill."""
        _, predicate, object_ = statement
        key = (predicate, object_ if predicate == TYPE else None)
        known = self._cache.get(key)
        if known is None:
            keys = [key, ("?", None)] + ([(TYPE, None)] if predicate == TYPE else [])
            known = self._cache[key] = tuple(item for each in keys for item in self._woken.get(each, ()))
        return known

    def consequences(self, statement: Fact, known: Facts) -> Iterator[tuple[Fact | None, Derivation]]:
        """What follows at once from ``statement`` together with ``known`` (which holds ``statement`` already)."""
        for rule, place in self.woken(statement):
            start = match(rule.body[place], statement, {})
            if start is None:
                continue
            for bindings, premises in _joins(rule, place, statement, start, known):
                head = None if rule.head is None else bind(rule.head, bindings)
                if head is None or _is_rdf(head):
                    yield head, Derivation(rule, premises)  # type: ignore[misc]  # a bound pattern is a fact

    def close(self, statements: Iterable[Fact], base: Facts) -> tuple[MemoryFacts, dict[Fact, Derivation]]:
        """Everything that follows from ``statements`` and ``base`` and is in neither, with its first derivation.

        ``base`` must be closed already. Returns the statements with what follows, and the derivations alone.
        """
        own = MemoryFacts()
        known = Layers(own, base)
        queue: deque[Fact] = deque(statement for statement in statements if own.add(statement))
        derived: dict[Fact, Derivation] = {}
        while queue:
            statement = queue.popleft()
            for head, derivation in self.consequences(statement, known):
                if head is not None and head not in base and own.add(head):
                    derived[head] = derivation
                    queue.append(head)
        return own, derived


def _key(pattern: Pattern) -> tuple[Node, Node | None]:
    _, predicate, object_ = pattern
    if is_variable(predicate):
        return "?", None
    return predicate, object_ if predicate == TYPE and not is_variable(object_) else None


def _joins(
    rule: Rule, place: int, statement: Fact, start: Bindings, known: Facts
) -> Iterator[tuple[Bindings, tuple[Fact, ...]]]:
    if len(rule.body) == 1:
        if not rule.guards:
            yield start, (statement,)
            return
        partial: list[tuple[Bindings, dict[int, Fact]]] = [(start, {0: statement})]
    else:
        partial = [(start, {place: statement})]
        rest = [index for index in range(len(rule.body)) if index != place]
        while rest and partial:
            # The pattern with most known parts first: fewer facts to try.
            index = min(rest, key=lambda i: sum(map(is_variable, bind(rule.body[i], partial[0][0]))))
            rest.remove(index)
            partial = [
                (extended, {**used, index: candidate})
                for bindings, used in partial
                for candidate in known.matching(bind(rule.body[index], bindings))
                if (extended := match(rule.body[index], candidate, bindings)) is not None
            ]
    for bindings, used in partial:
        guarded = _guarded(rule, bindings)
        if guarded is not None:
            yield guarded, tuple(used[index] for index in range(len(rule.body)))


def _guarded(rule: Rule, bindings: Bindings) -> Bindings | None:
    for guard in rule.guards:
        more = guard(bindings)
        if more is None:
            return None
        bindings = {**bindings, **more}
    return bindings


def _is_rdf(head: Pattern) -> bool:
    return not isinstance(head[0], Literal) and isinstance(head[1], str)
