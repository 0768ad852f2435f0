"""What the graphs of a store hold, as it stands there: statements of one node in every graph, nodes of one graph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from ctkg.graph.store import Store


class Raw(NamedTuple):
    """A statement of one graph; IRIs, or the words of a literal; blank nodes as they are called."""

    predicate: str
    object: str
    subject: str
    graph: str
    is_node: bool
    language: str


def quads_of(store: Store, iri: str, *, inverse: bool = False) -> Iterator[Raw]:
    """What every graph says of a node, or (``inverse``) with it as the value; in no fixed order."""
    node = NamedNode(iri)
    for quad in store.match(None, None, node) if inverse else store.match(node):
        yield _raw(quad)


def _raw(quad: Quad) -> Raw:
    end = quad.object
    return Raw(
        predicate=quad.predicate.value,
        object=str(getattr(end, "value", end)),
        subject=str(getattr(quad.subject, "value", quad.subject)),
        graph=str(getattr(quad.graph_name, "value", "")),
        is_node=isinstance(end, NamedNode),
        language=(end.language or "") if isinstance(end, Literal) else "",
    )


def sizes(store: Store, graph: str) -> tuple[int, int]:
    """How many statements a graph holds, and of how many nodes."""
    text = "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) WHERE { ?s ?p ?o }"
    answer: Any = store.query(text, graphs=[graph], named=[])
    row = next(answer)
    return int(row[0].value), int(row[1].value)


def subjects(store: Store, graph: str, *, start: int, most: int) -> list[str]:
    """Some of the nodes (IRIs) that a graph speaks of, each once, in an order that is fixed for one state of it."""
    text = f"SELECT DISTINCT ?s WHERE {{ ?s ?p ?o FILTER(isIRI(?s)) }} LIMIT {most} OFFSET {start}"
    answer: Any = store.query(text, graphs=[graph], named=[])
    return [row[0].value for row in answer]
