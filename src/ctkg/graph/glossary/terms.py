"""Terms of an ontology and how they belong together."""

from __future__ import annotations

from dataclasses import dataclass, field

from ctkg.iris import compact

CLASS = "class"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A class or a property; all lists hold IRIs, sorted, unless told otherwise.

    Attributes:
        kind: ``class``, ``object property``, ``datatype property`` or ``annotation property``.
        labels: by language tag.
        definition: in English.
        notes: scope notes, notes and comments, in words.
        sources: where the definition comes from: words or addresses.
        module: IRI of the module that defines it.
        above, below: the next more general and more special terms.
        domain, range: of a property; the range may be a datatype.
        inverse: properties that lead back.
        traits: what else the ontology says: ``transitive``, ``symmetric`` ...
        disjoint: classes that share nothing with it.
        chains: chains of properties that imply it.
        deprecated: it is kept for old data only.
    """

    iri: str
    kind: str
    labels: dict[str, str] = field(compare=False)
    definition: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    module: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: tuple[str, ...]
    traits: tuple[str, ...]
    disjoint: tuple[str, ...]
    chains: tuple[tuple[str, ...], ...]
    deprecated: bool

    @property
    def label(self) -> str:
        """The English label, else the prefixed name."""
        return self.labels.get("en") or next(iter(self.labels.values()), compact(self.iri))

    @property
    def is_class(self) -> bool:
        """True for a class."""
        return self.kind == CLASS


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A part of the ontology: a file of its own. ``name`` is the last part of its IRI."""

    iri: str
    name: str
    title: str
    description: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """All terms of an ontology.

    Attributes:
        terms: by IRI.
        modules: by IRI, the ontology as a whole left out.
        whole: the ontology as a whole; None where it says nothing of itself.
        schemes: IRIs of the concept schemes.
    """

    terms: dict[str, Term] = field(compare=False)
    modules: dict[str, Module] = field(compare=False)
    whole: Module | None
    schemes: tuple[str, ...]

    def of_module(self, iri: str) -> list[Term]:
        """The terms of a module, classes first, by label."""
        found = (term for term in self.terms.values() if term.module == iri)
        return sorted(found, key=lambda term: (not term.is_class, term.label, term.iri))

    def ancestors(self, iri: str) -> list[str]:
        """IRIs of all terms above one, the nearest first."""
        found: dict[str, None] = {}
        waiting = list(self.terms[iri].above) if iri in self.terms else []
        while waiting:
            each = waiting.pop(0)
            if each not in found and each != iri:
                found[each] = None
                waiting += self.terms[each].above if each in self.terms else ()
        return list(found)

    def properties(self, cls: str) -> list[Term]:
        """Properties whose domain names a class itself, by label."""
        found = (term for term in self.terms.values() if cls in term.domain)
        return sorted(found, key=lambda term: (term.label, term.iri))

    def leading_to(self, cls: str) -> list[Term]:
        """Properties whose range names a class itself, by label."""
        found = (term for term in self.terms.values() if not term.is_class and cls in term.range)
        return sorted(found, key=lambda term: (term.label, term.iri))
