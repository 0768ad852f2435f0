"""What a find is about, so that finds can be narrowed: countries, instruments, threats and years.

An event has its own; a document, its passages and whom it names have those of all events that it reports, and the year
in which it was published; a State, a city or an instrument of the reference tables has what its row says. All of it
stands in the graph that names the node, so that the index of a graph hangs on that graph alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ctkg.iris import CONCEPT, GRAPH, ID, PREFIXES, term

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: Facets beside the kind, in the order in which they are shown.
FACETS = ("country", "instrument", "threat", "year")
#: A facet and one of its values: ``("country", "KZ")``, ``("threat", "act-bombing")``, ``("year", "2019")``.
Topic = tuple[str, str]

_EVENT, _DOCUMENT = ID + "event/", ID + "document/"
_GRAPH, _EVIDENCE = GRAPH + "document/", GRAPH + "evidence/"
#: How IRIs begin of which the rest is a value.
STEMS = {"country": ID + "territory/", "instrument": ID + "instrument/", "threat": CONCEPT + "threat/"}
_OWN = (*STEMS.items(), ("country", ID + "state/"))
_LINKS = tuple(
    NamedNode(term(name))
    for name in (
        *("heldIn", "addresses", "concernsInstrument", "implementsInstrument", "promotesInstrument", "usesGuidance"),
        *("refersToInstrument", "adoptsInstrument", "ratifiesInstrument", "signsInstrument", "locatedWithin"),
    )
)
_ISSUED = NamedNode(PREFIXES["dcterms"] + "issued")
_YEARS = (NamedNode(term("startDate")), NamedNode(term("adoptionDate")), _ISSUED)
#: Properties that are read.
READ = (*_LINKS, *_YEARS)


class Topics:
    """The topics of the nodes of one graph; of a graph of evidence, those of its document."""

    def __init__(self, store: Store, graph: str) -> None:
        if graph.startswith(_EVIDENCE):
            graph = _GRAPH + graph.removeprefix(_EVIDENCE)
        self._own: dict[str, set[Topic]] = defaultdict(set)
        for node, topic in _read(store, graph):
            self._own[node].add(topic)
        self._common: set[Topic] = set()
        if graph.startswith(_GRAPH):
            events = [topics for node, topics in self._own.items() if node.startswith(_EVENT)]
            issued = self._own.get(_DOCUMENT + graph.removeprefix(_GRAPH), set())
            dated = any(facet == "year" for facet, _ in issued)
            every = {topic for topics in events for topic in topics if not (dated and topic[0] == "year")}
            self._common = every | issued

    def of(self, node: str) -> tuple[Topic, ...]:
        """The topics of one node, sorted."""
        if node.startswith(_EVENT):
            return tuple(sorted(self._own.get(node, ())))
        itself = {(facet, node.removeprefix(stem)) for facet, stem in _OWN if node.startswith(stem)}
        return tuple(sorted(self._own.get(node, set()) | self._common | itself))


def _read(store: Store, graph: str) -> Iterator[tuple[str, Topic]]:
    for link in _LINKS:
        for quad in store.match(None, link, None, graph):
            if isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode):
                for facet, stem in STEMS.items():
                    if quad.object.value.startswith(stem):
                        yield quad.subject.value, (facet, quad.object.value.removeprefix(stem))
    for date in _YEARS:
        for quad in store.match(None, date, None, graph):
            year = quad.object.value[:4] if isinstance(quad.object, Literal) else ""
            if year.isdecimal() and len(year) == 4 and isinstance(quad.subject, NamedNode):
                yield quad.subject.value, ("year", year)
