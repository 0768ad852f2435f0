"""Terms on their way to a server and back.

A server gives blank nodes labels of its own, and no request can name one. ctkg's blank nodes have stable labels, so
they travel as IRIs of their own (RDF 1.1 Concepts, section 3.5, "Replacing Blank Nodes with IRIs") and become blank
nodes again when they come back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox
from pyoxigraph import BlankNode, NamedNode, Triple

from ctkg.iris import BASE

GENID = BASE + ".well-known/genid/"


def outward(term: Any) -> Any:
    """``term`` as the server knows it."""
    return NamedNode(GENID + term.value) if isinstance(term, BlankNode) else term


def inward(term: Any) -> Any:
    """``term`` of a server as ctkg knows it."""
    if isinstance(term, NamedNode) and term.value.startswith(GENID):
        return BlankNode(term.value.removeprefix(GENID))
    return term


def line(triple: Triple) -> str:
    """``triple`` as a line of N-Triples for the server, without its line break."""
    return f"{outward(triple.subject)} {triple.predicate} {outward(triple.object)} ."


def lines(triples: Iterable[Triple]) -> str:
    """``triples`` as N-Triples for the server, sorted."""
    return "".join(sorted(line(triple) + "\n" for triple in triples))


def digest(text: str) -> str:
    """Hash of what a graph holds, from its :func:`lines`."""
    return hashlib.sha256(text.encode()).hexdigest()


def parsed(body: bytes) -> set[Triple]:
    """The triples of N-Triples from the server.

    Raises:
        SyntaxError: this is no N-Triples.
    """
    found = ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
    if GENID.encode() not in body:
        return {quad.triple for quad in found}
    return {Triple(inward(quad.subject), quad.predicate, inward(quad.object)) for quad in found}
