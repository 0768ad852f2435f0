"""Writes what follows from a store's data into its inferred graphs.

``inferred/reference`` holds what follows from ontology and reference alone; ``inferred/<document>`` what follows
besides from one document; ``inferred/cross`` what only two or more documents together imply. Their union is the
closure of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Triple

from ctkg.errors import UsageError
from ctkg.graph.infer import ruleset
from ctkg.graph.infer.engine import Derivation, RuleSet
from ctkg.graph.infer.facts import Facts, Layers, MemoryFacts, StoreFacts
from ctkg.graph.infer.terms import SAME_AS, Fact, fact, triple
from ctkg.graph.store import Store
from ctkg.graph.store.collection import paused
from ctkg.graph.store.union import is_asserted, is_inferred
from ctkg.iris import graph

REFERENCE, CROSS = graph("inferred", "reference"), graph("inferred", "cross")
DOCUMENT = graph("document", "")
Derived = dict[Fact, Derivation]


def close(store: Store, *, documents: Iterable[str] | None = None, engine: str = "rules") -> int:
    """Infers, and replaces inferred graphs; returns the number of triples now in the graphs that were written.

    Args:
        store: ontology, reference and documents; evidence is never looked at.
        documents: ids of new or changed documents (a removed one counts as changed); reference and ontology must
            have been closed before. None: everything. The cost of one new document does not depend on the number of
            others.
        engine: ``rules`` (fast) or ``owlrl`` (the reference engine; slow, always closes everything).

    Raises:
        UsageError: an unknown engine.
        StoreError: the store cannot be written.
    """
    if engine not in ("rules", "owlrl"):
        raise UsageError(f"unknown engine {engine!r}; there are: rules, owlrl")
    with paused():
        if engine == "owlrl":
            from ctkg.graph.infer.reference import closed

            inferred = closed(store)
        elif documents is None:
            inferred = _everything(store)
        else:
            inferred = _some(store, sorted(set(documents)))
        graphs = {name: [triple(f) for f in facts if _is_data(f)] for name, facts in inferred.items()}
    if engine == "owlrl" or documents is None:
        graphs = {**{name: list[Triple]() for name in store.graphs() if is_inferred(name)}, **graphs}
    store.replace_graphs(graphs)
    return sum(len(triples) for triples in graphs.values())


def document_ids(store: Store) -> list[str]:
    """Ids of all documents in the store, sorted."""
    return [name.removeprefix(DOCUMENT) for name in store.graphs() if name.startswith(DOCUMENT)]


def is_background(iri: str) -> bool:
    """True for what every document is read against: ontology, reference and what follows from them."""
    return (is_asserted(iri) and not iri.startswith(DOCUMENT)) or iri == REFERENCE


def is_data(iri: str) -> bool:
    """True for all graphs of the union."""
    return is_asserted(iri) or is_inferred(iri)


def reference_closure(store: Store, rules: RuleSet) -> tuple[MemoryFacts, Derived]:
    """Closure of ontology and reference, computed afresh."""
    names = [name for name in store.graphs() if is_asserted(name) and not name.startswith(DOCUMENT)]
    return rules.close((fact(quad) for name in names for quad in store.quads(name)), MemoryFacts())


def document_closure(store: Store, rules: RuleSet, document: str, base: Facts) -> tuple[MemoryFacts, Derived]:
    """Closure of one document over a closed ``base``."""
    return rules.close((fact(quad) for quad in store.quads(DOCUMENT + document)), base)


def cross_closure(rules: RuleSet, new: Iterable[Fact], known: Facts) -> Derived:
    """What follows from facts of different documents; ``known`` holds the closure of each, and ``new``."""
    joining = rules.joining()
    seeds: Derived = {}
    for statement in new:
        for head, derivation in joining.consequences(statement, known):
            if head is not None and head not in known:
                seeds.setdefault(head, derivation)
    _, derived = rules.close(seeds, known)
    return {**seeds, **derived}


def _everything(store: Store) -> dict[str, Iterable[Fact]]:
    rules = ruleset.inferring(store)
    base, derived = reference_closure(store, rules)
    inferred: dict[str, Iterable[Fact]] = {REFERENCE: derived}
    together = MemoryFacts()
    for document in document_ids(store):
        own, found = document_closure(store, rules, document, base)
        inferred[graph("inferred", document)] = found
        for statement in own:
            together.add(statement)
    inferred[CROSS] = cross_closure(rules, together, Layers(together, base))
    return inferred


def _some(store: Store, documents: list[str]) -> dict[str, Iterable[Fact]]:
    rules = ruleset.inferring(store)
    background = StoreFacts(store, is_background)
    inferred: dict[str, Iterable[Fact]] = {}
    fresh = MemoryFacts()
    for document in documents:
        own, found = document_closure(store, rules, document, background)
        inferred[graph("inferred", document)] = found
        for statement in own:
            fresh.add(statement)
    present = set(store.graphs())
    replaced = {
        name
        for document in documents
        if (name := graph("inferred", document)) in present or DOCUMENT + document not in present
    }
    rest = StoreFacts(store, lambda name: is_data(name) and name not in replaced and name != CROSS)
    if not store.contains_graph(CROSS):
        inferred[CROSS] = cross_closure(rules, fresh, Layers(fresh, rest))
    elif not replaced:
        old = StoreFacts(store, is_data)
        more = cross_closure(rules, fresh, Layers(fresh, old))
        inferred[CROSS] = {*(fact(quad) for quad in store.quads(CROSS)), *more}
    else:
        # Something of a changed document may have gone, and with it the reason of a cross fact: start anew.
        skipped = {*replaced, *(DOCUMENT + document for document in documents)}
        for name in store.graphs():
            if is_data(name) and not is_background(name) and name != CROSS and name not in skipped:
                for quad in store.quads(name):
                    fresh.add(fact(quad))
        inferred[CROSS] = cross_closure(rules, fresh, Layers(fresh, background))
    return inferred


def _is_data(statement: Fact) -> bool:
    subject, predicate, object_ = statement
    if isinstance(subject, BlankNode) or isinstance(object_, BlankNode):
        return False
    return not (predicate == SAME_AS and subject == object_)
