"""Headers of query files."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from ctkg.errors import QueryError, ResourceError, UsageError
from ctkg.graph import library

TEXT = """#+ title: Events since
#+ id: T1
#+ question: Which events?
#+ params: since date = 2014-01-01, of iri = id:state/KZ, name string = "a, b", n integer
#+ description: A long text
#+    that goes on.
SELECT ?e { ?e ct:startDate ?d ; ct:heldIn ?of ; rdfs:label ?name ; ct:durationDays ?n . FILTER (?d > ?since) }
"""
XSD = "http://www.w3.org/2001/XMLSchema#"


def test_header_is_read() -> None:
    query = library.parse(TEXT, path="folder/t1-events.rq")
    assert (query.id, query.stem) == ("T1", "t1-events")
    assert (query.title, query.question) == ("Events since", "Which events?")
    assert query.description == "A long text that goes on."
    assert [(p.name, p.type, p.default) for p in query.params] == [
        ("since", "date", "2014-01-01"),
        ("of", "iri", "id:state/KZ"),
        ("name", "string", "a, b"),
        ("n", "integer", None),
    ]


def test_values_come_from_the_call_else_from_the_defaults() -> None:
    bound = library.parse(TEXT).bind({"n": "3", "since": "2020-02-01"})
    assert bound == {
        "since": Literal("2020-02-01", datatype=NamedNode(XSD + "date")),
        "of": NamedNode("https://w3id.org/ctkg/id/state/KZ"),
        "name": Literal("a, b"),
        "n": Literal("3", datatype=NamedNode(XSD + "integer")),
    }


@pytest.mark.parametrize(
    ("given", "words"),
    [({}, "needs a value: --param n="), ({"n": "x"}, "not of type integer"), ({"n": "1", "snce": "x"}, "mean since"),
     ({"n": "1", "of": "nope:x"}, "unknown prefix nope:"), ({"n": "1", "of": "x y"}, "not an IRI")],
)  # fmt: skip
def test_wrong_values_are_named(given: dict[str, str], words: str) -> None:
    with pytest.raises(QueryError, match=words):
        library.parse(TEXT).bind(given)


@pytest.mark.parametrize(
    ("old", "new", "words", "line"),
    [
        ("#+ question", "#+ queston", "did you mean question", 3),
        ("#+ id: T1", "#+ title: twice", "title twice", 2),
        ("#+ title: Events since\n", "", "needs a title", 1),
        ("since date = 2014-01-01", "since date = 2014-1-1", "not of type date", 4),
        ("since date", "since day", "name type = default", 4),
        ("n integer", "unused integer", "never uses", 4),
        ("#+ question: Which events?", "#+ severity: bad", "unknown severity", 3),
    ],
)
def test_broken_headers_are_named_with_file_and_line(old: str, new: str, words: str, line: int) -> None:
    with pytest.raises(ResourceError, match=words) as caught:
        library.parse(TEXT.replace(old, new), path="q.rq")
    assert (caught.value.path, caught.value.line) == ("q.rq", line)


def test_folder_and_search(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "t1-events.rq").write_text(TEXT)
    (tmp_path / "plain.rq").write_text("#+ title: Plain\nASK { ?s ?p ?o }")
    assert [query.id for query in library.load(tmp_path)] == ["T1", "plain"]
    assert library.find("t1", tmp_path) is library.find("T1-Events", tmp_path)
    with pytest.raises(UsageError, match="did you mean t1-events"):
        library.find("t1-event", tmp_path)


def test_an_id_used_twice(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / f"{name}.rq").write_text("#+ title: T\n#+ id: same\nASK { ?s ?p ?o }")
    with pytest.raises(ResourceError, match=r"used by .*x\.rq too"):
        library.load(tmp_path)
