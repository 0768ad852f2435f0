"""An entry is read as a document is: what a document says, told as an entry, gives resolution the same to look at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from ctkg import bridge
from ctkg.entries import graphs_of, identifier, profile_of
from ctkg.errors import UsageError
from ctkg.iris import graph, instance
from ctkg.making import extract
from ctkg.resolve import profile, resolve
from ctkg.resolve.model import Event, Profile

DOCUMENTS = (
    "acsrt-2015-algiers-focal-points",
    "ap-2022-mogadishu-hotel-attack",
    "asean-2013-convention-ratified",
    "cicte-2012-san-salvador-financing",
    "ct-just-2025-jordan-exercise",
    "eurojust-2017-the-hague-letter",
    "icao-2017-antigua-travel-documents",
    "interpol-2015-amman-bioterrorism",
)
HEAD = """@prefix ct: <https://w3id.org/ctkg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix concept: <https://w3id.org/ctkg/concept/> . @base <https://w3id.org/ctkg/> .
"""
WORKSHOP = """<id/event/note-7/1> a ct:Event, ct:Workshop ; rdfs:label "workshop, Astana (fictional)"@en ;
  dcterms:title "Fictional Workshop on the Guarding of Ports" ; ct:heldAt <id/city/1526273> ;
  ct:hasTimeSpan <id/timespan/note-7/1> ; ct:hasOrganizer <id/organization/kz/harbour-office> ;
  ct:hasParticipation <id/participation/note-7/1/a> ; ct:hasParticipantGroup <id/group/note-7/1/experts> .
<id/timespan/note-7/1> a ct:TimeSpan ; ct:earliestStart "2031-05-01"^^xsd:date ; ct:latestStart "2031-05-31"^^xsd:date .
<id/participation/note-7/1/a> a ct:Participation ; ct:participationRole <concept/role/funder> ;
  ct:participant <id/state/KZ> .
<id/group/note-7/1/experts> a ct:ParticipantGroup ; ct:countedAs "Experts" ; ct:minCount 41 ; ct:statedCount 40 .
<id/organization/kz/harbour-office> a ct:NationalAuthority ; rdfs:label "Harbour Office of Kazakhstan (fictional)"@en .
"""


def quads(text: str) -> list[Quad]:
    return list(parse((HEAD + text).encode(), RdfFormat.TURTLE))


def said(event: Event) -> set[tuple[str, str, str]]:
    return {(each.relation, each.of, each.value) for each in event.said}


def plain(told: Profile) -> Profile:
    """Without what only a text has: its runs of words, and names that no graph keeps."""
    bodies = tuple(replace(body, names=body.names[:1]) for body in told.bodies)
    return Profile(document=told.document, bodies=bodies, people=told.people)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_told_as_an_entry_is_looked_at_in_the_same_way(name: str, repository: Path) -> None:
    document, statements = extract(repository / "data" / "documents" / f"{name}.md")
    asserted = bridge.quads(document, statements).graphs[graph("document", document.id)]
    expected, found = profile(document, statements), profile_of(document.id, asserted)
    assert plain(found) == plain(expected)
    assert [event.iri for event in found.events] == [event.iri for event in expected.events]
    for one, other in zip(expected.events, found.events, strict=True):
        assert said(other) == said(one)
        assert (other.title, other.countries) == (one.title, one.countries)


def test_an_entry_and_a_release_of_the_same_are_brought_together(repository: Path) -> None:
    document, statements = extract(repository / "data" / "documents" / "interpol-2015-amman-bioterrorism.md")
    asserted = bridge.quads(document, statements).graphs[graph("document", document.id)]
    text = "\n".join(f"{quad.triple} ." for quad in asserted).replace(f"/{document.id}/", "/note-3/")
    entry = [Quad(t.subject, t.predicate, t.object) for t in parse(text.encode(), RdfFormat.N_TRIPLES)]
    assert identifier(entry) == "note-3"
    found = resolve([profile(document, statements), profile_of("note-3", entry)])
    ours, theirs = instance("event", "note-3", 1), instance("event", document.id, 1)
    assert {found.canonical.get(iri, iri) for iri in (ours, theirs)} == {min(ours, theirs)}
    assert any({d.one, d.other} == {ours, theirs} and d.outcome == "merged" for d in found.decisions)


def test_words_of_an_entry_become_values_that_are_compared() -> None:
    (event,) = profile_of("note-7", quads(WORKSHOP)).events
    assert said(event) == {
        ("event.type", "", "workshop"),
        ("event.title", "", "Fictional Workshop on the Guarding of Ports"),
        ("event.start", "", "2031-05"),
        ("event.place", "", instance("city", "1526273")),
        ("organizer", "", instance("organization", "kz", "harbour-office")),
        ("funder", "", instance("state", "KZ")),
        ("participant.count", "experts", "40"),
    }
    assert event.countries == {"KZ"}
    (body,) = profile_of("note-7", quads(WORKSHOP)).bodies
    assert (body.names, body.state, body.type) == (("Harbour Office of Kazakhstan (fictional)",), "KZ", "office")


def test_an_event_of_another_document_is_not_the_entrys_own() -> None:
    assert profile_of("note-8", quads(WORKSHOP)).events == ()


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        (WORKSHOP, "my-note", "my-note"),
        (WORKSHOP, "", "note-7"),
        (WORKSHOP + "<id/event/note-8/1> a ct:Event .", "", "entry-"),
        ("<id/event/note-7/1> ct:hasHost <id/state/KZ> .", "", "entry-"),
    ],
)
def test_the_id_is_given_or_that_of_the_events_or_a_hash(text: str, given: str, expected: str) -> None:
    found = identifier(quads(text), given)
    assert found == expected or (expected == "entry-" and len(found) == 18 and found.startswith(expected))
    assert identifier(reversed(quads(text)), given) == found


@pytest.mark.parametrize("given", ["a/b", "a b", "-", "x" * 200, "a>b"])
def test_an_id_that_is_no_part_of_an_iri_is_refused(given: str) -> None:
    with pytest.raises(UsageError, match="cannot be the id of an entry"):
        identifier(quads(WORKSHOP), given)


def test_the_graphs_hold_what_was_given_and_who_gave_it() -> None:
    given = quads(WORKSHOP)
    found = graphs_of("note-7", given, by="A. Analyst", on="2031-06-01T10:00:00.000Z", reason="seen", source="a letter")
    document, evidence = (found[graph(kind, "note-7")] for kind in ("document", "evidence"))
    assert {quad.triple for quad in document} == {quad.triple for quad in given}
    assert {quad.graph_name for quad in document} == {NamedNode(graph("document", "note-7"))}
    values = {(q.predicate.value.partition("#")[2], q.object.value) for q in evidence if "activity" in q.subject.value}
    assert {("actBy", "A. Analyst"), ("actOn", "2031-06-01T10:00:00.000Z"), ("enteredFrom", "a letter")} <= values
    relations = {q.object.value for q in evidence if q.predicate.value.endswith("#relation")}
    assert relations == {"event.type", "event.start", "event.place", "organizer", "funder", "participant.count"}
    again = graphs_of(
        "note-7", reversed(given), by="A. Analyst", on="2031-06-01T10:00:00.000Z", reason="seen", source="a letter"
    )
    assert again == found
