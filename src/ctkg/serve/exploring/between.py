"""Ways between two things: the shortest, those through seldom-met nodes first, each step with what is said."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ctkg.serve.exploring.adjacency import Link
from ctkg.serve.exploring.explorer import Explorer
from ctkg.serve.exploring.model import Edge, Part
from ctkg.serve.exploring.paths import Budget, shortest

#: Ways of one answer at most, steps of one at most.
WAYS, LONGEST = 5, 6
#: Statements of a node, in each direction, that a search follows.
_FOLLOWED = 1_000
#: Ways of which every step is looked at before the best are chosen.
_COMPARED = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Ways between two nodes.

    Attributes:
        ways: nodes of each from start to goal, the best first.
        part: all nodes and edges of the ways.
        steps: length of each; 0 where there is none.
        total: how many of this length were found (at most some hundreds are compared).
        complete: False where time or room ended first.
        searched: steps up to which the search went.
        looked: nodes that it looked at.
    """

    ways: tuple[tuple[str, ...], ...]
    part: Part
    steps: int
    total: int
    complete: bool
    searched: int
    looked: int


def ways(
    explorer: Explorer,
    start: str,
    goal: str,
    *,
    longest: int = LONGEST,
    avoided: Sequence[str] = (),
    inference: bool = True,
    budget: Budget | None = None,
) -> Ways:
    """The shortest ways between two nodes.

    A way never goes through a word that merely sorts things into kinds, and follows the first thousand statements of
    a node in each direction. Of ways of one length those come first that rest least on inference, then those through
    nodes that are joined with few others: that two bodies are in Europe tells less than that they met.

    Raises:
        UsageError: the graph knows one of the nodes not.
    """
    explorer.known(start), explorer.known(goal)
    known: dict[str, dict[str, list[Link]]] = {}

    def adjacent(node: str) -> Iterable[str]:
        if node not in known:
            known[node] = _joined(explorer, node, inference)
        return known[node]

    found = shortest(start, goal, adjacent, longest=longest, avoided=avoided, budget=budget)
    degrees: dict[str, int] = {}

    def weight(way: tuple[str, ...]) -> tuple[float, tuple[str, ...]]:
        for node in way[1:-1]:
            if node not in degrees:
                degrees[node] = len(known[node]) if node in known else explorer.adjacency.degree(node)
        return sum(math.log(1 + degrees[node]) for node in way[1:-1]), way

    best = sorted(found.ways, key=weight)[:_COMPARED]
    steps: dict[tuple[str, str], Edge] = {}
    for way in best:
        for one, other in pairwise(way):
            if (one, other) not in steps:
                adjacent(one)
                steps[one, other] = explorer.saying.edge(one, known[one].get(other) or _turned(known, one, other))

    def inferred(way: tuple[str, ...]) -> int:
        return sum(all(each.inferred for each in steps[pair].statements) for pair in pairwise(way))

    chosen = sorted(best, key=lambda way: (inferred(way), weight(way)))[:WAYS]
    pairs = {pair for way in chosen for pair in pairwise(way)}
    return Ways(
        ways=tuple(chosen),
        part=Part(
            nodes=tuple(explorer.things.node(iri) for iri in dict.fromkeys(node for way in chosen for node in way)),
            edges=tuple(steps[pair] for pair in sorted(pairs)),
        ),
        steps=found.steps,
        total=len(found.ways),
        complete=found.complete,
        searched=found.searched,
        looked=found.looked,
    )


def _joined(explorer: Explorer, node: str, inference: bool) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for link in explorer.adjacency.some(node, _FOLLOWED):
        if explorer.relations.is_sorting(link.predicate):
            continue
        if inference or explorer.saying.is_stated(node, link):
            found.setdefault(link.other, []).append(link)
    return found


def _turned(known: dict[str, dict[str, list[Link]]], one: str, other: str) -> list[Link]:
    """Links between two nodes as ``one`` sees them, where only ``other`` was read far enough to meet them."""
    return [Link(other, link.predicate, not link.outgoing, link.via) for link in known[other][one]]
