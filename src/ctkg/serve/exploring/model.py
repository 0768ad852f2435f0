"""Nodes and edges as they are sent to the page; all frozen, all of plain values."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A thing.

    Attributes:
        id: its IRI.
        kind: slug of its kind, as on the other pages; ``kindName`` in words; ``type`` its class in words.
        date: as it is written in the graph; ``start`` and ``end`` are years, None where unknown or open.
    """

    id: str
    label: str
    language: str
    kind: str
    kind_name: str
    type: str
    href: str
    date: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is said of the two ends of an edge.

    Attributes:
        relation: IRI of the property, or of the class of the node ``via`` that carries it.
        label: the property read from the subject; ``inverse`` read from the object.
        inferred: it only follows from others.
        confidence: the highest of the claims behind it, None where there is none (reference data, inference).
        documents: how many documents say so; 0 for reference data.
        role, start, end: how, from when and until when, where the graph tells.
        via: IRI of the node that carries the relation, or empty.
    """

    subject: str
    relation: str
    object: str
    label: str
    inverse: str
    inferred: bool = False
    confidence: float | None = None
    documents: int = 0
    role: str = ""
    start: str = ""
    end: str = ""
    via: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Everything that is said of two things, the most telling statement first; it has the direction of that."""

    source: str
    target: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the graph: nodes by IRI, edges between them."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How many neighbours a node has by a relation."""

    relation: str
    inverse: bool
    label: str
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Some neighbours of a node.

    Attributes:
        node: the node itself.
        part: it, the neighbours, the edges between them.
        total: how many neighbours it has in all (of the relation that was asked for).
        exact: False where the node has so many statements that not all were read; ``total`` counts statements then.
        offset: place of the first of these neighbours.
        relations: all relations of the node.
    """

    node: Node
    part: Part
    total: int
    exact: bool
    offset: int
    relations: tuple[Relation, ...] = field(default=())
