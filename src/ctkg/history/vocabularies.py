"""An ontology as it is compared: its terms, axioms, shapes and rules, each with what is said of it in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ctkg.errors import UnreadableInput
from ctkg.iris import BASE, PREFIXES, compact

_RDF, _OWL, _SH = PREFIXES["rdf"], PREFIXES["owl"], PREFIXES["sh"]
TYPE = _RDF + "type"
_FIRST, _REST, _NIL = _RDF + "first", _RDF + "rest", _RDF + "nil"
_SHAPES = frozenset({_SH + "NodeShape", _SH + "PropertyShape"})
#: What stands in a file for its own sake.
_HEADERS = frozenset({_OWL + "Ontology"})
_SHAPE = BASE + "shape/"

#: What is said of a subject: IRI of the property -> values in words.
Said = dict[str, set[str]]


@dataclass(slots=True)
class Vocabulary:
    """One version of an ontology.

    Attributes:
        terms: by IRI, classes, properties, concepts, schemes.
        axioms: statements about nodes without a name, in words (``owl:AllDisjointClasses`` and such).
        shapes: by IRI.
        rules: by file name, the text of rules without what is only said about them.
    """

    terms: dict[str, Said] = field(default_factory=dict)
    axioms: set[str] = field(default_factory=set)
    shapes: dict[str, Said] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)


def is_ontology(path: Path) -> bool:
    """True for a folder that holds Turtle, directly or in a folder of shapes."""
    return path.is_dir() and any(next(path.glob(each), None) is not None for each in ("*.ttl", "shapes/*.ttl"))


def read(path: Path) -> Vocabulary:
    """The ontology in a folder (modules, ``schemes/``, ``shapes/`` and below, ``rules/``), or in one file.

    ``alignments/``, ``forms/`` and the shapes of the ontology's own style are left out.

    Raises:
        UnreadableInput: nothing there, or a file cannot be parsed.
    """
    files = [path] if path.is_file() else sorted((*path.glob("*.ttl"), *path.glob("schemes/*.ttl"), *_shapes(path)))
    if not files:
        raise UnreadableInput("no ontology here; name a folder with *.ttl files, or one such file", path=path)
    found = Vocabulary()
    for file in files:
        _take(found, file)
    if path.is_dir():
        found.rules = {file.name: _rule(file) for file in sorted(path.glob("rules/*.rq"))}
    return found


def named(iri: str) -> str:
    """``iri`` as people write it: ``ct:Event``, ``shape:event``, ``concept:role/host``."""
    return f"shape:{iri.removeprefix(_SHAPE)}" if iri.startswith(_SHAPE) else compact(iri)


def _shapes(path: Path) -> list[Path]:
    return [file for file in path.glob("shapes/**/*.ttl") if "meta" not in file.relative_to(path).parts]


def _take(found: Vocabulary, file: Path) -> None:
    about: dict[NamedNode | BlankNode, list[Triple]] = defaultdict(list)
    for triple in _parsed(file):
        about[triple.subject].append(triple)  # type: ignore[index]
    within = {t.object for triples in about.values() for t in triples if isinstance(t.object, BlankNode)}
    for subject, triples in about.items():
        if isinstance(subject, BlankNode):
            if subject not in within:
                found.axioms.add(_words(subject, about))
            continue
        said: Said = defaultdict(set)
        for triple in triples:
            values = _members(triple.object, about) if triple.predicate.value in LISTED else None
            said[triple.predicate.value] |= set(values) if values else {_words(triple.object, about)}
        types = {t.object.value for t in triples if t.predicate.value == TYPE and isinstance(t.object, NamedNode)}
        if types & _HEADERS:
            continue
        place = found.shapes if types & _SHAPES else found.terms
        for predicate, words in said.items():
            place.setdefault(subject.value, {}).setdefault(predicate, set()).update(words)


#: Properties whose value is a list of which each member counts for itself.
LISTED = frozenset(_SH + name for name in ("in", "languageIn", "or", "and", "xone", "ignoredProperties"))


def _parsed(file: Path) -> Iterator[Triple]:
    try:
        for quad in parse(path=str(file), format=RdfFormat.TURTLE, base_iri=BASE):
            yield quad.triple
    except (SyntaxError, OSError) as error:
        raise UnreadableInput(f"cannot be read as Turtle: {error}", path=file) from None


def _words(term: object, about: dict[NamedNode | BlankNode, list[Triple]]) -> str:
    if isinstance(term, NamedNode):
        return named(term.value)
    if isinstance(term, Literal):
        text = " ".join(term.value.split())
        return f"{text}@{term.language}" if term.language else text
    assert isinstance(term, BlankNode), "ontologies have no quoted triples"
    if (members := _members(term, about)) is not None:
        return f"( {' '.join(members)} )"
    lines = sorted(f"{named(t.predicate.value)} {_words(t.object, about)}" for t in about.get(term, ()))
    return f"[ {' ; '.join(lines)} ]"


def _members(term: object, about: dict[NamedNode | BlankNode, list[Triple]]) -> list[str] | None:
    """Members of a list in words; None where ``term`` is none."""
    found: list[str] = []
    while isinstance(term, BlankNode):
        said = {t.predicate.value: t.object for t in about.get(term, ())}
        if _FIRST not in said:
            return None
        found.append(_words(said[_FIRST], about))
        term = said.get(_REST)
    return found if isinstance(term, NamedNode) and term.value == _NIL and found else None


def _rule(file: Path) -> str:
    lines: Iterable[str] = file.read_text(encoding="utf-8").splitlines()
    return "\n".join(line.rstrip() for line in lines if line.strip() and not line.lstrip().startswith("#"))
