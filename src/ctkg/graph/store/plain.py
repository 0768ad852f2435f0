"""Statements as plain tuples: an IRI is a ``str``, literals and blank nodes are pyoxigraph terms.

Each part of a pyoxigraph statement is a new object whenever it is looked at; whoever looks often takes a tuple.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

Node: TypeAlias = str | Literal | BlankNode
Fact: TypeAlias = tuple[Node, str, Node]


def node(term: object) -> Node:
    """A pyoxigraph term as a node of a statement."""
    if isinstance(term, NamedNode):
        return term.value
    assert isinstance(term, Literal | BlankNode), f"not a node: {term}"
    return term


def fact(statement: Quad | Triple) -> Fact:
    """A quad or triple as a tuple; the graph is dropped."""
    subject, object_ = statement.subject, statement.object
    return (
        subject.value if isinstance(subject, NamedNode) else subject,
        statement.predicate.value,
        object_.value if isinstance(object_, NamedNode) else object_,
    )  # type: ignore[return-value]  # no statements about statements here


def term(value: Node) -> NamedNode | Literal | BlankNode:
    """A node as a pyoxigraph term."""
    return NamedNode(value) if isinstance(value, str) else value


def triple(statement: Fact) -> Triple:
    """A tuple as a triple."""
    subject, predicate, object_ = statement
    return Triple(term(subject), NamedNode(predicate), term(object_))  # type: ignore[arg-type]


def lines(statements: Iterable[Fact], graph: str = "") -> bytes:
    """Statements as N-Triples, or as N-Quads of a graph, in no order."""
    found = []
    end = f" <{graph}> .\n" if graph else " .\n"
    for subject, predicate, object_ in statements:
        one = f"<{subject}>" if isinstance(subject, str) else subject
        other = f"<{object_}>" if isinstance(object_, str) else object_
        found.append(f"{one} <{predicate}> {other}{end}")
    return "".join(found).encode()
