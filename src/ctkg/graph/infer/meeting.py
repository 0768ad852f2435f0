"""Where documents meet: the nodes by which a statement of one may be joined with a statement of another.

What follows from several documents and from none alone follows by a rule of which two patterns are filled by two
documents. Where these patterns share a variable, both statements hold its value, each in the place that its pattern
has for it. So a rule is to be asked for such values alone, and most nodes stand in one document only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ctkg.graph.infer.direct import Kind, kind, kinds
from ctkg.graph.infer.facts import Facts
from ctkg.graph.infer.rule import Rule
from ctkg.graph.infer.terms import Fact, Node, Pattern, is_variable

#: A place that the statements of two documents may be joined in, by its number, and a value that stands there: an IRI,
#: or another term as N-Triples write it.
Held = tuple[int, str]
#: Stands for the value where it is enough that there is a statement, and for the variable of which it would be one.
_ANY = ""
#: Bits for each document and for all, in which it is kept what was seen. A document holds some 60 values: of 10,000
#: documents' one in 250 is taken for one that another holds, too.
_EACH, _ALL = 1 << 14, 1 << 28

#: The facts that fill a pattern, and which part of them is looked at; -1: none.
_Place = tuple[Kind, int]


@dataclass(frozen=True, slots=True)
class _Joint:
    """Two patterns of a rule, the variable that they share (or nothing) and its places in them; by number."""

    rule: int
    variable: str
    ends: tuple[int, int]


class Joints:
    """All ways in which ``rules`` may join the statements of two documents."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        numbers: dict[_Place, int] = {}
        self.all = [
            _Joint(number, variable, (numbers.setdefault(one, len(numbers)), numbers.setdefault(other, len(numbers))))
            for number, rule in enumerate(rules)
            for variable, one, other in _shared(rule)
        ]
        self._places: dict[Kind, list[tuple[int, int]]] = defaultdict(list)
        for (of, part), number in numbers.items():
            self._places[of].append((number, part))
        self._filled: dict[Kind, tuple[tuple[int, int], ...]] = {}

    def held(self, facts: Iterable[Fact], base: Facts) -> set[Held]:
        """The values that some facts, those of ``base`` left out, have in the places that matter."""
        found: set[Held] = set()
        for statement in facts:
            places = self._of(statement)
            if places and statement not in base:
                found.update((number, _ANY if part < 0 else _text(statement[part])) for number, part in places)
        return found

    def _of(self, statement: Fact) -> tuple[tuple[int, int], ...]:
        """Numbers of the places that a fact fills, and the part of it that stands there."""
        key = kind(statement)
        known = self._filled.get(key)
        if known is None:
            known = self._filled[key] = tuple(place for each in kinds(key) for place in self._places.get(each, ()))
        return known


class Meeting:
    """Which values two documents hold in two places of a joint, told one document after the other.

    ``documents``: how many there will be.
    """

    def __init__(self, joints: Joints, documents: int) -> None:
        #: Place -> the places at the other ends of its joints.
        self._others: dict[int, list[tuple[int, _Joint]]] = defaultdict(list)
        for joint in joints.all:
            one, other = joint.ends
            self._others[one].append((other, joint))
            if one != other:
                self._others[other].append((one, joint))
        self._bits = max(_EACH, min(_ALL, documents * _EACH))
        self._seen = bytearray(self._bits // 8)
        self._met: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))

    def take(self, held: Collection[Held]) -> None:
        """What another document holds."""
        for number, value in held:
            for other, joint in self._others[number]:
                if self._is_seen((other, value)):
                    self._met[joint.rule][joint.variable].add(value)
        for each in held:
            at = hash(each) % self._bits
            self._seen[at >> 3] |= 1 << (at & 7)

    def values(self, rule: int) -> Mapping[str, Sequence[str]]:
        """For a rule, by its number: variables, each with the values, sorted, for which it is to be asked.

        The name of a variable is empty where the rule is to be asked for all there is.
        """
        met = self._met.get(rule, {})
        if _ANY in met or any(value.startswith("_:") for values in met.values() for value in values):
            return {_ANY: ()}  # a query cannot name a blank node
        return {variable: sorted(values) for variable, values in sorted(met.items())}

    def _is_seen(self, each: Held) -> bool:
        """True for what another document held, and for a few others: these cost a look, and nothing follows."""
        at = hash(each) % self._bits
        return bool(self._seen[at >> 3] & 1 << (at & 7))


def _shared(rule: Rule) -> Iterator[tuple[str, _Place, _Place]]:
    """Each two patterns of a body: a variable that both have, preferably as their subject, and its places."""
    for one, other in combinations(rule.body, 2):
        first, second = _variables(one), _variables(other)
        variable = next((name for name in second if name in first), None)
        if variable is None:
            yield _ANY, (kind(one), -1), (kind(other), -1)
        else:
            yield variable, (kind(one), first[variable]), (kind(other), second[variable])


def _variables(pattern: Pattern) -> dict[str, int]:
    """Variables of a pattern and the part where each stands: subject, object, predicate."""
    return {str(pattern[part]): part for part in (0, 2, 1) if is_variable(pattern[part])}


def _text(node: Node) -> str:
    return node if isinstance(node, str) else str(node)
