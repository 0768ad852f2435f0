"""A rule: when all patterns of its body hold, so does its head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ctkg.graph.infer.terms import Node, Pattern

Bindings = Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class Guard:
    """What must hold beyond the patterns of a body.

    Attributes:
        holds: tells by the values of the variables.
        filter: the same as a SPARQL expression that refuses no value which ``holds`` accepts.
    """

    holds: Callable[[Bindings], bool]
    filter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    Attributes:
        name: the kind of axiom (``rdfs:subClassOf``), or ``rule <name>`` for a rule of ``ontology/rules``.
        axiom: the axiom in readable words, for explanations.
        body: patterns that must all hold.
        head: what follows; None where nothing may (a contradiction).
        guards: what must hold beyond the patterns, tried in order.
    """

    name: str
    axiom: str
    body: tuple[Pattern, ...]
    head: Pattern | None
    guards: tuple[Guard, ...] = ()

    def __post_init__(self) -> None:
        if not self.body:
            raise ValueError(f"a rule needs a body: {self.axiom}")


def different(left: str, right: str) -> Guard:
    """A guard: two variables hold different nodes."""
    return Guard(lambda values: values[left] != values[right], f"!sameTerm({left}, {right})")


def same(left: str, right: str) -> Guard:
    """A guard: two variables hold the same node."""
    return Guard(lambda values: values[left] == values[right], f"sameTerm({left}, {right})")
