"""What shapes need to judge some nodes, read from a store; and which nodes must be judged anew after a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from weakref import WeakKeyDictionary

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from ctkg.graph.infer.terms import TYPE
from ctkg.graph.store import Store
from ctkg.graph.store.reader import OxigraphReader
from ctkg.graph.store.union import is_asserted, is_inferred
from ctkg.graph.validate.footprint import Footprint, Place
from ctkg.iris import graph

Node = NamedNode | BlankNode
EVIDENCE, RESOLUTION = graph("evidence", ""), graph("resolution")
_BACKGROUND = (graph("ontology"), graph("reference", ""), graph("inferred", "reference"))
_TYPE = NamedNode(TYPE)
#: Statements that point to a node and are read at once; of more, only those that are needed are looked up.
_FEW = 64


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
        self._footprint = footprint
        self._terms = [NamedNode(predicate) for predicate in sorted(footprint.terms)]
        self._watchers = footprint.watchers
        self._judged: dict[NamedNode, bool] = {}
        self._hierarchy = _hierarchy(store)

    def match(
        self, subject: Node | None = None, predicate: NamedNode | None = None, object: Node | None = None
    ) -> Iterator[Quad]:
        """Quads of the judged graphs."""
        known = self._judged
        for quad in self._store.match(subject, predicate, object):
            name = quad.graph_name
            seen = known.get(name)  # type: ignore[arg-type]  # a named graph has a name
            if seen is None:
                seen = known[name] = is_judged(name.value)  # type: ignore[index, union-attr]
            if seen:
                yield quad

    def about(self, nodes: Iterable[Node]) -> dict[Node, list[Quad]]:
        """All statements about each of ``nodes``."""
        return {node: list(self.match(node)) for node in nodes}

    def context(self, about: dict[Node, list[Quad]]) -> set[Triple]:
        """All that the shapes look at from these nodes; ``about`` holds what is said of them."""
        found: set[Triple] = set()
        start = self._footprint.focus
        further: dict[Place, set[Node]] = defaultdict(set)
        inner = {key: place for key, place in start.along.items() if place.along or place.against}
        everywhere = inner.pop(None, None)
        for quads in about.values():
            for quad in quads:
                found.add(quad.triple)
                place = inner.get(quad.predicate)
                for each in (place, everywhere):
                    if each is not None and isinstance(quad.object, NamedNode | BlankNode):
                        further[each].add(quad.object)
        for predicate, place in start.against.items():
            for node in about:
                self._against(node, predicate, place, found, further)
        while further:
            place, nodes = further.popitem()
            self._step(place, nodes, found, further)
        self._add_terms(found)
        return found

    def affected(self, changed: Iterable[Triple], is_held: Callable[[Triple], bool]) -> set[Node]:
        """Nodes, besides the subjects, whose verdict may hang on statements that came or went.

        A way from a focus node to a statement that went can be followed back at least from the first statement on it
        that went: so it is enough to start from each of them and to look at what the store holds now.

        Args:
            changed: what came or went.
            is_held: tells that a graph holds a statement which has not changed, so that it neither came nor went; it
                is asked where many statements point to a node.
        """
        starts: dict[Node, dict[Place, list[Triple]]] = defaultdict(lambda: defaultdict(list))
        anything = self._watchers.get(None, [])
        for triple in changed:
            for place, at_object in (*self._watchers.get(triple.predicate.value, ()), *anything):
                node = triple.object if at_object else triple.subject
                if isinstance(node, NamedNode | BlankNode):
                    starts[node][place].append(triple)
        found: set[Node] = set()
        for node, places in starts.items():
            pointing = self._pointing(node)
            for place, triples in places.items():
                if pointing is None and all(map(is_held, triples)):
                    continue
                found |= self._back(place, {node}, pointing)
        return found

    def concerns_all(self, changed: Iterable[Triple]) -> bool:
        """True where a change concerns the class hierarchy or other statements that every verdict hangs on."""
        fixed = self._footprint.fixed
        found = any(
            triple.predicate.value in self._footprint.terms
            or (isinstance(triple.subject, NamedNode) and (triple.subject.value, triple.predicate.value) in fixed)
            for triple in changed
        )
        if found:
            self._hierarchy = _forgotten(self._store)
        return found

    def _step(self, place: Place, nodes: set[Node], found: set[Triple], further: dict[Place, set[Node]]) -> None:
        everything = None in place.along
        for node in nodes:
            for key in [None] if everything else place.along:
                for quad in self.match(node, key):
                    found.add(quad.triple)
                    if isinstance(quad.object, NamedNode | BlankNode):
                        for inner in (place.along.get(quad.predicate), place.along.get(None)):
                            if inner is not None and (inner.along or inner.against):
                                further[inner].add(quad.object)
            for predicate, inner in place.against.items():
                self._against(node, predicate, inner, found, further)

    def _against(
        self, node: Node, predicate: NamedNode, inner: Place, found: set[Triple], further: dict[Place, set[Node]]
    ) -> None:
        for quad in self.match(None, predicate, node):
            found.add(quad.triple)
            if inner.along or inner.against:
                further[inner].add(quad.subject)  # type: ignore[arg-type]  # a subject is a node

    def _pointing(self, node: Node) -> dict[NamedNode, set[Node]] | None:
        """What points to a node, by predicate; None where it is more than a few."""
        found: dict[NamedNode, set[Node]] = defaultdict(set)
        for number, quad in enumerate(self.match(None, None, node)):
            if number == _FEW:
                return None
            found[quad.predicate].add(quad.subject)  # type: ignore[arg-type]  # a subject is a node
        return found

    def _back(self, place: Place, nodes: set[Node], pointing: dict[NamedNode, set[Node]] | None) -> set[Node]:
        while place.parent is not None and place.step is not None:
            key = None if place.step.predicate is None else NamedNode(place.step.predicate)
            if place.step.against:
                objects = (quad.object for node in nodes for quad in self.match(node, key))
                nodes = {node for node in objects if isinstance(node, NamedNode | BlankNode)}
            elif pointing is not None and key is not None:
                nodes = pointing.get(key, set())
            else:
                nodes = {quad.subject for node in nodes for quad in self.match(None, key, node)}  # type: ignore[misc]
            place, pointing = place.parent, None
        return nodes

    def _add_terms(self, found: set[Triple]) -> None:
        waiting: set[NamedNode] = {triple.predicate for triple in found}
        waiting |= {t.object for t in found if t.predicate == _TYPE and isinstance(t.object, NamedNode)}
        seen = set(waiting)
        while waiting:
            term = waiting.pop()
            for triple in self._said_of(term):
                found.add(triple)
                if isinstance(triple.object, NamedNode) and triple.object not in seen:
                    seen.add(triple.object)
                    waiting.add(triple.object)
        for subject, name in self._footprint.fixed:
            found.update(quad.triple for quad in self.match(NamedNode(subject), NamedNode(name)))

    def _said_of(self, term: NamedNode) -> tuple[Triple, ...]:
        """The statements about a class or property that every verdict hangs on, looked up once."""
        key = (term, tuple(self._terms))
        known = self._hierarchy.get(key)
        if known is None:
            known = tuple(quad.triple for predicate in self._terms for quad in self.match(term, predicate))
            self._hierarchy[key] = known
        return known


Hierarchy = dict[tuple[NamedNode, tuple[NamedNode, ...]], tuple[Triple, ...]]
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
