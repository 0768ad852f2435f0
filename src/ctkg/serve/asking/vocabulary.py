"""The words that the editor completes: prefixes, and the terms and concepts of the ontology that the store holds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from pyoxigraph import Literal, NamedNode, Quad

from ctkg.graph.store import Store
from ctkg.iris import PREFIXES, SEARCH, compact, graph

_RDF, _RDFS, _SKOS = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["skos"]
#: Kinds of terms by their type; of several the first counts.
_KINDS = {
    PREFIXES["owl"] + "Class": "class",
    PREFIXES["owl"] + "ObjectProperty": "property",
    PREFIXES["owl"] + "DatatypeProperty": "property",
    PREFIXES["owl"] + "AnnotationProperty": "property",
    _SKOS + "ConceptScheme": "scheme",
    _SKOS + "Concept": "concept",
}
_LABELS = (_RDFS + "label", _SKOS + "prefLabel", PREFIXES["dcterms"] + "title")
_ABOUT = (_SKOS + "definition", PREFIXES["dcterms"] + "description")
#: What every graph has and no ontology declares.
_OF_RDF = (
    (_RDF + "type", "type", "What a thing is; `a` for short."),
    (_RDFS + "label", "label", "The name that a thing is shown by."),
    (_RDFS + "subClassOf", "sub-class of", "A class that this class is below."),
    (_RDFS + "subPropertyOf", "sub-property of", "A property that this property implies."),
    (_RDFS + "domain", "domain", "The class of what has this property."),
    (_RDFS + "range", "range", "The class or datatype of its values."),
    (_RDFS + "seeAlso", "see also", "Where more is said."),
    (SEARCH + "matches", "matches", 'Asks the search index: ?node search:matches "words".'),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A term that a query may name.

    Attributes:
        name: as it is written in a query: a prefixed name, or an IRI in angle brackets.
        kind: ``class``, ``property``, ``scheme`` or ``concept``.
        label: English where there is an English one; empty where it has none.
        about: its definition, or empty.
        domain: names of the classes that have the property.
        range: names of the classes or datatypes of its values.
    """

    name: str
    kind: str
    label: str
    about: str = ""
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()


def words(store: Store) -> tuple[Word, ...]:
    """All terms and concepts of ``graph/ontology``, and those of RDF itself; sorted by name, each once."""
    described: dict[str, list[Quad]] = {}
    for quad in store.match(None, None, None, graph("ontology")):
        if isinstance(quad.subject, NamedNode):
            described.setdefault(quad.subject.value, []).append(quad)
    found = {iri: Word(name=written(iri), kind="property", label=label, about=about) for iri, label, about in _OF_RDF}
    for iri, quads in described.items():
        types = _nodes(quads, _RDF + "type")
        kind = next((name for type_, name in _KINDS.items() if type_ in types), "")
        if kind:
            found[iri] = Word(
                name=written(iri),
                kind=kind,
                label=_text(quads, _LABELS),
                about=_text(quads, _ABOUT),
                domain=_names(quads, _RDFS + "domain"),
                range=_names(quads, _RDFS + "range"),
            )
    return tuple(sorted(found.values(), key=lambda word: word.name))


def packed(store: Store) -> bytes:
    """Prefixes and words as JSON: the same bytes for the same ontology. Empty values are left out."""
    said = {
        "prefixes": {**PREFIXES, "search": SEARCH},
        "words": [{name: value for name, value in asdict(word).items() if value} for word in words(store)],
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def written(iri: str) -> str:
    """An IRI as a query may name it: a prefixed name where one of our prefixes fits, else in angle brackets."""
    name = f"search:{iri.removeprefix(SEARCH)}" if iri.startswith(SEARCH) else compact(iri)
    return f"<{iri}>" if name == iri else name


def _text(quads: Iterable[Quad], predicates: tuple[str, ...]) -> str:
    """The first literal by one of ``predicates``: their order counts first, then English."""
    found = [
        (predicates.index(quad.predicate.value), quad.object.language not in (None, "en"), quad.object.value)
        for quad in quads
        if quad.predicate.value in predicates and isinstance(quad.object, Literal)
    ]
    return min(found, default=(0, False, ""))[2]


def _names(quads: Iterable[Quad], predicate: str) -> tuple[str, ...]:
    """Names of the nodes by ``predicate``; a class that is an expression has none."""
    return tuple(sorted(map(written, _nodes(quads, predicate))))


def _nodes(quads: Iterable[Quad], predicate: str) -> set[str]:
    return {q.object.value for q in quads if q.predicate.value == predicate and isinstance(q.object, NamedNode)}
