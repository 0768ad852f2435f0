"""Both engines give the same report: on the examples of every shape, and on kinds of paths and constraints."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from ctkg.errors import CtkgError, ResourceError, UnreadableInput, UsageError
from ctkg.graph.store import MemoryStore
from ctkg.graph.validate import fast, validate
from ctkg.graph.validate.reading import footprint
from ctkg.graph.validate.shapes import files
from ctkg.iris import graph
from ctkg.model import Report

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted((ROOT / "tests" / "shapes").glob("*/*.ttl"))
PREFIXES = """
@prefix : <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SHAPES = (
    PREFIXES
    + """
:Body a sh:NodeShape ; sh:targetClass :Body ; sh:property :name, :part, :code, [
    sh:path :size ; sh:datatype xsd:integer ; sh:message "A size is a whole number." ; sh:severity sh:Warning ] .
:name a sh:PropertyShape ; sh:path :name ; sh:minCount 1 ; sh:message "Give it a name." .
:part a sh:PropertyShape ; sh:path [ sh:inversePath :has ] ; sh:class :Body ; sh:severity sh:Info .
:code a sh:PropertyShape ; sh:path ( :has :code ) ; sh:maxCount 1 ; sh:message "At most one." .
:self a sh:NodeShape ; sh:targetClass :Body ; sh:message "It has itself." ; sh:sparql [
    a sh:SPARQLConstraint ; sh:message "It has itself." ;
    sh:select "SELECT $this WHERE { $this <https://example.org/has> $this }" ] .
"""
)
DATA = (
    PREFIXES
    + """
:Unit rdfs:subClassOf :Body .
:a a :Unit ; :size "big" ; :has :b, :c . :b a :Body ; :name "B" ; :code 1, 2 . :c a :Body ; :name "C" ; :has :c .
:x :has :c .
"""
)


def triples(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(text, RdfFormat.TURTLE)]


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    (tmp_path / "s.ttl").write_text(SHAPES, "utf-8")
    return tmp_path


def both(data: list[Triple], **options: object) -> Report:
    fast = validate(data, engine="shacl", **options)  # type: ignore[arg-type]
    assert fast == validate(data, engine="pyshacl", **options)  # type: ignore[arg-type]
    return fast


def test_kinds_of_results_are_the_same_in_both_engines(shapes: Path) -> None:
    report = both(triples(DATA), shapes=shapes)
    found = {
        (f.focus[-1], f.check.rsplit("/", 1)[1], f.severity, f.path.replace("https://example.org/", ""))
        for f in report.findings
    }
    assert found == {
        ("a", "name", "violation", "name"),
        ("a", "Body", "warning", "size"),
        ("a", "code", "violation", "(<has>/<code>)"),
        ("c", "part", "info", "^<has>"),
        ("c", "self", "violation", ""),
    }
    assert not report.conforms and len(report.at_least("warning")) == 4
    (unnamed,) = [f for f in report.findings if f.path.endswith("/name")]
    assert unnamed.message == "Give it a name." and unnamed.component == "MinCountConstraintComponent"


def test_only_the_asked_nodes_are_reported(shapes: Path) -> None:
    report = both(triples(DATA), shapes=shapes, focus=["https://example.org/c"])
    assert {f.focus for f in report.findings} == {"https://example.org/c"}
    assert both(triples(DATA), shapes=shapes, focus=["https://example.org/b"]).findings == ()


@cache
def hierarchy() -> list[Triple]:
    return [
        quad.triple
        for module in sorted((ROOT / "ontology").glob("*.ttl"))
        for quad in parse(path=str(module))
        if quad.predicate.value.endswith(("#subClassOf", "#isDefinedBy")) or str(quad.object).endswith("owl#Class>")
    ]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_examples_of_the_shapes(file: Path) -> None:
    report = both([*hierarchy(), *triples(file.read_text("utf-8"))])
    assert bool(report.findings) == file.stem.startswith("fail")
    assert all(finding.message and finding.check for finding in report.findings)


@pytest.mark.parametrize("engine", ["shacl", "pyshacl"])
def test_shapes_that_cannot_be_read(engine: str, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(SHAPES, "utf-8")
    (tmp_path / "b.ttl").write_text("@prefix : <https://example.org/> . :a :b", "utf-8")
    with pytest.raises(ResourceError, match=r"cannot be read") as caught:
        validate(triples(DATA), shapes=tmp_path, engine=engine)
    assert "b.ttl" in str(caught.value)


def test_an_engine_that_gives_up(monkeypatch: pytest.MonkeyPatch, shapes: Path) -> None:
    import pyshacl

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no more")

    monkeypatch.setattr(pyshacl, "validate", broken)
    with pytest.raises(CtkgError, match="pyshacl gave up: no more; try the engine shacl"):
        validate(triples(DATA), shapes=shapes, engine="pyshacl")
    monkeypatch.setattr(fast, "compiled", lambda *_: type("Broken", (), {"validate_text": broken}))
    with pytest.raises(CtkgError, match="shacl gave up: no more; try the engine pyshacl"):
        validate(triples(DATA), shapes=shapes)


def test_shapes_that_are_not_followed_are_given_the_whole(tmp_path: Path) -> None:
    """A path of any length cannot be cut out of a store: the answer is right all the same."""
    (tmp_path / "s.ttl").write_text(
        PREFIXES + ":S a sh:NodeShape ; sh:targetClass :Body ; sh:property [ a sh:PropertyShape ; "
        'sh:path [ sh:zeroOrMorePath :has ] ; sh:maxCount 2 ; sh:message "Few." ] .',
        "utf-8",
    )
    store = MemoryStore()
    store.replace_graph(graph("document", "a"), triples(DATA))
    store.replace_graph(graph("document", "b"), triples(PREFIXES + ":b :has :c ."))
    whole = validate(store, shapes=tmp_path)
    assert whole.findings and validate(store, shapes=tmp_path, documents=["a"]) == whole
    assert footprint(files(tmp_path)).unbounded == "sh:zeroOrMorePath"
    assert not footprint(files()).unbounded


def test_unknown_engine_and_missing_shapes(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="shacl, pyshacl"):
        validate([], engine="magic")
    with pytest.raises(UnreadableInput, match="no shapes here"):
        validate([], shapes=tmp_path)
