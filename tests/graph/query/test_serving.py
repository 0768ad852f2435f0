"""Answers as bytes, within bounds, and queries for some of their rows."""

from __future__ import annotations

import threading
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from ctkg.errors import QueryError, Stopped
from ctkg.graph import updating
from ctkg.graph.deadline.limiting import limited
from ctkg.graph.deadline.marking import marked
from ctkg.graph.deadline.pool import Pool
from ctkg.graph.deadline.request import GraphRequest, Request, unpacked
from ctkg.graph.deadline.serving import served
from ctkg.graph.deadline.stop import Stop
from ctkg.graph.store import DiskStore, MemoryStore
from ctkg.iris import graph

NUMBERS = 30
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }"


def numbered() -> MemoryStore:
    store = MemoryStore()
    subject, property_ = NamedNode("urn:s"), NamedNode("urn:p")
    store.replace_graph(graph("document", "d"), [Triple(subject, property_, Literal(n)) for n in range(NUMBERS)])
    return store


STORE = numbered()


def rows(text: str) -> list[str]:
    return [row[0].value for row in STORE.query(text)]  # type: ignore[union-attr, index]


@given(
    limit=st.none() | st.integers(0, 40),
    offset=st.none() | st.integers(0, 40),
    most=st.integers(0, 40),
    skip=st.integers(0, 40),
    order=st.booleans(),
    values=st.booleans(),
    is_first=st.booleans(),
)
def test_a_limited_query_gives_some_of_the_rows(
    limit: int | None, offset: int | None, most: int, skip: int, order: bool, values: bool, is_first: bool
) -> None:
    clauses = ["" if limit is None else f"limit {limit}", "" if offset is None else f"OFFSET {offset}"]
    end = " ".join(clauses if is_first else reversed(clauses))
    tail = "VALUES ?s { <urn:s> }" if values else "# LIMIT 3"
    text = (
        "SELECT ?n (1 AS ?limit) { ?s <urn:p> ?n { SELECT * { ?s <urn:p> ?n } LIMIT 100 } } "
        f"ORDER BY {'DESC(?n)' if order else '?n'} {end} {tail}"
    )
    found, asks_for_more = limited(text, most, skip=skip)
    whole = rows(text)
    assert rows(found) == whole[skip : skip + most]
    assert asks_for_more == (limit is None or limit - skip > most)
    assert asks_for_more or len(whole) <= skip + most


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("literal", ['"},{"', '"<result>"', '"a\\nb"', '"x"'])
def test_what_looks_like_a_row_is_none(form: str, literal: str) -> None:
    values = f"SELECT * {{ VALUES ?a {{ {' '.join([literal] * 4)} }} }}"
    for most, is_cut in ((3, True), (4, False), (5, False)):
        _, _, cut = served(STORE, Request(text=values, form=form, is_select=True, rows=most))
        assert cut == (f"rows={most}" if is_cut else "")


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("size", [300, 400, 1_000, 5_000])
def test_bytes_are_bounded_and_the_answer_is_whole(form: str, size: int) -> None:
    text = "SELECT ?n { ?s ?p ?n } ORDER BY ?n"
    content, is_graph, cut = served(STORE, Request(text=text, form=form, is_select=True, rows=1_000, size=size))
    whole, _, _ = served(STORE, Request(text=text, form=form, is_select=True))
    assert not is_graph
    if len(whole) <= size:
        assert (content, cut) == (whole, "")
        return
    number, why = cut.split()
    assert why == f"bytes={size}"
    same, _, _ = served(STORE, Request(text=f"{text} LIMIT {number.removeprefix('rows=')}", form=form, is_select=True))
    assert len(same) <= size
    assert content == marked(form, same, cut)


def test_a_truth_value_is_never_cut() -> None:
    content, _, cut = served(STORE, Request(text="ASK { ?s ?p ?o }", form="json", rows=0))
    assert (content, cut) == (b'{"head":{},"boolean":true}', "")


@pytest.mark.parametrize(
    ("text", "form", "words"),
    [
        ("ASK { }", "ttl", "has rows"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "json", "has a graph"),
        ("SELECT * { ?s ?p }", "json", "not valid SPARQL"),
        ("CONSTRUCT { ?s <urn:1/> ?o } WHERE { ?s ?p ?o }", "rdfxml", "cannot hold statements by"),
        (
            "SELECT (GROUP_CONCAT(STR(?o); SEPARATOR='------------------') AS ?all) { ?s ?p ?o }",
            "json",
            "the first row alone",
        ),
    ],
)
def test_what_cannot_be_answered(text: str, form: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        served(STORE, Request(text=text, form=form, is_select=text.startswith("SELECT"), rows=10, size=500))


def test_requests_go_through_the_pipe_as_they_are() -> None:
    asked = Request(text="ASK {}", graphs=("urn:a",), named=(), form="json", rows=3, prefixes={"a": "urn:"})
    sent = GraphRequest(graph="urn:g", parts=(("ttl", "file"),), keep=True)
    assert unpacked(asked.packed()) == asked
    assert unpacked(sent.packed()) == sent


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    with DiskStore(tmp_path / "store") as store:
        store.replace_graph(graph("document", "d"), (quad.triple for quad in STORE.quads()))
    return tmp_path / "store"


def test_a_query_is_given_up_from_another_thread(disk: Path) -> None:
    with Pool(disk, size=2) as pool:
        for _ in range(2):
            stop = Stop()
            threading.Timer(0.1, stop.set).start()
            with pytest.raises(Stopped):
                pool.answer(Request(text=RUNAWAY, form="json"), timeout=30, stop=stop)
        with pytest.raises(Stopped):
            pool.answer(Request(text="ASK {}", form="json"), stop=stop)
        assert pool.answer(Request(text="ASK {}", form="csv")).content() == b"true"


def test_a_query_that_waits_is_given_up(disk: Path) -> None:
    with Pool(disk) as pool:
        first, second = Stop(), Stop()
        given_up: list[type[BaseException]] = []

        def ask(stop: Stop) -> None:
            try:
                pool.answer(Request(text=RUNAWAY, form="json"), timeout=30, stop=stop)
            except Stopped as error:
                given_up.append(type(error))

        threads = [threading.Thread(target=ask, args=(stop,)) for stop in (first, second)]
        for thread in threads:
            thread.start()
        second.set()
        threads[1].join(20)
        first.set()
        threads[0].join(20)
        assert given_up == [Stopped, Stopped]


def test_who_asks_for_little_does_not_wait_for_those_who_ask_for_much(
    disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctkg.graph.deadline.pool._LONG", 0.1)
    with Pool(disk, spare=1) as pool:
        stop = Stop()

        def run_away() -> None:
            with pytest.raises(Stopped):
                pool.answer(Request(text=RUNAWAY, form="json"), timeout=60, stop=stop)

        thread = threading.Thread(target=run_away)
        thread.start()
        for _ in range(2):
            assert pool.answer(Request(text="ASK {}", form="csv"), timeout=30).content() == b"true"
        assert thread.is_alive(), "the long one was not ended for it"
        stop.set()
        thread.join(20)
        assert pool.answer(Request(text="ASK {}", form="csv"), timeout=30).content() == b"true"


def test_an_update_is_worked_out_by_a_worker(disk: Path) -> None:
    text = 'INSERT { GRAPH <urn:g> { ?s <urn:q> ?n, "a\\n\\"b"@en, [] } } WHERE { ?s ?p ?n FILTER(?n < 2) }'
    with Pool(disk) as pool:
        change = pool.answer(Request(text=text, update=True)).change()
        assert not change.removed and change.graphs == ["urn:g"]
        assert len(change.added["urn:g"]) == 5
        change = pool.answer(Request(text="DELETE WHERE { GRAPH ?g { ?s ?p 3 } }", update=True)).change()
        assert [len(held) for held in change.removed.values()] == [1]
        with pytest.raises(QueryError, match="LOAD is refused"):
            pool.answer(Request(text="LOAD <urn:x>", update=True))
    with DiskStore(disk, read_only=True) as store:
        assert store.count() == NUMBERS


def test_graphs_beside_the_text_are_those_of_its_patterns() -> None:
    store = MemoryStore()
    node = NamedNode("urn:n")
    for name in ("urn:one", "urn:two"):
        store.replace_graph(name, [Triple(node, node, NamedNode(name))])
    copy = "INSERT { GRAPH <urn:copy> { ?s ?p ?o } } WHERE { ?s ?p ?o } ; DELETE WHERE { GRAPH <urn:two> { ?s ?p ?o } }"
    change = updating.worked_out(store, copy, using=["urn:one"], using_named=["urn:two"])
    assert {each.object for each in change.added["urn:copy"]} == {NamedNode("urn:one")}
    assert change.graphs == ["urn:copy", "urn:two"]
    with_ = "WITH <urn:one> INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }"
    for refused in (with_, copy.replace("WHERE", "USING <urn:one> WHERE", 1)):
        with pytest.raises(QueryError, match="is refused beside"):
            updating.worked_out(store, refused, using=["urn:one"])
    with pytest.raises(QueryError, match="take IRIs"):
        updating.worked_out(store, copy, using=["no iri"])


def test_the_graphs_that_a_store_keeps_are_seen_by_nobody() -> None:
    store = numbered()
    store.set_notes("secret", {"name": "text"})
    for name in ("urn:ctkg:store:notes", "urn:ctkg:store:inferred"):
        for given_ in ({"graphs": [name]}, {"named": [name]}, {"graphs": [name, "urn:x"]}):
            for text in ("SELECT * { ?s ?p ?o }", "SELECT * { GRAPH ?g { ?s ?p ?o } }"):
                assert list(store.query(text, **given_)) == []  # type: ignore[arg-type]


def test_marks_leave_an_answer_readable() -> None:
    for form, parse in (("json", ox.QueryResultsFormat.JSON), ("xml", ox.QueryResultsFormat.XML)):
        content, _, _ = served(STORE, Request(text="SELECT * { ?s ?p ?o }", form=form, is_select=True, rows=2))
        assert b"urn:ctkg:truncated:rows=2" in content
        assert len(list(ox.parse_query_results(content, format=parse))) == 2  # type: ignore[arg-type]
