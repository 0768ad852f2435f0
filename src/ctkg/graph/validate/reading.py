"""Reads from the shapes what they look at."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from pyoxigraph import BlankNode, NamedNode

from ctkg.errors import QueryError
from ctkg.graph.infer.terms import RDF, RDFS, TYPE
from ctkg.graph.validate.footprint import Condition, Footprint, Place, Step
from ctkg.graph.validate.patterns import THIS, NotFollowed, Pattern, Scope, patterns
from ctkg.graph.validate.shapes import Files, statements
from ctkg.iris import PREFIXES

_SH = PREFIXES["sh"]
Node = NamedNode | BlankNode
_NESTED = ("node", "not", "property", "qualifiedValueShape")
_NESTED_LISTS = ("and", "or", "xone")
_COMPARED = ("disjoint", "equals", "lessThan", "lessThanOrEquals")
#: Cost of a step against a predicate, in steps along one: it is taken only where nothing else leads there.
_AGAINST = 100


@cache
def footprint(files: Files) -> Footprint:
    """What the shapes in ``files`` look at."""
    known: dict[Node, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for triple in statements(files):
        known[triple.subject][triple.predicate.value].append(triple.object)  # type: ignore[index]
    reader = _Reader(known)
    for shape in list(known):
        reader.targeted(shape)
    return reader.print


class _Reader:
    def __init__(self, known: dict[Node, dict[str, list[object]]]) -> None:
        self._known = known
        self._above: list[tuple[object, Place]] = []
        self.print = Footprint(terms={RDFS + "subClassOf"})
        if any(_SH + "parameter" in said for said in known.values()):
            self.print.unbounded = "constraint components of their own"

    def targeted(self, shape: Node) -> None:
        """Follows a shape from its targets, if it has any."""
        start = self.print.focus
        targets = 0
        for kind in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "target"):
            for value in self._said(shape, kind):
                targets += 1
                if kind == "targetSubjectsOf":
                    start.to(Step(_iri(value)))
                elif kind == "targetClass":
                    start.to(Step(TYPE))
                elif kind != "targetNode":
                    # Objects may be literals, which have no IRI to be found by.
                    self.print.unbounded = f"sh:{kind}"
        if not targets and RDFS + "Class" in (getattr(kind, "value", "") for kind in self._known[shape][TYPE]):
            targets = 1  # a class that is a shape is its own target
            start.to(Step(TYPE))
        if targets:
            self._constraints(shape, start)

    def _constraints(self, shape: object, place: Place) -> None:
        if any(shape is above and place is at for above, at in self._above):
            self.print.unbounded = "a shape that refers to itself"
            return
        if not isinstance(shape, NamedNode | BlankNode):
            return
        self._above.append((shape, place))
        for path in self._said(shape, "path"):
            # What is compared belongs to the node before the path.
            for kind in _COMPARED:
                for other in self._said(shape, kind):
                    place.to(Step(_iri(other)))
            for steps in self._paths(path):
                self._values(shape, place.follow(steps))
            break
        else:
            self._values(shape, place)
        self._above.pop()

    def _values(self, shape: Node, place: Place) -> None:
        for kind in _NESTED:
            for inner in self._said(shape, kind):
                self._constraints(inner, place)
        for kind in _NESTED_LISTS:
            for first in self._said(shape, kind):
                for inner in self._list(first):
                    self._constraints(inner, place)
        if self._said(shape, "class"):
            place.to(Step(TYPE))
        if self._said(shape, "closed"):
            place.to(Step(None))
        for constraint in self._said(shape, "sparql"):
            self._sparql(constraint)

    def _paths(self, path: object) -> Iterator[tuple[Step, ...]]:
        """The ways that a property path can take."""
        if isinstance(path, NamedNode):
            yield (Step(path.value),)
            return
        for inverse in self._said(path, "inversePath"):
            for steps in self._paths(inverse):
                yield tuple(Step(step.predicate, not step.against) for step in reversed(steps))
        for first in self._said(path, "alternativePath"):
            for inner in self._list(first):
                yield from self._paths(inner)
        for kind in ("zeroOrMorePath", "oneOrMorePath"):
            if self._said(path, kind):
                self.print.unbounded = f"sh:{kind}"
        for inner in self._said(path, "zeroOrOnePath"):
            yield ()
            yield from self._paths(inner)
        if isinstance(path, BlankNode) and self._known[path][RDF + "first"]:
            ways: list[tuple[Step, ...]] = [()]
            for inner in self._list(path):
                ways = [(*way, *steps) for way in ways for steps in self._paths(inner)]
            yield from ways

    def _sparql(self, constraint: object) -> None:
        prefixes = {
            str(getattr(prefix, "value", "")): str(getattr(namespace, "value", ""))
            for ontology in self._said(constraint, "prefixes")
            for declared in self._said(ontology, "declare")
            for prefix, namespace in zip(self._said(declared, "prefix"), self._said(declared, "namespace"), strict=True)
        }
        for select in (*self._said(constraint, "select"), *self._said(constraint, "ask")):
            try:
                for scope in patterns(str(getattr(select, "value", "")), prefixes):
                    self._scope(scope)
            except (NotFollowed, QueryError, IndexError) as reason:
                self.print.unbounded = f"a query that is not followed: {reason}"

    def _scope(self, scope: Scope) -> None:
        ways = _ways(scope.patterns)
        condition = _condition(scope)
        focus = self.print.focus if condition is None else self.print.conditional.setdefault(condition, Place())
        for subject, predicate, object_ in scope.patterns:
            step = Step(None if predicate.startswith("?") else predicate)
            if subject in ways:
                focus.follow(ways[subject]).to(step)
            elif object_ in ways and step.predicate is not None:
                focus.follow(ways[object_]).to(Step(step.predicate, against=True))
            elif step.predicate is None:
                raise NotFollowed("a pattern of variables only")
            elif subject.startswith("?"):
                # Not joined to the focus node by a pattern but by an expression: a class or property that it uses.
                self.print.terms.add(step.predicate)
            else:
                self.print.fixed.add((subject, step.predicate))

    def _said(self, node: object, name: str) -> list[object]:
        known = self._known.get(node) if isinstance(node, NamedNode | BlankNode) else None
        return known[_SH + name] if known else []

    def _list(self, node: object) -> Iterator[object]:
        while isinstance(node, BlankNode) and self._known[node][RDF + "first"]:
            yield self._known[node][RDF + "first"][0]
            node = self._known[node][RDF + "rest"][0]


def _condition(scope: Scope) -> Condition | None:
    """What the focus node itself must say for these patterns to matter, where a filter tells."""
    said = {object_: predicate for subject, predicate, object_ in scope.patterns if subject == THIS}
    for variable, value, equal in scope.comparisons:
        if not said.get(variable, "?").startswith("?"):
            return Condition(said[variable], value, equal)
    return None


def _ways(scope: Sequence[Pattern]) -> dict[str, tuple[Step, ...]]:
    """The cheapest way from the focus node to each variable that patterns join to it."""
    found: dict[str, tuple[Step, ...]] = {}
    queue: list[tuple[int, int, str, tuple[Step, ...]]] = [(0, 0, THIS, ())]
    while queue:
        cost, _, variable, way = heapq.heappop(queue)
        if variable in found:
            continue
        found[variable] = way
        for number, (subject, predicate, object_) in enumerate(scope, 1):
            step = None if predicate.startswith("?") else predicate
            if subject == variable and object_.startswith("?"):
                heapq.heappush(queue, (cost + 1, number, object_, (*way, Step(step))))
            if object_ == variable and subject.startswith("?") and step is not None:
                heapq.heappush(queue, (cost + _AGAINST, number, subject, (*way, Step(step, against=True))))
    return found


def _iri(value: object) -> str:
    if not isinstance(value, NamedNode):
        raise NotFollowed(f"not a property: {value}")
    return value.value
