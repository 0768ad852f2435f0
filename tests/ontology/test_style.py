"""The ontology keeps its own style guide (ontology/STYLE.md), as far as shapes can say it."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
import shacl
from rdflib import Graph
from rdflib.namespace import RDF, SH

BAD = """
@prefix ct: <https://w3id.org/ctkg/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/ctkg/ontology/bad> a owl:Ontology .
ct:bad_class a owl:Class ; owl:deprecated true ; rdfs:isDefinedBy "bad" ;
    rdfs:label "untagged" ; skos:definition "no sentence"@en .
ct:Bad-property a owl:ObjectProperty ; rdfs:isDefinedBy <https://w3id.org/ctkg/ontology/bad> ;
    rdfs:label "same"@en ; skos:definition "One."@en , "Two."@en .
ct:other a owl:ObjectProperty ; rdfs:isDefinedBy <https://w3id.org/ctkg/ontology/bad> ;
    rdfs:label "same"@en ; skos:definition "One."@en ; dcterms:source "own definition: a test" .
<https://w3id.org/ctkg/concept/bad/One> a skos:Concept ; skos:notation "One Two" .
"""


@pytest.fixture(scope="module")
def style(ontology_folder: Path) -> Path:
    return ontology_folder / "shapes" / "meta" / "style.ttl"


def test_the_ontology_keeps_its_style(style: Path, everything: Graph) -> None:
    # Shapes are no part of what is checked: their blank nodes and prefix declarations follow SHACL.
    conforms, _, text = pyshacl.validate(everything, shacl_graph=Graph().parse(style))
    assert conforms, text


def test_every_rule_of_style_finds_its_fault_in_both_engines(style: Path) -> None:
    shapes = Graph().parse(style)
    _, report, _ = pyshacl.validate(Graph().parse(data=BAD, format="turtle"), shacl_graph=shapes)
    reference = {str(shape) for shape in report.objects(None, SH.sourceShape)}
    fast = {result.source_shape.strip("<>") for result in shacl.Shapes.from_file(str(style)).validate_text(BAD).results}
    gathering = {"term", "concept", "header", "deprecated"}
    named = {str(s) for kind in (SH.NodeShape, SH.PropertyShape) for s in shapes.subjects(RDF.type, kind)}
    assert fast == reference == {name for name in named if name.rsplit("/", 1)[1] not in gathering}
