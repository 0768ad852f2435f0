"""Which nodes of a store have a page, of which kind, and where it stands."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ctkg.graph.reader import Reader
from ctkg.iris import CONCEPT, ID, ONTOLOGY, PREFIXES, compact, graph, term
from ctkg.site import addresses
from ctkg.site.kinds import KINDS
from ctkg.site.words import Words

#: Nodes of these classes are told on the pages of the things that they bring together, and have none of their own.
_WITHIN = (
    "QualifiedRelation", "TimeSpan", "ParticipantGroup", "VictimGroup", "TextPassage", "Claim", "MappingActivity",
    "EntryActivity", "ReviewAct", "MatchDecision", "ReportDifference",
)  # fmt: skip
_GAZETTEER = (graph("reference", "cities"), graph("reference", "city_names"))
_WITHIN_PLACE = term("locatedWithin")
_DATES = {"events": "startDate", "instruments": "adoptionDate"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A node with a page.

    Attributes:
        kind: slug of its kind.
        classes: IRIs of its most specific classes.
        date: as it is written in the graph (of an event, an instrument, a document), or empty.
        body: of a post, the body that has it.
    """

    iri: str
    path: str
    label: str
    language: str
    kind: str
    classes: tuple[str, ...]
    date: str = ""
    body: str = ""

    @property
    def year(self) -> str:
        """The year of the date, or empty."""
        return self.date[:4] if self.date[:4].isdigit() else ""


def sorting(text: str) -> str:
    """``text`` for sorting: without case and accents."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


class Catalogue:
    """All nodes with a page, by IRI; made by one look at the types."""

    def __init__(self, reader: Reader, words: Words, *, all_places: bool = False) -> None:
        self._reader, self._words = reader, words
        self.entered = {document for _, document in _entered(reader)}
        types: dict[str, set[str]] = defaultdict(set)
        within: set[str] = set()
        for name in reader.classes():
            if name.startswith((PREFIXES["owl"], PREFIXES["rdf"], PREFIXES["rdfs"])):
                continue
            is_within = any(words.is_a({name}, each) for each in _WITHIN)
            for iri in reader.nodes_of(name):
                if is_within:
                    within.add(iri)
                elif not iri.startswith(ONTOLOGY):
                    types[iri].add(name)
        self.within = frozenset(within)
        #: Places of the gazetteer that nothing is said of; they have no page.
        self.silent = 0
        self._entries: dict[str, Entry] = {}
        for iri in sorted(types.keys() - within):
            if iri.startswith((ID, CONCEPT)) or any(each.startswith(ONTOLOGY) for each in types[iri]):
                if not all_places and self._is_silent(iri, types[iri]):
                    self.silent += 1
                else:
                    self._entries[iri] = self._entry(iri, types[iri])

    def _is_silent(self, iri: str, types: set[str]) -> bool:
        if not self._words.is_a(types, "City"):
            return False
        return not any(
            not g.startswith(_GAZETTEER) and not (g.startswith(graph("inferred", "")) and p == _WITHIN_PLACE)
            for p, g in self._reader.uses(iri)
        )

    def _entry(self, iri: str, types: set[str]) -> Entry:
        kind = next(
            (each.slug for each in KINDS if any(self._words.is_a(types, name) for name in each.classes)), "other"
        )
        if iri in self.entered:
            kind = "entries"
        if kind == "other" and iri.startswith(CONCEPT):
            kind = "vocabulary"
        label = self._reader.label(iri)
        named = term(_DATES[kind]) if kind in _DATES else PREFIXES["dcterms"] + "issued"
        return Entry(
            iri=iri,
            path=addresses.page(iri),
            label=label.text if label.text != compact(iri) else iri.rpartition("/")[2] or iri,
            language=label.language,
            kind=kind,
            classes=tuple(self._words.specific(types)),
            body=self._body(iri) if kind == "posts" else "",
            date=self._reader.text(iri, named) if kind in (*_DATES, "documents", "entries") else "",
        )

    def _body(self, post: str) -> str:
        bodies = self._reader.nodes_from(post, term("postIn"))
        return self._reader.label(bodies[0]).text if bodies else ""

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


def by_label(entry: Entry) -> tuple[str, str, str]:
    """Sorts entries by label."""
    return (sorting(entry.label), entry.label, entry.iri)


def by_date(entry: Entry) -> tuple[bool, str, str, str]:
    """Sorts entries by date, those without one last."""
    return (not entry.year, entry.date, sorting(entry.label), entry.iri)


def _entered(reader: Reader) -> list[tuple[str, str]]:
    """Activities by which people entered something, with the entry."""
    found = []
    for activity in reader.nodes_everywhere(term("EntryActivity")):
        found += [(activity, document) for document in reader.nodes_from(activity, term("used"))]
    return found
