"""The fast engine: the package ``shacl`` (Rust)."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterable

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, RdfFormat, Triple

from ctkg.errors import CtkgError
from ctkg.graph.validate.results import BLANK, Result
from ctkg.graph.validate.shapes import MARK, Files, compiled
from ctkg.iris import PREFIXES

_SH = PREFIXES["sh"]


def results(triples: Iterable[Triple] | bytes, shapes: Files, wanted: Container[str] | None = None) -> list[Result]:
    """All results, in no order; with ``wanted`` those about these IRIs and about blank nodes.

    ``triples`` as bytes are N-Triples.

    Raises:
        ResourceError: the shapes cannot be read.
        CtkgError: the engine gave up.
    """
    data = triples if isinstance(triples, bytes) else ox.serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    found, _ = _run(data, shapes, wanted)
    if any(result.focus == BLANK for result in found):
        # The engine renames blank nodes: have it tell, by a shape that every one violates, which is which.
        terms = (term for quad in ox.parse(data, RdfFormat.N_TRIPLES) for term in (quad.subject, quad.object))
        nodes = {term.value for term in terms if isinstance(term, BlankNode)}
        marks = [Triple(BlankNode(label), MARK, Literal(label)) for label in sorted(nodes)]
        data += ox.serialize(marks, format=RdfFormat.N_TRIPLES) or b""
        found, labels = _run(data, shapes, wanted, marked=True)
        found = [_labelled(result, labels) for result in found]
    return found


def _run(
    data: bytes, shapes: Files, wanted: Container[str] | None, *, marked: bool = False
) -> tuple[list[Result], dict[str, str]]:
    """The results, and what the labels of the engine mean; the label of a result is still the engine's."""
    engine = compiled(shapes, marked)
    try:
        report = engine.validate_text(data.decode(), "ntriples")
    except Exception as error:
        raise CtkgError(f"the engine shacl gave up: {error}; try the engine pyshacl") from error
    found, labels = [], {}
    for result in report.results:
        if marked and result.path == str(MARK):
            labels[result.focus_node] = result.value_plain or ""
            continue
        blank = result.focus_node.startswith("_:")
        if wanted is not None and not blank and result.focus_node[1:-1] not in wanted:
            continue
        found.append(
            Result(
                focus=_plain(result.focus_node),
                path=_path(result.path or ""),
                value=BLANK if (result.value or "").startswith("_:") else result.value_plain or "",
                shape=_plain(result.root_shape or result.source_shape or ""),
                component=result.component_iri.removeprefix(_SH),
                severity=result.severity_iri.removeprefix(_SH),
                messages=tuple(sorted(result.messages)),
                label=result.focus_node if blank else "",
            )
        )
    return found, labels


def _labelled(result: Result, labels: dict[str, str]) -> Result:
    return dataclasses.replace(result, label=labels[result.label]) if result.label else result


def _plain(node: str) -> str:
    if node.startswith("_:"):
        return BLANK
    if node.startswith("<"):
        return node[1:-1]
    if not node.startswith('"'):
        return node
    quad = next(iter(ox.parse(f"<urn:s> <urn:p> {node} .", RdfFormat.N_TRIPLES)))
    return quad.object.value if isinstance(quad.object, Literal) else node


def _path(path: str) -> str:
    # A plain predicate comes as <iri>; longer paths are kept as SPARQL paths without the outer brackets.
    return path[1:-1] if path.startswith("<") and path.count("<") == 1 else path
