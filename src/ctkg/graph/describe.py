"""Everything that the graph says of one node, each line with its evidence; and what a store holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Triple

from ctkg.errors import UsageError
from ctkg.graph import identity
from ctkg.graph.calling import resolve
from ctkg.graph.grounds import grounded
from ctkg.graph.identity import Pair, Point
from ctkg.graph.reader import Reader
from ctkg.graph.statements import TYPE, Claim, Entering, Statement
from ctkg.iris import GRAPH, ID, compact, term

if TYPE_CHECKING:
    from ctkg.graph.store import Store

__all__ = ["Description", "Line", "describe", "described", "resolve", "stats", "triples"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One statement about a node.

    Attributes:
        direction: ``out`` where the node is the subject, ``in`` where it is the object.
        predicate: prefixed name.
        value: label or literal of the other end.
        iri: prefixed name of the other end; empty for a literal.
        graph: the named graph without the common stem (``document/<id>``, ``inferred/<id>``, ``reference/states``).
        confidence: of the best claim behind it; None for reference data and inferences.
        evidence: the sentence of that claim, or empty.
    """

    direction: str
    predicate: str
    value: str
    iri: str
    graph: str
    confidence: float | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A node and what is said of it; lines are sorted.

    Attributes:
        entered: by whom the entries were entered that speak of it.
        claims: what documents say of it beside the statements: planned, denied, possible, rejected, or in words that
            became no statement; and whatever a reader decided on.
        members: IRIs and names of the nodes that became it.
        pairs: what it, or one of these, was compared with.
        points: where reports of it differ.
    """

    iri: str
    label: str
    types: tuple[str, ...]
    lines: tuple[Line, ...]
    entered: tuple[Entering, ...] = ()
    claims: tuple[Claim, ...] = ()
    members: tuple[tuple[str, str], ...] = ()
    pairs: tuple[Pair, ...] = ()
    points: tuple[Point, ...] = ()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        from ctkg.graph import display

        return display.description(self)


_CLASSES = f"""
SELECT ?class (COUNT(DISTINCT ?n) AS ?number) WHERE {{
  ?n a ?class . FILTER(STRSTARTS(STR(?n), "{ID}"))
}} GROUP BY ?class"""


def describe(store: Store, node: str) -> Description:
    """All statements about ``node`` (an IRI), outgoing and incoming, with the evidence of those from documents.

    The cost is that of the node, whatever else the store holds.

    Raises:
        UsageError: the store says nothing about it.
    """
    return _described(Reader(store), node)


def described(store: Store, node: str, *, depth: int = 1) -> list[Description]:
    """``node`` first, then, for each step of ``depth`` beyond the first, the nodes that what it says leads to.

    Each node once, in the order in which they are met; terms of the ontology are left out.

    Raises:
        UsageError: the store says nothing about ``node``.
    """
    reader = Reader(store)
    found = {node: _described(reader, node)}
    last = [node]
    for _ in range(depth - 1):
        last = [iri for each in last for iri in _next(reader, each) if iri not in found]
        last = list(dict.fromkeys(last))
        for iri in last:
            found[iri] = _described(reader, iri)
    return list(found.values())


def _next(reader: Reader, node: str) -> Iterator[str]:
    """Nodes that what is said of ``node`` leads to, and that something is said of."""
    for each in reader.outgoing(node):
        iri = each.object.iri
        if iri and each.predicate != TYPE and reader.outgoing(iri):
            yield iri


def _described(reader: Reader, node: str) -> Description:
    claims = reader.claims(node)
    out, left = grounded(reader.outgoing(node), claims)
    into, left = grounded(reader.incoming(node), left)
    types = {compact(each.object.iri) for each in out if each.predicate == TYPE}
    lines = {line for each in out if each.predicate != TYPE for line in _lines("out", each)}
    lines |= {line for each in into for line in _lines("in", each)}
    members = identity.members(reader, node)
    if not lines and not types:
        raise UsageError(f"the store says nothing about <{node}>")
    speaking = sorted(
        {
            name.removeprefix("document/")
            for each in (*out, *into)
            for name in each.graphs
            if name.startswith("document/")
        }
    )
    beside = {claim.iri for claim in left}
    about = [claim for claim in claims if node in (claim.subject, claim.object)]
    return Description(
        iri=node,
        label=reader.label(node).text,
        types=tuple(sorted(types)),
        lines=tuple(sorted(lines, key=lambda x: (x.direction == "in", x.predicate, x.value, x.iri, x.graph))),
        entered=tuple(each for each in map(reader.entering, speaking) if each),
        claims=tuple(claim for claim in about if claim.iri in beside or claim.outcome),
        members=tuple(members),
        pairs=tuple(identity.pairs(reader, node)),
        points=tuple(identity.points(reader, node)),
    )


def _lines(direction: str, statement: Statement) -> Iterator[Line]:
    other = statement.object if direction == "out" else statement.subject
    best = max(
        ((claim.confidence or 0.0, passage.text) for claim in statement.claims for passage in claim.passages),
        default=None,
    )
    for graph in statement.graphs:
        yield Line(
            direction=direction,
            predicate=compact(statement.predicate),
            value=other.text,
            iri=compact(other.iri) if other.iri else "",
            graph=graph,
            confidence=best[0] if best else None,
            evidence=best[1] if best else "",
        )


def triples(store: Store, node: str) -> list[Triple]:
    """What :func:`describe` tells, as triples: statements in both directions, claims, passages, decisions, entering.

    Sorted, each once.
    """
    reader = Reader(store)
    quads = {*store.match(NamedNode(node)), *store.match(None, None, NamedNode(node))}
    claims = reader.claims(node)
    graphs = {
        graph for each in quads if (graph := str(getattr(each.graph_name, "value", ""))).startswith(GRAPH + "document/")
    }
    beside = {claim.iri for claim in claims}
    beside |= {passage.iri for claim in claims for passage in claim.passages}
    beside |= {decision.act for claim in claims for decision in claim.decisions}
    activities = {ID + "activity/" + graph.removeprefix(GRAPH + "document/") for graph in graphs}
    entered = [iri for iri in activities if term("EntryActivity") in reader.nodes_from(iri, TYPE)]
    quads |= {quad for iri in (*beside, *entered) for quad in store.match(NamedNode(iri))}
    left_out = GRAPH + "report"
    return sorted({quad.triple for quad in quads if getattr(quad.graph_name, "value", "") != left_out}, key=str)


def stats(store: Store) -> dict[str, dict[str, int]]:
    """What the store holds: triples per group of graphs, and things per class; sorted."""
    from ctkg.graph import query

    graphs: dict[str, int] = {}
    for name in store.graphs():
        group = name.removeprefix(GRAPH).partition("/")[0]
        graphs[group] = graphs.get(group, 0) + store.count(name)
    classes = {compact(name): number for name, number in query.run(store, _CLASSES).values()}
    documents = sum(1 for name in store.graphs() if name.startswith(GRAPH + "document/"))
    return {
        "documents": {"documents": documents},
        "graphs": dict(sorted(graphs.items())),
        "classes": dict(sorted(classes.items())),
    }
