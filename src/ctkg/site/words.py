"""How terms are called on the pages: labels and definitions of the ontology, and the phrases of ``words.toml``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from ctkg.graph.reader import Reader
from ctkg.iris import PREFIXES, compact, graph, term
from ctkg.site.kinds import PHRASES

_ANCHOR = re.compile(r"[a-z]+:[A-Za-z][A-Za-z0-9_-]*")
_SUBCLASS = PREFIXES["rdfs"] + "subClassOf"
_ONTOLOGY = graph("ontology")
_KINDS = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")


def full(name: str) -> str:
    """IRI of a prefixed name."""
    prefix, _, rest = name.partition(":")
    return PREFIXES[prefix] + rest


_ORDER = {full(name): place for place, name in enumerate(PHRASES["order"])}
_INVERSE = {full(name): words for name, words in PHRASES["inverse"].items()}


@dataclass(slots=True)
class Learnt:
    """What was read of an ontology; whoever reads the same one again can go on with it."""

    labels: dict[str, str] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    closures: dict[str, frozenset[str]] = field(default_factory=dict)
    above: dict[str, set[str]] | None = None
    terms: dict[str, frozenset[str]] | None = None


class Words:
    """Labels, definitions and phrases, and which class is below which; each is read when it is first asked for.

    Args:
        learnt: what was read of the same ontology before.
    """

    hidden: ClassVar = frozenset(map(full, PHRASES["hidden"]))
    unlabelled: ClassVar = tuple(map(full, PHRASES["unlabelled"]))
    names: ClassVar = tuple(map(full, PHRASES["names"]))
    repeated: ClassVar = {full(name): frozenset(map(full, rest)) for name, rest in PHRASES["repeated"].items()}

    def __init__(self, reader: Reader, learnt: Learnt | None = None) -> None:
        self._reader = reader
        self._learnt = learnt or Learnt()

    def terms(self, kind: str) -> frozenset[str]:
        """Terms of the ontology of one kind: ``Class``, ``ObjectProperty``, ``DatatypeProperty`` ..."""
        if self._learnt.terms is None:
            self._learnt.terms = {
                each: frozenset(
                    iri for iri in self._reader.nodes_of(PREFIXES["owl"] + each) if _ANCHOR.fullmatch(compact(iri))
                )
                for each in _KINDS
            }
        return self._learnt.terms[kind]

    def anchor(self, iri: str) -> str:
        """Fragment of a term on the page of terms; empty where it does not stand there."""
        return compact(iri).replace(":", "-") if any(iri in self.terms(kind) for kind in _KINDS) else ""

    def label(self, iri: str) -> str:
        """The ontology's label, else the name itself in words."""
        known = self._learnt.labels.get(iri)
        if known is None:
            known = self._learnt.labels[iri] = self._label(iri)
        return known

    def _label(self, iri: str) -> str:
        found = self._reader.label(iri)
        if found.text != compact(iri):
            return found.text
        name = compact(iri)
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name.rpartition(":")[2]).lower() if ":" in name else name

    def definition(self, iri: str) -> str:
        """What the ontology says that a term means, or nothing."""
        known = self._learnt.definitions.get(iri)
        if known is None:
            known = self._learnt.definitions[iri] = self._reader.text(iri, PREFIXES["skos"] + "definition")
        return known

    def inverse(self, iri: str) -> str:
        """A property as it is read from its value."""
        return _INVERSE.get(iri) or f"{self.label(iri)} of"

    def place(self, iri: str) -> tuple[int, str, str]:
        """Sorts properties."""
        return (_ORDER.get(iri, len(_ORDER)), self.label(iri), iri)

    def classes(self, iri: str) -> frozenset[str]:
        """The class itself and all above it."""
        known = self._learnt.closures.get(iri)
        if known is None:
            known = self._learnt.closures[iri] = self._closure(iri)
        return known

    def below(self, iri: str) -> list[str]:
        """The class itself and all below it, sorted."""
        return sorted({iri, *(each for each in self._above() if iri in self.classes(each))})

    def _above(self) -> dict[str, set[str]]:
        """The classes right above each."""
        above = self._learnt.above
        if above is None:
            above = {}
            for lower, upper in self._reader.edges(_SUBCLASS, _ONTOLOGY):
                above.setdefault(lower, set()).add(upper)
            self._learnt.above = above
        return above

    def _closure(self, iri: str) -> frozenset[str]:
        above = self._above()
        found, waiting = {iri}, [iri]
        while waiting:
            new = above.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return frozenset(found)

    def specific(self, classes: Collection[str]) -> list[str]:
        """Those of ``classes`` that are above no other, sorted by label."""
        above = {each for one in classes for each in self.classes(one) - {one}}
        return sorted(set(classes) - above, key=lambda iri: (self.label(iri), iri))

    def is_unlabelled(self, classes: Iterable[str]) -> bool:
        """True for nodes whose label only repeats what they say."""
        return any(name in self.unlabelled for each in classes for name in self.classes(each))

    def is_a(self, classes: Collection[str], name: str) -> bool:
        """True where one of ``classes`` is the class ``ct:name`` or below it."""
        wanted = term(name)
        return any(wanted in self.classes(each) for each in classes)
