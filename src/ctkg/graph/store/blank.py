"""Stable labels of blank nodes: the same graph gives the same labels in every run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, Triple


def stable(graph: str, triples: Iterable[Triple]) -> set[Triple]:
    """``triples`` with canonical blank node labels (RDFC-1.0) that begin with a hash of the graph's IRI.

    The hash keeps blank nodes of two graphs apart where their union is taken.
    """
    ground: set[Triple] = set()
    blank = Dataset()
    for triple in triples:
        if type(triple.object) is BlankNode or type(triple.subject) is BlankNode:
            blank.add(Quad(triple.subject, triple.predicate, triple.object))
        else:
            ground.add(triple)
    if len(blank):
        blank.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        mark = "g" + hashlib.sha256(graph.encode()).hexdigest()[:8]
        ground.update(
            Triple(_relabel(quad.subject, mark), quad.predicate, _relabel(quad.object, mark)) for quad in blank
        )
    return ground


def _relabel(term: Any, mark: str) -> Any:
    return BlankNode(mark + term.value) if isinstance(term, BlankNode) else term
