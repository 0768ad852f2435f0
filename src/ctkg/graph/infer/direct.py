"""What follows from one fact alone, all at once: chains of rules with one pattern, worked out for each kind of fact.

Most of what is inferred is of this kind: a property has super-properties, each has a domain and a range, each class
has super-classes. What follows from ``?s ct:hasOrganizer ?o`` is the same list for all such facts.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ctkg.graph.infer.rule import Rule
from ctkg.graph.infer.terms import TYPE, Fact, Node, Pattern, is_variable

#: What decides which rules a fact may wake: its predicate and, for a type, its class.
Kind = tuple[Node, Node | None]

_S, _O = "?s", "?o"
_ENDS = (_S, _O)


@dataclass(frozen=True, slots=True)
class Head:
    """A fact that follows from another: the other's end (0 or 2) or a fixed node in each place.

    ``subject`` is 0 or 2; ``object`` is 0, 2, or -1 for ``fixed``. ``of_node``: only where the other's object is no
    literal.
    """

    subject: int
    predicate: str
    object: int
    fixed: Node
    of_node: bool

    def of(self, statement: Fact) -> Fact:
        """The fact that follows from ``statement``."""
        return (
            statement[self.subject],
            self.predicate,
            self.fixed if self.object < 0 else statement[self.object],
        )


def is_direct(rule: Rule) -> bool:
    """True for rules that :func:`heads` follows: one pattern, a fixed property or class on either side, no guard."""
    return (
        rule.head is not None and len(rule.body) == 1 and not rule.guards and all(map(_plain, (*rule.body, rule.head)))
    )


def _plain(pattern: Pattern) -> bool:
    subject, predicate, object_ = pattern
    if is_variable(predicate) or not is_variable(subject):
        return False
    return is_variable(object_) != (predicate == TYPE) and subject != object_


def heads(key: Kind, rules: Iterable[Rule]) -> tuple[Head, ...]:
    """All that direct ``rules`` imply, in any number of steps, of a fact with the predicate and class of ``key``."""
    by_body: dict[Kind, list[Rule]] = {}
    for rule in rules:
        by_body.setdefault(kind(rule.body[0]), []).append(rule)
    predicate, of_class = key
    start = (_S, predicate, of_class if of_class is not None else _O)
    found: dict[tuple[Node, Node, Node], bool] = {start: False}
    # What needs no look at the object comes first, so that nothing is held back without need.
    waiting: deque[tuple[tuple[Node, Node, Node], bool]] = deque([(start, False)])
    while waiting:
        statement, of_node = waiting.popleft()
        if found[statement] != of_node:
            continue
        for rule in by_body.get(kind(statement), ()):
            pattern, head = rule.body[0], rule.head
            assert head is not None
            values = {part: value for part, value in zip(pattern, statement, strict=True) if is_variable(part)}
            implied = tuple(values.get(part, part) for part in head)
            needs = of_node or implied[0] == _O
            known = found.get(implied)  # type: ignore[arg-type]
            if known is None or (known and not needs):
                found[implied] = needs  # type: ignore[index]
                (waiting.append if needs else waiting.appendleft)((implied, needs))  # type: ignore[arg-type]
    del found[start]
    return tuple(_head(statement, of_node) for statement, of_node in found.items())


def kind(pattern: Pattern) -> Kind:
    """The kind of the facts that a pattern is filled by; ``?`` for any predicate, None for any class."""
    _, predicate, object_ = pattern
    if is_variable(predicate):
        return "?", None
    return predicate, object_ if predicate == TYPE and not is_variable(object_) else None


def kinds(key: Kind) -> Sequence[Kind]:
    """Kinds of pattern that a fact of kind ``key`` may fill."""
    return (key, ("?", None), (TYPE, None)) if key[0] == TYPE else (key, ("?", None))


def _head(statement: tuple[Node, Node, Node], of_node: bool) -> Head:
    subject, predicate, object_ = statement
    at = {_S: 0, _O: 2}
    return Head(
        subject=at[str(subject)],
        predicate=str(predicate),
        object=at[str(object_)] if object_ in _ENDS else -1,
        fixed="" if object_ in _ENDS else object_,
        of_node=of_node,
    )
