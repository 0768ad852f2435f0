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


class Wake:
    """A rule and the place in its body that a fact may fill, prepared so that most facts need no search.

    ``direct`` is set for rules of one pattern: the head's parts as positions in the fact followed by the head.
    """

    __slots__ = ("_constants", "_repeated", "_variables", "direct", "head", "place", "rule")

    def __init__(self, rule: Rule, place: int) -> None:
        self.rule, self.place = rule, place
        pattern = rule.body[place]
        self._variables = [(str(part), at) for at, part in enumerate(pattern) if is_variable(part)]
        self._constants = [(part, at) for at, part in enumerate(pattern) if not is_variable(part)]
        names = [name for name, _ in self._variables]
        self._repeated = len(set(names)) < len(names)
        self.head = rule.head or ()
        self.direct: tuple[int, ...] | None = None
        if rule.head and len(rule.body) == 1 and not rule.guards and not self._repeated:
            places = dict(self._variables)
            self.direct = tuple(places.get(str(part), 3 + at) for at, part in enumerate(rule.head))

    def fits(self, statement: Fact) -> bool:
        """True where the constants of the pattern are those of ``statement``."""
        return all(statement[at] == part for part, at in self._constants)

    def bindings(self, statement: Fact) -> Bindings | None:
        """The variables of the pattern bound by ``statement``, or None where it does not match."""
        if self._repeated:
            return match(self.rule.body[self.place], statement, {})
        return {name: statement[at] for name, at in self._variables} if self.fits(statement) else None


class RuleSet:
    """Rules, indexed by what wakes them."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._woken: dict[tuple[Node, Node | None], list[Wake]] = defaultdict(list)
        for rule in self.rules:
            for place, pattern in enumerate(rule.body):
                self._woken[_key(pattern)].append(Wake(rule, place))
        self._joining: RuleSet | None = None
        self._cache: dict[tuple[Node, Node | None], Sequence[Wake]] = {}

    def joining(self) -> RuleSet:
        """The rules whose body has more than one pattern."""
        if self._joining is None:
            self._joining = RuleSet(rule for rule in self.rules if len(rule.body) > 1)
        return self._joining

    def woken(self, statement: Fact) -> Sequence[Wake]:
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
        for wake in self.woken(statement):
            if wake.direct is not None:
                if wake.fits(statement):
                    parts = (*statement, *wake.head)
                    first, second, third = wake.direct
                    head = (parts[first], parts[second], parts[third])
                    if _is_rdf(head):
                        yield head, Derivation(wake.rule, (statement,))
                continue
            start = wake.bindings(statement)
            if start is None:
                continue
            rule = wake.rule
            for bindings, premises in _joins(rule, wake.place, statement, start, known):
                found = None if rule.head is None else bind(rule.head, bindings)
                if found is None or _is_rdf(found):
                    yield found, Derivation(rule, premises)  # type: ignore[misc]  # a bound pattern is a fact

    def matches(self, known: MemoryFacts) -> Iterator[Derivation]:
        """Every way in which the body of a rule holds in ``known``.

        Each rule is tried from the one pattern that fewest facts may fill; :meth:`consequences` of every fact would
        find each match as often as its body has patterns.
        """
        fillers: dict[tuple[Node, Node | None], list[Fact]] = defaultdict(list)
        for statement in known:
            fillers[statement[1], statement[2] if statement[1] == TYPE else None].append(statement)

        def fitting(pattern: Pattern) -> Iterable[Fact]:
            key = _key(pattern)
            return fillers.get(key, ()) if key not in (("?", None), (TYPE, None)) else known.matching(pattern)

        for rule in self.rules:
            candidates = [list(fitting(pattern)) for pattern in rule.body]
            place = min(range(len(rule.body)), key=lambda index: len(candidates[index]))
            wake = Wake(rule, place)
            for statement in candidates[place]:
                start = wake.bindings(statement)
                if start is not None:
                    for _, premises in _joins(rule, place, statement, start, known):
                        yield Derivation(rule, premises)

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
            index = rest[0]
            if len(rest) > 1:
                index = min(rest, key=lambda i: sum(map(is_variable, bind(rule.body[i], partial[0][0]))))
            rest.remove(index)
            partial = [
                (extended, {**used, index: candidate})
                for bindings, used in partial
                for candidate, extended in _candidates(rule.body[index], bindings, known)
            ]
    for bindings, used in partial:
        guarded = _guarded(rule, bindings)
        if guarded is not None:
            yield guarded, tuple(used[index] for index in range(len(rule.body)))


def _candidates(pattern: Pattern, bindings: Bindings, known: Facts) -> Iterator[tuple[Fact, Bindings]]:
    wanted = bind(pattern, bindings)
    if not any(map(is_variable, wanted)):
        if wanted in known:
            yield wanted, bindings  # type: ignore[misc]  # a bound pattern is a fact
        return
    for candidate in known.matching(wanted):
        extended = match(pattern, candidate, bindings)
        if extended is not None:
            yield candidate, extended


def _guarded(rule: Rule, bindings: Bindings) -> Bindings | None:
    for guard in rule.guards:
        more = guard(bindings)
        if more is None:
            return None
        bindings = {**bindings, **more}
    return bindings


def _is_rdf(head: Pattern) -> bool:
    return not isinstance(head[0], Literal) and isinstance(head[1], str)
