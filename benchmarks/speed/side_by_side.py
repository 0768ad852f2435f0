"""The same work by ctkg and by rdflib, owlrl and pyshacl, on the same graph: ``python side_by_side.py STAGE FOLDER``.

The graph is that of the documents with the ontology, without the reference tables: the reference engines would need
many minutes for those. Both sides read the same N-Triples; both validate the same closed graph with the same shapes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from stages import Clock, Figures, main

QUESTION = """
PREFIX ct: <https://w3id.org/ctkg/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?event ?label (COUNT(DISTINCT ?agent) AS ?agents) WHERE {
    ?event a ct:Event ; rdfs:label ?label ; ct:hasParticipation ?p . ?p ct:participant ?agent .
    OPTIONAL { ?event ct:startDate ?day }
} GROUP BY ?event ?label ORDER BY ?event"""


def prepare(folder: Path) -> Figures:
    """Write the graph before and after closure as N-Triples, for all other stages."""
    from pyoxigraph import RdfFormat, parse, serialize

    from ctkg import graph

    store = graph.open_store(None)
    store.load(parse(path=str(folder / "built.nq")))
    for name in ("data.nt", "closed.nt"):
        if name == "closed.nt":
            graph.close(store)
        with (folder / name).open("wb") as stream:
            serialize(sorted(store.union(), key=str), stream, RdfFormat.N_TRIPLES)
    return {"triples": _lines(folder / "data.nt"), "closed": _lines(folder / "closed.nt")}


def parse_ours(folder: Path) -> Figures:
    """Parse N-Triples into a store."""
    from pyoxigraph import parse

    from ctkg import graph

    with Clock() as clock:
        store = graph.open_store(None)
        store.replace_graph("https://example.org/data", (t.triple for t in parse(path=str(folder / "closed.nt"))))
    return {**clock.figures, "triples": store.count()}


def parse_reference(folder: Path) -> Figures:
    """Parse N-Triples into an rdflib graph."""
    with Clock() as clock:
        graph = _rdflib(folder / "closed.nt")
    return {**clock.figures, "triples": len(graph)}


def query_ours(folder: Path) -> Figures:
    """Answer a question with join, option, grouping and order."""
    store = _stored(folder / "closed.nt")
    with Clock() as clock:
        rows = list(store.query(QUESTION))
    return {**clock.figures, "rows": len(rows)}


def query_reference(folder: Path) -> Figures:
    """The same question to rdflib."""
    graph = _rdflib(folder / "closed.nt")
    with Clock() as clock:
        rows = list(graph.query(QUESTION))
    return {**clock.figures, "rows": len(rows)}


def infer_ours(folder: Path) -> Figures:
    """Closure by the compiled rules."""
    from stages import infer

    return infer(folder)


def infer_reference(folder: Path) -> Figures:
    """Closure by owlrl."""
    import owlrl

    graph = _rdflib(folder / "data.nt")
    before = len(graph)
    with Clock() as clock:
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return {**clock.figures, "triples": before, "inferred": len(graph) - before}


def validate_ours(folder: Path) -> Figures:
    """All shapes by the fast engine."""
    from pyoxigraph import parse

    from ctkg.graph.validate import validate

    triples = [quad.triple for quad in parse(path=str(folder / "closed.nt"))]
    with Clock() as clock:
        report = validate(triples)
    return {**clock.figures, "triples": len(triples), "results": len(report.findings)}


def validate_reference(folder: Path) -> Figures:
    """All shapes by pyshacl."""
    import pyshacl
    from rdflib import SH, Graph

    from ctkg import resources

    shapes = Graph()
    for file in sorted(resources.path("ontology", "shapes").glob("*.ttl")):
        shapes.parse(file)
    graph = _rdflib(folder / "closed.nt")
    with Clock() as clock:
        _, results, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", advanced=True)
    return {**clock.figures, "triples": len(graph), "results": len(list(results.objects(None, SH.result)))}


def serialise_ours(folder: Path) -> Figures:
    """Turtle, grouped and sorted."""
    from ctkg.graph import export

    store = _stored(folder / "closed.nt")
    with Clock() as clock:
        export.write(store, folder / "ours.ttl", "ttl")
    return {**clock.figures, "bytes": (folder / "ours.ttl").stat().st_size}


def serialise_reference(folder: Path) -> Figures:
    """Turtle by rdflib."""
    graph = _rdflib(folder / "closed.nt")
    with Clock() as clock:
        graph.serialize(folder / "reference.ttl", format="turtle")
    return {**clock.figures, "bytes": (folder / "reference.ttl").stat().st_size}


def _rdflib(file: Path) -> Any:
    from rdflib import Graph

    return Graph().parse(file, format="nt")


def _stored(file: Path) -> Any:
    from pyoxigraph import parse

    from ctkg import graph
    from ctkg.iris import graph as name

    store = graph.open_store(None)
    store.replace_graph(name("document", "all"), (quad.triple for quad in parse(path=str(file))))
    return store


def _lines(file: Path) -> int:
    with file.open("rb") as stream:
        return sum(1 for _ in stream)


#: What is compared, in the order of the work.
PAIRS = ("parse", "infer", "validate", "query", "serialise")
STAGES = {
    "prepare": prepare,
    **{f"{pair}_{side}": globals()[f"{pair}_{side}"] for pair in PAIRS for side in ("ours", "reference")},
}

if __name__ == "__main__":
    main(STAGES)
