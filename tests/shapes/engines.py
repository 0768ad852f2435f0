"""Both SHACL engines behind one call, so that tests can compare their verdicts."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pyshacl
import rdflib
import shacl
from rdflib.namespace import OWL, RDF, RDFS, SH

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"


class Outcome(NamedTuple):
    """One result: everything that both engines must agree on."""

    severity: str
    focus: str
    path: str
    component: str
    shape: str


def texts(*patterns: str) -> str:
    return "\n".join(file.read_text("utf-8") for pattern in patterns for file in sorted(ONTOLOGY.glob(pattern)))


@cache
def shapes_text() -> str:
    return texts("shapes/*.ttl")


@cache
def background_text() -> str:
    """What a validator passes along with the data: ontology and schemes."""
    return texts("*.ttl", "schemes/*.ttl")


@cache
def fast_shapes() -> shacl.Shapes:
    return shacl.Shapes.from_text(shapes_text())


@cache
def reference_shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=shapes_text(), format="turtle")


@cache
def hierarchy() -> rdflib.Graph:
    """The part of the background that the shapes look at; pyshacl would take seconds for each example on the whole."""
    whole = rdflib.Graph().parse(data=background_text(), format="turtle")
    part = rdflib.Graph()
    for predicate in (RDFS.subClassOf, RDFS.isDefinedBy):
        for triple in whole.triples((None, predicate, None)):
            part.add(triple)
    part.add((rdflib.URIRef("https://w3id.org/ctkg/ontology#Event"), RDF.type, OWL.Class))
    return part


def as_triples(text: str) -> str:
    """``text`` as N-Triples, so that its prefixes cannot meet those of the background."""
    return "".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in ox.parse(text, format=ox.RdfFormat.TURTLE))


def fast(text: str) -> tuple[bool, list[Outcome]]:
    report = fast_shapes().validate_text(background_text() + as_triples(text), max_results=None)
    return report.conforms, sorted(
        Outcome(r.severity, _node(r.focus_node), _bare(r.path or ""), r.component, r.source_shape.strip("<>"))
        for r in report.results
    )


def reference(text: str) -> tuple[bool, list[Outcome]]:
    """The verdict of plain pyshacl.

    Its option focus_nodes is not used: it also drops value nodes of nested shapes, which then pass unseen.
    """
    data = hierarchy() + rdflib.Graph().parse(data=as_triples(text), format="nt")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=reference_shapes(), inference="none")
    return conforms, sorted(_outcome(report, node) for node in report.objects(None, SH.result))


def _outcome(report: rdflib.Graph, node: object) -> Outcome:
    def value(predicate: rdflib.URIRef) -> rdflib.term.Node | None:
        return report.value(node, predicate)  # type: ignore[arg-type]

    path = value(SH.resultPath)
    inverse = report.value(path, SH.inversePath) if path is not None else None
    return Outcome(
        str(value(SH.resultSeverity)).removeprefix(str(SH)),
        "_:" if isinstance(value(SH.focusNode), rdflib.BNode) else str(value(SH.focusNode)),
        f"^{inverse}" if inverse else str(path or ""),
        str(value(SH.sourceConstraintComponent)).removeprefix(str(SH)),
        str(value(SH.sourceShape)),
    )


def _node(text: str) -> str:
    return "_:" if text.startswith("_:") or not text.startswith("<http") else text.strip("<>")


def _bare(path: str) -> str:
    return path.replace("<", "").replace(">", "").replace("(", "").replace(")", "")
