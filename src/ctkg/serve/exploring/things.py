"""Nodes with their names, kinds and years: a few looks at an index each, kept for the state of the store."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ctkg.iris import ONTOLOGY, PREFIXES, term
from ctkg.serve.catalogue import LiveCatalogue
from ctkg.serve.exploring.model import Node
from ctkg.serve.links import href
from ctkg.site.kinds import KIND
from ctkg.site.words import Words

if TYPE_CHECKING:
    from ctkg.graph.store import Store

_ISSUED = PREFIXES["dcterms"] + "issued"
#: Properties that date a node of a kind: from, until; of every other kind the period in which it is valid.
_DATES = {
    "events": (term("startDate"), term("endDate")),
    "instruments": (term("adoptionDate"), ""),
    "documents": (_ISSUED, ""),
    "entries": (_ISSUED, ""),
}
_VALID = (term("validFrom"), term("validUntil"))
#: Nodes that are kept.
_KEPT = 50_000


class Things:
    """Makes nodes of one store."""

    def __init__(self, store: Store, catalogue: LiveCatalogue, words: Words) -> None:
        self._store, self._catalogue, self._words = store, catalogue, words
        self.node = lru_cache(maxsize=_KEPT)(self._node)
        self.date = lru_cache(maxsize=_KEPT)(self._date)

    def is_known(self, iri: str) -> bool:
        """True where the graph says anything of the node."""
        node = NamedNode(iri)
        return any(next(iter(self._store.union(*place)), None) is not None for place in ((node,), (None, None, node)))

    def label(self, iri: str) -> str:
        """The name of a node; the end of its IRI where it has none."""
        entry = self._catalogue.entry(iri)[0]
        return entry.label if entry else iri.rpartition("/")[2] or iri

    def _node(self, iri: str) -> Node:
        entry = self._catalogue.entry(iri)[0]
        kind = entry.kind if entry else "other"
        first, last = _DATES.get(kind, _VALID)
        start, end = self.literal(iri, first), self.literal(iri, last) if last else ""
        if kind in _DATES:
            end = end or start
        classes = [each for each in entry.classes if each.startswith(ONTOLOGY)] if entry else []
        return Node(
            id=iri,
            label=self.label(iri),
            language=entry.language if entry else "",
            kind=kind,
            kind_name=KIND[kind].title,
            type=", ".join(map(self._words.label, classes)),
            href=href(iri),
            date=start,
            start=_year(start),
            end=_year(end),
        )

    def literal(self, iri: str, predicate: str) -> str:
        """The first literal of a node by a property, or nothing."""
        found = self._store.union(NamedNode(iri), NamedNode(predicate))
        return min((each.object.value for each in found if isinstance(each.object, Literal)), default="")

    def _date(self, iri: str) -> str:
        """The date by which a node is put in order, or nothing."""
        return next((text for first, _ in _DATES.values() if (text := self.literal(iri, first))), "")


def _year(date: str) -> int | None:
    return int(date[:4]) if date[:4].isdigit() else None
