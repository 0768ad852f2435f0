"""A difference in words: which entities came, which are gone, and what of the others is now otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from ctkg.graph.store.union import is_inferred
from ctkg.history.comparing import Difference
from ctkg.history.labels import best, name_in
from ctkg.history.sides import FLAT, Side
from ctkg.iris import GRAPH, PREFIXES, compact

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
#: Characters that a made-up name may have.
_LONGEST = 100
_MARKS = {"added": "+", "gone": "-", "changed": "~"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """The other end of a statement: in words, and as a prefixed name where it is a node."""

    words: str
    iri: str = ""

    def __str__(self) -> str:
        return f"{self.words} ({self.iri})" if self.iri and self.iri != self.words else self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """What one graph says of an entity by one property; values that both sides have are left out."""

    property: str
    before: tuple[Value, ...]
    after: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one entity in one graph.

    Attributes:
        kind: ``added`` or ``gone`` where nothing else of what was compared speaks of it before or after; ``changed``.
        iri: prefixed name.
        label: its name, or its prefixed name where it has none.
        classes: prefixed names of its classes, sorted.
        graph: where, without the common stem (``document/<id>``).
        properties: sorted.
    """

    kind: str
    iri: str
    label: str
    classes: tuple[str, ...]
    graph: str
    properties: tuple[Property, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A difference in words; changes are sorted by graph, kind and entity.

    Attributes:
        unnamed: statements of nodes without a name (axioms of the ontology), which are counted only.
    """

    a: str
    b: str
    added: int
    removed: int
    changes: tuple[Change, ...]
    unnamed: int

    def entities(self, kind: str) -> int:
        """How many entities came, are gone or changed."""
        return len({change.iri for change in self.changes if change.kind == kind})


def tell(difference: Difference) -> Told:
    """``difference`` in words; the same for the same sides, whatever the order of things in them."""
    moves: dict[tuple[str, NamedNode], dict[NamedNode, tuple[list[Any], list[Any]]]] = defaultdict(dict)
    unnamed = 0
    for index, quads in enumerate((difference.removed, difference.added)):
        for quad in quads:
            if not isinstance(quad.subject, NamedNode):
                unnamed += 1
                continue
            pair = moves[_graph(quad), quad.subject].setdefault(quad.predicate, ([], []))
            pair[index].append(quad.object)
    subjects = {subject for _, subject in moves}
    ends = {
        each.object
        for quads in (difference.removed, difference.added)
        for each in quads
        if isinstance(each.object, NamedNode) and isinstance(each.subject, NamedNode)
    }
    before, after = (_Known(side, difference, subjects | ends) for side in (difference.a, difference.b))
    changes = []
    for (graph, subject), properties in moves.items():
        was, remains = before.is_there(subject), after.is_there(subject)
        kind = "changed" if was and remains else "gone" if was else "added"
        last, first = (after, before) if remains else (before, after)
        told = tuple(
            Property(
                property=compact(predicate.value),
                before=_values(gone, before, after),
                after=_values(come, after, before),
            )
            for predicate, (gone, come) in sorted(properties.items(), key=lambda item: item[0].value)
        )
        changes.append(
            Change(
                kind=kind,
                iri=compact(subject.value),
                label=last.label(subject) or first.label(subject) or _made_up(told) or compact(subject.value),
                classes=last.classes(subject) or first.classes(subject),
                graph=graph.removeprefix(GRAPH),
                properties=told,
            )
        )
    order = list(_MARKS)
    return Told(
        a=difference.a.name,
        b=difference.b.name,
        added=len(difference.added),
        removed=len(difference.removed),
        changes=tuple(
            sorted(changes, key=lambda c: (c.graph, order.index(c.kind), c.label.startswith("("), c.label, c.iri))
        ),
        unnamed=unnamed,
    )


def text(told: Told, *, by: str = "document") -> Iterator[str]:
    """Lines for people, grouped by ``document`` (by graph, that is) or by ``class``."""
    yield f"from {told.a} to {told.b}"
    if not told.changes and not told.unnamed:
        yield "no difference in what was compared (--inferred, --evidence and --all compare more)"
        return
    groups: dict[str, list[Change]] = defaultdict(list)
    for change in told.changes:
        key = change.graph or "all graphs"
        groups[key if by == "document" else ", ".join(change.classes) or "without a class"].append(change)
    for name, changes in sorted(groups.items()):
        yield f"\n{name}"
        for change in changes:
            kinds = f" [{', '.join(change.classes)}]" if change.classes and by == "document" else ""
            where = f" in {change.graph}" if by != "document" and change.graph else ""
            node = f"  {change.iri}" if change.iri != change.label else ""
            yield f"  {_MARKS[change.kind]} {change.label}{kinds}{node}{where}"
            if change.kind == "changed":
                yield from (f"      {line}" for each in change.properties for line in _lines(each))
    counts = ", ".join(f"{told.entities(kind)} {kind}" for kind in _MARKS)
    yield f"\nentities: {counts}; statements: {told.added} added, {told.removed} removed"
    if told.unnamed:
        yield f"{told.unnamed} of these statements are about nodes without a name and are not shown"


def as_json(told: Told) -> dict[str, Any]:
    """``told`` as values of JSON."""
    return {**asdict(told), "entities": {kind: told.entities(kind) for kind in _MARKS}}


def _made_up(properties: Iterable[Property]) -> str:
    """What a node without a name connects: a participation its participant and role, a time span its dates."""
    values = {str(v.words): None for p in properties if p.property != "rdf:type" for v in (*p.before, *p.after)}
    words = ", ".join(values)
    return f"({words})" if 0 < len(words) <= _LONGEST else ""


def _lines(each: Property) -> Iterator[str]:
    if len(each.before) == len(each.after) == 1:
        yield f"{each.property}: {each.before[0]} → {each.after[0]}"
        return
    yield from (f"{each.property}: - {value}" for value in each.before)
    yield from (f"{each.property}: + {value}" for value in each.after)


@dataclass(slots=True)
class _Known:
    """What one side says of some nodes."""

    side: Side
    difference: Difference
    nodes: set[NamedNode]
    _names: dict[NamedNode, dict[NamedNode, set[str]]] = field(default_factory=dict)
    _types: dict[NamedNode, set[str]] = field(default_factory=dict)
    _there: set[NamedNode] = field(default_factory=set)

    def __post_init__(self) -> None:
        for quad in self.side.about(self.nodes):
            subject = quad.subject
            assert isinstance(subject, NamedNode), "asked for by name"
            if self.difference.is_flat or self.difference.scope.takes(_graph(quad)):
                self._there.add(subject)
            if (name := name_in(quad)) is not None:
                self._names.setdefault(subject, {}).setdefault(quad.predicate, set()).add(name)
            elif quad.predicate == _TYPE and isinstance(quad.object, NamedNode) and not is_inferred(_graph(quad)):
                self._types.setdefault(subject, set()).add(compact(quad.object.value))

    def is_there(self, node: NamedNode) -> bool:
        """Whether something that is compared speaks of it."""
        return node in self._there

    def label(self, node: NamedNode) -> str:
        """Its name, or empty."""
        return best(self._names.get(node, {}))

    def classes(self, node: NamedNode) -> tuple[str, ...]:
        """Prefixed names of its classes, sorted."""
        return tuple(sorted(self._types.get(node, ())))


def _values(objects: Sequence[Any], side: _Known, other: _Known) -> tuple[Value, ...]:
    return tuple(sorted(_words(objects, side, other), key=lambda value: (value.words, value.iri)))


def _words(objects: Iterable[Any], side: _Known, other: _Known) -> Iterator[Value]:
    for each in objects:
        if isinstance(each, NamedNode):
            iri = compact(each.value)
            yield Value(words=side.label(each) or other.label(each) or iri, iri=iri)
        elif isinstance(each, Literal):
            yield Value(words=f"{each.value}@{each.language}" if each.language else each.value)
        else:
            yield Value(words="a node without a name")


def _graph(quad: Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else FLAT
