"""RDF of every IRI: which format, what is in it, what leads there."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from pyoxigraph import NamedNode, RdfFormat
from starlette.testclient import TestClient

EVENT = "/id/event/osce-2014-astana-explosives/1"
FORMATS = {
    "ttl": ("text/turtle", RdfFormat.TURTLE),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    "rdfxml": ("application/rdf+xml", RdfFormat.RDF_XML),
    "trig": ("application/trig", RdfFormat.TRIG),
    "nq": ("application/n-quads", RdfFormat.N_QUADS),
}


def test_every_format_says_the_same(client: TestClient) -> None:
    said = set()
    for name, (kind, parser) in FORMATS.items():
        by_name = client.get(f"{EVENT}?format={name}", headers={"accept": "text/html"})
        by_kind = client.get(EVENT, headers={"accept": kind})
        assert by_name.content == by_kind.content
        assert by_kind.headers["content-type"].partition(";")[0] == kind
        assert "Accept" in by_kind.headers["vary"]
        assert by_kind.headers["link"] == f'<https://w3id.org/ctkg{EVENT}>; rel="describes"'
        said.add(frozenset(quad.triple for quad in ox.parse(by_kind.content, parser)))
    (triples,) = said
    ct = "https://w3id.org/ctkg/ontology#"
    properties = {triple.predicate for triple in triples}
    assert properties >= {NamedNode(ct + name) for name in ("hasOrganizer", "quotationText", "confidence", "firedRule")}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/id/state/KZ", "<id/state/KZ> a "),
        ("/concept/threat/act-bombing", "Bombing or explosion"),
        ("/graph/document/osce-2014-astana-explosives", "osce-2014-astana-explosives"),
        ("/ontology", "ct:Workshop a owl:Class"),
        ("/ontology/Workshop", "ct:Workshop a owl:Class"),
        ("/resource?iri=https%3A%2F%2Fw3id.org%2Fctkg%2Fid%2Fstate%2FKZ", "<id/state/KZ> a "),
    ],
)
def test_all_kinds_of_addresses(client: TestClient, path: str, words: str) -> None:
    found = client.get(path, headers={"accept": "text/turtle"})
    assert found.status_code == 200 and words in found.text


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("/id/event/none", "text/turtle", 404),
        ("/graph/document/none", "text/turtle", 404),
        ("/ontology/None", "text/turtle", 404),
        ("/resource?iri=not-an-iri", "text/turtle", 404),
        ("/resource?iri=urn:ctkg:store:notes", "text/turtle", 404),
        ("/resource", "text/turtle", 404),
        ("/id/%3Cscript%3E", "text/turtle", 404),
        (EVENT + "?format=nonsense", "text/turtle", 406),
    ],
)
def test_what_is_not_there(client: TestClient, path: str, accept: str, status: int) -> None:
    assert client.get(path, headers={"accept": accept}).status_code == status


def test_a_name_that_became_another_leads_there(client: TestClient) -> None:
    old = "/id/person/vladimir-voronkov/united-nations-office-of-counter-terrorism"
    found = client.get(old + "?format=nt", follow_redirects=False)
    assert (found.status_code, found.headers["location"]) == (
        303,
        "/id/person/vladimir-voronkov/united-nations?format=nt",
    )
    assert client.get(old, headers={"accept": "text/turtle"}).status_code == 200


def test_it_is_sent_once_and_without_a_body_for_head(client: TestClient) -> None:
    first = client.get(EVENT, headers={"accept": "text/turtle"})
    tag = first.headers["etag"]
    assert client.get(EVENT, headers={"accept": "text/turtle", "if-none-match": tag}).status_code == 304
    assert client.get(EVENT, headers={"accept": "application/ld+json", "if-none-match": tag}).status_code == 200
    head = client.head(EVENT, headers={"accept": "text/turtle"})
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)


def test_pages_tell_where_the_data_are(client: TestClient) -> None:
    page = client.get("/id/state/KZ", headers={"accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "Accept" in page.headers["vary"]
    assert '</id/state/KZ?format=ttl>; rel="alternate"; type="text/turtle"' in page.headers["link"]


def test_a_node_of_which_too_much_is_said_is_cut(small: TestClient) -> None:
    found = small.get("/id/organization/osce?format=nq")
    assert found.headers["x-ctkg-truncated"] == "rows=10"
    lines = found.text.splitlines()
    assert len(lines) == 11 and lines[-1] == "# truncated: rows=10"
    assert sum(line.startswith("<https://w3id.org/ctkg/id/organization/osce>") for line in lines) > 5
