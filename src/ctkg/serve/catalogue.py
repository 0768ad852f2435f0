"""Which page a node has and what it is called, looked up for one IRI at a time; lists of a kind, a part at a time."""

from __future__ import annotations

from functools import lru_cache

from ctkg.graph import ranking
from ctkg.graph.names import is_iri
from ctkg.graph.reader import Reader
from ctkg.iris import ID, PREFIXES, term
from ctkg.serve.links import href
from ctkg.site.entry import Entries, Entry, is_within
from ctkg.site.kinds import KIND, KINDS
from ctkg.site.words import Words

#: Entries that are kept for one view of the store, and lists of IRIs in order.
_KEPT, _LISTS = 20_000, 24
_DOCUMENT = ID + "document/"
#: Kinds that are told by their classes alone, and so can be counted and listed.
_LISTED = tuple(kind.slug for kind in KINDS if kind.classes)
_DATES = {
    "events": term("startDate"),
    "instruments": term("adoptionDate"),
    "documents": PREFIXES["dcterms"] + "issued",
}


class _Within:
    def __init__(self, catalogue: LiveCatalogue) -> None:
        self._catalogue = catalogue

    def __contains__(self, iri: object) -> bool:
        return isinstance(iri, str) and iri != "" and self._catalogue.entry(iri)[1]


class LiveCatalogue:
    """Answers for one node at a time, and keeps what it found up to a bound; for one view of a store.

    It is a :class:`ctkg.site.catalogue.Catalogue`, so that pages of a server are made as those of a static site.
    """

    def __init__(self, reader: Reader, words: Words) -> None:
        self._reader, self._words = reader, words
        self._make = Entries(reader, words, href, self._is_entered)
        #: Entry of an IRI, or None where nothing is said of it, and whether it is told on the pages of others.
        self.entry = lru_cache(maxsize=_KEPT)(self._entry)
        self._ordered = lru_cache(maxsize=_LISTS)(self._in_order)
        #: IRIs of the nodes that are told on the pages of others: participations, time spans, passages ...
        self.within = _Within(self)

    def get(self, iri: str) -> Entry | None:
        """The entry of a node; None where it has no class, or is told on the pages of others."""
        entry, within = self.entry(iri)
        return None if within else entry

    def _entry(self, iri: str) -> tuple[Entry | None, bool]:
        if not is_iri(iri):
            return None, False
        types = self._reader.types(iri)
        if not types:
            # Claims, passages, acts, and what became another node are told of in graphs of their own.
            return None, iri.startswith(ID) and bool(self._reader.nodes_from(iri, PREFIXES["rdf"] + "type"))
        return self._make.entry(iri, types), is_within(self._words, types)

    def _is_entered(self, document: str) -> bool:
        return self._reader.entering(document.removeprefix(_DOCUMENT)) is not None

    def numbers(self) -> dict[str, int]:
        """How many nodes each kind has, by slug, in the order of the kinds; those without any are left out."""
        found = {slug: ranking.count(self._reader.store, self._classes(slug)) for slug in _LISTED}
        return {slug: number for slug, number in found.items() if number}

    def of(self, kind: str, *, start: int = 0, most: int = 50) -> list[Entry]:
        """Some entries of a kind: the newest first where it has dates, else by label.

        Documents include the entries that people wrote. The order of a kind is made once for a view.
        """
        iris = self._ordered(kind)[start : start + most]
        return [entry for entry, _ in map(self.entry, iris) if entry]

    def total(self, kind: str) -> int:
        """How many entries :meth:`of` has in all."""
        return len(self._ordered(kind))

    def at(self, kind: str, place: int) -> Entry | None:
        """The entry at a place of the order, from 0."""
        return self.entry(self._ordered(kind)[place])[0]

    def _in_order(self, kind: str) -> tuple[str, ...]:
        return ranking.ranked(self._reader.store, self._classes(kind), _DATES.get(kind, ""))

    def _classes(self, kind: str) -> list[str]:
        """Classes of a kind with all below them: a store need not hold what follows from the ontology."""
        return [each for name in KIND[kind].classes for each in self._words.below(term(name))]
