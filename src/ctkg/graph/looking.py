"""What a store holds of a node, by patterns: nothing is parsed and planned again for every node."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from ctkg.graph.names import is_iri
from ctkg.graph.statements import TYPE, Value
from ctkg.graph.store import is_remote
from ctkg.iris import GRAPH, PREFIXES, compact

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: Groups of graphs that hold statements on the world; evidence, resolution and reports are read apart.
STATED = tuple(GRAPH + group for group in ("ontology", "reference/", "document/", "inferred/"))
_LABELS = tuple(NamedNode(iri) for iri in (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel"))
_TITLE = NamedNode(PREFIXES["dcterms"] + "title")
#: Labels that are kept in memory; a bound, so that a large store does not fill it.
KEPT = 50_000
#: Nodes whose names one question to a server asks for.
_TOGETHER = 200


class Look:
    """Looks at one store; labels that were met are kept, up to a bound."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.label = lru_cache(maxsize=KEPT)(self._label)
        self._is_remote = is_remote(store)
        self._learnt: dict[str, list[Triple]] = {}

    def learn(self, iris: Iterable[str]) -> None:
        """Asks for the names of many nodes at once where the store is on a server; nothing is done elsewhere."""
        if not self._is_remote:
            return
        new = sorted(set(iris) - self._learnt.keys())
        self._learnt |= {iri: [] for iri in new}
        names = " ".join(map(str, (*_LABELS, _TITLE)))
        for start in range(0, len(new), _TOGETHER):
            nodes = " ".join(str(NamedNode(iri)) for iri in new[start : start + _TOGETHER])
            text = f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {nodes} }} VALUES ?p {{ {names} }} ?s ?p ?o }}"
            for s, p, o in self.store.query(text):  # type: ignore[union-attr]  # a SELECT has rows
                self._learnt[s.value].append(Triple(s, p, o))

    def _names(self, iri: str, predicate: NamedNode) -> list[Literal]:
        if iri in self._learnt:
            found = (triple for triple in self._learnt[iri] if triple.predicate == predicate)
        else:
            found = self.store.union(NamedNode(iri), predicate)  # type: ignore[assignment]
        return [triple.object for triple in found if isinstance(triple.object, Literal)]

    def _label(self, iri: str) -> Value:
        """The node with its best name: English or without a tag before all others, then in order of the alphabet."""
        if not is_iri(iri):  # what somebody typed
            return Value(iri, iri)
        names = [name for each in _LABELS for name in self._names(iri, each)] or self._names(iri, _TITLE)
        if not names:
            return Value(compact(iri), iri)
        best = min(names, key=lambda name: (name.language not in (None, "en"), name.value, name.language or ""))
        return Value(best.value, iri, best.language or "")

    def value(self, found: object) -> Value:
        """A term of the store as a value."""
        if isinstance(found, NamedNode):
            return self.label(found.value)
        if isinstance(found, Literal):
            kind = found.datatype.value
            plain = found.language or kind == PREFIXES["xsd"] + "string"
            return Value(found.value, "", found.language or "", "" if plain else kind)
        return Value(str(found))

    def nodes_of(self, type_: str) -> Iterator[str]:
        """IRIs of the nodes of a class in the union of stated and inferred graphs; each once, in no fixed order."""
        for triple in self.store.union(None, NamedNode(TYPE), NamedNode(type_)):
            if isinstance(triple.subject, NamedNode):
                yield triple.subject.value

    def types(self, iri: str) -> frozenset[str]:
        """IRIs of the classes of a node in the union of stated and inferred graphs."""
        found = (triple.object for triple in self.store.union(NamedNode(iri), NamedNode(TYPE)))
        return frozenset(each.value for each in found if isinstance(each, NamedNode))

    def nodes_everywhere(self, type_: str) -> list[str]:
        """IRIs of the nodes of a class in all graphs, those of evidence and decisions too; sorted."""
        found = {quad.subject for quad in self.store.match(None, NamedNode(TYPE), NamedNode(type_))}
        return sorted(node.value for node in found if isinstance(node, NamedNode))

    def nodes_from(self, iri: str, predicate: str, graph: str | None = None) -> list[str]:
        """Nodes that ``iri`` has by ``predicate`` in a graph or in any; sorted."""
        found = {quad.object for quad in self.store.match(NamedNode(iri), NamedNode(predicate), None, graph)}
        return sorted(node.value for node in found if isinstance(node, NamedNode))

    def nodes_to(self, iri: str, predicate: str, graph: str | None = None) -> list[str]:
        """Nodes that have ``iri`` by ``predicate`` in a graph or in any; sorted."""
        found = {quad.subject for quad in self.store.match(None, NamedNode(predicate), NamedNode(iri), graph)}
        return sorted(node.value for node in found if isinstance(node, NamedNode))

    def uses(self, iri: str) -> Iterator[tuple[str, str]]:
        """Predicate and graph of every stated or inferred quad with the node as value, or of documents about it."""
        for quad in self.store.match(None, None, NamedNode(iri)):
            graph = str(getattr(quad.graph_name, "value", ""))
            if graph.startswith(STATED):
                yield quad.predicate.value, graph
        for quad in self.store.match(NamedNode(iri)):
            graph = str(getattr(quad.graph_name, "value", ""))
            if graph.startswith(GRAPH + "document/"):
                yield quad.predicate.value, graph

    def classes(self) -> list[str]:
        """IRIs of all classes of which something is told to be, sorted; every type statement is looked at."""
        found = (triple.object for triple in self.store.union(None, NamedNode(TYPE)))
        return sorted({each.value for each in found if isinstance(each, NamedNode)})

    def edges(self, predicate: str, graph: str | None = None) -> Iterator[tuple[str, str]]:
        """Subject and object of every statement between nodes by ``predicate`` in a graph, or in all."""
        for quad in self.store.match(None, NamedNode(predicate), None, graph):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                yield quad.subject.value, quad.object.value

    def named(self, iri: str, predicate: str, graph: str) -> str:
        """The first literal that a node has by ``predicate`` in one graph, or nothing."""
        found = (quad.object for quad in self.store.match(NamedNode(iri), NamedNode(predicate), None, graph))
        return min((each.value for each in found if isinstance(each, Literal)), default="")

    def text(self, iri: str, predicate: str) -> str:
        """The literal that a node has by ``predicate``, English before others, else nothing."""
        found = [t.object for t in self.store.union(NamedNode(iri), NamedNode(predicate))]
        words = [each for each in found if isinstance(each, Literal)]
        return min(((each.language not in (None, "en"), each.value) for each in words), default=(True, ""))[1]

    def first_values(self, iri: str, graph: str) -> dict[str, str]:
        """The first of each of :meth:`values`."""
        return {name: values[0] for name, values in self.values(iri, graph).items()}

    def values(self, iri: str, graph: str) -> dict[str, list[str]]:
        """Plain values of a node in one graph by name of the property (without its namespace), sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for quad in self.store.match(NamedNode(iri), None, None, graph):
            name = quad.predicate.value
            found[name[1 + max(name.rfind("#"), name.rfind("/")) :]].append(str(getattr(quad.object, "value", "")))
        return {name: sorted(values) for name, values in found.items()}
