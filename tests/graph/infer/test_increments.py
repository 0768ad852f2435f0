"""Closing what changed gives what closing everything gives, whatever was added, changed or removed before."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.effort import examples
from tests.graph.infer.turtle import facts

from ctkg.graph.infer import close, total
from ctkg.graph.infer.terms import triple
from ctkg.graph.store import MemoryStore
from ctkg.graph.store.union import is_inferred
from ctkg.iris import graph

ONTOLOGY = """
@prefix ct: <https://w3id.org/ctkg/ontology#> .
:partOf a owl:TransitiveProperty ; rdfs:domain :Body ; rdfs:range :Body .
:organisedUnder owl:propertyChainAxiom (:organiser :partOf) ; rdfs:subPropertyOf :involves .
:organiser rdfs:subPropertyOf :involves .
:near a owl:SymmetricProperty , owl:TransitiveProperty .
:involves rdfs:range :Agent .
[ a owl:Restriction ; owl:onProperty :organiser ; owl:someValuesFrom :Body ] rdfs:subClassOf :Organised .
:Organised rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :partOf ; owl:allValuesFrom :Frame ] .
:Frame rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :near ; owl:hasValue :osce ] .
"""
EQUALITY = ":twin a owl:FunctionalProperty . :Body owl:hasKey ( :code ) ."
REFERENCE_DATA = """
@prefix ct: <https://w3id.org/ctkg/ontology#> .
:atu :partOf :tnt . :tnt :partOf :osce . :r ct:shortcutProperty :organiser .
"""


def put(store: MemoryStore, name: str, turtle: str) -> None:
    head = "@prefix ct: <https://w3id.org/ctkg/ontology#> .\n"
    store.replace_graph(graph("document", name), map(triple, facts(head + turtle)))


def store_of(documents: dict[str, str], ontology: str) -> MemoryStore:
    store = MemoryStore()
    store.replace_graph(graph("ontology"), map(triple, facts(ontology)))
    store.replace_graph(graph("reference", "bodies"), map(triple, facts(REFERENCE_DATA)))
    for name, turtle in documents.items():
        put(store, name, turtle)
    return store


def inferred(store: MemoryStore) -> dict[str, set[str]]:
    return {name: {str(q.triple) for q in store.quads(name)} for name in store.graphs() if is_inferred(name)}


def whole(documents: dict[str, str], ontology: str) -> dict[str, set[str]]:
    store = store_of(documents, ontology)
    close(store)
    return inferred(store)


NODES = st.sampled_from([":a", ":b", ":c", ":atu", ":osce"])
PLAIN = st.one_of(
    st.builds("{} :partOf {} .".format, NODES, NODES),
    st.builds("{} :organiser {} .".format, NODES, NODES),
    st.builds("{} :involves {} .".format, NODES, NODES),
    st.builds("{} :organisedUnder {} .".format, NODES, NODES),
    st.builds("{} :near {} .".format, NODES, NODES),
    st.builds("{} a {} .".format, NODES, st.sampled_from([":Body", ":Frame", ":Organised", ":Agent"])),
    st.builds("{} ct:hasParticipation {} .".format, NODES, NODES),
    st.builds("{} ct:participant {} .".format, NODES, NODES),
    st.builds("{} ct:participationRole {} .".format, NODES, st.sampled_from([":r", ":a"])),
    st.builds("{} ct:shortcutProperty :near .".format, NODES),
)
EQUAL = st.one_of(
    PLAIN,
    st.builds("{} owl:sameAs {} .".format, NODES, NODES),
    st.builds("{} :twin {} .".format, NODES, NODES),
    st.builds("{} :code {} .".format, NODES, st.sampled_from(["1", "2"])),
)
NAMES = ("one", "two", "three", "four")


def steps(lines: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[tuple[str, str]]]]:
    change = st.tuples(st.sampled_from(NAMES), st.lists(lines, max_size=5).map("\n".join))
    return st.lists(st.lists(change, min_size=1, max_size=3), min_size=1, max_size=6)


def run(batches: Sequence[Sequence[tuple[str, str]]], ontology: str, late: int) -> None:
    store, latest = store_of({}, ontology), {}
    close(store)
    waiting: list[str] = []
    for number, batch in enumerate(batches):
        for name, turtle in batch:
            latest[name] = turtle
            put(store, name, turtle)
            waiting.append(name)
        if (number + late) % 3 == 0:  # some documents stay behind for a while
            now, waiting = waiting[:1], waiting[1:]
            close(store, documents=now)
        else:
            close(store, documents=waiting)
            waiting = []
            assert inferred(store) == whole(latest, ontology)
            assert total(store) == sum(map(len, inferred(store).values()))
    close(store, documents=waiting)
    assert inferred(store) == whole(latest, ontology)
    assert total(store) == sum(map(len, inferred(store).values()))


@settings(max_examples=examples(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps(PLAIN), st.integers(0, 2))
def test_any_sequence_of_changes_ends_where_closing_everything_ends(
    batches: list[list[tuple[str, str]]], late: int
) -> None:
    run(batches, ONTOLOGY, late)


@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps(EQUAL), st.integers(0, 2))
def test_the_same_where_things_become_equal_and_unequal_again(batches: list[list[tuple[str, str]]], late: int) -> None:
    run(batches, ONTOLOGY + EQUALITY, late)


def test_a_fact_stays_that_a_document_and_several_others_implied_when_the_document_goes() -> None:
    loop = [("one", ":a :organiser :b ."), ("three", ":a :organiser :a .")]
    for late in range(3):
        run([loop, [("two", ":b :partOf :a ."), ("three", "")]], ONTOLOGY + EQUALITY, late)


def test_what_the_background_says_is_never_a_fact_of_documents() -> None:
    run([[("one", ":atu :partOf :osce . :a owl:sameAs :atu .")], [("one", "")]], ONTOLOGY + EQUALITY, 1)


def test_a_circle_does_not_keep_itself() -> None:
    circle = [("one", ":a :near :b ."), ("two", ":b :near :c ."), ("three", ":c :near :a .")]
    run([circle, [("one", ""), ("two", "")], [("three", "")]], ONTOLOGY, 1)
