"""GraphML: what networkx reads is what documents speak of, joined as the graph joins it."""

from __future__ import annotations

import io
from collections.abc import Callable

import networkx as nx
import pytest
from lxml import etree
from pyoxigraph import Literal, NamedNode, Quad

from ctkg import interchange
from ctkg.graph.store import MemoryStore
from ctkg.iris import ID, PREFIXES, graph


@pytest.fixture(scope="module")
def network(written: Callable[[str], str]) -> nx.MultiDiGraph:
    found = nx.read_graphml(io.BytesIO(written("graphml").encode()), force_multigraph=True)
    assert isinstance(found, nx.MultiDiGraph)
    return found


def edges(network: nx.MultiDiGraph, node: str) -> set[tuple[str, str]]:
    return {(data["property"], target.removeprefix(ID)) for _, target, data in network.out_edges(ID + node, data=True)}


def test_it_is_as_it_was(written: Callable[[str], str], golden: Callable[[str, str], None]) -> None:
    golden("fictional.graphml", written("graphml"))


def test_nodes_have_name_class_and_date(network: nx.MultiDiGraph) -> None:
    assert network.nodes[ID + "event/release/1"] == {
        "label": "workshop, Port Example, 2021-03-04",
        "class": "workshop",
        "date": "2021-03-04",
        "iri": ID + "event/release/1",
    }
    assert network.nodes[ID + "document/wire"]["date"] == "2021-02-04"
    # A membership is a relation, and a body that no document speaks of is not there.
    assert not any("membership" in node or "timespan" in node or "participation" in node for node in network)


def test_edges_are_what_is_stated_and_the_shortcuts(network: nx.MultiDiGraph) -> None:
    assert edges(network, "event/release/1") == {
        ("concernsInstrument", "instrument/fict-treaty"),
        ("hasOrganizer", "organization/fict-unit"),
        ("hasParticipant", "state/XA"),
        ("hasParticipantGroup", "group/release/1/experts"),
        ("hasSpeaker", "person/alma-beispiel/fict-min"),
        ("heldAt", "city/1"),
        ("heldIn", "territory/XA"),
        ("reportedIn", "document/release"),
    }
    assert edges(network, "person/alma-beispiel/fict-min") == {("holdsPost", "post/fict-min/director")}
    labels = {data["label"] for _, _, data in network.edges(data=True)}
    assert {"has organizer", "held at", "holds post"} <= labels


def test_who_is_responsible_stays_the_statement_of_somebody(network: nx.MultiDiGraph) -> None:
    group = ID + "organization/wire/example-group"
    assert network.nodes[group]["class"] == "named group"
    assert not network.has_edge(ID + "event/wire/1", group) and not network.has_edge(group, ID + "event/wire/1")
    assert network.nodes[ID + "attribution/wire/1/claimed"]["label"] == "attribution (claimed)"
    assert edges(network, "attribution/wire/1/claimed") == {
        ("attributedBy", "organization/wire/example-group"),
        ("attributedEvent", "event/wire/1"),
        ("attributedTo", "organization/wire/example-group"),
    }


def test_any_name_is_well_formed() -> None:
    store, name = MemoryStore(), NamedNode(graph("document", "x"))
    node = NamedNode(ID + "event/x'&1")
    store.load(
        [
            Quad(node, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["ct"] + "Event"), name),
            Quad(node, NamedNode(PREFIXES["rdfs"] + "label"), Literal('a<b> & "c" \x01\ufffe ]]> d'), name),
        ]
    )
    stream = io.BytesIO()
    interchange.export(store, stream, "graphml")
    tree = etree.fromstring(stream.getvalue())
    assert tree.findtext(".//{*}node/{*}data") == 'a<b> & "c"  ]]> d'
