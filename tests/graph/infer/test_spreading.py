"""Several processes close documents, and find what several of them imply together, as one does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.graph.infer.turtle import facts

from ctkg.graph.infer import close, spreading, writing
from ctkg.graph.infer.background import CROSS
from ctkg.graph.infer.terms import triple
from ctkg.graph.store import open_store
from ctkg.iris import graph

ONTOLOGY = """
:partOf a owl:TransitiveProperty ; rdfs:domain :Body ; rdfs:range :Body .
:organisedUnder owl:propertyChainAxiom (:organiser :partOf) .
:near a owl:SymmetricProperty , owl:TransitiveProperty .
:twin a owl:FunctionalProperty . :Body owl:hasKey ( :code ) .
[ a owl:Restriction ; owl:onProperty :organiser ; owl:someValuesFrom :Body ] rdfs:subClassOf :Organised .
"""
REFERENCE_DATA = ":atu :partOf :tnt . :tnt :partOf :osce ."
DOCUMENTS = (
    ":a :partOf :b . :w :organiser :a . :c :near :d . :a :code 1 .",
    ":b :partOf :c . :d :near :e . :w :organiser :d .",
    ":c :partOf :atu . :w :organisedUnder :c . :e :near :a . :f :code 1 ; :partOf :g .",
    ":v :organiser :c . :e :near :f . :a :twin :h . :x :organiser :y . :y :partOf :a .",
    ":a :twin :k . :k :partOf :osce . :b :partOf :c .",
)


def closed(place: Path, jobs: int) -> tuple[dict[str, list[str]], list[dict[str, str]]]:
    """The graphs of a store that is closed now, and its notes of what rests on what."""
    with open_store(place) as store:
        close(store, jobs=jobs)
        graphs = {name: sorted(str(quad.triple) for quad in store.quads(name)) for name in store.graphs()}
        kinds = ["cross", *(f"cross-of/{number}" for number in range(len(DOCUMENTS)))]
        return graphs, [dict(store.notes(kind)) for kind in kinds]


def test_what_several_documents_imply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path / "alone") as store:
        store.replace_graph(graph("ontology"), map(triple, facts(ONTOLOGY)))
        store.replace_graph(graph("reference", "bodies"), map(triple, facts(REFERENCE_DATA)))
        for number, turtle in enumerate(DOCUMENTS):
            store.replace_graph(graph("document", str(number)), map(triple, facts(turtle)))
    shutil.copytree(tmp_path / "alone", tmp_path / "together")
    alone = closed(tmp_path / "alone", 1)
    for module, name, value in ((spreading, "_WORTH_PROCESSES", 1), (spreading, "_MESSAGE", 1), (writing, "_MANY", 1)):
        monkeypatch.setattr(module, name, value)
    together = closed(tmp_path / "together", 2)
    assert together == alone
    assert len(alone[0][CROSS]) > 10
    assert alone[1][0]
