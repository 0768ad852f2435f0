"""The fast engine: the package ``shacl`` (Rust)."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, RdfFormat, Triple, parse, serialize

from ctkg.graph.validate.results import BLANK, Result
from ctkg.graph.validate.shapes import Files, compiled
from ctkg.iris import PREFIXES

_SH = PREFIXES["sh"]


def results(triples: Iterable[Triple], shapes: Files) -> list[Result]:
    """All results, in no order."""
    data = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return [
        Result(
            focus=_plain(found.focus_node),
            path=_path(found.path or ""),
            value=BLANK if (found.value or "").startswith("_:") else found.value_plain or "",
            shape=_plain(found.root_shape or found.source_shape or ""),
            component=found.component_iri.removeprefix(_SH),
            severity=found.severity_iri.removeprefix(_SH),
            messages=tuple(sorted(found.messages)),
        )
        for found in compiled(shapes).validate_text(data.decode(), "ntriples").results
    ]


def _plain(node: str) -> str:
    if node.startswith("_:"):
        return BLANK
    if node.startswith("<"):
        return node[1:-1]
    if not node.startswith('"'):
        return node
    quad = next(iter(parse(f"<urn:s> <urn:p> {node} .", RdfFormat.N_TRIPLES)))
    return quad.object.value if isinstance(quad.object, Literal) else node


def _path(path: str) -> str:
    # A plain predicate comes as <iri>; longer paths are kept as SPARQL paths without the outer brackets.
    return path[1:-1] if path.startswith("<") and path.count("<") == 1 else path
