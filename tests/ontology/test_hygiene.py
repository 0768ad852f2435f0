"""Nothing in the ontology dangles, loops or goes unused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

CT = "https://w3id.org/ctkg/ontology#"
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def declared(modules: Graph) -> set[Node]:
    return {term for kind in KINDS for term in modules.subjects(RDF.type, kind) if str(term).startswith(CT)}


def test_every_term_that_any_file_uses_is_declared(everything: Graph, declared: set[Node]) -> None:
    used = {node for triple in everything for node in triple if isinstance(node, URIRef) and str(node).startswith(CT)}
    assert used - declared - {URIRef(CT)} == set()


@pytest.mark.parametrize("folder", ["ontology/rules", "ontology/shapes", "queries", "docs"])
def test_every_term_written_in_text_is_declared(folder: str, declared: set[Node]) -> None:
    written = {
        name
        for file in sorted((REPOSITORY / folder).rglob("*"))
        if file.suffix in {".rq", ".ttl", ".md"}
        for name in re.findall(r"\bct:([A-Za-z]\w*)", file.read_text("utf-8"))
    }
    assert {name for name in written if URIRef(CT + name) not in declared} == set()


def test_every_term_of_the_architecture_page_exists(declared: set[Node]) -> None:
    text = (REPOSITORY / "docs" / "architecture.md").read_text("utf-8")
    named = {URIRef(CT + name) for name in re.findall(r"\bct:([A-Za-z]\w*)", text)}
    assert len(named) > 100
    assert named <= declared


@pytest.mark.parametrize("predicate", [RDFS.subClassOf, RDFS.subPropertyOf, SKOS.broader])
def test_no_hierarchy_has_a_cycle(everything: Graph, predicate: URIRef) -> None:
    for sub, sup in everything.subject_objects(predicate):
        assert sub not in set(everything.transitive_objects(sup, predicate)), sub


def test_every_property_says_what_it_joins_or_is_meant_for_many_kinds(modules: Graph) -> None:
    for term in modules.subjects(RDF.type, OWL.ObjectProperty):
        if str(term).startswith(CT):
            assert (term, RDFS.domain, None) in modules or (term, RDFS.range, None) in modules, term
    for term in modules.subjects(RDF.type, OWL.DatatypeProperty):
        if str(term).startswith(CT):
            assert (term, RDFS.range, None) in modules, term


def test_every_class_is_used_by_something_else(everything: Graph, modules: Graph) -> None:
    text = "".join(file.read_text("utf-8") for file in sorted((REPOSITORY / "src").rglob("*.py")))
    text += (REPOSITORY / "docs" / "architecture.md").read_text("utf-8")
    for term in modules.subjects(RDF.type, OWL.Class):
        others = [s for s, p, _ in everything.triples((None, None, term)) if p != RDFS.subClassOf or s != term]
        assert others or str(term).removeprefix(CT) in text, term


def test_every_concept_stands_in_the_scheme_of_its_file(ontology_folder: Path) -> None:
    for file in sorted((ontology_folder / "schemes").glob("*.ttl")):
        graph = Graph().parse(file, format="turtle")
        scheme = URIRef(f"https://w3id.org/ctkg/concept/{file.stem}")
        for concept in graph.subjects(RDF.type, SKOS.Concept):
            assert (concept, SKOS.inScheme, scheme) in graph
            assert str(concept) == f"{scheme}/{graph.value(concept, SKOS.notation)}"


def test_every_role_has_a_shortcut_below_involves_agent(modules: Graph, schemes: Graph) -> None:
    roles = set(schemes.subjects(RDF.type, URIRef(CT + "ParticipationRole")))
    shortcuts = {schemes.value(role, URIRef(CT + "shortcutProperty")) for role in roles}
    assert len(shortcuts) == len(roles) == 11
    for shortcut in shortcuts:
        assert URIRef(CT + "involvesAgent") in set(modules.transitive_objects(shortcut, RDFS.subPropertyOf))


def test_mappings_start_from_declared_terms_and_lead_out_of_the_project(
    ontology_folder: Path, declared: set[Node]
) -> None:
    predicates = {RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.relatedMatch}
    for file in sorted((ontology_folder / "alignments").glob("*.ttl")):
        graph = Graph().parse(file, format="turtle")
        found = [(s, o) for s, p, o in graph if p in predicates]
        assert found, file
        for subject, target in found:
            assert subject in declared
            assert not str(target).startswith("https://w3id.org/ctkg/")


def test_alignments_never_reach_the_modules(modules: Graph) -> None:
    outside = {str(o) for p in (RDFS.subClassOf, RDFS.subPropertyOf) for o in modules.objects(None, p)}
    assert {iri for iri in outside if not iri.startswith(CT)} == {str(SKOS.Concept)}
