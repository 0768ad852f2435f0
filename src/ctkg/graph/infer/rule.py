"""A rule: when all patterns of its body hold, so does its head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ctkg.graph.infer.terms import Node, Pattern, is_variable

Bindings = dict[str, Node]
#: Extends or refuses (None) the bindings of a body that holds.
Guard = Callable[[Mapping[str, Node]], Bindings | None]


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
    return lambda bindings: {} if bindings[left] != bindings[right] else None


def bind(pattern: Pattern, bindings: Mapping[str, Node]) -> Pattern:
    """``pattern`` with its bound variables replaced."""
    subject, predicate, object_ = (
        bindings.get(part, part) if isinstance(part, str) and part[:1] == "?" else part for part in pattern
    )
    return subject, predicate, object_


def match(pattern: Pattern, candidate: tuple[Node, ...], bindings: Bindings) -> Bindings | None:
    """``bindings`` extended so that ``pattern`` equals ``candidate``, or None where it cannot."""
    extended = bindings
    for part, value in zip(pattern, candidate, strict=True):
        if is_variable(part):
            assert isinstance(part, str)
            known = extended.get(part)
            if known is None:
                if extended is bindings:
                    extended = dict(bindings)
                extended[part] = value
            elif known != value:
                return None
        elif part != value:
            return None
    return extended
