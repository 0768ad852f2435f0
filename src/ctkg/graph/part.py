"""A part of what a store says of a node: the cost is that of the part, however much is said of the node."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode, Quad

from ctkg.graph.grounds import grounded
from ctkg.graph.looking import STATED
from ctkg.graph.reader import Reader
from ctkg.graph.statements import Statement
from ctkg.iris import GRAPH, term

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: Claims of one node that are looked through for those behind one statement of it.
_CLAIMS = 2_000
_EVIDENCE = GRAPH + "evidence/"


def outgoing(reader: Reader, iri: str, start: int, most: int) -> list[Statement]:
    """Statements of which the node is the subject, without claims; in the order of the store, which is fixed."""
    return _part(reader, reader.store.match(NamedNode(iri)), start, most)


def incoming(reader: Reader, iri: str, start: int, most: int) -> list[Statement]:
    """Statements of which the node is the value, likewise."""
    return _part(reader, reader.store.match(None, None, NamedNode(iri)), start, most)


def _part(reader: Reader, quads: Iterator[Quad], start: int, most: int) -> list[Statement]:
    said = (
        (quad, graph.removeprefix(GRAPH))
        for quad in quads
        if (graph := str(getattr(quad.graph_name, "value", ""))).startswith(STATED)
        and isinstance(quad.subject, NamedNode)
    )
    # The graphs of a triple follow upon each other in every index.
    together = groupby(said, key=lambda pair: pair[0].triple)
    found = []
    for triple, pairs in islice(together, start, start + most):
        graphs = tuple(sorted(graph for _, graph in pairs))
        found.append(
            Statement(
                subject=reader.value(triple.subject),
                predicate=triple.predicate.value,
                object=reader.value(triple.object),
                graphs=graphs,
            )
        )
    return found


def with_claims(reader: Reader, statements: list[Statement]) -> list[Statement]:
    """``statements`` with the claims of documents behind them; of others about the same nodes little is read."""
    wanted: dict[str, str] = {}
    known: dict[str, list[_Said]] = {}
    for each in filter(_is_document, statements):
        if each.subject.iri not in known:
            known[each.subject.iri] = list(_about(reader.store, each.subject.iri))
        wanted |= {said.claim: said.graph for said in known[each.subject.iri] if said.may_say(each)}
    return grounded(statements, [reader.claim_in(name, graph) for name, graph in wanted.items()])[0]


class _Said(NamedTuple):
    """What a claim is about, in short: IRIs, the object and perhaps others empty where it is words.

    Attributes:
        is_stated: the store has a statement that is just this, so that the claim stands behind no other.
    """

    claim: str
    graph: str
    subject: str
    predicate: str
    object: str
    is_stated: bool

    def may_say(self, statement: Statement) -> bool:
        """False where the claim certainly does not stand behind ``statement``."""
        value = statement.object.iri
        if self.is_stated:
            return (self.subject, self.predicate, self.object) == (statement.subject.iri, statement.predicate, value)
        return self.predicate == statement.predicate or not value or self.object == value


def _is_document(statement: Statement) -> bool:
    """False where only tables and the ontology say so: no claim is behind that."""
    return any(graph.startswith(("document/", "inferred/")) for graph in statement.graphs)


def _about(store: Store, subject: str) -> Iterator[_Said]:
    """Claims about a node, or about the event that it is."""
    for leading in ("claimSubject", "aboutEvent"):
        for quad in islice(store.match(None, NamedNode(term(leading)), NamedNode(subject)), _CLAIMS):
            graph = str(getattr(quad.graph_name, "value", ""))
            if graph.startswith(_EVIDENCE) and isinstance(quad.subject, NamedNode):
                names = ("claimSubject", "claimPredicate", "claimObject")
                s, p, o = (_node(store, quad.subject, name, graph) for name in names)
                is_stated = bool(s and p and o) and (
                    next(store.union(NamedNode(s), NamedNode(p), NamedNode(o)), None) is not None
                )
                yield _Said(quad.subject.value, graph, s, p, o, is_stated)


def _node(store: Store, claim: NamedNode, name: str, graph: str) -> str:
    found = next(store.match(claim, NamedNode(term(name)), None, graph), None)
    return found.object.value if found is not None and isinstance(found.object, NamedNode) else ""
