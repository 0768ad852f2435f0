"""Class expressions of OWL 2 RL as rule bodies and rule heads.

An anonymous class is never a node of the data: where it stands on the left of an axiom it becomes patterns of the
body, where it stands on the right it becomes heads (the translation of description logic programs, Grosof et al.
2003). So restrictions need no typing with blank nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, product

from pyoxigraph import BlankNode, Literal

from ctkg.graph.infer.rule import Guard, different
from ctkg.graph.infer.schema import Schema
from ctkg.graph.infer.terms import OWL, RDF, RDFS, SAME_AS, TYPE, XSD, Node, Pattern

THING, NOTHING, NIL = OWL + "Thing", OWL + "Nothing", RDF + "nil"
Body = tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Consequent:
    """What membership in a class means: where ``body`` holds too, ``head`` follows (None: a contradiction)."""

    head: Pattern | None
    body: Body = ()
    guards: tuple[Guard, ...] = ()


class Expressions:
    """Translates the class expressions of one schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._numbers = count(1)

    def bodies(self, variable: str, expression: Node) -> list[Body]:
        """Alternative bodies, each of which makes ``variable`` a member; empty where RL has no body for it."""
        if not isinstance(expression, BlankNode):
            return [()] if expression == THING else [((variable, TYPE, expression),)]
        value = self._schema.value
        items = value(expression, OWL + "intersectionOf")
        if items is not None:
            parts = [self.bodies(variable, item) for item in self._schema.items(items)]
            return [tuple(pattern for part in choice for pattern in part) for choice in product(*parts)]
        items = value(expression, OWL + "unionOf")
        if items is not None:
            return [body for item in self._schema.items(items) for body in self.bodies(variable, item)]
        path = value(expression, OWL + "onProperty")
        fixed = value(expression, OWL + "hasValue")
        if path is not None and fixed is not None:
            return [((variable, path, fixed),)]
        filler = value(expression, OWL + "someValuesFrom")
        if path is not None and filler is not None:
            step = self._fresh()
            return [((variable, path, step), *body) for body in self.bodies(step, filler)]
        return []

    def consequents(self, variable: str, expression: Node) -> Iterator[Consequent]:
        """What follows for ``variable``, a member of ``expression``."""
        if expression == NOTHING:
            yield Consequent(None)
        elif not isinstance(expression, BlankNode):
            if not self.is_datatype(expression) and expression not in (THING, RDFS + "Resource"):
                yield Consequent((variable, TYPE, expression))
        else:
            value = self._schema.value
            for item in self._schema.items(value(expression, OWL + "intersectionOf") or NIL):
                yield from self.consequents(variable, item)
            complement = value(expression, OWL + "complementOf")
            if complement is not None:
                for body in self.bodies(variable, complement):
                    yield Consequent(None, body)
            path = value(expression, OWL + "onProperty")
            if path is not None:
                yield from self._restriction(variable, path, expression)

    def _restriction(self, variable: str, path: Node, expression: Node) -> Iterator[Consequent]:
        value = self._schema.value
        fixed = value(expression, OWL + "hasValue")
        if fixed is not None:
            yield Consequent((variable, path, fixed))
        filler = value(expression, OWL + "allValuesFrom")
        if filler is not None:
            step = self._fresh()
            for more in self.consequents(step, filler):
                yield Consequent(more.head, ((variable, path, step), *more.body), more.guards)
        limit = value(expression, OWL + "maxCardinality") or value(expression, OWL + "maxQualifiedCardinality")
        if isinstance(limit, Literal):
            filler = value(expression, OWL + "onClass") or THING
            yield from self._at_most(int(limit.value), variable, path, filler)

    def _at_most(self, limit: int, variable: str, path: Node, filler: Node) -> Iterator[Consequent]:
        one, two = self._fresh(), self._fresh()
        for first in self.bodies(one, filler):
            if limit == 0:
                yield Consequent(None, ((variable, path, one), *first))
            for second in self.bodies(two, filler) if limit == 1 else ():
                body = ((variable, path, one), (variable, path, two), *first, *second)
                yield Consequent((one, SAME_AS, two), body, (different(one, two),))

    def is_datatype(self, name: Node) -> bool:
        """True for rdfs:Literal, the types of XSD and RDF, and declared datatypes; their members are literals."""
        return isinstance(name, str) and (
            name.startswith(XSD) or name in (RDFS + "Literal", RDF + "langString") or self._is_declared(name)
        )

    def _is_declared(self, name: str) -> bool:
        return RDFS + "Datatype" in self._schema.objects(name, TYPE)

    def _fresh(self) -> str:
        return f"?_{next(self._numbers)}"
