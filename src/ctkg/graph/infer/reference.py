"""The reference engine: owlrl, made to give what :mod:`ctkg.graph.infer.closing` gives, by its definition.

Slow (minutes at 100,000 triples); it judges the rules in tests and can be asked for by ``engine="owlrl"``.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal

from ctkg import resources
from ctkg.graph.infer.background import CROSS, DOCUMENT, REFERENCE
from ctkg.graph.infer.terms import OWL, RDF, RDFS, SAME_AS, TYPE, XSD, Fact, fact, triple
from ctkg.graph.interop import from_rdflib, to_rdflib
from ctkg.graph.store import Store
from ctkg.graph.store.union import is_asserted
from ctkg.iris import graph

_VOCABULARIES = (OWL, RDF, RDFS, XSD)


def closed(store: Store) -> dict[str, Iterable[Fact]]:
    """Inferred graphs of a store by owlrl and the rules of ``ontology/rules``."""
    names = [name for name in store.graphs() if is_asserted(name)]
    data = {name: {fact(quad) for quad in store.quads(name)} for name in names}
    shared = {f for name in names if not name.startswith(DOCUMENT) for f in data[name]}
    base = closure(shared)
    inferred: dict[str, Iterable[Fact]] = {REFERENCE: base - shared}
    known = base | shared
    for document in (name.removeprefix(DOCUMENT) for name in names if name.startswith(DOCUMENT)):
        own = data[DOCUMENT + document]
        new = closure(shared | own) - known - own
        inferred[graph("inferred", document)] = new
    together = {f for facts in data.values() for f in facts}
    inferred[CROSS] = closure(together).difference(together, *inferred.values())
    return inferred


def closure(facts: Iterable[Fact]) -> set[Fact]:
    """What OWL 2 RL and the rules add about individuals; statements about terms and tautologies are left out."""
    import owlrl

    given = set(facts)
    terms = _terms(given)
    merged = to_rdflib(triple(f) for f in given)
    rules = [file.read_text("utf-8") for file in sorted(resources.path("ontology", "rules").glob("*.rq"))]
    added = True
    while added:
        # With improved datatypes owlrl leaves converters in rdflib that call every xsd:gMonthDay malformed.
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, improved_datatypes=False).expand(merged)
        # Compared before and after the rules only: every expansion of a contradiction adds new error nodes.
        size = len(merged)
        for rule in rules:
            for found in list(merged.query(rule)):
                merged.add(found)  # type: ignore[arg-type]  # CONSTRUCT gives triples
        added = len(merged) > size
    return {f for f in map(fact, from_rdflib(merged)) if f not in given and is_about_individuals(f, terms)}


def is_about_individuals(statement: Fact, terms: set[object]) -> bool:
    """False for statements about classes and properties, about blank nodes, and for what always holds."""
    subject, predicate, object_ = statement
    if isinstance(subject, BlankNode | Literal) or isinstance(object_, BlankNode) or subject in terms:
        return False
    if isinstance(subject, str) and subject.startswith(_VOCABULARIES):
        return False
    if predicate == SAME_AS:
        return subject != object_ and not isinstance(object_, Literal)
    if predicate == TYPE:
        return not (isinstance(object_, str) and object_.startswith(_VOCABULARIES))
    return not predicate.startswith((OWL, RDFS + "sub", RDFS + "domain", RDFS + "range"))


def _terms(facts: set[Fact]) -> set[object]:
    kinds = {OWL + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "Ontology")}
    kinds |= {RDFS + "Class", RDFS + "Datatype", RDF + "Property"}
    axioms = (RDFS + "subClassOf", RDFS + "subPropertyOf", OWL + "equivalentClass", OWL + "inverseOf")
    named = {subject for subject, predicate, object_ in facts if predicate == TYPE and object_ in kinds}
    return named | {each for f in facts if f[1] in axioms for each in (f[0], f[2])}
