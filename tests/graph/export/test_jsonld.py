"""JSON-LD by the published context expands to the same triples in a processor that is not ours, and is readable."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from ctkg.errors import UsageError
from ctkg.graph.export import read, write
from ctkg.graph.store import MemoryStore
from ctkg.iris import PREFIXES, graph

CT, ID, XSD = PREFIXES["ct"], PREFIXES["id"], PREFIXES["xsd"]
EVENT, DOC = NamedNode(ID + "event/fictional/1"), graph("document", "fictional")
ADDRESS = "https://example.org/context.jsonld"


def said(*pairs: tuple[str, Any]) -> list[Triple]:
    return [Triple(EVENT, NamedNode(name), value) for name, value in pairs]


#: A fictional event with a value of every kind under keys of every kind.
TRIPLES = said(
    (PREFIXES["rdf"] + "type", NamedNode(CT + "Workshop")),
    (PREFIXES["rdf"] + "type", NamedNode("https://example.org/Kind")),
    (PREFIXES["rdfs"] + "label", Literal("fictional workshop", language="en")),
    (PREFIXES["rdfs"] + "label", Literal("atelier fictif", language="fr")),
    (PREFIXES["rdfs"] + "label", Literal("plain")),
    (PREFIXES["rdfs"] + "label", Literal("7", datatype=NamedNode(XSD + "integer"))),
    (CT + "startDate", Literal("2019-11-19", datatype=NamedNode(XSD + "date"))),
    (CT + "startDate", Literal("2019-11", datatype=NamedNode(XSD + "gYearMonth"))),
    (CT + "startDate", Literal("soon")),
    (CT + "startDate", Literal("bientôt", language="fr")),
    (CT + "durationDays", Literal(3)),
    (CT + "durationDays", Literal("03", datatype=NamedNode(XSD + "integer"))),
    (CT + "durationDays", Literal("12345678901234567890", datatype=NamedNode(XSD + "integer"))),
    (CT + "confidence", Literal("0.870", datatype=NamedNode(XSD + "decimal"))),
    (CT + "confidence", Literal(1)),
    (CT + "startDerived", Literal(True)),
    (CT + "startDerived", Literal("1", datatype=NamedNode(XSD + "boolean"))),
    (CT + "hasOrganizer", NamedNode(ID + "organization/beispiel//x")),
    (CT + "hasOrganizer", Literal("not a node")),
    (CT + "hasOrganizer", BlankNode("b")),
    (CT + "dateText", NamedNode(ID + "/odd")),
    (CT + "dateText", Literal(5)),
    ("https://example.org/p", Literal("1.5", datatype=NamedNode("https://example.org/type"))),
)


def store_of(quads: list[Quad]) -> MemoryStore:
    store = MemoryStore()
    store.load(quads)
    return store


def exported(quads: list[Quad], **options: Any) -> bytes:
    store = store_of(quads)
    stream = io.BytesIO()
    write(store, stream, "jsonld", **options)
    return stream.getvalue()


def loader(address: str, options: object) -> dict[str, Any]:
    assert address == ADDRESS, "nothing else is fetched"
    page = json.loads((Path(__file__).parents[3] / "ontology" / "context.jsonld").read_text(encoding="utf-8"))
    return {"document": page, "documentUrl": address, "contextUrl": None, "contentType": "application/ld+json"}


def by_pyld(data: bytes) -> list[str]:
    text = jsonld.to_rdf(json.loads(data), {"format": "application/n-quads", "documentLoader": loader})
    return sorted(str(quad) for quad in parse(text.encode(), RdfFormat.N_QUADS))


def without_blank(lines: list[str]) -> list[str]:
    return [line for line in lines if "_:" not in line]


def in_graph(triples: list[Triple]) -> list[Quad]:
    return [Quad(t.subject, t.predicate, t.object, NamedNode(DOC)) for t in triples]


def test_every_kind_of_value_expands_to_the_same_triples() -> None:
    quads = in_graph(TRIPLES)
    wanted = sorted(map(str, store_of(quads).quads()))  # a store keeps one form of a number
    for data in (exported(quads), exported(quads, context=ADDRESS)):
        found = by_pyld(data)
        assert without_blank(found) == without_blank(wanted) and len(found) == len(wanted)
    again = sorted(map(str, read(exported(quads), "jsonld")))
    assert without_blank(again) == without_blank(wanted) and len(again) == len(wanted)


KEYS = st.sampled_from([CT + "startDate", CT + "hasHost", CT + "minCount", CT + "ofText", PREFIXES["rdfs"] + "label"])
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cs", "Cc"]), max_size=6)
VALUES = st.one_of(
    TEXT.map(Literal),
    TEXT.map(lambda text: Literal(text, language="en")),
    st.integers(-(10**18), 10**18).map(Literal),
    st.builds(
        lambda text, kind: Literal(text, datatype=NamedNode(XSD + kind)),
        st.sampled_from(["2019-11-19", "1", "-0", "1.0", "true", "@id", "id:x"]),
        st.sampled_from(["date", "integer", "boolean", "decimal", "gYear"]),
    ),
    st.sampled_from([ID + "a:b", ID + "//x", CT + "Event", "urn:x:y", "https://w3id.org/ctkg/other"]).map(NamedNode),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(KEYS, VALUES), min_size=1, max_size=6))
def test_any_values_expand_to_the_same_triples(pairs: list[tuple[str, Any]]) -> None:
    quads = in_graph(said(*pairs))
    assert by_pyld(exported(quads)) == sorted(map(str, store_of(quads).quads()))


def test_it_is_readable_and_the_same_for_any_order() -> None:
    quads = in_graph([*TRIPLES[:4], TRIPLES[6], TRIPLES[7], TRIPLES[10]])
    text = exported(quads, context=ADDRESS).decode()
    assert text == exported(quads[::-1], context=ADDRESS).decode()
    assert text == (
        "{\n"
        '  "@context": "https://example.org/context.jsonld",\n'
        '  "@graph": [\n'
        "    {\n"
        '    "@id": "graph:document/fictional",\n'
        '    "@graph": [\n'
        "    {\n"
        '      "@id": "id:event/fictional/1",\n'
        '      "@type": ["https://example.org/Kind", "Workshop"],\n'
        '      "durationDays": 3,\n'
        '      "label": {"fr": "atelier fictif", "en": "fictional workshop"},\n'
        '      "startDate": [{"@value": "2019-11", "@type": "xsd:gYearMonth"}, "2019-11-19"]\n'
        "    }\n"
        "    ]}\n"
        "  ]\n"
        "}\n"
    )


def test_a_context_belongs_to_json_ld_alone() -> None:
    with pytest.raises(UsageError, match="only jsonld has a context"):
        write(MemoryStore(), io.BytesIO(), "ttl", context=ADDRESS)
    assert json.loads(exported([], context=ADDRESS)) == {"@context": ADDRESS, "@graph": []}


def test_the_graph_of_a_real_document_expands_to_the_same_triples(demo: Path) -> None:
    dump = list(parse(path=str(demo / "demo.nq"), format=RdfFormat.N_QUADS))
    name = graph("document", "osce-2014-astana-explosives")
    quads = [quad for quad in dump if quad.graph_name.value in (name, name.replace("/document/", "/evidence/"))]
    assert len(quads) > 200
    assert by_pyld(exported(quads)) == sorted(map(str, store_of(quads).quads()))
