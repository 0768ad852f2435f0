"""Which inferred triple stands in which graph, and that adding documents one by one gives what a whole build gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from tests.effort import examples
from tests.graph.infer.turtle import facts

from ctkg.errors import UsageError
from ctkg.graph.infer import close, contradictions, explain
from ctkg.graph.infer.background import CROSS, REFERENCE
from ctkg.graph.infer.terms import triple
from ctkg.graph.store import MemoryStore
from ctkg.iris import graph

ONTOLOGY = """
:partOf a owl:TransitiveProperty ; rdfs:domain :Body ; rdfs:range :Body .
:organisedUnder owl:propertyChainAxiom (:organiser :partOf) .
:organiser rdfs:subPropertyOf :involves .
:Workshop rdfs:subClassOf :Event . :Event owl:disjointWith :Body .
"""
REFERENCE_DATA = ":atu :partOf :tnt . :tnt :partOf :osce ."


def store_of(**documents: str) -> MemoryStore:
    store = MemoryStore()
    store.replace_graph(graph("ontology"), map(triple, facts(ONTOLOGY)))
    store.replace_graph(graph("reference", "bodies"), map(triple, facts(REFERENCE_DATA)))
    for name, turtle in documents.items():
        store.replace_graph(graph("document", name), map(triple, facts(turtle)))
    return store


def inferred(store: MemoryStore, name: str) -> set[str]:
    return {str(quad.triple) for quad in store.quads(graph("inferred", name))}


def texts(turtle: str) -> set[str]:
    return {str(triple(fact)) for fact in facts(turtle)}


@pytest.mark.parametrize("engine", ["rules", "owlrl"])
def test_each_inferred_triple_stands_where_its_reasons_stand(engine: str) -> None:
    store = store_of(
        one=":w a :Workshop ; :organiser :atu . :field :partOf :tnt .",
        two=":v :organiser :field .",
        three=":u a :Event .",
    )
    count = close(store, engine=engine)
    assert inferred(store, "reference") == texts(":atu :partOf :osce ; a :Body . :tnt a :Body . :osce a :Body .")
    assert inferred(store, "one") == texts(
        ":w a :Event ; :involves :atu ; :organisedUnder :tnt, :osce . :field :partOf :osce ; a :Body ."
    )
    assert inferred(store, "two") == texts(":v :involves :field .")
    assert inferred(store, "three") == set()
    assert inferred(store, "cross") == texts(":v :organisedUnder :tnt, :osce .")
    assert count == 4 + 6 + 1 + 2


def test_evidence_is_never_a_premise() -> None:
    store = store_of()
    store.replace_graph(graph("evidence", "one"), map(triple, facts(":w a :Workshop .")))
    close(store)
    assert store.graphs() == sorted(
        [graph("evidence", "one"), REFERENCE, graph("ontology"), graph("reference", "bodies")]
    )


def test_a_removed_document_takes_its_inferences_along() -> None:
    store = store_of(one=":field :partOf :tnt .", two=":v :organiser :field .")
    close(store)
    assert store.contains_graph(CROSS)
    store.remove_graph(graph("document", "one"))
    close(store, documents=["one"])
    assert not store.contains_graph(CROSS) and not store.contains_graph(graph("inferred", "one"))
    assert inferred(store, "two") == texts(":v :involves :field .")


def test_owlrl_leaves_rdflib_as_it_was() -> None:
    import rdflib

    close(store_of(), engine="owlrl")
    assert not rdflib.Literal("--05-01", datatype=rdflib.XSD.gMonthDay).ill_typed


def test_unknown_engine_is_named() -> None:
    with pytest.raises(UsageError, match="rules, owlrl"):
        close(store_of(), engine="magic")


NODES = st.sampled_from([":a", ":b", ":c", ":atu", ":osce"])
LINES = st.one_of(
    st.builds("{} :partOf {} .".format, NODES, NODES),
    st.builds("{} :organiser {} .".format, NODES, NODES),
    st.builds("{} a :Workshop .".format, NODES),
)
DOCUMENT = st.lists(LINES, max_size=3).map("\n".join)


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["one", "two", "three"]), DOCUMENT), min_size=1, max_size=6))
def test_adding_changing_and_removing_one_by_one_equals_closing_everything(steps: list[tuple[str, str]]) -> None:
    stepwise, latest = store_of(), {}
    close(stepwise)
    for name, turtle in steps:
        latest[name] = turtle
        stepwise.replace_graph(graph("document", name), map(triple, facts(turtle)))
        close(stepwise, documents=[name])
    whole = store_of(**latest)
    close(whole)
    assert sorted(map(str, stepwise.union())) == sorted(map(str, whole.union()))
    assert {name: inferred(stepwise, name) for name in [*latest, "reference"]} == {
        name: inferred(whole, name) for name in [*latest, "reference"]
    }


@settings(max_examples=3, deadline=None)
@given(DOCUMENT, DOCUMENT)
def test_graphs_are_those_of_owlrl(one: str, two: str) -> None:
    ours, judged = store_of(one=one, two=two), store_of(one=one, two=two)
    close(ours)
    close(judged, engine="owlrl")
    assert sorted(map(str, ours.quads())) == sorted(map(str, judged.quads()))


def test_contradiction_names_axiom_statements_and_graphs() -> None:
    store = store_of(one=":w a :Workshop ; :partOf :osce .", two=":v a :Workshop .")
    close(store)
    (found,) = contradictions(store)
    assert found.focus == "https://example.org/w" and found.severity == "violation" and found.document == "one"
    assert "owl:disjointWith" in found.check and "graph:inferred/one" in found.message
    assert contradictions(store, documents=["one"]) == [found]
    assert contradictions(store, documents=["two"]) == []


CLASHES = st.one_of(
    LINES,
    st.builds("{} :since {} .".format, NODES, st.sampled_from(['"1"', '"2"', '"3"'])),
    st.builds("{} a :Event .".format, NODES),
)


@settings(max_examples=examples(15), deadline=None)
@given(st.lists(CLASHES, min_size=1, max_size=8).map("\n".join))
def test_looking_at_everything_finds_what_looking_at_the_document_finds(turtle: str) -> None:
    store = store_of(one=turtle)
    more = ":since a owl:FunctionalProperty, owl:DatatypeProperty ."
    store.replace_graph(graph("ontology"), map(triple, facts(ONTOLOGY + more)))
    close(store)
    assert contradictions(store) == contradictions(store, documents=["one"])


def test_explanation_goes_down_to_asserted_triples_of_other_graphs() -> None:
    store = store_of(one=":w :organiser :atu .", two=":v :organiser :field .", three=":field :partOf :tnt .")
    close(store)

    def lines(subject: str) -> str:
        of = "https://example.org/"
        proof = explain(store, NamedNode(of + subject), NamedNode(of + "organisedUnder"), NamedNode(of + "osce"))
        return "\n".join(proof.lines())

    assert "stated in graph:document/one" in lines("w") and "stated in graph:reference/bodies" in lines("w")
    assert "owl:propertyChainAxiom" in lines("w")
    assert "graph:document/two" in lines("v") and "graph:document/three" in lines("v")
    with pytest.raises(UsageError, match="does not hold"):
        explain(store, NamedNode("urn:x"), NamedNode("urn:y"), NamedNode("urn:z"))
