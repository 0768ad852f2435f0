"""What is in a store, in numbers, counted in the background when the store has changed: no page waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ctkg.graph.store import Store
from ctkg.iris import PREFIXES, concept, graph
from ctkg.review import priorities
from ctkg.serve.access import Access, View
from ctkg.serve.background import Task
from ctkg.serve.lookup import lookup
from ctkg.site.entry import Entry

#: Words for which there is no node or concept, by the property that keeps them.
_WORDS = ("threatText", "topicText", "sectorText", "placeText", "concernsInstrumentText", "usesGuidanceText")
#: Documents that are shown as the newest.
_LATEST = 8
_DOUBTFUL = concept("match-outcome", "doubtful")
_RELATIONS = "SELECT ?value (COUNT(?claim) AS ?n) WHERE { GRAPH ?g { ?claim ct:relation ?value } } GROUP BY ?value"
_SENTENCES = """
SELECT (COUNT(DISTINCT ?claim) AS ?n) WHERE {
  GRAPH ?g { ?claim ct:hasEvidence ?passage . ?passage ct:startOffset ?start }
}"""
_DOCUMENTS = "SELECT ?value (COUNT(?d) AS ?n) WHERE {{ ?d a ct:SourceDocument ; {property} ?value }} GROUP BY ?value"
_YEARS = """
SELECT ?value (COUNT(?d) AS ?n) WHERE {
  ?d a ct:SourceDocument ; dcterms:issued ?on . BIND (SUBSTR(STR(?on), 1, 4) AS ?value)
} GROUP BY ?value"""
_TEXTS = """
SELECT ?property (COUNT(?text) AS ?n) WHERE {{ VALUES ?property {{ {properties} }} ?thing ?property ?text }}
GROUP BY ?property"""
_FINDINGS = """
SELECT ?value (COUNT(?finding) AS ?n) WHERE {{ GRAPH <{report}> {{ ?finding sh:resultSeverity ?value }} }}
GROUP BY ?value"""


_DUPLICATES = """
SELECT (COUNT(DISTINCT ?match) AS ?n) WHERE {{
  GRAPH <{resolution}> {{ ?match ct:matchOutcome <{doubtful}> }}
}}"""
_DIFFERENCES = """
SELECT (COUNT(DISTINCT ?difference) AS ?n) WHERE {{
  GRAPH <{resolution}> {{ ?difference ct:differenceAbout ?event }}
}}"""
_UNSURE = """
SELECT (COUNT(DISTINCT ?claim) AS ?n) WHERE {{
  GRAPH ?g {{ ?claim ct:confidence ?sure }} FILTER (?sure < {below})
  FILTER NOT EXISTS {{ GRAPH ?g {{ ?claim ct:reviewOutcome ?outcome }} }}
}}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Numbers of one state of a store; of each pair the name comes first.

    Attributes:
        revision: of the state that was counted.
        kinds: nodes by slug of their kind.
        publishers, languages: of documents, the most frequent first; ``years`` in which they were published, by year.
        relations: how often each relation of the flat vocabulary was found, the most frequent first.
        claims: statements of documents and entries; ``sentences``, those that rest on words of a text.
        findings: of the last validation, by severity.
        duplicates: pairs of nodes that may be the same.
        differences: points on which reports of one event differ.
        unsure: statements that nobody decided on, less sure than ``below``.
        unresolved: words for which there is no node, by the property that keeps them.
        latest: documents, the newest first.
    """

    revision: int
    kinds: dict[str, int]
    publishers: list[tuple[str, int]]
    languages: list[tuple[str, int]]
    years: dict[int, int]
    relations: list[tuple[str, int]]
    claims: int
    sentences: int
    findings: dict[str, int]
    duplicates: int
    differences: int
    unsure: int
    below: float
    unresolved: list[tuple[str, int]]
    latest: list[Entry]


class Overview:
    """Keeps the figures of the store that ``access`` reads; counting begins at once."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._figures: Figures | None = None
        self._task = Task("overview", self._count)
        self._task.start()

    def figures(self, view: View) -> tuple[Figures | None, bool]:
        """The figures of the last state that was counted, and whether newer ones are being counted."""
        found = self._figures
        if found is None or found.revision != view.revision:
            self._task.start()
            return found, True
        return found, False

    def wait(self, seconds: float = 60) -> bool:
        """Wait for what is being counted; True where it is done."""
        return self._task.wait(seconds)

    def _count(self) -> None:
        with self._access.reading() as view:
            self._figures = count(view)


def count(view: View) -> Figures:
    """The figures of a view, counted by the engine."""
    store, below = view.store, priorities.load().below
    relations = _pairs(store, _RELATIONS)
    texts = _pairs(store, _TEXTS.format(properties=" ".join(f"ct:{name}" for name in _WORDS)))
    findings = _pairs(store, _FINDINGS.format(report=graph("report")))
    return Figures(
        revision=view.revision,
        kinds=lookup(view).catalogue.numbers(),
        publishers=_pairs(store, _DOCUMENTS.format(property="dcterms:publisher")),
        languages=_pairs(store, _DOCUMENTS.format(property="dcterms:language")),
        years={int(year): number for year, number in _pairs(store, _YEARS) if year.isdecimal()},
        relations=relations,
        claims=sum(number for _, number in relations),
        sentences=_number(store, _SENTENCES),
        findings={name.rpartition("#")[2].lower(): number for name, number in findings},
        duplicates=_number(store, _DUPLICATES.format(resolution=graph("resolution"), doubtful=_DOUBTFUL)),
        differences=_number(store, _DIFFERENCES.format(resolution=graph("resolution"))),
        unsure=_number(store, _UNSURE.format(below=below)),
        below=below,
        unresolved=texts,
        latest=lookup(view).catalogue.of("documents", most=_LATEST),
    )


def _pairs(store: Store, text: str) -> list[tuple[str, int]]:
    rows: Any = store.query(text, prefixes=PREFIXES)
    found = [(row[0].value, int(row[1].value)) for row in rows if row[0] is not None]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _number(store: Store, text: str) -> int:
    rows: Any = store.query(text, prefixes=PREFIXES)
    return int(next(rows)[0].value)
