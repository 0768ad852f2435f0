"""Rules as plans: which pattern of a body is looked up after which, and which of its parts are known by then.

Everything that can be known from the rule alone is worked out once: positions instead of names of variables, and the
order of look-ups, most known parts first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal

from ctkg.graph.infer.facts import Facts
from ctkg.graph.infer.rule import Rule
from ctkg.graph.infer.terms import Fact, Node, Pattern, is_variable


class Derivation(NamedTuple):
    """Why a fact holds (None: what is contradicted): the rule and the facts that its body matched, in its order."""

    rule: Rule
    head: Fact | None
    premises: tuple[Fact, ...]


#: Values of a rule's variables, by number; those that are not known yet are never read.
Values = list[Node]


class Step:
    """One pattern of a body, looked up with what is known by then.

    Attributes:
        index: of the pattern in the body.
        subject: number of the variable, known by then, that is its subject; else -1.
        free: where a fact that is found gives a variable its value, and which.
        repeats: where it must have the value that it just gave.
    """

    __slots__ = ("_doubtful", "_parts", "_whole", "free", "index", "repeats", "subject")

    def __init__(self, pattern: Pattern, index: int, slots: dict[str, int], known: Collection[str]) -> None:
        self.index = index
        #: Of each part the number of the variable whose value it is, or -1; and what it is else, None for anything.
        self._parts = [
            (slots[str(part)], None) if part in known else (-1, None if is_variable(part) else part) for part in pattern
        ]
        self.subject = self._parts[0][0]
        free = [(at, slots[part]) for at, part in _variables(pattern) if part not in known]
        first = {slot: at for at, slot in reversed(free)}
        self.free = [(at, slot) for slot, at in first.items()]
        self.repeats = [(at, slot) for at, slot in free if first[slot] != at]
        self._whole = not free
        #: A value may be what no statement has there.
        self._doubtful = not (isinstance(pattern[0], str) and isinstance(pattern[1], str)) or any(
            slot >= 0 for slot, _ in self._parts[:2]
        )

    def look_up(self, values: Values, known: Facts) -> Iterable[Fact]:
        """Facts of ``known`` that may fit, ``values`` being those of the variables that are known by now."""
        (one, subject), (two, predicate), (three, object_) = self._parts
        if one >= 0:
            subject = values[one]
        if two >= 0:
            predicate = values[two]
        if three >= 0:
            object_ = values[three]
        if self._doubtful and (isinstance(subject, Literal) or isinstance(predicate, Literal | BlankNode)):
            return ()  # no such statement
        if self._whole:
            whole = (subject, predicate, object_)
            return (whole,) if whole in known else ()  # type: ignore[return-value]  # all parts are known
        return known.find(subject, predicate, object_)


class Plan:
    """A rule with one pattern filled already (``place``), or with its head known (``place`` None).

    Attributes:
        about: where nothing is looked up but statements about the subject (0) or the object (2) of what is filled in,
            that place; else None.
    """

    __slots__ = ("_constants", "_first", "_head", "_repeats", "_slots", "_steps", "about", "place", "rule")

    def __init__(self, rule: Rule, place: int | None) -> None:
        self.rule, self.place = rule, place
        start = rule.head if place is None else rule.body[place]
        assert start is not None, "a rule without head is never asked for its head"
        names = dict.fromkeys(name for pattern in (*rule.body, start) for _, name in _variables(pattern))
        self._slots = {name: number for number, name in enumerate(names)}
        filled = [(at, self._slots[name]) for at, name in _variables(start)]
        first = {slot: at for at, slot in reversed(filled)}
        self._first = [(at, slot) for slot, at in first.items()]
        self._repeats = [(at, slot) for at, slot in filled if first[slot] != at]
        self._constants = [(at, part) for at, part in enumerate(start) if not is_variable(part)]
        self._steps = list(self._ordered({name for _, name in _variables(start)}))
        one = self._steps[0].subject if len(self._steps) == 1 else -1
        self.about = next((at for at, slot in self._first if slot == one and at != 1), None)
        self._head = None if rule.head is None else [(self._slots.get(str(part), -1), part) for part in rule.head]

    def _ordered(self, known: set[str]) -> Iterator[Step]:
        rest = [index for index in range(len(self.rule.body)) if index != self.place]
        while rest:
            # The pattern with most known parts first: fewer facts to try.
            index = min(rest, key=lambda i: sum(part not in known for _, part in _variables(self.rule.body[i])))
            rest.remove(index)
            yield Step(self.rule.body[index], index, self._slots, known)
            known |= {name for _, name in _variables(self.rule.body[index])}

    def run(self, statement: Fact, known: Facts, found: list[Derivation]) -> None:
        """Adds to ``found`` every way in which the body holds with ``statement`` in its place.

        Where the head is known, ``statement`` is the head. ``known`` holds the other facts, and ``statement``.
        """
        for at, part in self._constants:
            if statement[at] != part:
                return
        values: Values = [""] * len(self._slots)
        for at, slot in self._first:
            values[slot] = statement[at]
        for at, slot in self._repeats:
            if values[slot] != statement[at]:
                return
        used: list[Fact] = [statement] * len(self.rule.body)
        if self._steps:
            self._go(0, values, used, known, found)
        else:
            self._conclude(values, used, found)

    def _go(self, depth: int, values: Values, used: list[Fact], known: Facts, found: list[Derivation]) -> None:
        step = self._steps[depth]
        free, repeats, index = step.free, step.repeats, step.index
        depth += 1
        for candidate in step.look_up(values, known):
            for at, slot in free:
                values[slot] = candidate[at]
            if repeats and any(values[slot] != candidate[at] for at, slot in repeats):
                continue
            used[index] = candidate
            if depth < len(self._steps):
                self._go(depth, values, used, known, found)
            else:
                self._conclude(values, used, found)

    def _conclude(self, values: Values, used: list[Fact], found: list[Derivation]) -> None:
        if self.rule.guards:
            named = {name: values[slot] for name, slot in self._slots.items()}
            if not all(guard.holds(named) for guard in self.rule.guards):
                return
        head: Fact | None = None
        if self._head is not None:
            (one, subject), (two, predicate), (three, object_) = self._head
            if one >= 0:
                subject = values[one]
            if two >= 0:
                predicate = values[two]
            if isinstance(subject, Literal) or not isinstance(predicate, str):
                return  # as `is_rdf`
            head = subject, predicate, object_ if three < 0 else values[three]
        found.append(Derivation(self.rule, head, tuple(used)))


def is_rdf(head: Pattern) -> bool:
    """False where a literal would be the subject or something else than an IRI the predicate."""
    return not isinstance(head[0], Literal) and isinstance(head[1], str)


def _variables(pattern: Pattern) -> list[tuple[int, str]]:
    return [(at, part) for at, part in enumerate(pattern) if isinstance(part, str) and is_variable(part)]
