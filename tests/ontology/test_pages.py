"""The pages of the ontology tell the truth about its files."""

from __future__ import annotations

import re
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS

CT = "https://w3id.org/ctkg/ontology#"


def names(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


def test_the_map_names_every_file_and_folder(ontology_folder: Path) -> None:
    text = (ontology_folder / "README.md").read_text("utf-8")
    listed = {name.rstrip("/") for name in names(text[text.index("## Map") : text.index("## Picture")])}
    found = {path.name for path in ontology_folder.iterdir()} - {"README.md"}
    assert found <= listed


def test_the_picture_shows_what_the_modules_say(ontology_folder: Path, modules: Graph) -> None:
    text = (ontology_folder / "README.md").read_text("utf-8")
    above, arrows = re.findall(r"(\w+) <\|-- (\w+)", text), re.findall(r"(\w+) --> (\w+) : (\w+)", text)
    assert len(above) > 8 and len(arrows) > 15
    for parent, child in above:
        assert URIRef(CT + parent) in set(modules.transitive_objects(URIRef(CT + child), RDFS.subClassOf)), child
    for start, end, name in arrows:
        term = URIRef(CT + name)
        assert modules.value(term, RDFS.range) == URIRef(CT + end), name
        assert modules.value(term, RDFS.domain) in {None, URIRef(CT + start)}, name


def test_every_term_and_transitive_property_that_the_map_names_exists(ontology_folder: Path, modules: Graph) -> None:
    text = (ontology_folder / "README.md").read_text("utf-8")
    what_follows = text[text.index("## What follows") : text.index("## Shapes")]
    known = {str(term).removeprefix(CT) for term in modules.subjects() if str(term).startswith(CT)}
    assert {name for name in names(what_follows) if name.isalpha()} <= known
    chained = {str(term).removeprefix(CT) for term in modules.subjects(OWL.propertyChainAxiom)}
    transitive = {str(term).removeprefix(CT) for term in modules.subjects(RDF.type, OWL.TransitiveProperty)}
    assert chained | transitive <= names(what_follows)


def test_the_version_on_the_page_is_that_of_the_header(ontology_folder: Path, modules: Graph) -> None:
    version = modules.value(URIRef("https://w3id.org/ctkg/ontology"), OWL.versionIRI)
    assert f"`{version}`" in (ontology_folder / "README.md").read_text("utf-8")
