"""The closure of the ontology under OWL 2 RL, by owlrl: no contradiction, and what the axioms promise."""

from __future__ import annotations

import owlrl
import pytest
from rdflib import Graph
from rdflib.namespace import OWL, RDF

PREFIXES = """
@prefix ct: <https://w3id.org/ctkg/ontology#> .
@prefix ex: <https://w3id.org/ctkg/id/example/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
DATA = """
ex:event ct:hasParticipation ex:participation ; ct:hasOrganizer ex:unit ; ct:heldAt ex:city ; ct:partOf ex:project ;
    ct:addresses ex:narrow ; ct:promotesMeasure ex:narrow-measure ; ct:implementsInstrument ex:treaty ;
    ct:concernsSector ex:grid .
ex:project ct:partOf ex:programme .
ex:participation ct:participant ex:agency .
ex:agency ct:unitOf ex:ministry . ex:ministry ct:authorityOf ex:state .
ex:unit ct:unitOf ex:department . ex:department ct:unitOf ex:secretariat .
ex:city ct:locatedWithin ex:territory . ex:territory ct:territoryOf ex:state ; ct:locatedWithin ex:region .
ex:narrow skos:broader ex:middle . ex:middle skos:broader ex:broad .
ex:narrow-measure skos:broader ex:measure . ex:grid skos:broader ex:energy .
ex:treaty ct:addresses ex:bombing .
ex:tenure ct:holder ex:person ; ct:postHeld ex:post . ex:post ct:postIn ex:ministry .
ex:claim ct:hasEvidence ex:passage . ex:passage ct:passageOf ex:document .
ex:adoption ct:adoptsInstrument ex:resolution ; ct:hasAdopter ex:council .
ex:citing ct:concernsProvision ex:article . ex:article ct:provisionOf ex:treaty .
ex:name ct:nameOf ex:city .
ex:regulation ct:repeals ex:older . ex:older ct:supersedes ex:oldest .
"""
EXPECTED = """
ex:event ct:involvesAgent ex:agency, ex:unit ; ct:involvesThroughUnit ex:ministry, ex:department, ex:secretariat ;
    ct:involvesState ex:state ; ct:organizedUnder ex:department, ex:secretariat ;
    ct:heldAt ex:territory, ex:region ; ct:heldOnTerritoryOf ex:state ;
    ct:partOf ex:programme ; ct:addresses ex:middle, ex:broad ; ct:promotesMeasure ex:measure ;
    ct:addressesViaInstrument ex:bombing ; ct:concernsInstrument ex:treaty ; ct:concernsSector ex:energy ; a ct:Event .
ex:agency ct:actsFor ex:state ; a ct:OrganizationalUnit, ct:Agent .
ex:ministry ct:actsFor ex:state ; a ct:NationalAuthority .
ex:person ct:holdsPost ex:post ; ct:affiliatedWith ex:ministry ; a ct:Person .
ex:claim ct:assertedIn ex:document .
ex:resolution ct:adoptedBy ex:council .
ex:citing ct:concernsInstrument ex:treaty .
ex:city ct:hasName ex:name .
ex:regulation ct:supersedes ex:older, ex:oldest .
"""
CONTRADICTIONS = {
    "an event that is a person": "ex:x a ct:Workshop, ct:Person .",
    "an agent that is a place": "ex:e ct:heldAt ex:x ; ct:hasOrganizer ex:x .",
    "an attack that is a workshop": "ex:x a ct:Attack, ct:Workshop .",
    "a unit of itself": "ex:x ct:unitOf ex:x .",
    "units of each other": "ex:x ct:unitOf ex:y . ex:y ct:unitOf ex:x .",
    "a signature that binds": "ex:x a ct:Signature, ct:ConsentToBeBound .",
    "a claim against itself": "ex:x ct:contradicts ex:x .",
}


def close(modules: Graph, data: str) -> Graph:
    graph = Graph() + modules
    graph.parse(data=PREFIXES + data, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, improved_datatypes=False).expand(graph)
    return graph


def errors(graph: Graph) -> list[object]:
    return [error for error in graph.subjects(RDF.type, None) if "ErrorMessage" in str(graph.value(error, RDF.type))]


def test_the_closure_has_no_contradiction_and_the_expected_conclusions(modules: Graph) -> None:
    closed = close(modules, DATA)
    assert errors(closed) == []
    expected = Graph().parse(data=PREFIXES + EXPECTED, format="turtle")
    assert {triple for triple in expected if triple not in closed} == set()


def test_every_chain_is_exercised(modules: Graph) -> None:
    expected = Graph().parse(data=PREFIXES + EXPECTED, format="turtle")
    assert set(modules.subjects(OWL.propertyChainAxiom, None)) <= set(expected.predicates())


def test_the_schemes_contradict_nothing(modules: Graph, schemes: Graph) -> None:
    graph = Graph() + modules + schemes
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, improved_datatypes=False).expand(graph)
    assert errors(graph) == []


@pytest.mark.parametrize("name", sorted(CONTRADICTIONS))
def test_a_planted_contradiction_is_found(modules: Graph, name: str) -> None:
    assert errors(close(modules, CONTRADICTIONS[name]))
