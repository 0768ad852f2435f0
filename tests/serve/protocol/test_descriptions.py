"""What an endpoint says of itself: service description (the three tests of the W3C), VoID, DCAT."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat
from starlette.testclient import TestClient

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
PARSERS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
Graph = ox.Store


def graph_of(client: TestClient, path: str, kind: str = "text/turtle") -> Graph:
    response = client.get(path, headers={"accept": kind})
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == kind
    found = ox.Store()
    found.load(response.content, PARSERS[kind], base_iri="http://127.0.0.1/")
    return found


def values(graph: Graph, subject: object, name: str) -> list[object]:
    return [quad.object for quad in graph.quads_for_pattern(subject, NamedNode(name), None)]  # type: ignore[arg-type]


def things(graph: Graph, kind: str) -> list[NamedNode | BlankNode]:
    found = (quad.subject for quad in graph.quads_for_pattern(None, TYPE, NamedNode(kind)))
    return [each for each in found if isinstance(each, NamedNode | BlankNode)]


@pytest.mark.parametrize("kind", PARSERS)
def test_get_on_the_endpoint_returns_rdf(client: TestClient, kind: str) -> None:
    """:returns-rdf."""
    assert len(graph_of(client, "/sparql", kind))


def test_the_description_has_the_endpoint(client: TestClient) -> None:
    """:has-endpoint-triple."""
    graph = graph_of(client, "/sparql")
    (service,) = things(graph, SD + "Service")
    assert values(graph, service, SD + "endpoint") == [NamedNode("http://127.0.0.1/sparql")]


def test_the_description_is_as_the_standard_has_it(client: TestClient, scratch: TestClient) -> None:
    """:conforms-to-schema: classes, and what each property leads from and to."""
    instances = {"resultFormat", "inputFormat", "supportedLanguage", "feature", "propertyFeature"}
    scratch.put("/data?graph=urn:g", content="<urn:a> <urn:b> <urn:c> .", headers={"content-type": "text/turtle"})
    for each in (client, scratch):
        graph = graph_of(each, "/sparql")
        known = {
            "endpoint": ("Service", None),
            "defaultDataset": ("Service", "Dataset"),
            "defaultGraph": ("Dataset", "Graph"),
            "namedGraph": ("Dataset", "NamedGraph"),
            "name": ("NamedGraph", None),
            "defaultEntailmentRegime": ("Service", None),
            "defaultSupportedEntailmentProfile": ("Service", None),
            **dict.fromkeys(instances, ("Service", None)),
        }
        used = set()
        for quad in graph:
            name = quad.predicate.value.removeprefix(SD)
            if name != quad.predicate.value:
                of, to = known[name]
                used.add(name)
                assert quad.subject in things(graph, SD + of), quad
                assert to is None or quad.object in things(graph, SD + to), quad
                assert to is not None or isinstance(quad.object, NamedNode), quad
        assert used >= {"endpoint", "defaultDataset", "defaultGraph", "namedGraph", "name", "resultFormat"}
        for service in things(graph, SD + "Service"):
            assert len(values(graph, service, SD + "endpoint")) == 1
        for dataset in things(graph, SD + "Dataset"):
            assert len(values(graph, dataset, SD + "defaultGraph")) == 1
        for named in things(graph, SD + "NamedGraph"):
            assert len(values(graph, named, SD + "name")) == 1


def test_updates_are_told_of_where_they_are_taken(client: TestClient, scratch: TestClient) -> None:
    update = NamedNode("http://127.0.0.1/update")
    assert list(graph_of(scratch, "/sparql").quads_for_pattern(None, NamedNode(SD + "endpoint"), update))
    assert not list(graph_of(client, "/sparql").quads_for_pattern(None, None, update))


def test_void_counts_what_is_there(client: TestClient) -> None:
    graph = graph_of(client, "/.well-known/void")
    whole = NamedNode("http://127.0.0.1/.well-known/void#graph")
    (triples,) = values(graph, whole, VOID + "triples")
    asked = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"})
    assert isinstance(triples, Literal) and triples.value == asked.text.split()[1]
    workshops = [
        values(graph, quad.subject, VOID + "entities")
        for quad in graph.quads_for_pattern(
            None, NamedNode(VOID + "class"), NamedNode("https://w3id.org/ctkg/ontology#Workshop")
        )
    ]
    asked = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s a ct:Workshop }", "format": "csv"})
    assert [[str(each.value) for each in found] for found in workshops] == [[asked.text.split()[1]]]  # type: ignore[attr-defined]
    for example in values(graph, whole, VOID + "exampleResource"):
        assert isinstance(example, NamedNode)
        path = example.value.replace("https://w3id.org/ctkg", "")
        assert client.get(path, headers={"accept": "text/turtle"}).status_code == 200


def test_the_catalogue_leads_to_data(client: TestClient) -> None:
    graph = graph_of(client, "/catalog")
    (catalogue,) = things(graph, DCAT + "Catalog")
    assert len(values(graph, catalogue, DCAT + "dataset")) == 3
    places = [
        quad.object.value  # type: ignore[union-attr]
        for quad in graph.quads_for_pattern(None, NamedNode(DCAT + "downloadURL"), None)
        if "reference%2Fstates" in str(quad.object) or "ontology&format=nt" in str(quad.object)
    ]
    assert len(places) == 5
    for place in places:
        response = client.get(place.removeprefix("http://127.0.0.1"))
        assert response.status_code == 200
        kind = response.headers["content-type"].partition(";")[0]
        assert len(list(ox.parse(response.content, PARSERS[kind]))) > 100


def test_a_description_is_sent_once(client: TestClient) -> None:
    for path in ("/sparql", "/.well-known/void", "/catalog"):
        first = client.get(path, headers={"accept": "text/turtle"})
        known = {"accept": "text/turtle", "if-none-match": first.headers["etag"]}
        assert client.get(path, headers=known).status_code == 304
        assert client.get(path, headers={**known, "accept": "application/n-triples"}).status_code == 200
        assert first.headers["vary"].startswith("Accept")


def test_people_get_a_page(client: TestClient) -> None:
    for path in ("/.well-known/void", "/catalog"):
        page = client.get(path, headers={"accept": "text/html"})
        assert "SPARQL 1.1 endpoint" in page.text and "ct:City" in page.text
    found = client.get("/sparql", headers={"accept": "text/html"}, follow_redirects=False)
    assert (found.status_code, found.headers["location"]) == (303, "/query")


def test_a_store_with_nothing_is_described(scratch: TestClient) -> None:
    scratch.post("/update", data={"update": "DROP ALL"}).raise_for_status()
    graph = graph_of(scratch, "/.well-known/void")
    assert [each.value for each in values(graph, None, VOID + "triples")] == ["0"]  # type: ignore[attr-defined]
    assert things(graph_of(scratch, "/catalog"), DCAT + "Catalog")
