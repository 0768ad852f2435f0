"""Every file of the ontology parses in both libraries and says what it is."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
FILES = sorted(ONTOLOGY.glob("**/*.ttl"))
BASE = "https://w3id.org/ctkg/"


@pytest.mark.parametrize("file", FILES, ids=[str(file.relative_to(ONTOLOGY)) for file in FILES])
def test_both_libraries_read_the_same_number_of_triples(file: Path) -> None:
    assert len(Graph().parse(file, format="turtle")) == len(list(ox.parse(path=file, format=ox.RdfFormat.TURTLE))) > 0


@pytest.mark.parametrize("file", FILES, ids=[str(file.relative_to(ONTOLOGY)) for file in FILES])
def test_a_file_has_one_header_whose_iri_follows_its_path(file: Path) -> None:
    graph = Graph().parse(file, format="turtle")
    relative = file.relative_to(ONTOLOGY).with_suffix("")
    kind = SKOS.ConceptScheme if relative.parts[0] == "schemes" else OWL.Ontology
    match relative.parts:
        case ("ctkg",):
            expected = "ontology"
        case ("schemes", name):
            expected = f"concept/{name}"
        case ("shapes", *rest):
            expected = "/".join(["shapes", *rest])
        case parts:
            expected = "/".join(["ontology", *parts])
    assert list(graph.subjects(RDF.type, kind)) == [URIRef(BASE + expected)]


def test_the_header_imports_every_module_and_names_its_version(modules: Graph) -> None:
    header = URIRef(BASE + "ontology")
    parts = {URIRef(f"{BASE}ontology/{file.stem}") for file in ONTOLOGY.glob("*.ttl")} - {
        URIRef(BASE + "ontology/ctkg")
    }
    assert set(modules.objects(header, OWL.imports)) == parts
    version = str(modules.value(header, OWL.versionInfo))
    assert str(modules.value(header, OWL.versionIRI)) == f"{BASE}ontology/{version}"
    for part in parts:
        assert str(modules.value(part, OWL.versionInfo)) == version
        assert modules.value(part, DCTERMS.isPartOf) == header


def test_shapes_stand_in_files_named_after_the_modules_and_the_one_of_all_nodes_apart() -> None:
    modules = {file.stem for file in ONTOLOGY.glob("*.ttl")} - {"ctkg"}
    assert {file.stem for file in (ONTOLOGY / "shapes").glob("*.ttl")} == {*modules, "terms"}
