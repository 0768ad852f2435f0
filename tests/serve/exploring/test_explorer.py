"""What the explorer shows of a small graph: relations as edges, the most telling first, all of it once, all bounded."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree
from pyoxigraph import NamedNode, RdfFormat, parse

from ctkg.errors import UsageError
from ctkg.iris import ID, ONTOLOGY
from ctkg.serve import Settings
from ctkg.serve.access import Access
from ctkg.serve.exploring import adjacency, between, exporting
from ctkg.serve.exploring.evidence import Evidence
from ctkg.serve.exploring.explorer import Explorer
from ctkg.serve.exploring.finding import find
from ctkg.serve.exploring.model import Edge

EVENT = ID + "event/osce-2014-astana-explosives/1"
OSCE, UNSG = ID + "organization/osce", ID + "organization/un-sg"
KZ, BOMBINGS = ID + "state/KZ", ID + "instrument/ilo-bombings-1997"


@pytest.fixture(scope="module")
def explorer(demo_store: Path) -> Iterator[Explorer]:
    with Access(Settings(store=demo_store)) as access, access.reading() as view:
        yield Explorer.of(view)


def between_two(edges: tuple[Edge, ...], one: str, other: str) -> Edge:
    return next(edge for edge in edges if {edge.source, edge.target} == {one, other})


def test_every_neighbour_comes_once_whatever_the_pages(explorer: Explorer) -> None:
    whole = explorer.neighbours(EVENT, limit=200)
    paged: list[str] = []
    for offset in range(0, whole.total, 7):
        page = explorer.neighbours(EVENT, offset=offset, limit=7)
        paged += [node.id for node in page.part.nodes[1:]]
    assert whole.exact and len(paged) == whole.total
    assert paged == [node.id for node in whole.part.nodes[1:]]
    assert len(set(paged)) == len(paged)


def test_relations_take_turns_so_that_none_hides_another(explorer: Explorer) -> None:
    found = explorer.neighbours(OSCE, limit=len(explorer.neighbours(OSCE).relations))
    first = {(said.relation, said.subject == OSCE) for edge in found.part.edges for said in edge.statements}
    # A hundred members and units, and yet what it took part in is there.
    assert (ONTOLOGY + "hasParticipant", False) in first
    assert (ONTOLOGY + "OrganizationMembership", False) in first


def test_who_organised_is_one_edge_with_its_confidence_and_no_node_stands_between(explorer: Explorer) -> None:
    found = explorer.neighbours(EVENT, limit=200)
    said = between_two(found.part.edges, EVENT, ID + "organization/kz-atc").statements[0]
    assert (said.relation, said.inferred, said.documents) == (ONTOLOGY + "hasOrganizer", False, 1)
    assert 0.7 < said.confidence < 1
    assert not any(
        f"{ID}{kind}/" in node.id for node in found.part.nodes for kind in ("participation", "group", "timespan")
    )
    # What follows from a statement of the same two is not said again.
    assert all(each.relation != ONTOLOGY + "involvesAgent" for edge in found.part.edges for each in edge.statements)


def test_memberships_and_treaties_are_edges_with_role_and_dates(explorer: Explorer) -> None:
    edges = explorer.among([KZ, OSCE, BOMBINGS])
    member = between_two(tuple(edges), KZ, OSCE)
    assert (member.source, member.target) == (KZ, OSCE)
    said = member.statements[0]
    assert (said.label, said.role, said.start, said.via) == (
        "member of", "participating State", "1992-01-30", ID + "membership/osce/KZ",
    )  # fmt: skip
    bound = between_two(tuple(edges), KZ, BOMBINGS).statements[0]
    assert (bound.relation, bound.role, bound.start, bound.inferred) == (
        ONTOLOGY + "consentedTo", "accession", "2002-11-06", False,
    )  # fmt: skip


def test_what_is_on_the_screen_is_joined_with_what_comes(explorer: Explorer) -> None:
    alone = explorer.neighbours(OSCE, limit=1)
    joined = explorer.neighbours(OSCE, limit=1, shown=[EVENT])
    assert len(joined.part.nodes) == len(alone.part.nodes)
    assert {EVENT, OSCE} in [{edge.source, edge.target} for edge in joined.part.edges]
    assert len({frozenset((edge.source, edge.target)) for edge in joined.part.edges}) == len(joined.part.edges)


def test_without_inference_what_only_follows_is_away(explorer: Explorer) -> None:
    stated = explorer.neighbours(EVENT, limit=200, inference=False)
    assert 0 < stated.total < explorer.neighbours(EVENT).total
    assert (
        between_two(explorer.neighbours(EVENT, limit=200).part.edges, EVENT, ID + "region/m49-asia")
        .statements[0]
        .inferred
    )
    assert ID + "region/m49-asia" not in {node.id for node in stated.part.nodes}


def test_a_node_with_too_many_statements_is_counted_and_read_in_part(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adjacency, "MOST", 100)
    monkeypatch.setattr(adjacency, "MOST_OF_ONE", 30)
    asia = ID + "region/m49-asia"
    read = explorer.adjacency.read(asia)
    assert read.counts is not None and len(read.links) <= 30 * len(read.counts)
    monkeypatch.setattr(explorer, "_links", lambda iri: read)
    found = explorer.neighbours(asia)
    within = next(each for each in found.relations if each.relation == ONTOLOGY + "locatedWithin" and each.inverse)
    rows = explorer.store.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ ?x <{ONTOLOGY}locatedWithin> <{asia}> }}")
    assert not found.exact and within.total == int(next(iter(rows))[0].value)  # type: ignore[union-attr,call-overload]
    assert found.total >= within.total and len(found.part.nodes) == 21


def test_ways_are_those_of_the_graph_as_networkx_has_it(explorer: Explorer) -> None:
    whole = nx.Graph()
    for name in (EVENT, OSCE, KZ, BOMBINGS, UNSG):
        for link in explorer.adjacency.read(name).links:
            if not explorer.relations.is_sorting(link.predicate):
                whole.add_edge(name, link.other)
    for start, goal in ((EVENT, UNSG), (KZ, OSCE), (OSCE, BOMBINGS)):
        found = between.ways(explorer, start, goal)
        # The whole graph may have a shorter way than this part of it, and never a longer one.
        assert 0 < found.steps <= nx.shortest_path_length(whole, start, goal)
        ids = {node.id for node in found.part.nodes}
        pairs = {frozenset((edge.source, edge.target)) for edge in found.part.edges}
        for way in found.ways:
            assert way[0] == start and way[-1] == goal and len(way) == found.steps + 1 and set(way) <= ids
            assert all(frozenset(pair) in pairs for pair in pairwise(way))
            assert all(explorer.among(pair) for pair in pairwise(way))


def test_a_way_around_a_node(explorer: Explorer) -> None:
    found = between.ways(explorer, KZ, BOMBINGS)
    assert found.steps == 1
    start, goal = ID + "organization/osce-fo-astana", ID + "organization/un-cted"
    through = {node for way in between.ways(explorer, start, goal).ways for node in way[1:-1]}
    around = between.ways(explorer, start, goal, avoided=sorted(through))
    assert through and all(not through & set(way) for way in around.ways)


def test_an_edge_shows_its_sentence_or_its_table_or_from_what_it_follows(explorer: Explorer) -> None:
    grounds = Evidence(explorer)
    organised = grounds.statement(EVENT, ONTOLOGY + "hasOrganizer", ID + "organization/kz-atc")
    assert any("jointly organized" in "".join(words for words, _ in quote.parts) for quote in organised.quotes)
    assert organised.quotes[0].document.href.startswith("/id/document/osce-2014-astana-explosives")
    member = grounds.statement(KZ, ONTOLOGY + "OrganizationMembership", OSCE, ID + "membership/osce/KZ")
    assert [source.name for source in member.sources] == ["table of reference: memberships"]
    under = grounds.statement(EVENT, ONTOLOGY + "organizedUnder", OSCE)
    assert "propertyChainAxiom" in under.rule
    assert {(each.relation, each.object_href) for each in under.premises} >= {
        ("part of organization", "/id/organization/osce")
    }
    with pytest.raises(UsageError, match="does not hold"):
        grounds.statement(KZ, ONTOLOGY + "hasOrganizer", OSCE)


def test_a_node_shows_each_sentence_once(explorer: Explorer) -> None:
    said = ["".join(words for words, _ in quote.parts) for quote in Evidence(explorer).node(EVENT).quotes]
    assert len(said) > 1 and len(set(said)) == len(said)


def test_things_are_found_by_the_beginning_of_a_name_and_by_iri(explorer: Explorer) -> None:
    assert KZ in [node.id for node in find(explorer, "kazakhs")]
    assert [node.id for node in find(explorer, KZ)] == [KZ]
    assert find(explorer, "https://example.org/unknown") == [] == find(explorer, "  ")


@pytest.mark.parametrize("name", ["", "no iri", "https://w3id.org/ctkg/id/state/XX"])
def test_what_the_graph_does_not_know_is_refused(explorer: Explorer, name: str) -> None:
    with pytest.raises(UsageError):
        explorer.neighbours(name)


def test_turtle_of_what_is_shown_is_in_the_graph_and_holds_every_edge(explorer: Explorer) -> None:
    nodes = [EVENT, KZ, OSCE, BOMBINGS]
    pairs = [(edge.source, edge.target) for edge in explorer.among(nodes)]
    content = exporting.file(explorer, nodes, pairs, frozenset(), "turtle")
    triples = [quad.triple for quad in parse(content, format=RdfFormat.TURTLE)]
    assert all(next(iter(explorer.store.union(t.subject, t.predicate, t.object)), None) for t in triples)
    said = {(t.subject, t.predicate.value, t.object) for t in triples}
    assert (NamedNode(KZ), ONTOLOGY + "consentedTo", NamedNode(BOMBINGS)) in said
    assert (NamedNode(ID + "membership/osce/KZ"), ONTOLOGY + "memberState", NamedNode(KZ)) in said
    only = exporting.file(explorer, nodes, pairs, frozenset({ONTOLOGY + "consentedTo"}), "turtle")
    assert b"consentedTo" in only and b"memberState" not in only


def test_graphml_is_read_by_others(explorer: Explorer) -> None:
    nodes = [EVENT, KZ, OSCE]
    content = exporting.file(explorer, nodes, [(KZ, OSCE)], frozenset(), "graphml")
    etree.fromstring(content)
    made = nx.parse_graphml(content.decode())
    assert set(made) == set(nodes) and made.nodes[KZ]["label"] == "Kazakhstan"
    assert list(made.edges) == [(KZ, OSCE)]
    (told,) = (data for _, _, data in made.edges(data=True))
    assert (told["label"], told["from"], told["inferred"]) == ("member of", "1992-01-30", False)


def test_a_file_of_unknown_format_is_refused(explorer: Explorer) -> None:
    with pytest.raises(UsageError, match="turtle, graphml"):
        exporting.file(explorer, [KZ], [], frozenset(), "pdf")
