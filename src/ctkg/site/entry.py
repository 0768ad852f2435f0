"""A node with a page: of which kind it is, how it is called, when it was; and the making of one by its IRI."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from ctkg.graph.ranking import sorting
from ctkg.graph.reader import Reader
from ctkg.iris import CONCEPT, ID, PREFIXES, compact, term
from ctkg.site.kinds import KINDS
from ctkg.site.words import Words

#: Nodes of these classes are told on the pages of the things that they bring together, and have none of their own.
WITHIN = (
    "QualifiedRelation", "TimeSpan", "ParticipantGroup", "VictimGroup", "TextPassage", "Claim", "MappingActivity",
    "EntryActivity", "ReviewAct", "MatchDecision", "ReportDifference",
)  # fmt: skip
_DOCUMENT = ID + "document/"
_DATES = {"events": "startDate", "instruments": "adoptionDate"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A node with a page.

    Attributes:
        path: of its page: a file of a static site, a path of a server.
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


def by_label(entry: Entry) -> tuple[str, str, str]:
    """Sorts entries by label."""
    return (sorting(entry.label), entry.label, entry.iri)


def by_date(entry: Entry) -> tuple[bool, str, str, str]:
    """Sorts entries by date, those without one last."""
    return (not entry.year, entry.date, sorting(entry.label), entry.iri)


def is_within(words: Words, classes: Collection[str]) -> bool:
    """True for a node of these classes that is told on the pages of others."""
    return any(words.is_a(classes, each) for each in WITHIN)


class Entries:
    """Makes the entry of a node, at the cost of its label.

    Args:
        path: where the page of an IRI stands.
        is_entered: whether a document, by its IRI, is an entry that somebody wrote.
    """

    def __init__(
        self, reader: Reader, words: Words, path: Callable[[str], str], is_entered: Callable[[str], bool]
    ) -> None:
        self._reader, self._words, self._path, self._is_entered = reader, words, path, is_entered

    def entry(self, iri: str, types: Collection[str]) -> Entry:
        """The entry of a node of the classes ``types``."""
        kind = self._kind(iri, types)
        label = self._reader.label(iri)
        named = term(_DATES[kind]) if kind in _DATES else PREFIXES["dcterms"] + "issued"
        return Entry(
            iri=iri,
            path=self._path(iri),
            label=label.text if label.text != compact(iri) else iri.rpartition("/")[2] or iri,
            language=label.language,
            kind=kind,
            classes=tuple(self._words.specific(types)),
            body=self._body(iri) if kind == "posts" else "",
            date=self._reader.text(iri, named) if kind in (*_DATES, "documents", "entries") else "",
        )

    def _kind(self, iri: str, types: Collection[str]) -> str:
        above = {name for each in types for name in self._words.classes(each)}
        kind = next((each.slug for each in KINDS if any(term(name) in above for name in each.classes)), "other")
        if iri.startswith(_DOCUMENT) and self._is_entered(iri):
            return "entries"
        return "vocabulary" if kind == "other" and iri.startswith(CONCEPT) else kind

    def _body(self, post: str) -> str:
        bodies = self._reader.nodes_from(post, term("postIn"))
        return self._reader.label(bodies[0]).text if bodies else ""
