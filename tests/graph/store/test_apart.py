"""A query without inference is answered from what it can meet, as if all that is asserted had been copied."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store, Triple
from tests.effort import examples

from ctkg.graph import library
from ctkg.graph.store import MemoryStore
from ctkg.graph.store.apart import Apart
from ctkg.graph.store.reach import properties
from ctkg.iris import PREFIXES, graph

X = "https://example.org/"
KNOWN = {"x": X}
DOC, OTHER, EVIDENCE, INFERRED = (
    graph("document", "d"),
    graph("document", "e"),
    graph("evidence", "d"),
    graph("inferred", "d"),
)
#: Queries with what they name as properties beside the unnamed ones; None where they may meet any.
QUERIES: dict[str, set[str] | None] = {
    "SELECT ?a ?b { ?a x:p ?b }": {"p"},
    "SELECT ?a ?b { ?a x:p ?b . ?b x:q ?c ; x:r ?d, ?e }": {"p", "q", "r"},
    "SELECT ?a { ?a a ?c OPTIONAL { ?a x:p/^x:q ?c } FILTER (?a != ?c) ?c x:r ?a }": {"p", "q", "r"},
    "SELECT ?a ?n { { SELECT ?a (COUNT(*) AS ?n) { ?a x:p ?c } GROUP BY ?a } ?a x:q ?b } ORDER BY ?a ?n": {"p", "q"},
    "SELECT ?a { VALUES (?a ?b) { (x:a x:b) (x:b x:a) } ?a x:p ?b }": {"p", "a", "b"},
    "SELECT ?a { ?a x:p+ ?b }": {"p"},
    "SELECT ?a { ?a x:p ?b FILTER (!BOUND(?c)) }": {"p"},
    "SELECT ?a { ?a x:p ?b FILTER NOT EXISTS { ?b x:q ?a } }": {"p", "q"},
    "SELECT ?g ?a { GRAPH ?g { ?a x:p ?b } ?b x:q ?a }": {"p", "q"},
    "SELECT ?a { [] x:p ?a }": {"p"},
    "SELECT ?a { ?a x:p [ x:q ?b ] }": {"p", "q"},
    "CONSTRUCT { ?a x:q ?b } WHERE { ?a x:p ?b }": {"p", "q"},
    "SELECT ?p { ?a ?p ?b }": None,
    "SELECT ?p { x:a ?p 1 }": None,
    "SELECT ?p { x:a x:p ?b ; ?p -1 }": None,
    "SELECT ?p { [ ?p ?b ] x:q ?c }": None,
    "SELECT ?p { [ x:p ?b ] ?p ?c }": None,
    "SELECT ?p { (x:a) ?p true }": None,
    "SELECT ?p { ?a x:p ?b FILTER EXISTS { ?b ?p ?a } }": None,
    "SELECT ?a ?b { ?a x:p* ?b }": None,
    "SELECT ?a { ?a x:p* x:b }": None,
    "SELECT ?a { x:a x:p? ?a }": None,
    "SELECT ?a ?b { ?a x:p? ?b }": None,
    "SELECT ?a ?b { ?a (x:p|x:q)* ?b }": None,
    "SELECT ?a ?b { ?a !x:p ?b }": None,
    "SELECT ?a ?b { ?a !(x:p|^x:q) ?b }": None,
    "SELECT ?g { GRAPH ?g { } }": None,
    "SELECT ?g { GRAPH ?g { OPTIONAL { ?a x:p ?b } } }": None,
    "DESCRIBE x:a": None,
}


@pytest.mark.parametrize("text", QUERIES)
def test_what_a_query_can_meet_is_told_from_its_words(text: str) -> None:
    wanted, found = QUERIES[text], properties(text, KNOWN)
    if wanted is None:
        assert found is None
    else:
        assert found is not None
        assert {iri.removeprefix(X) for iri in found if iri.startswith(X)} == wanted
        assert (PREFIXES["rdf"] + "type" in found) == (" a ?" in text)


def test_most_queries_of_the_library_name_their_properties() -> None:
    found = [properties(query.text, PREFIXES) for query in library.load()]
    assert sum(each is not None for each in found) > len(found) * 0.8


TERMS = st.sampled_from([NamedNode(X + name) for name in "abpq"])
TRIPLES = st.builds(Triple, TERMS, st.sampled_from([NamedNode(X + name) for name in "pqr"]), TERMS)
CONTENT = st.dictionaries(st.sampled_from([DOC, OTHER, EVIDENCE, INFERRED]), st.lists(TRIPLES, max_size=5))
ASKED = st.lists(st.sampled_from(sorted(text for text in QUERIES if text.startswith("SELECT"))), max_size=4)


@settings(max_examples=examples(120), deadline=None)
@given(st.lists(st.tuples(CONTENT, ASKED), max_size=3))
def test_any_query_without_inference_is_answered_as_from_a_whole_copy(
    steps: list[tuple[dict[str, list[Triple]], list[str]]],
) -> None:
    with MemoryStore() as store:
        for content, asked in steps:
            store.replace_graphs(content)
            whole = Store()
            for quad in store.quads():
                if quad.graph_name != NamedNode(INFERRED):
                    whole.add(quad)
                    if quad.graph_name != NamedNode(EVIDENCE):
                        whole.add(Quad(quad.subject, quad.predicate, quad.object))
            for text in asked:
                found, wanted = (
                    sorted(map(str, answer))  # type: ignore[arg-type]
                    for answer in (
                        store.query(text, inference=False, prefixes=KNOWN),
                        whole.query(text, prefixes=KNOWN),
                    )
                )
                assert found == wanted, text


def test_only_what_is_asked_for_is_copied_and_nothing_twice() -> None:
    read: list[NamedNode | None] = []

    class Engine:
        """Tells which properties are read."""

        def __init__(self, engine: Store) -> None:
            self.named_graphs = engine.named_graphs
            self._engine = engine

        def quads_for_pattern(self, *pattern: NamedNode | None) -> object:
            read.append(pattern[1])
            return self._engine.quads_for_pattern(*pattern)

    engine = Store()
    for name in "pq":
        engine.add(Quad(NamedNode(X + "a"), NamedNode(X + name), NamedNode(X + "b"), NamedNode(DOC)))
    apart = Apart(Engine(engine), "memory")  # type: ignore[arg-type]
    assert apart.engine(1, graphs=False, properties={X + "p"}) is apart._engine and not read
    engine.add(Quad(NamedNode(X + "a"), NamedNode(X + "p"), NamedNode(X + "c"), NamedNode(INFERRED)))
    for wanted, size in (({X + "p"}, 1), ({X + "p"}, 1), ({X + "p", X + "q"}, 2), (None, 2), ({X + "r"}, 2)):
        assert len(apart.engine(2, graphs=False, properties=wanted)) == size
    assert read == [NamedNode(X + "p"), NamedNode(X + "q"), None]
