"""A search that is narrowed by facets, with how many finds each value of a facet would leave."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ctkg.graph.search.asking import Question, question
from ctkg.graph.search.entries import KINDS
from ctkg.graph.search.finding import Limits, Row, apart, everything, ranked, shown
from ctkg.graph.search.hits import Hit
from ctkg.graph.search.index import Index
from ctkg.graph.search.topics import FACETS, Topic

#: Finds that are looked at; what is counted is counted among these.
MOST = 5_000
_TOPICS = """
SELECT e.node, t.facet, t.value FROM entries e JOIN topics t ON t.id = e.topics
WHERE e.node IN (SELECT value FROM json_each(?)) AND e.main < 2 GROUP BY e.node, t.facet, t.value"""
_OF_PASSAGES = """
SELECT e.id, t.facet, t.value FROM entries e JOIN topics t ON t.id = e.topics
WHERE e.id IN (SELECT value FROM json_each(?))"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What is wanted of the finds, beside the words.

    Attributes:
        kinds: some of :data:`ctkg.graph.search.KINDS`; all where empty.
        document: id of the one document to look in.
        topics: by facet, values of which one must be there.
    """

    kinds: Sequence[str] = ()
    document: str = ""
    topics: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Faceted:
    """A part of what was found.

    Attributes:
        hits: best first.
        total: how many finds there are.
        is_cut: there are more than :data:`MOST`, and ``total`` and ``counts`` are of the best of these.
        counts: by facet (``kind`` and those of :data:`ctkg.graph.search.topics.FACETS`) how many finds each value has,
            the most frequent first. Of a facet by which the finds are narrowed already, what its other values would
            give, unless ``is_partial``.
        is_partial: too many finds without the facets, so that other values of a chosen facet are not counted.
    """

    hits: tuple[Hit, ...]
    total: int
    is_cut: bool
    counts: dict[str, dict[str, int]]
    is_partial: bool = False


def faceted(index: Index, text: str, narrowed: Narrowed, *, start: int = 0, most: int = 20) -> Faceted:
    """Finds from ``start`` on, ``most`` of them at most; every node where ``text`` has no words.

    Args:
        index: in a transaction that reads.
        text: see :mod:`ctkg.graph.search.asking`.
        narrowed: what is wanted.
        start: finds to pass over.
        most: finds to give back at most.
    """
    asked = question(text)
    rows = _rows(index, asked, Limits(document=narrowed.document))
    is_partial = len(rows) > MOST and bool(narrowed.kinds or narrowed.topics)
    if is_partial:
        # Too many to narrow them here: the index does it, and what other values would give is not known.
        limits = Limits(kinds=narrowed.kinds, document=narrowed.document, topics=narrowed.topics)
        rows = _rows(index, asked, limits)
    is_cut = len(rows) > MOST
    rows = rows[:MOST]
    about = _topics(index, rows)
    wanted = {} if is_partial else _wanted(narrowed, about)
    left = [row for row in rows if all(fits(row) for fits in wanted.values())]
    counts = {}
    for facet in ("kind", *FACETS):
        fits = [each for name, each in wanted.items() if name != facet]
        counted: Counter[str] = Counter()
        for row in rows:
            if all(each(row) for each in fits):
                counted.update(
                    [KINDS[row.kind]] if facet == "kind" else {v for name, v in about[row.id] if name == facet}
                )
        counts[facet] = dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
    hits = tuple(shown(index, left[start : start + most], asked))
    return Faceted(hits=hits, total=len(left), is_cut=is_cut, counts=counts, is_partial=is_partial)


def _rows(index: Index, asked: Question, limits: Limits) -> list[Row]:
    found: Iterable[Row] = ranked(index, asked, limits) if asked.wanted or asked.key else everything(index, limits)
    return list(islice(apart(found), MOST + 1))


def _wanted(narrowed: Narrowed, about: Mapping[int, Collection[Topic]]) -> dict[str, Callable[[Row], bool]]:
    """By facet, whether a row fits what is wanted of it."""
    found: dict[str, Callable[[Row], bool]] = {}
    if narrowed.kinds:
        kinds = {KINDS.index(kind) for kind in narrowed.kinds}
        found["kind"] = lambda row: row.kind in kinds
    for facet, values in narrowed.topics.items():
        topics = {(facet, value) for value in values}
        found[facet] = lambda row, topics=topics: not topics.isdisjoint(about[row.id])  # type: ignore[misc]
    return found


def _topics(index: Index, rows: Sequence[Row]) -> dict[int, set[Topic]]:
    """The topics of each row, by its id: of a name, those of the node, in whatever graph it is named."""
    by_node: dict[str, set[Topic]] = {}
    nodes = json.dumps(sorted({row.node for row in rows if row.main < 2}))
    for node, facet, value in index.rows(_TOPICS, (nodes,)):
        by_node.setdefault(node, set()).add((FACETS[facet], value))
    found = {row.id: by_node.get(row.node, set()) if row.main < 2 else set[Topic]() for row in rows}
    for place, facet, value in index.rows(_OF_PASSAGES, (json.dumps([row.id for row in rows if row.main == 2]),)):
        found[place].add((FACETS[facet], value))
    return found
