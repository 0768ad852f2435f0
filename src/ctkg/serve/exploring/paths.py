"""The shortest ways from one node to another, by a search from both ends that ends in time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice

#: What a node is joined with; the same for the same node, whoever asks.
Adjacent = Callable[[str], Iterable[str]]
#: Ways that are looked at before the best are chosen.
_COMPARED = 500


@dataclass(slots=True)
class Budget:
    """What a search may use: seconds from its making, and nodes.

    Attributes:
        clock: for tests.
    """

    seconds: float = 1.5
    nodes: int = 20_000
    clock: Callable[[], float] = time.monotonic
    looked: int = 0
    _until: float = field(init=False)

    def __post_init__(self) -> None:
        self._until = self.clock() + self.seconds

    def is_left(self) -> bool:
        """True while there is time and room for one more node."""
        return self.looked < self.nodes and self.clock() < self._until


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The ways that were found: nodes from start to goal, all of the same, the least length, in no order.

    Attributes:
        steps: length of each; 0 where none was found.
        complete: False where the search stopped before it knew; then there may be a way.
        searched: no way has this many steps or fewer, where none was found.
        looked: nodes that were looked at.
    """

    ways: tuple[tuple[str, ...], ...]
    steps: int
    complete: bool
    searched: int
    looked: int


class _Side:
    """A search from one end: distance of every node that was met, and the nodes before it on shortest ways."""

    def __init__(self, start: str) -> None:
        self.before: dict[str, list[str]] = {start: []}
        self.distance = {start: 0}
        self.edge = [start]
        self.radius = 0

    def grow(self, adjacent: Adjacent, avoided: frozenset[str], budget: Budget) -> bool:
        """Goes one step further; False where the budget ended before the step was whole."""
        new: list[str] = []
        step = self.radius + 1
        for node in self.edge:
            if not budget.is_left():
                return False
            budget.looked += 1
            for other in adjacent(node):
                if other in avoided:
                    continue
                known = self.distance.get(other)
                if known is None:
                    self.distance[other] = step
                    self.before[other] = [node]
                    new.append(other)
                elif known == step and node not in self.before[other]:
                    self.before[other].append(node)
        self.edge, self.radius = new, step
        return True

    def ways(self, node: str) -> Iterable[tuple[str, ...]]:
        """All shortest ways from the start to a node, one by one."""
        waiting: list[tuple[str, ...]] = [(node,)]
        while waiting:
            way = waiting.pop()
            before = self.before[way[0]]
            if not before:
                yield way
            waiting += ((each, *way) for each in before)


def shortest(
    start: str,
    goal: str,
    adjacent: Adjacent,
    *,
    longest: int = 6,
    avoided: Iterable[str] = (),
    budget: Budget | None = None,
) -> Found:
    """The shortest ways between two nodes, at most :data:`_COMPARED` of them.

    Both sides grow in turn, the one with fewer nodes at its edge first. Every node of distance a from the start and b
    from the goal is known when they have grown a and b steps; so when they meet, the sum of their steps is the length,
    and every way of that length goes through a node that is at the edge of both.

    Args:
        start: first node of every way.
        goal: last one.
        adjacent: what a node is joined with; the relation goes both ways.
        longest: steps at most.
        avoided: nodes that no way may go through.
        budget: time and nodes.
    """
    left = budget or Budget()
    if start == goal:
        return Found(ways=((start,),), steps=0, complete=True, searched=0, looked=0)
    shut = frozenset(avoided) - {start, goal}
    here, there = _Side(start), _Side(goal)
    while here.radius + there.radius < longest:
        side, other = (here, there) if len(here.edge) <= len(there.edge) else (there, here)
        if not side.edge:
            break
        if not side.grow(adjacent, shut, left):
            steps = here.radius + there.radius
            return Found(ways=(), steps=0, complete=False, searched=steps, looked=left.looked)
        meeting = sorted(node for node in side.edge if node in other.distance)
        if meeting:
            ways = islice(_joined(here, there, meeting), _COMPARED)
            steps = here.radius + there.radius
            return Found(ways=tuple(ways), steps=steps, complete=True, searched=steps, looked=left.looked)
    searched = longest if here.edge and there.edge else here.radius + there.radius
    return Found(ways=(), steps=0, complete=True, searched=searched, looked=left.looked)


def _joined(here: _Side, there: _Side, meeting: Iterable[str]) -> Iterable[tuple[str, ...]]:
    for node in meeting:
        for first in here.ways(node):
            for second in there.ways(node):
                yield (*first, *reversed(second[:-1]))
