"""Triples about one node, said shortly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ctkg.graph.export.formats import FORMATS
from ctkg.iris import PREFIXES

#: Namespaces of descriptions.
NAMESPACES = {
    **{name: PREFIXES[name] for name in ("dcterms", "rdf", "rdfs", "xsd")},
    "dcat": "http://www.w3.org/ns/dcat#",
    "ent": "http://www.w3.org/ns/entailment/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "format": "http://www.w3.org/ns/formats/",
    "profile": "http://www.w3.org/ns/owl-profile/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
}
Node = NamedNode | BlankNode
#: A node, a number, or a text: an IRI or prefixed name where it has a colon and no space, else words in English.
Said = Node | Literal | int | str


def name(text: str) -> NamedNode:
    """An IRI, written in full or with one of :data:`NAMESPACES`."""
    prefix, _, local = text.partition(":")
    return NamedNode(NAMESPACES[prefix] + local if prefix in NAMESPACES else text)


def say(subject: Node, type_: str | None = None, **values: Said | Iterable[Said]) -> Iterator[Triple]:
    """Triples of ``subject``: its class, and values by property, as ``void_triples=3``; empty texts are left out."""
    if type_:
        yield Triple(subject, name("rdf:type"), name(type_))
    for key, given in values.items():
        property_ = name(key.replace("_", ":", 1))
        for value in (given,) if isinstance(given, str | int | NamedNode | BlankNode | Literal) else given:
            if value != "":
                yield Triple(subject, property_, _term(value))


def written(triples: Iterable[Triple], form: str) -> bytes:
    """A description in a format, a block for each subject, in the order in which they were said."""
    held = list(dict.fromkeys(triples))
    places: dict[Node | Triple, int] = {}
    for triple in held:
        places.setdefault(triple.subject, len(places))
    held.sort(key=lambda triple: places[triple.subject])
    if form == "jsonld":
        from ctkg.graph.export import dumps

        return dumps(held, form)
    used = {prefix: iri for prefix, iri in NAMESPACES.items() if any(iri in str(triple) for triple in held)}
    return ox.serialize(held, format=FORMATS[form], prefixes=used) or b""


def words(text: str, language: str = "en") -> Literal:
    """Text in a language."""
    return Literal(text, language=language)


def _term(value: Said) -> Node | Literal:
    if isinstance(value, int):
        return Literal(value)
    if isinstance(value, str):
        return name(value) if ":" in value and " " not in value else words(value)
    return value
