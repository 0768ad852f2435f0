"""Reads the terms of the ontology graph of a store, in one pass over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from ctkg.graph.glossary.terms import CLASS, Glossary, Module, Term
from ctkg.iris import BASE, PREFIXES, graph

if TYPE_CHECKING:
    from ctkg.graph.store import Store

_OWL, _RDF, _RDFS, _SKOS, _DCTERMS = (PREFIXES[each] for each in ("owl", "rdf", "rdfs", "skos", "dcterms"))
_KINDS = {
    _OWL + "Class": CLASS,
    _OWL + "ObjectProperty": "object property",
    _OWL + "DatatypeProperty": "datatype property",
    _OWL + "AnnotationProperty": "annotation property",
}
_TRAITS = {
    _OWL + name: word
    for name, word in (
        ("TransitiveProperty", "transitive"),
        ("SymmetricProperty", "symmetric"),
        ("AsymmetricProperty", "asymmetric"),
        ("ReflexiveProperty", "reflexive"),
        ("IrreflexiveProperty", "irreflexive"),
        ("FunctionalProperty", "functional"),
        ("InverseFunctionalProperty", "inverse functional"),
    )
}
_TYPE, _WHOLE = _RDF + "type", BASE + "ontology"
_Said = Mapping[str, list[NamedNode | BlankNode | Literal]]


def read(store: Store) -> Glossary:
    """The glossary of the store's ontology; it holds nothing of the store."""
    said: dict[str, dict[str, list[NamedNode | BlankNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in store.quads(graph("ontology")):
        if isinstance(quad.object, NamedNode | BlankNode | Literal):
            said[_name(quad.subject)][quad.predicate.value].append(quad.object)
    types = {subject: set(_nodes(about, _TYPE)) for subject, about in said.items()}
    links = _Links(said)
    terms = {
        subject: _term(subject, kind, said[subject], types[subject], links)
        for subject, found in types.items()
        for kind in [next((word for iri, word in _KINDS.items() if iri in found), "")]
        if kind and not subject.startswith("_:")
    }
    modules = {
        subject: _module(subject, said[subject]) for subject, found in types.items() if _OWL + "Ontology" in found
    }
    whole = modules.pop(_WHOLE, None)
    schemes = sorted(subject for subject, found in types.items() if _SKOS + "ConceptScheme" in found)
    return Glossary(
        terms=dict(sorted(terms.items())), modules=dict(sorted(modules.items())), whole=whole, schemes=tuple(schemes)
    )


class _Links:
    """What leads to a term from others."""

    def __init__(self, said: Mapping[str, _Said]) -> None:
        self._said = said
        self.below: dict[str, set[str]] = defaultdict(set)
        self.inverse: dict[str, set[str]] = defaultdict(set)
        self.disjoint: dict[str, set[str]] = defaultdict(set)
        for subject, about in said.items():
            for name in ("subClassOf", "subPropertyOf"):
                for above in _nodes(about, _RDFS + name):
                    self.below[above].add(subject)
            for other in _nodes(about, _OWL + "inverseOf"):
                self.inverse[other].add(subject)
                self.inverse[subject].add(other)
            for other in _nodes(about, _OWL + "disjointWith"):
                self._apart([subject, other])
            for head in about.get(_OWL + "members", ()):
                self._apart(self.items(_name(head)))

    def _apart(self, classes: list[str]) -> None:
        for each in classes:
            self.disjoint[each].update(other for other in classes if other != each)

    def items(self, head: str) -> list[str]:
        """The nodes of a list of RDF."""
        found: list[str] = []
        seen: set[str] = set()
        while head in self._said and head not in seen:
            seen.add(head)
            found += _nodes(self._said[head], _RDF + "first")
            head = next(map(_name, self._said[head].get(_RDF + "rest", ())), "")
        return found


def _term(iri: str, kind: str, said: _Said, types: set[str], links: _Links) -> Term:
    sources = (_name(each) if isinstance(each, NamedNode) else each.value for each in said.get(_DCTERMS + "source", ()))
    above = "subClassOf" if kind == CLASS else "subPropertyOf"
    chains = (tuple(links.items(_name(head))) for head in said.get(_OWL + "propertyChainAxiom", ()))
    return Term(
        iri=iri,
        kind=kind,
        labels=_labels(said, (_RDFS + "label",)),
        definition=_labels(said, (_SKOS + "definition", _RDFS + "comment")).get("en", ""),
        notes=tuple(sorted(_texts(said, (_SKOS + "scopeNote", _SKOS + "note", _SKOS + "example", _RDFS + "comment")))),
        sources=tuple(sorted(sources)),
        module=next(iter(_nodes(said, _RDFS + "isDefinedBy")), ""),
        above=_sorted(_nodes(said, _RDFS + above)),
        below=_sorted(links.below.get(iri, ())),
        domain=_sorted(_nodes(said, _RDFS + "domain")),
        range=_sorted(_nodes(said, _RDFS + "range")),
        inverse=_sorted(links.inverse.get(iri, ())),
        traits=tuple(sorted(word for each, word in _TRAITS.items() if each in types)),
        disjoint=_sorted(links.disjoint.get(iri, ())),
        chains=tuple(sorted(chains)),
        deprecated=any(getattr(each, "value", "") == "true" for each in said.get(_OWL + "deprecated", ())),
    )


def _module(iri: str, said: _Said) -> Module:
    return Module(
        iri=iri,
        name=iri.rpartition("/")[2],
        title=_labels(said, (_DCTERMS + "title", _RDFS + "label")).get("en", iri),
        description=_labels(said, (_DCTERMS + "description",)).get("en", ""),
        version=next(iter(_texts(said, (_OWL + "versionInfo",))), ""),
    )


def _labels(said: _Said, names: Iterable[str]) -> dict[str, str]:
    """The first text of each language; texts without a tag are English."""
    found: dict[str, str] = {}
    for name in names:
        for each in sorted((t for t in said.get(name, ()) if isinstance(t, Literal)), key=lambda text: text.value):
            found.setdefault(each.language or "en", each.value)
    return dict(sorted(found.items(), key=lambda pair: (pair[0] != "en", pair[0])))


def _texts(said: _Said, names: Iterable[str]) -> list[str]:
    return [each.value for name in names for each in said.get(name, ()) if isinstance(each, Literal)]


def _nodes(said: _Said, name: str) -> list[str]:
    return [each.value for each in said.get(name, ()) if isinstance(each, NamedNode)]


def _sorted(iris: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({each for each in iris if not each.startswith("_:")}))


def _name(node: object) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)
