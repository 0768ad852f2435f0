"""The rules that hold in a store: compiled from the axioms of its ontology graph, and those of ``ontology/rules``."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import NamedNode

from ctkg import resources
from ctkg.graph.infer.axioms import compile_axioms, equality
from ctkg.graph.infer.construct import load
from ctkg.graph.infer.engine import RuleSet
from ctkg.graph.infer.schema import PREDICATES, TYPES
from ctkg.graph.infer.terms import SAME_AS, TYPE, Fact, fact
from ctkg.graph.store import Store
from ctkg.graph.store.union import ONTOLOGY_GRAPH


def axioms(store: Store) -> frozenset[Fact]:
    """The axioms in the ontology graph."""
    found = [store.match(None, NamedNode(predicate), None, ONTOLOGY_GRAPH) for predicate in PREDICATES]
    found += [store.match(None, NamedNode(TYPE), NamedNode(kind), ONTOLOGY_GRAPH) for kind in TYPES]
    return frozenset(fact(quad) for quads in found for quad in quads)


def inferring(store: Store) -> RuleSet:
    """Rules that have a head."""
    return _compiled(axioms(store), _has_equals(store))[0]


def forbidding(store: Store) -> RuleSet:
    """Rules whose body may never hold."""
    return _compiled(axioms(store), _has_equals(store))[1]


def _has_equals(store: Store) -> bool:
    return next(iter(store.match(None, NamedNode(SAME_AS))), None) is not None


@lru_cache(maxsize=8)
def _compiled(found: frozenset[Fact], equals: bool) -> tuple[RuleSet, RuleSet]:
    rules = [*compile_axioms(found), *load(resources.path("ontology", "rules"))]
    if equals and not any(rule.name == "owl:sameAs" for rule in rules):
        rules += equality()
    return RuleSet(rule for rule in rules if rule.head), RuleSet(rule for rule in rules if rule.head is None)
