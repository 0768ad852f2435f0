"""The body of a rule as one SPARQL query: every way in which it holds in a whole store, found by the store's engine.

Only what a rule finds comes into Python, one match after the other, so memory does not grow with the store.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import QuerySolutions

from ctkg.graph.infer.plans import Derivation, is_rdf
from ctkg.graph.infer.rule import Rule
from ctkg.graph.infer.terms import Fact, Node, Pattern, is_variable, node, term
from ctkg.graph.store import Store

#: Values that one query is asked for.
_MANY = 1_000


def matches(store: Store, rule: Rule, *, fresh: bool = False) -> Iterator[Derivation]:
    """Every way in which ``rule`` holds in the union of ``store``.

    ``fresh``: only where the head is not known, or is asserted; what is only inferred already is left out.
    """
    return _found(store, rule, "", fresh=fresh)


def matches_of(store: Store, rule: Rule, variable: str, values: Sequence[str]) -> Iterator[Derivation]:
    """As :func:`matches`, where it is ``fresh``, with these values of a variable: IRIs, and literals as N-Triples."""
    for start in range(0, len(values), _MANY):
        terms = (value if value.startswith('"') else f"<{value}>" for value in values[start : start + _MANY])
        yield from _found(store, rule, f"VALUES {variable} {{ {' '.join(terms)} }}", fresh=True)


def _found(store: Store, rule: Rule, given: str, *, fresh: bool) -> Iterator[Derivation]:
    names = sorted({part for pattern in rule.body for part in pattern if isinstance(part, str) and is_variable(part)})
    lines = [given, *map(_text, rule.body)]
    lines += [f"FILTER({guard.filter})" for guard in rule.guards]
    if fresh and rule.head is not None:
        said = _text(rule.head)
        lines.append(f"FILTER (NOT EXISTS {{ {said} }} || EXISTS {{ {store.asserted(said)} }})")
    found = store.beside(f"SELECT {' '.join(names) or '*'} WHERE {{ {' '.join(lines)} }}")
    assert isinstance(found, QuerySolutions)
    for solution in found:
        values: dict[str, Node] = {name: node(solution[name[1:]]) for name in names}
        if all(guard.holds(values) for guard in rule.guards):
            head = None if rule.head is None else _filled(rule.head, values)
            if head is None or is_rdf(head):
                yield Derivation(rule, head, tuple(_filled(pattern, values) for pattern in rule.body))


def _filled(pattern: Pattern, values: dict[str, Node]) -> Fact:
    return tuple(values.get(part, part) if isinstance(part, str) else part for part in pattern)  # type: ignore[return-value]


def _text(pattern: Pattern) -> str:
    parts = (str(part) if is_variable(part) else str(term(part)) for part in pattern)
    return " ".join(parts) + " ."
