"""Which nodes of a store have a page, of which kind, and where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterator
from typing import Protocol

from ctkg.graph.reader import Reader
from ctkg.iris import CONCEPT, ID, ONTOLOGY, PREFIXES, graph, term
from ctkg.site import addresses
from ctkg.site.entry import Entries, Entry, by_label, is_within
from ctkg.site.words import Words

_GAZETTEER = (graph("reference", "cities"), graph("reference", "city_names"))
_WITHIN_PLACE = term("locatedWithin")
#: What the ontology says of itself is told elsewhere.
_ABOUT_TERMS = (PREFIXES["owl"], PREFIXES["rdf"], PREFIXES["rdfs"])


class Catalogue(Protocol):
    """What the page of a node asks about others; a static site knows all of them, a server looks each up."""

    @property
    def within(self) -> Container[str]:
        """IRIs of the nodes that are told on the pages of others."""
        ...

    def get(self, iri: str) -> Entry | None:
        """The entry of a node, or None where it has no page that a line should lead to."""
        ...


class WholeCatalogue:
    """All nodes with a page of a static site, by IRI; made by one look at the types."""

    def __init__(self, reader: Reader, words: Words, *, all_places: bool = False) -> None:
        self._reader, self._words = reader, words
        entered = {document for _, document in _entered(reader)}
        types: dict[str, set[str]] = defaultdict(set)
        within: set[str] = set()
        for name in reader.classes():
            if name.startswith(_ABOUT_TERMS):
                continue
            here = is_within(words, {name})
            for iri in reader.nodes_of(name):
                if here:
                    within.add(iri)
                elif not iri.startswith(ONTOLOGY):
                    types[iri].add(name)
        self.within = frozenset(within)
        #: Places of the gazetteer that nothing is said of; they have no page.
        self.silent = 0
        self._entries: dict[str, Entry] = {}
        made = Entries(reader, words, addresses.page, entered.__contains__)
        for iri in sorted(types.keys() - within):
            if iri.startswith((ID, CONCEPT)) or any(each.startswith(ONTOLOGY) for each in types[iri]):
                if not all_places and self._is_silent(iri, types[iri]):
                    self.silent += 1
                else:
                    self._entries[iri] = made.entry(iri, types[iri])

    def _is_silent(self, iri: str, types: Collection[str]) -> bool:
        if not self._words.is_a(types, "City"):
            return False
        return not any(
            not g.startswith(_GAZETTEER) and not (g.startswith(graph("inferred", "")) and p == _WITHIN_PLACE)
            for p, g in self._reader.uses(iri)
        )

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def get(self, iri: str) -> Entry | None:
        """The entry of a node, or None where it has no page."""
        return self._entries.get(iri)

    def of(self, kind: str) -> list[Entry]:
        """The entries of a kind, by label."""
        return sorted((entry for entry in self._entries.values() if entry.kind == kind), key=by_label)


def _entered(reader: Reader) -> list[tuple[str, str]]:
    """Activities by which people entered something, with the entry."""
    found = []
    for activity in reader.nodes_everywhere(term("EntryActivity")):
        found += [(activity, document) for document in reader.nodes_from(activity, term("used"))]
    return found
