"""Names mean what is called exactly so: in the reference data first, then in the store; two are two candidates."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ctkg import forms
from ctkg.forms import background
from ctkg.forms.naming import Names, Wanted, names_of
from ctkg.graph.store import MemoryStore, Store
from ctkg.iris import CONCEPT, graph, instance, term

AGENT, PLACE, INSTRUMENT = (Wanted((term(name),)) for name in ("Agent", "Place", "Instrument"))
TREATY, EVENT, DOCUMENT = (Wanted((term(name),)) for name in ("Treaty", "Event", "SourceDocument"))
MEASURE = Wanted((term("ResponseMeasure"),), CONCEPT + "measure")

BODY = """id: body
kind: organization
name: Fictional Border Institute
acronym: FBI-X
type: research institute
source: {title: Fictional}
"""
EVENT_FORM = """id: talk
kind: meeting
title: Fictional talk on borders
start: 2019
organizers: {name: Fictional Border Institute}
source: {title: Fictional report}
"""


@pytest.fixture(scope="module")
def names() -> Names:
    return names_of(None)


@pytest.mark.parametrize(
    ("name", "wanted", "iri"),
    [
        ("OSCE", AGENT, "organization/osce"),
        ("osce", AGENT, "organization/osce"),
        ("Organisation for Security and Cooperation in Europe", AGENT, "organization/osce"),
        ("ОБСЕ", AGENT, "organization/osce"),
        ("osce-atu", AGENT, "organization/osce-atu"),
        ("id:organization/osce-atu", AGENT, "organization/osce-atu"),
        ("<https://w3id.org/ctkg/id/organization/osce-atu>", AGENT, "organization/osce-atu"),
        ("OSCE  Action against\nTerrorism Unit", AGENT, "organization/osce-atu"),
        ("Kazakhstan", AGENT, "state/KZ"),
        ("KZ", AGENT, "state/KZ"),
        ("the Republic of Kazakhstan", AGENT, "state/KZ"),
        ("Kazakhstan", PLACE, "territory/KZ"),
        ("Казахстан", PLACE, "territory/KZ"),
        ("Astana", PLACE, "city/1526273"),
        ("Nur-Sultan", PLACE, "city/1526273"),
        ("UNSCR 2341", INSTRUMENT, "instrument/unscr-2341"),
        ("UN Security Council resolution 2341", INSTRUMENT, "instrument/unscr-2341"),
        ("S/RES/2341 (2017)", INSTRUMENT, "instrument/unscr-2341"),
        ("A/RES/60/288", INSTRUMENT, "instrument/unga-60-288"),
        ("Beijing Convention", TREATY, "instrument/ilo-beijing-2010"),
        ("border security", MEASURE, "measure/rm-border-management"),
        ("rm-border-management", MEASURE, "measure/rm-border-management"),
    ],
)
def test_a_name_is_found(names: Names, name: str, wanted: Wanted, iri: str) -> None:
    assert [node.iri.rpartition("/id/")[2] or node.iri for node in names.find(name, wanted)] == [
        iri if wanted != MEASURE else f"{CONCEPT}{iri}"
    ]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("OSC", AGENT),
        ("Organization for Security", AGENT),
        ("Skopje", AGENT),
        ("OSCE", PLACE),
        ("UNSCR 2341", TREATY),
        ("UNSCR 2341 and 1373", INSTRUMENT),
        ("energy", MEASURE),
        ("id:organization/nobody", AGENT),
        ('id:organization/"', AGENT),
        ("", AGENT),
    ],
)
def test_what_is_near_or_of_another_kind_is_not_found(names: Names, name: str, wanted: Wanted) -> None:
    assert names.find(name, wanted) == ()


def test_two_of_one_name_are_two_candidates_and_a_country_tells_them_apart(names: Names) -> None:
    found = names.find("Birmingham", PLACE)
    assert len(found) == 2
    assert {node.told.partition(", ")[2][:6] for node in found} == {"United"}
    (english,) = names.narrowed(found, [instance("territory", "GB")])
    assert english in found


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("place: Birmingham\ncountry: United Kingdom", "city/2655603"),
        ("place: Birmingham\ncountry: [France, United Kingdom]", "city/2655603"),
        ("place: Birmingham, United Kingdom", "city/2655603"),
        ("place: Singapore\ncountry: Singapore", "city/1880252"),
        ("place: Birmingham", ""),
        ("place: Birmingham\ncountry: France", ""),
        ("place: Birmingham, Nowhere", ""),
        ("place: Singapore", ""),
    ],
)
def test_a_country_tells_which_place_is_meant(place: str, found: str) -> None:
    (entry,) = forms.read(f"{EVENT_FORM}{place}\n".encode(), name="form", form="yaml")
    held = [quad.object for quad in entry.quads if quad.predicate.value == term("heldAt")]
    assert [str(getattr(each, "value", "")) for each in held] == ([instance(*found.split("/"))] if found else [])
    assert bool(entry.problems) == (not found)


@pytest.fixture(scope="module")
def reference() -> Store:
    """A store of its own with the reference data, towns left out."""
    store = MemoryStore()
    source = background.everything()
    store.replace_graphs({name: list(source.quads(name)) for name in source.graphs() if "cit" not in name})
    return store


@pytest.fixture
def store(reference: Store) -> Iterator[Store]:
    """The reference data; what a test adds is gone after it."""
    before = set(reference.graphs())
    yield reference
    reference.remove_graphs(set(reference.graphs()) - before)


def add(store: Store, text: str) -> forms.Filled:
    (entry,) = forms.read(text.encode(), name="form", form="yaml", store=store)
    assert entry.problems == ()
    store.replace_graph(graph("document", entry.id), entry.quads)
    return entry


def test_what_entries_describe_can_be_named_by_the_next_one(store: Store) -> None:
    body, talk = add(store, BODY), add(store, EVENT_FORM)
    names = names_of(store)
    assert {node.iri for node in names.find("Fictional Border Institute", AGENT)} == {
        body.focus,
        instance("organization", "talk", "fictional-border-institute"),
    }
    assert [node.iri for node in names.find("FBI-X", AGENT)] == [body.focus]
    assert [node.iri for node in names.find("Fictional talk on borders", EVENT)] == [talk.focus]
    assert [node.iri for node in names.find("talk", DOCUMENT)] == [instance("document", "talk")]
    follow = EVENT_FORM.replace("id: talk", "id: next").replace("{name: Fictional Border Institute}", "FBI-X")
    follow = follow.replace("{title: Fictional report}", "talk") + "part_of: Fictional talk on borders\n"
    entry = add(store, follow)
    assert [(match.name, match.iri) for match in entry.matches] == [
        ("FBI-X", body.focus),
        ("talk", instance("document", "talk")),
        ("Fictional talk on borders", talk.focus),
    ]


def test_what_was_not_there_is_looked_for_again_after_a_change(store: Store) -> None:
    assert names_of(store).find("FBI-X", AGENT) == ()
    add(store, BODY)
    assert len(names_of(store).find("FBI-X", AGENT)) == 1
    store.remove_graph(graph("document", "body"))
    assert names_of(store).find("FBI-X", AGENT) == ()


def test_a_name_of_the_reference_data_is_never_taken_by_an_entry(store: Store) -> None:
    add(store, BODY.replace("acronym: FBI-X", "acronym: OSCE"))
    assert [node.iri for node in names_of(store).find("OSCE", AGENT)] == [instance("organization", "osce")]


def test_what_became_another_node_is_found_as_that_node(store: Store) -> None:
    from pyoxigraph import NamedNode, Triple

    body = add(store, BODY)
    final = instance("organization", "osce-atu")
    store.replace_graph(
        graph("resolution"), [Triple(NamedNode(body.focus), NamedNode(term("resolvedTo")), NamedNode(final))]
    )
    assert [node.iri for node in names_of(store).find("FBI-X", AGENT)] == [final]


def test_a_label_is_not_quoted_as_a_label_of_the_store_when_it_is_markup(names: Names) -> None:
    assert names.find("<b>OSCE</b>", AGENT) == ()
    assert names.nearest("Kazakstan", AGENT)[0] == "Kazakhstan"
    assert names.nearest("Казахстанн", AGENT)[0] == "Казахстан"
    assert names.nearest("x" * 5000, AGENT) == []
