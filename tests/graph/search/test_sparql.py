"""``search:matches`` in queries, a test a form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ctkg.errors import QueryError
from ctkg.graph import query
from ctkg.graph.search import sparql
from ctkg.graph.store import MemoryStore, Store
from ctkg.iris import ID, PREFIXES, graph, term

LABEL, TYPE = NamedNode(PREFIXES["rdfs"] + "label"), NamedNode(PREFIXES["rdf"] + "type")
NEXT = NamedNode(term("partOf"))


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    names = {"one": ("border security", "en"), "two": ("border", "en"), "three": ("граница", "ru")}
    with MemoryStore() as made:
        triples = []
        for name, (text, language) in names.items():
            node = NamedNode(f"{ID}event/d/{name}")
            triples += [
                Triple(node, LABEL, Literal(text, language=language)),
                Triple(node, TYPE, NamedNode(term("Event"))),
            ]
            triples.append(Triple(node, NEXT, NamedNode(f"{ID}event/d/two")))
        passage = NamedNode(ID + "passage/d/0-5")
        words = [Triple(passage, NamedNode(term("quotationText")), Literal('the "border"\nof 2341'))]
        made.replace_graphs({graph("document", "d"): triples, graph("evidence", "d"): words})
        yield made


def names(store: Store, text: str, **options: object) -> list[str]:
    rows = query.run(store, text, **options).values()  # type: ignore[arg-type]
    return sorted(str(row[0]).rsplit("/", 1)[1] for row in rows)


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ('?n search:matches "border"', ["0-5", "one", "two"]),
        ('?n search:matches "border" .', ["0-5", "one", "two"]),
        ("?n search:matches 'border' .", ["0-5", "one", "two"]),
        ('?n search:matches """border -security""" .', ["0-5", "two"]),
        ('?n search:matches "\\"border security\\""', ["one"]),
        ('?n search:matches "\\u0433\\u0440\\u0430\\u043d\\u0438\\u0446\\u0430"', ["three"]),
        ("?n search:matches 2341 .", ["0-5"]),
        ("?n search:matches 2341. ?n ct:quotationText ?t", []),
        ('?n search:matches "гран*"@ru', ["three"]),
        ('?n search:matches "border"@ru', []),
        ('?n search:matches "nothing of that"', []),
        ('?n search:matches "border" ; a ct:Event', ["one", "two"]),
        ('?n a ct:Event ; search:matches "border"', ["one", "two"]),
        ('?n a ct:Event ; search:matches "border" ; rdfs:label ?l .', ["one", "two"]),
        ('?n search:matches "border" ; search:matches "security" .', ["one"]),
        ('?n a ct:Event . ?n search:matches "border" . ?n rdfs:label ?l', ["one", "two"]),
        ('?n a ct:Event ; search:matches "border" . FILTER(CONTAINS(?l, "sec")) ?n rdfs:label ?l', ["one"]),
        ('FILTER(?n != id:event/d/one) ?n a ct:Event ; search:matches "border"', ["two"]),
        ('FILTER regex(str(?n), "one") ?n a ct:Event ; search:matches "border"', ["one"]),
        ('BIND(1 AS ?x) ?n search:matches "security"', ["one"]),
        (
            '?n a ct:Event OPTIONAL { ?n search:matches "security" ; rdfs:label ?l } FILTER(!BOUND(?l))',
            ["three", "two"],
        ),
        ('{ ?n search:matches "security" } UNION { ?n search:matches "граница" }', ["one", "three"]),
        ('?n a ct:Event MINUS { ?n search:matches "border" }', ["three"]),
        ('?n a ct:Event FILTER EXISTS { ?n search:matches "security" }', ["one"]),
        ('?n a ct:Event FILTER NOT EXISTS { ?n search:matches "security" }', ["three", "two"]),
        ('GRAPH ?g { ?n search:matches "border" ; ct:quotationText ?t }', ["0-5"]),
        ('{ SELECT ?n WHERE { ?n search:matches "border" ; a ct:Event } LIMIT 5 }', ["one", "two"]),
        ('?n ct:partOf [ rdfs:label ?x ] ; search:matches "security"', ["one"]),
        ('?n ct:partOf/rdfs:label ?x . ?n search:matches "security" # words\n', ["one"]),
        ('?n <https://w3id.org/ctkg/search#matches> "security"', ["one"]),
        ('(?n) search:matches "security"', ["one"]),
        ('(?n ?rank) search:matches "border" FILTER(?rank = 1)', ["two"]),
        ('(?n ?rank ?text) search:matches "border" . ?n rdfs:label ?text', ["one", "two"]),
        ('(?n ?rank ?text) search:matches "border" . GRAPH ?g { ?n ct:quotationText ?text }', ["0-5"]),
    ],
)
def test_every_form(store: Store, where: str, found: list[str]) -> None:
    assert names(store, f"SELECT ?n WHERE {{ {where} }}") == found


def test_a_prefix_of_ones_own_and_ask_and_construct(store: Store) -> None:
    own = 'PREFIX find: <https://w3id.org/ctkg/search#>\nSELECT ?n { ?n find:matches "security" }'
    assert names(store, own) == ["one"]
    assert query.ask(store, 'ASK { ?n search:matches "security" }')
    made = query.construct(store, 'CONSTRUCT { ?n a ct:Event } WHERE { ?n search:matches "security" }')
    assert [triple.subject.value for triple in made] == [ID + "event/d/one"]  # type: ignore[union-attr]


def test_a_prefix_of_that_name_may_mean_something_else(store: Store) -> None:
    other = 'PREFIX search: <https://example.org/>\nSELECT ?n { ?n search:matches "security" }'
    assert names(store, other) == []


def test_the_words_may_be_a_parameter(store: Store) -> None:
    text = "SELECT ?n { ?n search:matches ?words ; a ct:Event }"
    assert names(store, text, params={"words": "border security"}) == ["one"]
    assert names(store, "SELECT ?n { ?n search:matches ?words }", params={"words": "2341"}) == ["0-5"]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("SELECT ?n {\n ?n search:matches ?w }", (2, 20), "a parameter w"),
        ('SELECT ?n { ?n search:finds "w" }', (1, 16), "no search:finds"),
        ('CONSTRUCT { ?n search:matches "w" } { ?n a ct:Event }', (1, 16), "in WHERE"),
        ('CONSTRUCT WHERE { ?n search:matches "w" }', (1, 22), "in WHERE"),
        ('SELECT ?n { ?n ^search:matches "w" }', (1, 17), "no part of a path"),
        ('SELECT ?n { ?n search:matches/ct:partOf "w" }', (1, 30), "in quotation marks"),
        ('SELECT ?n { id:state/KZ search:matches "w" }', (1, 13), "behind one variable"),
        ('SELECT ?n { [ search:matches "w" ] a ct:Event }', (1, 15), "needs a variable"),
        ('SELECT ?n { ?n a [ search:matches "w" ] }', (1, 20), "needs a variable"),
        ('SELECT ?n { ?n search:matches "a", "b" }', (1, 31), "one string"),
        ("SELECT ?n { ?n search:matches }", (1, 16), "in quotation marks"),
        ("SELECT ?n { ?n search:matches id:state/KZ }", (1, 31), "in quotation marks"),
        ('SELECT ?n { (?n ?a ?b ?c) search:matches "w" }', (1, 13), "up to three"),
        ('SELECT ?n { (?n ?n) search:matches "w" }', (1, 13), "must differ"),
        ('SELECT ?n { (?n ?r) search:matches "w" ; a ct:Event }', (1, 13), "alone"),
        ("SELECT ?n { VALUES ?p { search:matches } ?n ?p ?o }", (1, 25), "needs a variable"),
    ],
)
def test_what_cannot_be_answered_is_said_with_its_place(
    store: Store, text: str, place: tuple[int, int], words: str
) -> None:
    with pytest.raises(QueryError, match=words) as error:
        query.run(store, text)
    assert (error.value.line, error.value.column) == place


def test_line_breaks_stay_where_they_are(store: Store) -> None:
    text = 'SELECT ?n {\n ?n # who\n  search:matches\n "border"\n ; a ct:Event .\n ?n ?p ?o ( }'
    expanded, _ = sparql.expand(text, store)
    assert expanded.count("\n") == text.count("\n")
    with pytest.raises(QueryError) as error:
        query.run(store, text)
    assert error.value.line == 6


def test_too_many_rows_are_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparql, "MOST", 2)
    result = query.run(store, 'SELECT ?n { ?n search:matches "border" }')
    assert len(result) == 2
    assert result.notices == ("search:matches 'border': only the 2 best are looked at; ask for more words",)


def test_a_query_without_it_stays_as_it_is(store: Store) -> None:
    text = 'SELECT ?n { ?n rdfs:label "research" }'
    assert sparql.expand(text, store) == (text, ())
