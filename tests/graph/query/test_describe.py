"""What is said of a node comes with the sentence that says it, and with no other."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse
from tests.site.conftest import FICTIONAL

from ctkg.errors import UsageError
from ctkg.graph.describe import describe, described, resolve, triples
from ctkg.graph.store import MemoryStore
from ctkg.iris import ID, graph, instance

PREFIXES = "@base <https://w3id.org/ctkg/> . @prefix ct: <https://w3id.org/ctkg/ontology#> .\n"
SAID = '<id/event/d/1> ct:topicText "border security", "travel documents" ; ct:threatText "smuggling" .'
CLAIMS = """
<id/claim/d/{n}> ct:claimPredicate ct:{predicate} ; ct:claimSubject <id/event/d/1> ; ct:confidence 0.{n} ;
    ct:claimValue "{value}" ; ct:hasEvidence <id/passage/d/{n}> .
<id/passage/d/{n}> ct:quotationText "They spoke of {value}." .
"""


def test_each_literal_has_its_own_sentence() -> None:
    store = MemoryStore()
    claims = "".join(
        CLAIMS.format(n=n, predicate=predicate, value=value)
        for n, (predicate, value) in enumerate(
            (("topicText", "border security"), ("topicText", "travel documents"), ("addresses", "smuggling")), 1
        )
    )
    store.replace_graph(graph("document", "d"), parse(PREFIXES + SAID, RdfFormat.TURTLE))
    store.replace_graph(graph("evidence", "d"), parse(PREFIXES + claims, RdfFormat.TURTLE))
    lines = describe(store, instance("event", "d", 1)).lines
    out = {line.value: (line.confidence, line.evidence) for line in lines if line.direction == "out"}
    assert out == {
        "border security": (0.1, "They spoke of border security."),
        "travel documents": (0.2, "They spoke of travel documents."),
        "smuggling": (0.3, "They spoke of smuggling."),
    }


EVENT = ID + "event/first/1"
PERSON = ID + "person/ann-example/fictional-watch"


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    """Two invented reports of one meeting, an entry, and what was decided on them."""
    made = MemoryStore()
    made.load(parse(path=str(FICTIONAL), format=RdfFormat.TRIG))
    return made


def test_a_line_has_the_sentence_also_where_the_claim_says_it_in_other_words(store: MemoryStore) -> None:
    lines = {(line.predicate, line.value): line for line in describe(store, EVENT).lines if line.direction == "out"}
    assert lines["ct:hasParticipantGroup", "30 officers"].confidence == 0.8
    assert lines["ct:startDate", "2024-05-02"].evidence.startswith("On 2 May 2024")
    organizer = lines["ct:hasOrganizer", "Fictional Border Watch"]
    assert (organizer.graph, organizer.confidence) == ("inferred/first", 0.91)
    assert lines["ct:involvesAgent", "Fictional Border Watch"].confidence is None


def test_what_is_not_asserted_stands_apart_with_who_decided(store: MemoryStore) -> None:
    found = describe(store, EVENT)
    apart = {claim.value: claim for claim in found.claims}
    assert set(apart) == {"handbook", "Elsewhere", "45"}
    assert apart["handbook"].stance == "intended" and apart["45"].is_asserted
    [decision] = apart["Elsewhere"].decisions
    assert (decision.kind, decision.by, decision.reason) == (
        "reject",
        "a fictional reader",
        "the sentence names no place",
    )
    assert not {"handbook", "Elsewhere", "45"} & {line.value for line in found.lines}


def test_members_differences_and_entries_are_told(store: MemoryStore) -> None:
    person = describe(store, PERSON)
    assert person.members == ((ID + "person/ann-b-example/second", "Ann B. Example"),)
    assert [(pair.outcome, pair.reasons) for pair in person.pairs] == [("merged", ("the same name (+0.60)",))]
    [point] = describe(store, EVENT).points
    assert [(claim.document, claim.value) for claim in point.claims] == [("first", "30"), ("second", "45")]
    [entering] = describe(store, ID + "event/desk-7/1").entered
    assert (entering.entry, entering.by, entering.source) == ("desk-7", "Bob Example", "entry.ttl")
    assert describe(store, EVENT).entered == ()


def test_depth_follows_what_is_said_and_ends(store: MemoryStore) -> None:
    one, two, three = ([each.iri for each in described(store, PERSON, depth=depth)] for depth in (1, 2, 3))
    assert one == [PERSON] and two == [PERSON, ID + "organization/fictional-watch"]
    assert set(two) <= set(three) and len(set(three)) == len(three)


def test_the_triples_of_a_node_have_its_claims_and_passages(store: MemoryStore) -> None:
    found = {str(triple.subject)[1:-1].removeprefix(ID) for triple in triples(store, EVENT)}
    assert {"event/first/1", "claim/first/output", "passage/first/81-112", "act/20240601-1"} <= found
    assert "activity/desk-7" not in found
    assert any("activity/desk-7" in str(triple) for triple in triples(store, ID + "event/desk-7/1"))


@pytest.mark.parametrize(
    ("name", "node"),
    [
        ("Fictional Border Watch", "organization/fictional-watch"),
        ("fictional border WATCH", "organization/fictional-watch"),
        ("FBW", "organization/fictional-watch"),
        ("Fictional Watch", "organization/fictional-watch"),
        ("вымышленный дозор", "organization/fictional-watch"),
        ("fictional-watch", "organization/fictional-watch"),
        ("QX", "state/QX"),
        ("Ann B. Example", "person/ann-example/fictional-watch"),
        ("First fictional report", "document/first"),
        ("id:city/1", "city/1"),
        (f"<{EVENT}>", "event/first/1"),
    ],
)
def test_a_name_means_a_node(store: MemoryStore, name: str, node: str) -> None:
    assert resolve(store, name) == ID + node


@pytest.mark.parametrize("name", ["Fictional Bordr Watch", "no body", "a b/<>"])
def test_an_unknown_name_is_refused_with_the_nearest(store: MemoryStore, name: str) -> None:
    with pytest.raises(UsageError, match="nothing is called") as told:
        resolve(store, name)
    assert ("near: Fictional Border Watch" in str(told.value)) == name.startswith("Fictional")


def test_several_of_one_name_are_all_named(store: MemoryStore) -> None:
    other = MemoryStore()
    other.load(store.quads())
    text = PREFIXES + '@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . <id/state/QY> rdfs:label "Ann Example" .'
    other.replace_graph(graph("document", "third"), parse(text, RdfFormat.TURTLE))
    with pytest.raises(
        UsageError, match="names several things; say which: id:person/ann-example/fictional-watch, id:state/QY"
    ):
        resolve(other, "Ann Example")


def test_the_cost_is_that_of_the_node(store: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """No question is asked whose answer grows with the store: each names a node."""

    def asked(name: str) -> Any:
        ask = getattr(MemoryStore, name)

        def checked(
            self: MemoryStore, subject: Any = None, predicate: Any = None, object: Any = None, *rest: Any, **more: Any
        ) -> Any:
            assert subject is not None or object is not None, f"{name} looks at everything with {predicate}"
            return ask(self, subject, predicate, object, *rest, **more)

        return checked

    resolve(store, "FBW")  # the search index is made once
    for name in ("match", "union"):
        monkeypatch.setattr(MemoryStore, name, asked(name))
    for name in ("query", "quads", "graphs", "beside"):
        monkeypatch.setattr(MemoryStore, name, lambda *_, **__: pytest.fail("a look at the whole store"))
    describe(store, resolve(store, "Fictional Watch"))
    describe(store, EVENT)
