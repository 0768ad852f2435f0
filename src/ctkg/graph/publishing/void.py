"""What there is to be had of a store: VoID (https://www.w3.org/TR/void/) and DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from ctkg.graph.card import Card
from ctkg.graph.publishing.counts import Counts
from ctkg.graph.publishing.saying import Node, name, say, words
from ctkg.iris import BASE, ONTOLOGY, compact, graph

#: Formats that a graph is to be had in, by the name that ``?format=`` takes and the type that IANA knows.
_FORMATS = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdfxml": "application/rdf+xml",
}
_W3C = {"ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples", "rdfxml": "RDF_XML"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a description is made of.

    Attributes:
        home: address of the server, with a slash at its end.
        title: its name.
        counts: numbers of the graph.
        documents: number of documents and entries.
        card: of the reference data.
        tables: names of the reference tables that the store has.
        has_ontology: the store has the ontology.
    """

    home: str
    title: str
    counts: Counts
    documents: int
    card: Card
    tables: Sequence[str]
    has_ontology: bool

    @property
    def dataset(self) -> NamedNode:
        """The graph as a whole."""
        return NamedNode(f"{self.home}.well-known/void#graph")

    @property
    def ontology(self) -> NamedNode:
        """The ontology."""
        return NamedNode(f"{self.home}.well-known/void#ontology")

    @property
    def reference(self) -> NamedNode:
        """The reference data."""
        return NamedNode(f"{self.home}.well-known/void#reference")

    def table(self, table: str) -> NamedNode:
        """One of their tables."""
        return NamedNode(f"{self.home}.well-known/void#{table}")

    def part(self, kind: str, iri: str) -> NamedNode:
        """The part of the graph that is of a class or by a property."""
        return NamedNode(f"{self.home}.well-known/void#{kind}-{quote(compact(iri), safe=':')}")

    def data(self, iri: str, form: str = "") -> NamedNode:
        """Address of a stored graph."""
        return NamedNode(f"{self.home}data?graph={quote(iri, safe='')}{f'&format={form}' if form else ''}")


def void(of: Published) -> list[Triple]:
    """The VoID description."""
    counts = of.counts
    found = [
        *say(NamedNode(f"{of.home}.well-known/void"), "void:DatasetDescription", foaf_primaryTopic=of.dataset),
        *say(
            of.dataset,
            "void:Dataset",
            dcterms_title=words(of.title),
            dcterms_description=_words(of),
            foaf_homepage=NamedNode(of.home),
            void_sparqlEndpoint=NamedNode(f"{of.home}sparql"),
            void_uriSpace=Literal(BASE),
            void_vocabulary=[NamedNode(ONTOLOGY), NamedNode("http://www.w3.org/2004/02/skos/core#")],
            void_exampleResource=[NamedNode(iri) for iri in counts.examples],
            void_feature=[name(f"format:{each}") for each in _W3C.values()],
            void_triples=counts.triples,
            void_distinctSubjects=counts.subjects,
            void_distinctObjects=counts.objects,
            void_classes=len(counts.classes),
            void_properties=len(counts.properties),
            void_documents=of.documents,
        ),
    ]
    for iri, things in counts.classes.items():
        part = of.part("class", iri)
        found += say(of.dataset, void_classPartition=part)
        found += say(part, void_class=NamedNode(iri), void_entities=things)
    for iri, triples in counts.properties.items():
        part = of.part("property", iri)
        found += say(of.dataset, void_propertyPartition=part)
        found += say(part, void_property=NamedNode(iri), void_triples=triples)
    if of.tables:
        found += say(of.dataset, void_subset=of.reference)
        found += say(
            of.reference, "void:Dataset", **_of_reference(of), void_subset=[of.table(each) for each in of.tables]
        )
    for table, about in _tables(of):
        found += say(table, "void:Dataset", **about, void_sparqlEndpoint=NamedNode(f"{of.home}sparql"))
    return found


def catalogue(of: Published) -> list[Triple]:
    """The DCAT catalogue."""
    here, service = NamedNode(f"{of.home}catalog"), NamedNode(f"{of.home}catalog#sparql")
    whole = NamedNode(f"{of.dataset.value}-sparql")
    datasets = [of.dataset, *([of.ontology] if of.has_ontology else []), *([of.reference] if of.tables else [])]
    found = [
        *say(
            here,
            "dcat:Catalog",
            dcterms_title=words(of.title),
            foaf_homepage=NamedNode(of.home),
            dcat_dataset=datasets,
            dcat_service=service,
        ),
        *say(
            service,
            "dcat:DataService",
            dcterms_title=words("SPARQL 1.1 endpoint"),
            dcterms_conformsTo=NamedNode("https://www.w3.org/TR/sparql11-protocol/"),
            dcat_endpointURL=NamedNode(f"{of.home}sparql"),
            dcat_endpointDescription=NamedNode(f"{of.home}sparql"),
            dcat_servesDataset=of.dataset,
        ),
        *say(
            of.dataset,
            "dcat:Dataset",
            dcterms_title=words(of.title),
            dcterms_description=_words(of),
            dcat_landingPage=NamedNode(of.home),
            dcterms_isReferencedBy=NamedNode(f"{of.home}.well-known/void"),
            dcat_keyword=[words("counter-terrorism"), words("international co-operation")],
            dcat_distribution=whole,
        ),
        *say(whole, "dcat:Distribution", dcat_accessURL=NamedNode(f"{of.home}sparql"), dcat_accessService=service),
    ]
    if of.has_ontology:
        found += say(of.ontology, "dcat:Dataset", dcterms_title=words("The ontology"))
        found += _distributions(of, of.ontology, graph("ontology"))
    if of.tables:
        found += say(of.reference, "dcat:Dataset", **_of_reference(of))
        found += say(of.reference, dcat_version=Literal(of.card.version))
        found += say(of.reference, dcterms_hasPart=[of.table(each) for each in of.tables])
    for table, about in _tables(of):
        found += say(table, "dcat:Dataset", **about)
        found += _distributions(of, table, graph("reference", table.value.rpartition("#")[2]))
    return found


def _words(of: Published) -> Literal:
    return words(
        f"What {of.documents} documents and entries and the reference data say of counter-terrorism co-operation, with "
        "their sentences as evidence, and what follows from it. A view of what sources say; a designation as terrorist "
        "is always somebody\u2019s statement."
    )


def _of_reference(of: Published) -> dict[str, Node | Literal]:
    return {"dcterms_title": words(of.card.title), "dcterms_license": NamedNode(of.card.licence)}


def _tables(of: Published) -> Iterator[tuple[NamedNode, dict[str, Node | Literal]]]:
    for table in of.card.tables:
        if table.name in of.tables:
            about: dict[str, Node | Literal] = {"dcterms_title": words(table.title)}
            about["dcterms_description"] = words(table.description)
            if table.source:
                about["dcterms_source"] = NamedNode(table.source) if ":" in table.source else Literal(table.source)
            yield of.table(table.name), about


def _distributions(of: Published, dataset: NamedNode, iri: str) -> Iterator[Triple]:
    for form, kind in _FORMATS.items():
        node = NamedNode(f"{dataset.value}-{form}")
        yield from say(dataset, dcat_distribution=node)
        yield from say(
            node,
            "dcat:Distribution",
            dcat_accessURL=of.data(iri),
            dcat_downloadURL=of.data(iri, form),
            dcat_mediaType=NamedNode(f"https://www.iana.org/assignments/media-types/{kind}"),
        )
