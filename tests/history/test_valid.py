"""What was valid on a day: each kind of period, what hangs on a node that is left out, and what stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import RdfFormat, parse

import ctkg
from ctkg import KnowledgeGraph
from ctkg.errors import UsageError
from ctkg.graph import assemble, close
from ctkg.graph.store import Store, open_store
from ctkg.history.valid import left_out
from ctkg.iris import ID, graph

PREFIXES = """@prefix ct: <https://w3id.org/ctkg/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @base <https://w3id.org/ctkg/id/> .
"""
#: Invented bodies and persons all.
TABLES = """
<organization/old> a ct:FieldOperation ; ct:validFrom "2007"^^xsd:gYear ; ct:validUntil "2014"^^xsd:gYear .
<organization/body> a ct:Organization .
<name/body/former> a ct:NameUse ; ct:nameOf <organization/body> ; ct:validUntil "2012"^^xsd:gYear .
<name/old/this> a ct:NameUse ; ct:nameOf <organization/old> .
<membership/body/AA> a ct:OrganizationMembership ; ct:memberState <state/AA> ; ct:membershipIn <organization/body> ;
    ct:validFrom "2015-06"^^xsd:gYearMonth .
<state/AA> a ct:State .
<instrument/treaty> a ct:Treaty ; ct:adoptionDate "2010-01-01"^^xsd:date ;
    ct:entryIntoForceDate "2016-01-01"^^xsd:date .
<treaty-action/treaty/AA/signed> a ct:Signature ; ct:treatyActionOn <instrument/treaty> ; ct:treatyActionBy <state/AA> ;
    ct:actionDate "2011-01-01"^^xsd:date .
<treaty-action/treaty/AA/bound> a ct:ConsentToBeBound ; ct:treatyActionOn <instrument/treaty> ;
    ct:treatyActionBy <state/AA> ; ct:actionDate "2012-01-01"^^xsd:date .
<instrument/act> a ct:EUAct ; ct:adoptionDate "2005-01-01"^^xsd:date ; ct:endOfForceDate "2018-05-01"^^xsd:date .
<mandate/act/body> a ct:Mandate ; ct:mandateOf <organization/body> ; ct:mandatedBy <instrument/act> .
"""
REPORT = """
<document/d> a ct:SourceDocument .
<event/d/1> a ct:Workshop ; ct:startDate "2017-03-01"^^xsd:date ; ct:reportedIn <document/d> ;
    ct:hasTimeSpan <timespan/d/1> ; ct:hasParticipation <participation/d/1/a>, <participation/d/1/b> ;
    ct:hasParticipantGroup <group/d/1> ; ct:implementsInstrument <instrument/act> .
<timespan/d/1> a ct:TimeSpan ; ct:earliestStart "2017-03-01"^^xsd:date .
<participation/d/1/a> a ct:Participation ; ct:participant <person/someone> .
<participation/d/1/b> a ct:Participation ; ct:participant <organization/body> .
<group/d/1> a ct:ParticipantGroup .
<person/someone> a ct:Person ; rdfs:label "Someone" .
<event/d/2> a ct:Meeting ; ct:hasTimeSpan <timespan/d/2> .
<timespan/d/2> a ct:TimeSpan ; ct:earliestStart "2019-03-01"^^xsd:date .
<event/d/3> a ct:Meeting ; ct:hasParticipation <participation/d/3/a> .
<participation/d/3/a> a ct:Participation ; ct:participant <organization/old> .
<tenure/d/x> a ct:Tenure ; ct:holder <person/x> ; ct:postHeld <post/old/head> ; ct:validOn "2013-05-05"^^xsd:date .
<person/x> a ct:Person .
<post/old/head> a ct:Post ; ct:postIn <organization/old> .
<tenure/d/y> a ct:Tenure ; ct:holder <person/y> ; ct:postHeld <post/body/head> ; ct:validOn "2016-05-05"^^xsd:date .
<person/y> a ct:Person .
<post/body/head> a ct:Post ; ct:postIn <organization/body> .
"""


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store(None) as opened:
        opened.replace_graphs(
            {
                graph("ontology"): assemble.ontology_quads(),
                graph("reference", "tables"): list(parse(PREFIXES + TABLES, RdfFormat.TURTLE)),
                graph("document", "d"): list(parse(PREFIXES + REPORT, RdfFormat.TURTLE)),
            }
        )
        close(opened)
        yield opened


EVENT_1 = {"event/d/1", "timespan/d/1", "participation/d/1/a", "participation/d/1/b", "group/d/1", "person/someone"}
EVENT_2 = {"event/d/2", "timespan/d/2"}
OLD = {"organization/old", "name/old/this", "post/old/head", "tenure/d/x", "person/x", "participation/d/3/a"}
TENURE = {"tenure/d/y", "person/y", "post/body/head"}
MEMBERSHIP, BOUND, FORMER = {"membership/body/AA"}, {"treaty-action/treaty/AA/bound"}, {"name/body/former"}
ACT = {"instrument/act", "mandate/act/body"}


@pytest.mark.parametrize(
    ("day", "without"),
    [
        ("2020-01-01", OLD | FORMER | ACT),
        ("2018-05-01", OLD | FORMER | ACT | EVENT_2),
        ("2018-04-30", OLD | FORMER | EVENT_2),
        ("2017-03-01", OLD | FORMER | EVENT_2),
        ("2017-02-28", OLD | FORMER | EVENT_2 | EVENT_1),
        ("2016-05-04", OLD | FORMER | EVENT_2 | EVENT_1 | TENURE),
        ("2015-06-01", OLD | FORMER | EVENT_2 | EVENT_1 | TENURE | BOUND),
        ("2015-05-31", OLD | FORMER | EVENT_2 | EVENT_1 | TENURE | BOUND | MEMBERSHIP),
        ("2014-12-31", FORMER | EVENT_2 | EVENT_1 | TENURE | BOUND | MEMBERSHIP),
        ("2013-05-04", FORMER | EVENT_2 | EVENT_1 | TENURE | BOUND | MEMBERSHIP | {"tenure/d/x", "person/x"}),
        ("2012-12-31", EVENT_2 | EVENT_1 | TENURE | BOUND | MEMBERSHIP | {"tenure/d/x", "person/x", "post/old/head"}),
    ],
)
def test_what_is_left_out(store: Store, day: str, without: set[str]) -> None:
    # A post that no tenure speaks of any more goes with the last of them.
    expected = without | ({"post/old/head"} if "tenure/d/x" in without else set())
    assert {node.removeprefix(ID) for node in left_out(store, day)} == expected


def test_the_copy_is_closed_without_what_is_left_out(store: Store) -> None:
    kg = KnowledgeGraph(store)
    with kg.valid_on("2016-06-01") as then:
        assert kg.query("ASK { id:event\\/d\\/1 a ct:Event }").boolean
        for node in EVENT_1 | OLD:
            name = f"<{ID}{node}>"
            assert not then.query(f"ASK {{ {{ {name} ?p ?o }} UNION {{ ?s ?p {name} }} }}").boolean
        assert then.query("ASK { id:event\\/d\\/3 a ct:Event }").boolean, "inferred of what stays"
        whole = open_store(None)
        whole.load([quad for quad in then.store.quads() if "/inferred/" not in str(quad.graph_name)])
        close(whole)
        assert set(map(str, whole.quads())) == set(map(str, then.store.quads()))


def test_known_and_valid_together(store: Store) -> None:
    with ctkg.open(None) as kg:
        kg.store.load(list(store.quads()))
        kg.store.remove_graph(graph("document", "d"))
        with kg.known_on("@1") as known, known.valid_on("2016-06-01") as then:
            found = then.query("SELECT ?e WHERE { ?e a ct:Meeting }").values()
            assert [row[0] for row in found] == [ID + "event/d/3"]


def test_a_day_that_is_none_is_refused() -> None:
    with ctkg.open(None) as kg, pytest.raises(UsageError, match="'2016' is no day; give one such as 2019-11-20"):
        kg.valid_on("2016")
