"""The service description of an endpoint (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from pyoxigraph import BlankNode, NamedNode, Triple

from ctkg.graph.publishing.saying import name, say, words
from ctkg.iris import SEARCH, compact

#: What the W3C calls the formats of answers, and of what is taken.
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
            "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads")  # fmt: skip
_INPUTS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")


def service(
    endpoint: str,
    *,
    title: str,
    update: str = "",
    dataset: str = "",
    graphs: Iterable[str] = (),
    is_inferred: bool = True,
) -> list[Triple]:
    """Describes an endpoint.

    Args:
        endpoint: address of queries.
        title: name of the server.
        update: address of updates; empty where nothing may be written.
        dataset: address of its description by VoID.
        graphs: IRIs of named graphs to tell of.
        is_inferred: what follows from the ontology is part of the default graph.
    """
    here, data, default = BlankNode("service"), BlankNode("dataset"), BlankNode("default")
    found = [
        *say(
            here,
            "sd:Service",
            sd_endpoint=NamedNode(endpoint),
            dcterms_title=words(title),
            sd_supportedLanguage=["sd:SPARQL11Query", *(["sd:SPARQL11Update"] if update else [])],
            sd_resultFormat=[name(f"format:{each}") for each in _RESULTS],
            sd_inputFormat=[name(f"format:{each}") for each in _INPUTS] if update else (),
            sd_propertyFeature=NamedNode(SEARCH + "matches"),
            sd_defaultDataset=data,
            **({"sd_defaultEntailmentRegime": "ent:OWL-RDF-Based"} if is_inferred else {}),
            **({"sd_defaultSupportedEntailmentProfile": "profile:RL"} if is_inferred else {}),
        ),
        *say(NamedNode(SEARCH + "matches"), "sd:Feature", rdfs_label=words("search of names and passages by words")),
        *say(data, "sd:Dataset", sd_defaultGraph=default, **({"rdfs_seeAlso": NamedNode(dataset)} if dataset else {})),
        *say(
            default,
            "sd:Graph",
            rdfs_comment=words(
                "What the ontology, the reference data and the documents state, and what follows from it; evidence "
                "and what was brought together stand in named graphs."
            ),
        ),
    ]
    if update:
        # The standard gives a service one endpoint; that of updates is a service of its own.
        found += say(BlankNode("update"), "sd:Service", sd_endpoint=NamedNode(update), sd_defaultDataset=data,
                     sd_supportedLanguage="sd:SPARQL11Update")  # fmt: skip
    for graph in graphs:
        each = NamedNode(f"{endpoint}#{quote(compact(graph))}")
        found += say(data, sd_namedGraph=each)
        found += say(each, "sd:NamedGraph", sd_name=NamedNode(graph))
    return found
