"""What shapes need to judge some nodes, read from a store; and which nodes must be judged anew after a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from weakref import WeakKeyDictionary

from pyoxigraph import Literal

from ctkg.graph.infer.terms import RDFS, TYPE
from ctkg.graph.store import Store
from ctkg.graph.store.near import Row, near
from ctkg.graph.store.plain import Fact, Node, fact, term
from ctkg.graph.store.reader import OxigraphReader
from ctkg.graph.store.union import is_asserted, is_inferred
from ctkg.graph.validate.footprint import Footprint, Place, Step
from ctkg.iris import graph

#: Statements about a node, each with the graphs that hold it; and nodes with what is said of them.
Said = Mapping[Fact, Sequence[str]]
About = dict[Node, Said]
EVIDENCE, RESOLUTION = graph("evidence", ""), graph("resolution")
_BACKGROUND = (graph("ontology"), graph("reference", ""), graph("inferred", "reference"))
#: Statements that point to a node and are read at once; of more, only those that are needed are looked up.
_FEW = 64
_DEFINING = (RDFS + "isDefinedBy",)


def in_union(iri: str) -> bool:
    """True for the graphs of which the default graph of a query is made."""
    return is_asserted(iri) or is_inferred(iri)


def is_judged(iri: str) -> bool:
    """True for the graphs that are validated: the union, the evidence and what resolution decided."""
    return in_union(iri) or iri.startswith(EVIDENCE) or iri == RESOLUTION


class Reader:
    """Reads around focus nodes.

    Args:
        store: where to look.
        footprint: how far.
    """

    def __init__(self, store: Store, footprint: Footprint) -> None:
        self._store = store
        self._near = near(store)
        self._footprint = footprint
        self._conditions = {start: condition for condition, start in footprint.conditional.items()}
        self._terms = tuple(sorted(footprint.terms))
        self._judged: dict[str, bool] = {}
        self._hierarchy = _hierarchy(store)

    def match(
        self, subject: Node | None = None, predicate: str | None = None, object: Node | None = None
    ) -> Iterator[tuple[Fact, str]]:
        """Statements of the judged graphs, each with its graph."""
        known = self._judged
        parts = (None if part is None else term(part) for part in (subject, predicate, object))
        for quad in self._store.match(*parts):  # type: ignore[arg-type]
            name = quad.graph_name.value  # type: ignore[union-attr]  # a named graph has a name
            seen = known.get(name)
            if seen is None:
                seen = known[name] = is_judged(name)
            if seen:
                yield fact(quad), name

    def said(self, node: Node) -> Said:
        """All statements about a node in judged graphs, with the graphs that hold each."""
        row = self._near.about(node) if self._near is not None else None
        if row is not None:
            judged = self._of_judged(row)
            return row if judged is None else {each: names for each, names in row.items() if names in judged}
        found: dict[Fact, tuple[str, ...]] = {}
        for each, name in self.match(node):
            found[each] = (*found.get(each, ()), name)
        return found

    def about(self, nodes: Iterable[Node]) -> About:
        """All statements about each of ``nodes``."""
        return {node: self.said(node) for node in nodes}

    def context(self, about: About, terms: tuple[str, ...] | None = None) -> set[Fact]:
        """All that the shapes look at from these nodes.

        Args:
            about: holds what is said of them.
            terms: predicates that are looked up for classes and properties; None: those of the footprint.
        """
        found: set[Fact] = set()
        further: dict[Place, set[Node]] = defaultdict(set)
        for said in about.values():
            found.update(said)
        self._start(self._footprint.focus, about, found, further)
        for condition, start in self._footprint.conditional.items():
            those = {node: said for node, said in about.items() if condition.is_met(said)}
            if those:
                self._start(start, those, found, further)
        while further:
            place, nodes = further.popitem()
            self._step(place, nodes, found, further)
        self._add_terms(found, self._terms if terms is None else terms)
        return found

    def is_defined(self, term: str) -> bool:
        """True where it is said which module defines a class or property."""
        return bool(self._above(term, _DEFINING))

    def affected(self, changed: Iterable[Fact], is_held: Callable[[Fact], bool]) -> set[Node]:
        """Nodes, besides the subjects, whose verdict may hang on statements that came or went.

        A way from a focus node to a statement that went can be followed back at least from the first statement on it
        that went: so it is enough to start from each of them and to look at what the store holds now. A condition is
        asked of what the focus node says now: where that changed, the focus node is a subject itself.

        Args:
            changed: what came or went.
            is_held: tells that a graph holds a statement which has not changed, so that it neither came nor went; it
                is asked where many statements point to a node.
        """
        watchers = self._footprint.watchers
        starts: dict[Node, dict[tuple[str | None, bool], list[Fact]]] = defaultdict(lambda: defaultdict(list))
        for each in changed:
            for key in (each[1], None):
                for at_object in watchers.get(key, ()):
                    node = each[2] if at_object else each[0]
                    if not isinstance(node, Literal):
                        starts[node][key, at_object].append(each)
        found: set[Node] = set()
        for node, ways in starts.items():
            pointing = self._pointing(node)
            for (key, at_object), facts in ways.items():
                if pointing is None and all(map(is_held, facts)):
                    continue
                for step, places in watchers[key][at_object].items():
                    if _is_reached(step, pointing):
                        for place in places:
                            found |= self._back(place, {node}, pointing)
        return found

    def concerns_all(self, changed: Iterable[Fact]) -> bool:
        """True where a change concerns the class hierarchy or other statements that every verdict hangs on."""
        fixed, terms = self._footprint.fixed, self._footprint.terms
        found = any(each[1] in terms or each[:2] in fixed for each in changed)
        if found:
            self._hierarchy = _forgotten(self._store)
        return found

    def _of_judged(self, row: Row) -> set[tuple[str, ...]] | None:
        """Those lists of graphs in a row of which one is judged; None: all of them."""
        # Most statements about a node share one list of graphs.
        found = set(row.values())
        judged = {names for names in found if any(map(self._is_judged, names))}
        return None if len(judged) == len(found) else judged

    def _is_judged(self, name: str) -> bool:
        seen = self._judged.get(name)
        if seen is None:
            seen = self._judged[name] = is_judged(name)
        return seen

    def _along(self, node: Node, predicate: str | None) -> Iterable[Fact]:
        """Statements about a node, with this predicate where one is given."""
        row = self._near.about(node, predicate) if self._near is not None else None
        if row is None:
            return (each for each, _ in self.match(node, predicate))
        judged = self._of_judged(row)
        return [
            each
            for each, names in row.items()
            if (predicate is None or each[1] == predicate) and (judged is None or names in judged)
        ]

    def _to(self, node: Node, predicate: str | None) -> Iterable[Fact]:
        """Statements that point to a node, with this predicate where one is given."""
        row = self._near.pointing(node) if self._near is not None else None
        if row is None:
            return (each for each, _ in self.match(None, predicate, node))
        judged = self._of_judged(row)
        return [
            each
            for each, names in row.items()
            if (predicate is None or each[1] == predicate) and (judged is None or names in judged)
        ]

    def _start(self, start: Place, about: About, found: set[Fact], further: dict[Place, set[Node]]) -> None:
        inner = {key: place for key, place in start.along.items() if place.along or place.against}
        everywhere = inner.pop(None, None)
        for said in about.values() if inner or everywhere is not None else ():
            for each in said:
                if not isinstance(each[2], Literal):
                    for place in (inner.get(each[1]), everywhere):
                        if place is not None:
                            further[place].add(each[2])
        for predicate, place in start.against.items():
            for node in about:
                self._against(node, predicate, place, found, further)

    def _step(self, place: Place, nodes: set[Node], found: set[Fact], further: dict[Place, set[Node]]) -> None:
        everything = None in place.along
        for node in nodes:
            for key in [None] if everything else place.along:
                for each in self._along(node, key):
                    found.add(each)
                    if not isinstance(each[2], Literal):
                        for inner in (place.along.get(each[1]), place.along.get(None)):
                            if inner is not None and (inner.along or inner.against):
                                further[inner].add(each[2])
            for predicate, inner in place.against.items():
                self._against(node, predicate, inner, found, further)

    def _against(
        self, node: Node, predicate: str, inner: Place, found: set[Fact], further: dict[Place, set[Node]]
    ) -> None:
        for each in self._to(node, predicate):
            found.add(each)
            if inner.along or inner.against:
                further[inner].add(each[0])

    def _pointing(self, node: Node) -> dict[str, set[Node]] | None:
        """What points to a node, by predicate; None where it is more than a few."""
        found: dict[str, set[Node]] = defaultdict(set)
        for number, each in enumerate(self._to(node, None)):
            if number == _FEW:
                return None
            found[each[1]].add(each[0])
        return found

    def _back(self, place: Place, nodes: set[Node], pointing: dict[str, set[Node]] | None) -> set[Node]:
        while place.parent is not None and place.step is not None:
            key = place.step.predicate
            if place.step.against:
                nodes = {
                    each[2] for node in nodes for each in self._along(node, key) if not isinstance(each[2], Literal)
                }
            elif pointing is not None and key is not None:
                nodes = pointing.get(key, set())
            else:
                nodes = {each[0] for node in nodes for each in self._to(node, key)}
            place, pointing = place.parent, None
        condition = self._conditions.get(place)
        if condition is not None:
            nodes = {node for node in nodes if condition.is_met(self._along(node, condition.predicate))}
        return nodes

    def _add_terms(self, found: set[Fact], asked: tuple[str, ...]) -> None:
        classes = {each[2] for each in found if each[1] == TYPE}
        terms = {each[1] for each in found}.union(each for each in classes if isinstance(each, str))
        for each in terms:
            found |= self._above(each, asked)
        for subject, name in self._footprint.fixed:
            found.update(self._along(subject, name))

    def _above(self, start: str, terms: tuple[str, ...]) -> frozenset[Fact]:
        """The statements about a class or property, and what it leads to, that every verdict hangs on; kept."""
        key = (start, terms)
        known = self._hierarchy.get(key)
        if known is None:
            found: set[Fact] = set()
            waiting, seen = [start], {start}
            while waiting:
                each = waiting.pop()
                said = {one for predicate in terms for one in self._along(each, predicate)}
                found |= said
                more = {one[2] for one in said if isinstance(one[2], str)} - seen
                seen |= more
                waiting += more
            known = self._hierarchy[key] = frozenset(found)
        return known


def _is_reached(step: Step | None, pointing: Mapping[str, object] | None) -> bool:
    """False where a place is reached by a statement that points to a node, and there is none."""
    if step is None or step.against or step.predicate is None or pointing is None:
        return True
    return step.predicate in pointing


Hierarchy = dict[tuple[str, tuple[str, ...]], frozenset[Fact]]
#: What was looked up of classes and properties, as of a revision. It stands in the ontology and what follows from that;
#: where a document says such a thing, all is judged anew (:meth:`Reader.concerns_all`), and this is forgotten.
_looked_up: WeakKeyDictionary[Store, tuple[int, Hierarchy]] = WeakKeyDictionary()


def _hierarchy(store: Store) -> Hierarchy:
    if not isinstance(store, OxigraphReader):
        return {}
    revision, known = store.revision(), _looked_up.get(store)
    if known is None or (known[0] < revision and any(map(_is_background, store.touched(known[0])))):
        known = revision, {}
    _looked_up[store] = revision, known[1]
    return known[1]


def _forgotten(store: Store) -> Hierarchy:
    # A dictionary of its own: the former may be that of the store below as well.
    found: Hierarchy = {}
    if isinstance(store, OxigraphReader):
        _looked_up[store] = store.revision(), found
    return found


def inherit(store: Store, above: Store) -> None:
    """Let a draft ``above`` a store know what was looked up of classes and properties there."""
    _looked_up[above] = store.revision(), _hierarchy(store)


def _is_background(name: str) -> bool:
    return name.startswith(_BACKGROUND)
