"""A store of a few moments about invented bodies and persons, shared by all tests that only read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from ctkg import KnowledgeGraph
from ctkg.graph import assemble, close
from ctkg.graph.store import open_store
from ctkg.iris import graph

PREFIXES = """@prefix ct: <https://w3id.org/ctkg/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix concept: <https://w3id.org/ctkg/concept/> .
@prefix dcterms: <http://purl.org/dc/terms/> . @base <https://w3id.org/ctkg/id/> .
"""
TABLE = """<organization/body> a ct:Organization ; rdfs:label "Fictional Body"@en ; ct:dataSource "own knowledge" .
<city/vesta> a ct:City ; rdfs:label "Vesta"@en . <city/nova> a ct:City ; rdfs:label "Nova"@en .
<https://w3id.org/ctkg/concept/role/organizer> rdfs:label "organiser"@en ."""
EVENT = """<document/d> a ct:SourceDocument ; dcterms:title "A fictional workshop" .
<event/d/1> a ct:Workshop ; rdfs:label "workshop, {town}" ; ct:heldAt <city/{town}> ;
    ct:startDate "2021-03-0{day}"^^xsd:date ;
    ct:reportedIn <document/d> ; ct:hasParticipation <participation/d/1/organizer/body> ; ct:topicText {topics} .
<participation/d/1/organizer/body> a ct:Participation ; ct:participant <organization/body> ;
    ct:participationRole <https://w3id.org/ctkg/concept/role/organizer> ."""
CLAIM = """<claim/d/1> a ct:Claim ; ct:claimSubject <event/d/1> ; ct:claimPredicate ct:heldAt ;
    ct:claimObject <city/nova> ; ct:confidence 0.9 ; ct:hasEvidence <passage/d/0-40> ; ct:reviewedIn <act/a-1> .
<passage/d/0-40> a ct:TextPassage ; ct:quotationText "A workshop   was held in Nova." ;
    ct:startOffset 0 ; ct:endOffset 40 .
<act/a-1> a ct:ReviewAct ; ct:actBy "R. Reviewer" ;
    ct:actOn "2026-01-02T03:04:05Z"^^xsd:dateTime ; ct:actReason "seen" ."""
ENTRY = """<event/entered/1> a ct:Meeting ; rdfs:label "a meeting that was entered" ; ct:heldAt <city/vesta> ."""
ENTERED = (
    """<activity/entered> a ct:EntryActivity ; ct:actBy "E. Editor" ; ct:actOn "2026-01-03T00:00:00Z"^^xsd:dateTime ."""
)


def turtle(text: str) -> list[Quad]:
    return list(parse(PREFIXES + text, RdfFormat.TURTLE))


def event(town: str, day: int, *topics: str) -> list[Quad]:
    return turtle(EVENT.format(town=town, day=day, topics=", ".join(f'"{topic}"' for topic in topics)))


@pytest.fixture(scope="session")
def told() -> Iterator[KnowledgeGraph]:
    """@1 tables and document, @2 the document changes, @3 an entry comes, @4 it stays and a second document goes."""
    with pytest.MonkeyPatch.context() as patch, open_store(None) as store:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        with store.moment("build"):
            store.replace_graphs({graph("ontology"): assemble.ontology_quads(), graph("reference", "t"): turtle(TABLE)})
            store.replace_graphs(
                {
                    graph("document", "d"): event("vesta", 1, "borders", "aviation"),
                    graph("evidence", "d"): turtle(CLAIM),
                    graph("document", "e"): turtle('<event/e/1> a ct:Workshop ; rdfs:label "another workshop" .'),
                }
            )
            close(store)
        patch.setenv("SOURCE_DATE_EPOCH", "1700100000")
        with store.moment("review", by="R. Reviewer", acts=["a-1"]):
            store.replace_graph(graph("document", "d"), event("nova", 2, "aviation", "ports"))
        with store.moment("add", by="E. Editor", acts=["a-2"]):
            store.replace_graphs(
                {graph("document", "entered"): turtle(ENTRY), graph("evidence", "entered"): turtle(ENTERED)}
            )
        with store.moment("remove"):
            store.remove_graph(graph("document", "e"))
        close(store)
        yield KnowledgeGraph(store)
