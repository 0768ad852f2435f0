"""The modules stay within OWL 2 DL and OWL 2 RL.

These are checks of our own on the constructs that the modules use, after the OWL 2 Structural Specification (section
11, global restrictions) and OWL 2 Profiles (section 4); they are narrower than the profiles, and no OWL tool stands
behind them.
"""

from __future__ import annotations

from collections import defaultdict

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node

CT = "https://w3id.org/ctkg/ontology#"
CHARACTERISTICS = {OWL.TransitiveProperty, OWL.SymmetricProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty}
KINDS = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
ALLOWED_TYPES = CHARACTERISTICS | KINDS | {OWL.Ontology, OWL.Class, OWL.AllDisjointClasses}
ALLOWED_PREDICATES = {
    *(RDF.type, RDF.first, RDF.rest),
    *(RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDFS.label, RDFS.isDefinedBy),
    *(OWL.disjointWith, OWL.members, OWL.inverseOf, OWL.propertyChainAxiom),
    *(OWL.imports, OWL.versionIRI, OWL.versionInfo, OWL.deprecated),
}
#: In the datatype map of OWL 2 RL, and not one of the types that RL engines compare by lexical form alone.
DATATYPES = {RDFS.Literal, XSD.string, XSD.integer, XSD.decimal, XSD.boolean}


def chains(graph: Graph) -> list[tuple[Node, list[Node]]]:
    return [(head, list(Collection(graph, body))) for head, body in graph.subject_objects(OWL.propertyChainAxiom)]


def closure(start: Node, edges: dict[Node, set[Node]]) -> set[Node]:
    reached, todo = set[Node](), [start]
    while todo:
        for node in edges[todo.pop()] - reached:
            reached.add(node)
            todo.append(node)
    return reached


def property_edges(graph: Graph) -> dict[Node, set[Node]]:
    """From each object property to those that it is stated to imply, inverses counted as one."""
    edges: dict[Node, set[Node]] = defaultdict(set)
    for sub, sup in graph.subject_objects(RDFS.subPropertyOf):
        edges[sub].add(sup)
    for one, other in graph.subject_objects(OWL.inverseOf):
        edges[one].add(other)
        edges[other].add(one)
    return edges


def test_only_allowed_constructs_are_used(modules: Graph) -> None:
    annotations = set(modules.subjects(RDF.type, OWL.AnnotationProperty))
    assert set(modules.predicates()) - ALLOWED_PREDICATES - annotations == set()
    assert set(modules.objects(None, RDF.type)) <= ALLOWED_TYPES


def test_every_term_is_declared_once_as_one_kind_of_thing(modules: Graph) -> None:
    kinds: dict[Node, set[Node]] = defaultdict(set)
    for kind in {*KINDS, OWL.Class}:
        for term in modules.subjects(RDF.type, kind):
            kinds[term].add(kind)
    assert {term for term, found in kinds.items() if len(found) > 1} == set()
    used = {node for triple in modules for node in triple if isinstance(node, URIRef) and str(node).startswith(CT)}
    assert used - set(kinds) == set()


def test_classes_are_only_named(modules: Graph) -> None:
    classes = set(modules.subjects(RDF.type, OWL.Class))
    for predicate in (RDFS.subClassOf, OWL.disjointWith):
        for one, other in modules.subject_objects(predicate):
            assert {one, other} <= classes
    for members in modules.objects(None, OWL.members):
        assert set(Collection(modules, members)) <= classes


def test_domains_are_classes_and_ranges_fit_the_kind_of_property(modules: Graph) -> None:
    classes = set(modules.subjects(RDF.type, OWL.Class))
    assert set(modules.objects(None, RDFS.domain)) <= classes
    for term, range_ in modules.subject_objects(RDFS.range):
        if (term, RDF.type, OWL.ObjectProperty) in modules:
            assert range_ in classes, term
        else:
            assert (term, RDF.type, OWL.DatatypeProperty) in modules and range_ in DATATYPES, term


def test_hierarchies_chains_and_inverses_stay_within_one_kind(modules: Graph) -> None:
    kind = {term: kind for kind in KINDS for term in modules.subjects(RDF.type, kind)}
    for sub, sup in modules.subject_objects(RDFS.subPropertyOf):
        assert kind[sub] == kind[sup] != OWL.AnnotationProperty
    for one, other in modules.subject_objects(OWL.inverseOf):
        assert kind[one] == kind[other] == OWL.ObjectProperty
    for head, body in chains(modules):
        assert {kind[term] for term in (head, *body)} == {OWL.ObjectProperty}
    for characteristic in CHARACTERISTICS:
        assert {kind[term] for term in modules.subjects(RDF.type, characteristic)} <= {OWL.ObjectProperty}


def composite(graph: Graph) -> set[Node]:
    """Properties that are not simple: transitive or chained ones, their inverses, and all that these imply."""
    roots = {*graph.subjects(RDF.type, OWL.TransitiveProperty), *(head for head, _ in chains(graph))}
    edges = property_edges(graph)
    return roots | {reached for root in roots for reached in closure(root, edges)}


def test_composite_properties_have_no_characteristic_that_needs_a_simple_one(modules: Graph) -> None:
    needs_simple = {
        *modules.subjects(RDF.type, OWL.AsymmetricProperty),
        *modules.subjects(RDF.type, OWL.IrreflexiveProperty),
        *modules.subjects(RDF.type, OWL.FunctionalProperty),
        *modules.subjects(RDF.type, OWL.InverseFunctionalProperty),
    }
    assert needs_simple
    assert needs_simple & composite(modules) == set()


def irregular(graph: Graph) -> list[Node]:
    """Heads of chains that break the regularity of the property hierarchy."""
    edges = property_edges(graph)
    inner: list[tuple[Node, Node]] = []
    for head, body in chains(graph):
        # R after anything, anything after R, and R after R are allowed; the head must not stand in the middle.
        rest = body[1:] if body[0] == head else body[:-1] if body[-1] == head else body
        inner += [(term, head) for term in rest]
    for term, head in inner:
        edges[term].add(head)
    return sorted({head for term, head in inner if term in closure(head, edges)})


def test_chains_are_regular(modules: Graph) -> None:
    assert len(chains(modules)) >= 15
    assert irregular(modules) == []


def test_an_irregular_chain_is_found(modules: Graph) -> None:
    graph = Graph() + modules
    body = BNode()
    Collection(graph, body, [URIRef(CT + "involvesAgent"), URIRef(CT + "postIn")])
    graph.add((URIRef(CT + "hasParticipation"), OWL.propertyChainAxiom, body))
    assert URIRef(CT + "hasParticipation") in irregular(graph)


@pytest.mark.parametrize("name", ["Event", "Agent", "Instrument", "Place", "TimeSpan", "Claim", "SourceDocument"])
def test_the_main_kinds_of_thing_exclude_each_other(modules: Graph, name: str) -> None:
    groups = [set(Collection(modules, members)) for members in modules.objects(None, OWL.members)]
    assert any({URIRef(CT + name), URIRef(CT + "Post")} <= group for group in groups)


def test_no_class_lies_under_two_that_exclude_each_other(modules: Graph) -> None:
    pairs = {frozenset(pair) for pair in modules.subject_objects(OWL.disjointWith)}
    for members in modules.objects(None, OWL.members):
        group = list(Collection(modules, members))
        pairs |= {frozenset((one, other)) for one in group for other in group if one != other}
    for cls in modules.subjects(RDF.type, OWL.Class):
        above = set(modules.transitive_objects(cls, RDFS.subClassOf))
        assert not [pair for pair in pairs if pair <= above], cls


def test_literals_in_the_modules_are_words_or_booleans(modules: Graph) -> None:
    found = {node.datatype for node in modules.objects() if isinstance(node, Literal)}
    assert found <= {None, XSD.string, XSD.boolean}
