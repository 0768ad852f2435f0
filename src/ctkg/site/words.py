"""How terms are called on the pages: labels and definitions of the ontology, and the phrases of ``words.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ctkg.graph.reader import Reader
from ctkg.iris import PREFIXES, compact, graph, term
from ctkg.site.kinds import PHRASES

_ANCHOR = re.compile(r"[a-z]+:[A-Za-z][A-Za-z0-9_-]*")
_SUBCLASS = PREFIXES["rdfs"] + "subClassOf"
_ONTOLOGY = graph("ontology")


def full(name: str) -> str:
    """IRI of a prefixed name."""
    prefix, _, rest = name.partition(":")
    return PREFIXES[prefix] + rest


class Words:
    """Labels, definitions and phrases, and which class is below which."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._order = {full(name): place for place, name in enumerate(PHRASES["order"])}
        self.hidden = frozenset(map(full, PHRASES["hidden"]))
        self.unlabelled = tuple(map(full, PHRASES["unlabelled"]))
        self.names = tuple(map(full, PHRASES["names"]))
        self._inverse = {full(name): words for name, words in PHRASES["inverse"].items()}
        self.repeated = {full(name): frozenset(map(full, rest)) for name, rest in PHRASES["repeated"].items()}
        self._above: dict[str, set[str]] = {}
        for below, above in reader.edges(_SUBCLASS, _ONTOLOGY):
            self._above.setdefault(below, set()).add(above)
        self.classes = cache(self._closure)
        self.definition = cache(self._definition)
        self._terms = {
            kind: frozenset(iri for iri in reader.nodes_of(PREFIXES["owl"] + kind) if _ANCHOR.fullmatch(compact(iri)))
            for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
        }
        self._known = frozenset(iri for iris in self._terms.values() for iri in iris)

    def terms(self, kind: str) -> frozenset[str]:
        """Terms of the ontology of one kind: ``Class``, ``ObjectProperty``, ``DatatypeProperty`` ..."""
        return self._terms[kind]

    def anchor(self, iri: str) -> str:
        """Fragment of a term on the page of terms; empty where it does not stand there."""
        return compact(iri).replace(":", "-") if iri in self._known else ""

    def label(self, iri: str) -> str:
        """The ontology's label, else the name itself in words."""
        found = self._reader.label(iri)
        if found.text != compact(iri):
            return found.text
        name = compact(iri)
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name.rpartition(":")[2]).lower() if ":" in name else name

    def inverse(self, iri: str) -> str:
        """A property as it is read from its value."""
        return self._inverse.get(iri) or f"{self.label(iri)} of"

    def place(self, iri: str) -> tuple[int, str, str]:
        """Sorts properties."""
        return (self._order.get(iri, len(self._order)), self.label(iri), iri)

    def _closure(self, iri: str) -> frozenset[str]:
        """The class itself and all above it."""
        found, waiting = {iri}, [iri]
        while waiting:
            new = self._above.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return frozenset(found)

    def specific(self, classes: set[str]) -> list[str]:
        """Those of ``classes`` that are above no other, sorted by label."""
        above = {each for one in classes for each in self.classes(one) - {one}}
        return sorted(classes - above, key=lambda iri: (self.label(iri), iri))

    def is_unlabelled(self, classes: Iterable[str]) -> bool:
        """True for nodes whose label only repeats what they say."""
        return any(name in self.unlabelled for each in classes for name in self.classes(each))

    def is_a(self, classes: set[str], name: str) -> bool:
        """True where one of ``classes`` is the class ``ct:name`` or below it."""
        wanted = term(name)
        return any(wanted in self.classes(each) for each in classes)

    def _definition(self, iri: str) -> str:
        return self._reader.text(iri, PREFIXES["skos"] + "definition")
