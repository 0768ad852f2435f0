"""The reference engine: pyshacl."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, Any

from pyoxigraph import RdfFormat, Triple, parse

from ctkg.errors import CtkgError
from ctkg.graph import interop
from ctkg.graph.validate.results import BLANK, Result
from ctkg.graph.validate.shapes import Files, graph

if TYPE_CHECKING:
    import rdflib


def results(triples: Iterable[Triple] | bytes, shapes: Files, wanted: Container[str] | None = None) -> list[Result]:
    """All results, in no order; with ``wanted`` those about these IRIs and about blank nodes.

    ``triples`` as bytes are N-Triples.

    The option ``focus_nodes`` of pyshacl is not used: it also drops value nodes of nested shapes.

    Raises:
        ResourceError: the shapes cannot be read.
        CtkgError: the engine gave up.
    """
    import pyshacl
    import rdflib
    from rdflib import SH

    if isinstance(triples, bytes):
        triples = [quad.triple for quad in parse(triples, RdfFormat.N_TRIPLES)]
    known, data = graph(shapes), interop.to_rdflib(triples)
    try:
        _, report, _ = pyshacl.validate(data, shacl_graph=known, inference="none")
    except Exception as error:  # pyshacl and rdflib raise many kinds of their own
        raise CtkgError(f"the engine pyshacl gave up: {error}; try the engine shacl") from error
    if not isinstance(report, rdflib.Graph):  # it gives some failures in place of a report
        raise CtkgError(f"the engine pyshacl gave up: {report}; try the engine shacl")
    found = (_result(report, known, node) for node in report.objects(None, SH.result))
    return [result for result in found if wanted is None or result.label or result.focus in wanted]


def _result(report: rdflib.Graph, shapes: rdflib.Graph, node: Any) -> Result:
    from rdflib import SH, BNode

    shape = report.value(node, SH.sourceShape)
    value = report.value(node, SH.value)
    component = str(report.value(node, SH.sourceConstraintComponent)).removeprefix(str(SH))
    constraint = report.value(node, SH.sourceConstraint)
    stated = any(shapes.value(each, SH.message) is not None for each in (shape, constraint) if each is not None)
    focus = report.value(node, SH.focusNode)
    return Result(
        focus=_text(focus),
        label=str(focus) if isinstance(focus, BNode) else "",
        path=path(report, report.value(node, SH.resultPath)),
        value=_text(value),
        shape=_text(_root(shapes, shape)),
        component=component,
        severity=str(report.value(node, SH.resultSeverity)).removeprefix(str(SH)),
        messages=tuple(sorted(map(str, report.objects(node, SH.resultMessage)))) if stated else (),
    )


def path(report: rdflib.Graph, node: Any) -> str:
    """A property path: the IRI, or a SPARQL path."""
    from rdflib import RDF, SH
    from rdflib.collection import Collection

    def inner(each: Any) -> str:
        text = path(report, each)
        return f"<{text}>" if not text.startswith(("(", "^")) else text

    if node is None:
        return ""
    inverse = report.value(node, SH.inversePath)
    if inverse is not None:
        return f"^{inner(inverse)}"
    if report.value(node, RDF.first) is not None:
        return f"({'/'.join(map(inner, Collection(report, node)))})"
    either = report.value(node, SH.alternativePath)
    if either is not None:
        return f"({'|'.join(map(inner, Collection(report, either)))})"
    for sign, predicate in (("*", SH.zeroOrMorePath), ("+", SH.oneOrMorePath), ("?", SH.zeroOrOnePath)):
        repeated = report.value(node, predicate)
        if repeated is not None:
            return f"({inner(repeated)}){sign}"
    return str(node)


def _root(shapes: rdflib.Graph, shape: Any) -> Any:
    """The nearest enclosing shape that has an IRI."""
    import rdflib

    seen = set()
    while isinstance(shape, rdflib.BNode) and shape not in seen:
        seen.add(shape)
        shape = next(iter(sorted(shapes.subjects(None, shape), key=str)), shape)
    return shape


def _text(term: Any) -> str:
    import rdflib

    # A literal such as 0 or "" is false to Python: ask for None.
    return BLANK if isinstance(term, rdflib.BNode) else "" if term is None else str(term)
