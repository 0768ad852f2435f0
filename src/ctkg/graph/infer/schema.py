"""The part of an ontology that inference reads: its axioms, by subject and predicate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ctkg.graph.infer.terms import OWL, RDF, RDFS, TYPE, Fact, Node

_RDFS = ("subClassOf", "subPropertyOf", "domain", "range")
_OWL = (
    "equivalentClass",
    "equivalentProperty",
    "inverseOf",
    "propertyChainAxiom",
    "disjointWith",
    "propertyDisjointWith",
    "complementOf",
    "members",
    "distinctMembers",
    "hasKey",
    "onProperty",
    "hasValue",
    "someValuesFrom",
    "allValuesFrom",
    "maxCardinality",
    "maxQualifiedCardinality",
    "onClass",
    "onDataRange",
    "intersectionOf",
    "unionOf",
    "oneOf",
    "sourceIndividual",
    "assertionProperty",
    "targetIndividual",
    "targetValue",
    "differentFrom",
)
_TYPES = (
    "SymmetricProperty",
    "TransitiveProperty",
    "FunctionalProperty",
    "InverseFunctionalProperty",
    "AsymmetricProperty",
    "IrreflexiveProperty",
    "AllDisjointClasses",
    "AllDisjointProperties",
    "AllDifferent",
    "Class",
    "Restriction",
)

#: Predicates of axioms, ``rdf:type`` apart.
PREDICATES = (
    *(RDFS + name for name in _RDFS),
    *(OWL + name for name in _OWL),
    RDF + "first",
    RDF + "rest",
)
#: Classes whose members are axioms or are needed to read them.
TYPES = (*(OWL + name for name in _TYPES), RDFS + "Datatype")


class Schema:
    """Axioms, looked up by subject and predicate; iteration is sorted, so that compiling is deterministic."""

    def __init__(self, statements: Iterable[Fact]) -> None:
        self._objects: dict[tuple[Node, str], list[Node]] = defaultdict(list)
        self._pairs: dict[str, list[tuple[Node, Node]]] = defaultdict(list)
        for subject, predicate, object_ in sorted(set(statements), key=str):
            self._objects[subject, predicate].append(object_)
            self._pairs[predicate].append((subject, object_))

    def pairs(self, predicate: str) -> list[tuple[Node, Node]]:
        """Subject and object of every axiom with ``predicate``."""
        return self._pairs.get(predicate, [])

    def objects(self, subject: Node, predicate: str) -> list[Node]:
        """Objects of ``subject`` and ``predicate``."""
        return self._objects.get((subject, predicate), [])

    def value(self, subject: Node, predicate: str) -> Node | None:
        """The first object, or None."""
        return next(iter(self.objects(subject, predicate)), None)

    def of_type(self, kind: str) -> list[Node]:
        """Members of the class ``kind``."""
        return [subject for subject, object_ in self.pairs(TYPE) if object_ == kind]

    def items(self, head: Node) -> Iterator[Node]:
        """Items of an RDF list."""
        seen: set[Node] = set()
        while head != RDF + "nil" and head not in seen:
            seen.add(head)
            yield from self.objects(head, RDF + "first")
            head = self.value(head, RDF + "rest") or RDF + "nil"
