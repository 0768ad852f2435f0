"""The rules that hold in a store: compiled from the axioms of its ontology graph, and those of ``ontology/rules``."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from weakref import WeakKeyDictionary

from pyoxigraph import NamedNode

from ctkg import resources
from ctkg.graph.infer.axioms import compile_axioms, equality
from ctkg.graph.infer.construct import load
from ctkg.graph.infer.engine import RuleSet
from ctkg.graph.infer.schema import PREDICATES, TYPES
from ctkg.graph.infer.terms import SAME_AS, TYPE, Fact, fact
from ctkg.graph.store import Store
from ctkg.graph.store.union import ONTOLOGY_GRAPH

#: Axioms as they were at a revision of the store.
_read: WeakKeyDictionary[Store, tuple[int, frozenset[Fact]]] = WeakKeyDictionary()


def axioms(store: Store) -> frozenset[Fact]:
    """The axioms in the ontology graph; read again only where that graph changed."""
    revision = store.revision()
    known = _read.get(store)
    if known is None or (known[0] < revision and ONTOLOGY_GRAPH in store.touched(known[0])):
        found = [store.match(None, NamedNode(predicate), None, ONTOLOGY_GRAPH) for predicate in PREDICATES]
        found += [store.match(None, NamedNode(TYPE), NamedNode(kind), ONTOLOGY_GRAPH) for kind in TYPES]
        known = revision, frozenset(fact(quad) for quads in found for quad in quads)
    _read[store] = revision, known[1]
    return known[1]


def inherit(store: Store, above: Store) -> None:
    """Let a draft ``above`` a store know the axioms that were read from the store."""
    if store in _read:
        _read[above] = _read[store]


def inferring(store: Store) -> RuleSet:
    """Rules that have a head."""
    return _compiled(axioms(store), _has_equals(store))[0]


def forbidding(store: Store) -> RuleSet:
    """Rules whose body may never hold."""
    return _compiled(axioms(store), _has_equals(store))[1]


@cache
def digest() -> str:
    """Hash of the rules that are no axioms of the store: those of ``ontology/rules``."""
    folder = resources.path("ontology", "rules")
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(folder.glob("*.rq")))).hexdigest()


def _has_equals(store: Store) -> bool:
    return next(store.union(predicate=NamedNode(SAME_AS)), None) is not None


@lru_cache(maxsize=8)
def _compiled(found: frozenset[Fact], equals: bool) -> tuple[RuleSet, RuleSet]:
    rules = [*compile_axioms(found), *load(resources.path("ontology", "rules"))]
    if equals and not any(rule.name == "owl:sameAs" for rule in rules):
        rules += equality()
    return RuleSet(rule for rule in rules if rule.head), RuleSet(rule for rule in rules if rule.head is None)
