"""What exports read of a store, in memory and on a server."""

from __future__ import annotations

import io
from collections.abc import Callable

from pyoxigraph import Literal, NamedNode, Quad
from tests.servers import Oxigraph

from ctkg import interchange
from ctkg.entries.provenance import graphs_of
from ctkg.graph.assemble import ontology_quads
from ctkg.graph.store import MemoryStore, remote
from ctkg.interchange.view import View
from ctkg.iris import ID, PREFIXES, graph, term


def test_a_server_gives_the_same(oxigraph: Oxigraph, fictional: MemoryStore, written: Callable[[str], str]) -> None:
    with remote.RemoteStore(remote.address(oxigraph.url)) as there:
        there.load(fictional.quads())
        for form in ("graphml", "ftm"):
            stream = io.BytesIO()
            interchange.export(there, stream, form)
            assert stream.getvalue().decode() == written(form)


def test_classes_and_values(fictional: MemoryStore) -> None:
    view = View(fictional)
    assert view.kinds(ID + "event/release/1") == [term("Workshop")]
    assert {term("Event"), term("Meeting"), term("Workshop")} <= view.types(ID + "event/release/1")
    assert view.instances(term("Meeting")) == [ID + "event/release/1", ID + "event/release/2"]
    assert view.objects(ID + "event/release/1", "heldAt") == [ID + "city/1", ID + "territory/XA"]
    assert view.stated(ID + "event/release/1", "heldAt") == [ID + "city/1"]
    for node in (ID + "event/release/1", ID + "state/XA", term("Workshop")):
        wanted = {(t.predicate.value, t.object) for t in fictional.union(NamedNode(node))}
        assert {(name, each) for name, terms in view.values(node).items() for each in terms} == wanted


def test_a_name_is_english_where_there_is_one() -> None:
    store, name = MemoryStore(), NamedNode(graph("document", "x"))

    def labelled(node: str, *labels: Literal) -> list[Quad]:
        return [Quad(NamedNode(ID + node), NamedNode(PREFIXES["rdfs"] + "label"), label, name) for label in labels]

    store.load(
        [
            *labelled("x/1", Literal("z", language="en"), Literal("a", language="fr")),
            *labelled("x/2", Literal("z"), Literal("a", language="fr")),
            *labelled("x/3", Literal("б", language="ru"), Literal("z", language="fr")),
        ]
    )
    view = View(store)
    assert [view.label(ID + node) for node in ("x/1", "x/2", "x/3", "x/4")] == ["z", "z", "z", "id:x/4"]


def test_what_is_rejected_or_planned_gives_no_confidence(fictional: MemoryStore) -> None:
    store = MemoryStore()
    store.load(fictional.quads())
    assert View(store).confidence(ID + "event/wire/1") == 0.85
    assert View(store).confidence(ID + "event/release/2") is None  # only planned
    assert View(store).confidence(ID + "state/XA") is None  # of a table
    claim = Quad(
        NamedNode(ID + "claim/wire/1"),
        NamedNode(term("reviewOutcome")),
        NamedNode(PREFIXES["concept"] + "review-outcome/rejected"),
        NamedNode(graph("evidence", "wire")),
    )
    store.change_graphs({graph("evidence", "wire"): [claim]}, {})
    assert View(store).confidence(ID + "event/wire/1") is None


def test_an_entry_is_a_source_without_the_name_of_who_wrote_it() -> None:
    store = MemoryStore()
    given = Quad(NamedNode(ID + "event/e/1"), NamedNode(PREFIXES["rdf"] + "type"), NamedNode(term("Attack")))
    for entry, source in (("e", "a fictional bulletin"), ("f", "https://example.org/bulletin"), ("g", "")):
        graphs = graphs_of(entry, [given], by="Somebody (fictional)", on="2021-05-06T07:08:09Z", source=source)
        store.replace_graphs(graphs)
    found = {source.name: source for source in View(store).documents(ID + "event/e/1")}
    assert [found[f"document/{entry}"].title for entry in "efg"] == ["a fictional bulletin", "entry f", "entry g"]
    assert found["document/f"].address == "https://example.org/bulletin"
    assert {source.issued for source in found.values()} == {"2021-05-06"}
    store.load(ontology_quads())
    for form in ("stix", "ftm", "geojson"):
        stream = io.BytesIO()
        interchange.export(store, stream, form)
        assert b"event/e/1" in stream.getvalue() and b"Somebody" not in stream.getvalue()
