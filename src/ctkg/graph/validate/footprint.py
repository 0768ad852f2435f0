"""What the shapes look at, seen from a focus node: a tree of steps along statements.

From it follows what a validator must be given to judge a node, whatever the size of the store, and, the other way
round, which nodes must be judged anew when a statement comes or goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ctkg.graph.store.plain import Fact


class Step(NamedTuple):
    """From a node to its neighbours: along a predicate (None: any), or against it."""

    predicate: str | None
    against: bool = False


@dataclass(eq=False)
class Place:
    """A place in the tree: where some steps lead from the focus node.

    Attributes:
        parent: the place before the last step; None at the focus node.
        step: the last step.
        along: what is looked at next, by predicate (None: every statement about the node).
        against: the same for statements that point to the node.
    """

    parent: Place | None = None
    step: Step | None = None
    along: dict[str | None, Place] = field(default_factory=dict)
    against: dict[str, Place] = field(default_factory=dict)

    def to(self, step: Step) -> Place:
        """The place behind one more step; it is made where it is missing."""
        if step.against:
            assert step.predicate is not None, "whatever points to a node is too much to look at"
            return self.against.setdefault(step.predicate, Place(self, step))
        return self.along.setdefault(step.predicate, Place(self, step))

    def follow(self, steps: Iterable[Step]) -> Place:
        """The place behind several steps."""
        place = self
        for step in steps:
            place = place.to(step)
        return place

    def places(self) -> Iterator[Place]:
        """This place and all behind it."""
        yield self
        for place in (*self.along.values(), *self.against.values()):
            yield from place.places()


class Condition(NamedTuple):
    """What a focus node must say for some shapes to look further from it: a value of a predicate, or another value."""

    predicate: str
    value: str
    equal: bool

    def is_met(self, said: Iterable[Fact]) -> bool:
        """True where one of these statements about the focus node says so."""
        return any(each[1] == self.predicate and (each[2] == self.value) is self.equal for each in said)


@dataclass
class Footprint:
    """What some shapes look at.

    Attributes:
        focus: the tree, at the focus node.
        conditional: trees that hold only for focus nodes that meet a condition.
        terms: predicates that are looked up for every class and property that is met (``rdfs:subClassOf`` ...); when
            such a statement changes, every node must be judged anew.
        fixed: statements that are looked up by their subject, whatever the focus node; the same holds for them.
        unbounded: why the shapes look further than can be told; empty where everything is known.
    """

    focus: Place = field(default_factory=Place)
    conditional: dict[Condition, Place] = field(default_factory=dict)
    terms: set[str] = field(default_factory=set)
    fixed: set[tuple[str, str]] = field(default_factory=set)
    unbounded: str = ""

    @cached_property
    def watchers(self) -> dict[str | None, dict[bool, dict[Step | None, list[Place]]]]:
        """Which places look at statements of a predicate, besides the focus node at its own.

        By the predicate (None stands for any), by whether the place is at the object of the statement, and by the step
        that leads to the place.
        """
        found: dict[str | None, dict[bool, dict[Step | None, list[Place]]]] = {}
        for place in (place for root in (self.focus, *self.conditional.values()) for place in root.places()):
            ways: list[tuple[str | None, bool]] = [(predicate, True) for predicate in place.against]
            if place.parent is not None:
                ways += [(predicate, False) for predicate in place.along]
            for predicate, at_object in ways:
                found.setdefault(predicate, {}).setdefault(at_object, {}).setdefault(place.step, []).append(place)
        return found
