"""Facts as plain tuples: an IRI is a ``str``, literals and blank nodes are pyoxigraph terms.

A string that begins with ``?`` is a variable of a rule; no IRI does.
"""

from __future__ import annotations

from typing import TypeAlias

from pyoxigraph import BlankNode

from ctkg.graph.store.plain import Fact, Node, fact, node, term, triple

__all__ = [
    "OWL",
    "RDF",
    "RDFS",
    "SAME_AS",
    "TYPE",
    "XSD",
    "Fact",
    "Node",
    "Pattern",
    "fact",
    "is_variable",
    "is_written",
    "node",
    "order",
    "term",
    "triple",
]

Pattern: TypeAlias = tuple[Node, Node, Node]

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"

TYPE = RDF + "type"
SAME_AS = OWL + "sameAs"


def is_variable(value: Node) -> bool:
    """True for a variable of a rule."""
    return isinstance(value, str) and value[:1] == "?"


def order(statement: Fact) -> tuple[str, str, str]:
    """Sort key of facts."""
    return str(statement[0]), statement[1], str(statement[2])


def is_written(statement: Fact) -> bool:
    """False for what no inferred graph has: statements about blank nodes, and that a thing is itself."""
    subject, predicate, object_ = statement
    if isinstance(subject, BlankNode) or isinstance(object_, BlankNode):
        return False
    return not (predicate == SAME_AS and subject == object_)
