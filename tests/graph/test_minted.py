"""What is kept of a document's own graphs, and which of its lines a plan changes."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad

from ctkg.graph import minted, open_store
from ctkg.graph.rewriting import Rewriting, rewrite
from ctkg.graph.store import Store
from ctkg.iris import PREFIXES, graph, instance, term

OLD, NEW = instance("organization", "doc/unit"), instance("organization", "other/unit")
POST = instance("post", "doc/unit/head")
GRAPH, EVIDENCE = graph("document", "doc"), graph("evidence", "doc")
LINES = f"""\
<{OLD}> <{PREFIXES["rdfs"]}label> "Unit \\r <{OLD}> of \\"Q\\""@en <{GRAPH}> .
<{instance("event", "doc/1")}> <{term("hasOrganizer")}> <{OLD}> <{GRAPH}> .
<{instance("event", "doc/1")}> <{term("durationDays")}> "02"^^<http://www.w3.org/2001/XMLSchema#integer> <{GRAPH}> .
<{instance("person", "doc/p")}> <{term("holdsPost")}> <{POST}> <{GRAPH}> .
<{instance("claim", "doc/1")}> <{term("quote")}> "a word of <{OLD}>" <{EVIDENCE}> .
<{instance("claim", "doc/1")}> <{term("confidence")}> "0.50"^^<http://www.w3.org/2001/XMLSchema#decimal> <{EVIDENCE}> .
""".encode()


def _store() -> Store:
    store = open_store(None)
    graphs = minted.as_stored("doc", LINES)
    store.load(Quad(t.subject, t.predicate, t.object, NamedNode(name)) for name in graphs for t in graphs[name])
    return store


def test_the_note_is_that_of_the_graphs_as_a_store_gives_them_back() -> None:
    lines = LINES.splitlines(keepends=True)
    assert minted.lines_noted(lines) == minted.noted("doc", minted.as_stored("doc", LINES))
    store = _store()
    kept = {name: {quad.triple for quad in store.quads(name)} for name in minted.names_of("doc")}
    assert minted.parsed("doc", minted.lines_noted(lines)) == kept


def test_only_lines_with_the_term_in_its_place_change() -> None:
    lines = LINES.splitlines(keepends=True)
    node = frozenset({f"<{OLD}>".encode()})
    found = list(minted.speaking_of(lines, node, node, f"<{instance('post', '')}".encode()))
    assert found == [lines[0], lines[1], lines[3]]


def test_a_document_that_was_just_taken_in_is_written_as_one_that_is_read() -> None:
    store = _store()
    plan = Rewriting(names={OLD: NEW}, labels={NEW: "The Unit"}, nodes={"doc": [OLD]})
    read, taken = rewrite(store, plan, ["doc"]), rewrite(store, plan, ["doc"], {"doc": LINES})
    assert read.minted == taken.minted and set(read.minted) == {"doc"}
    assert read.added == taken.added and read.removed == taken.removed
    assert len(read.removed[GRAPH]) == 3 and EVIDENCE not in read.removed
