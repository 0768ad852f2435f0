"""The ontology as pages: what they say is what the ontology says, and every link leads to another."""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree

import html5rdf
import pytest
from pyoxigraph import NamedNode
from starlette.testclient import TestClient
from tests.site.reading import read

from ctkg.forms import kinds
from ctkg.graph import glossary
from ctkg.graph.assemble import ontology_quads
from ctkg.graph.glossary import Glossary
from ctkg.graph.store import open_store
from ctkg.iris import ONTOLOGY, PREFIXES, term
from ctkg.serve.pages.ontology import diagrams

HTML = {"accept": "text/html"}
PAGES = ("/ontology", "/ontology/event", "/ontology/Event", "/ontology/organizedUnder", "/ontology/startDate")


@pytest.fixture(scope="module")
def known() -> Glossary:
    store = open_store(None)
    store.load(ontology_quads())
    return glossary.read(store)


def test_every_term_of_the_ontology_is_read_as_it_stands(known: Glossary) -> None:
    quads = ontology_quads()
    kinds_ = {PREFIXES["owl"] + name for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")}
    typed = {
        q.subject.value for q in quads if isinstance(q.subject, NamedNode) and getattr(q.object, "value", "") in kinds_
    }
    assert set(known.terms) == typed and len(typed) > 300
    for predicate, name in (
        ("subClassOf", "above"),
        ("subPropertyOf", "above"),
        ("domain", "domain"),
        ("range", "range"),
    ):
        for quad in quads:
            if quad.predicate.value == PREFIXES["rdfs"] + predicate and isinstance(quad.object, NamedNode):
                assert quad.object.value in getattr(known.terms[quad.subject.value], name)  # type: ignore[union-attr]
    event = known.terms[term("Event")]
    assert event.label == "event" and term("CooperationEvent") in event.below and term("Place") in event.disjoint
    assert known.ancestors(term("Workshop"))[-1] == term("Event")
    assert (term("hasOrganizer"), term("partOfOrganization")) in known.terms[term("organizedUnder")].chains
    assert "transitive" in known.terms[term("partOfOrganization")].traits
    assert {each.name for each in known.modules.values()} >= {"core", "actor", "event", "instrument", "threat"}
    assert sum(len(known.of_module(iri)) for iri in known.modules) == sum(
        bool(each.module) for each in known.terms.values()
    )


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_valid_and_its_links_lead_somewhere(client: TestClient, path: str) -> None:
    text = client.get(path, headers=HTML).text
    parser = html5rdf.HTMLParser()
    parser.parse(text)
    assert parser.errors == []
    ids = [each.attributes["id"] for each in read(text).elements if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    links = sorted({unescape(each) for each in re.findall(r'href="(/(?:ontology|concept|id|explain)[^"]*)"', text)})
    links = [each for each in links if "format=" not in each]
    assert links
    for each in links[:: max(1, len(links) // 12)]:
        assert client.get(each, headers=HTML).status_code == 200, each


def test_the_page_of_all_has_every_class_and_property(client: TestClient, known: Glossary) -> None:
    text = client.get("/ontology", headers=HTML).text
    linked = set(re.findall(r'href="/ontology/([^"]+)"', text))
    own = {iri.removeprefix(ONTOLOGY) for iri in known.terms if iri.startswith(ONTOLOGY)}
    assert own | {each.name for each in known.modules.values()} == linked
    assert f"{sum(known.terms[ONTOLOGY + name].is_class for name in own)} classes" in text


def test_a_term_has_what_concerns_it(client: TestClient) -> None:
    words = " ".join(read(client.get("/ontology/startDate", headers=HTML).text).words.split())
    assert "The event has several starts; keep the one that the document states" in words
    assert "at most 1" in words and "datatype property" in words
    fields = [(form.kind, field.name) for form in kinds() for field in form.fields if field.path == term("startDate")]
    assert fields and all(f"{kind} {name}" in words for kind, name in fields)
    chain = client.get("/ontology/organizedUnder", headers=HTML).text
    assert "ct:organizedUnder owl:propertyChainAxiom ( ct:hasOrganizer ct:partOfOrganization )" in chain
    used = " ".join(read(client.get("/ontology/consentedTo", headers=HTML).text).words.split())
    assert "ontology/rules/treaty-consents.rq" in used and "792 statements, such as:" in used
    lost = client.get("/ontology/Workshp", headers=HTML)
    assert lost.status_code == 404 and "did you mean ct:Workshop" in lost.text


def test_diagrams_show_what_is_around_a_class(known: Glossary) -> None:
    for iri in (term("Event"), term("Organization"), term("Tenure"), term("State")):
        shown = diagrams.of_class(known, known.terms[iri])
        drawing = ElementTree.fromstring(shown.svg)
        links = {each.get("href") for each in drawing.iter("{http://www.w3.org/2000/svg}a")}
        for other in (*known.terms[iri].above, *known.terms[iri].below):
            assert f"/ontology/{other.removeprefix(ONTOLOGY)}" in links
        assert drawing.find("{http://www.w3.org/2000/svg}title") is not None
        assert known.terms[iri].label in shown.title
        left, top, width, height = map(float, str(drawing.get("viewBox")).split())
        for box in drawing.iter("{http://www.w3.org/2000/svg}rect"):
            x, y, wide, high = (float(str(box.get(name))) for name in ("x", "y", "width", "height"))
            assert left <= x and x + wide <= width and top <= y and y + high <= height
    for module in known.modules.values():
        made = diagrams.of_module(known, module)
        classes = {each.iri for each in known.of_module(module.iri) if each.is_class}
        if made is None:
            assert not classes
            continue
        found = set(re.findall(r'href="/ontology/([^"]+)"', made.svg))
        assert {iri.removeprefix(ONTOLOGY) for iri in classes} <= found
