"""Which properties join two things, how they are called, and which of them say no more than another."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ctkg.graph.reader import Reader
from ctkg.iris import CONCEPT, ID, ONTOLOGY, PREFIXES, graph, term
from ctkg.serve.exploring.carriers import ATTRIBUTES, BESIDE, EDGES
from ctkg.site.words import Words, full

if TYPE_CHECKING:
    from ctkg.graph.store import Store

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_DOMAIN, _RANGE = (PREFIXES["rdfs"] + name for name in ("domain", "range"))
_ONTOLOGY = graph("ontology")
#: Properties of other vocabularies that join things.
_OTHERS = frozenset(map(full, ("skos:broader", "skos:related", "dcterms:isPartOf", "dcterms:replaces")))
#: Properties that join half of the graph to a word of the vocabulary: shown last, and no way from one thing to another.
_SORTING = frozenset(term(name) for name in ("organizationKind", "instrumentKind", "groupKind", "eventFormat"))
#: Later than any place of a property in ``words.toml``.
_LAST = 10_000


class Relations:
    """The properties of one store's ontology."""

    def __init__(self, store: Store, reader: Reader, words: Words) -> None:
        self._store, self._reader, self._words = store, reader, words
        attributes = {term(name) for name in ATTRIBUTES}
        carriers = {carrier.iri for carrier in (*EDGES, *BESIDE)}
        self._within = attributes | carriers
        self._inner = {
            name
            for end in (_DOMAIN, _RANGE)
            for name, ends in reader.edges(end, _ONTOLOGY)
            if self._words.classes(ends) & self._within
        }
        self._above: dict[str, set[str]] = {}
        for below, above in reader.edges(PREFIXES["rdfs"] + "subPropertyOf", _ONTOLOGY):
            self._above.setdefault(below, set()).add(above)
        self._things: dict[str, bool] = {}
        self.joins = lru_cache(maxsize=4_096)(self._joins)
        labels = {carrier.iri: (carrier.label, carrier.inverse) for carrier in EDGES}
        self.label = lru_cache(maxsize=4_096)(lambda iri: labels[iri][0] if iri in labels else words.label(iri))
        self.inverse = lru_cache(maxsize=4_096)(lambda iri: labels[iri][1] if iri in labels else words.inverse(iri))

    def _joins(self, predicate: str) -> bool:
        """True for a property whose statements are edges."""
        if predicate in self._words.hidden or predicate in self._words.names or predicate in self._inner:
            return False
        return predicate.startswith(ONTOLOGY) or predicate in _OTHERS

    def is_sorting(self, predicate: str) -> bool:
        """True for a property that only sorts things into kinds."""
        return predicate in _SORTING

    def place(self, predicate: str) -> tuple[int, str, str]:
        """Sorts properties, the most telling first."""
        place, label, iri = self._words.place(predicate)
        return (place + _LAST * (predicate in _SORTING), label, iri)

    def above(self, predicate: str) -> frozenset[str]:
        """Properties that follow from it."""
        found: set[str] = set()
        waiting = [predicate]
        while waiting:
            new = self._above.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return frozenset(found)

    def least(self, predicates: set[str]) -> set[str]:
        """``predicates`` of one pair without those that follow from another of them."""
        if len(predicates) == 1:
            return predicates
        following = {above for each in predicates for above in self.above(each)}
        return predicates - following or predicates

    def is_thing(self, iri: str) -> bool:
        """True for a node that is shown: no term of the ontology, nothing that only carries a relation or words."""
        if iri.startswith(CONCEPT):
            return True
        if iri.startswith(ONTOLOGY):
            return False
        if not iri.startswith(ID):
            return self._is_thing(iri)
        # ctkg mints the IRIs of a kind of node with a part of their own: one of them tells of all.
        kind = iri[len(ID) :].partition("/")[0]
        if kind not in self._things:
            self._things[kind] = self._is_thing(iri)
        return self._things[kind]

    def _is_thing(self, iri: str) -> bool:
        types = self.types(iri)
        return bool(types) and not any(self._words.classes(each) & self._within for each in types)

    def types(self, iri: str) -> set[str]:
        """Classes of a node."""
        found = self._store.union(NamedNode(iri), _TYPE)
        return {triple.object.value for triple in found if isinstance(triple.object, NamedNode)}
