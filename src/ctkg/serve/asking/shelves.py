"""The query library as shelves: what there is to ask, in groups."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ctkg.graph import library
from ctkg.graph.library import Query

#: Titles of the shelves in their order, and what is said of each. Questions are grouped as their headers say.
_TITLES = {
    "overview": ("Overviews", "What the graph holds, from one side."),
    "competency-events": ("Events", ""),
    "competency-actors": ("Bodies and people", ""),
    "competency-instruments": ("Instruments", ""),
    "competency-threats": ("Threats and measures", ""),
    "competency-geography-time": ("Places and time", ""),
    "competency-provenance": ("Evidence and sources", ""),
    "competency-gaps-compliance": ("Gaps and compliance", ""),
    "competency-network": ("Networks", ""),
    "competency-change": ("Change over time", ""),
    "hygiene": ("Faults of the graph", "Each row is a fault; no rows: all is well."),
}
_OF_GROUP = "group "


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Some queries that belong together; ``slug`` is the fragment of their list on the page."""

    slug: str
    title: str
    about: str
    queries: tuple[Query, ...]


def shelves() -> tuple[Shelf, ...]:
    """All queries of the library, each on one shelf, in their order."""
    found: dict[str, list[Query]] = {}
    for query in library.load():
        found.setdefault(_slug(query), []).append(query)
    made = []
    for slug in (*_TITLES, *sorted(found.keys() - _TITLES.keys())):
        if slug in found:
            title, about = _TITLES.get(slug, (slug.replace("-", " ").capitalize(), ""))
            made.append(Shelf(slug=slug, title=title, about=about, queries=tuple(found[slug])))
    return tuple(made)


def _slug(query: Query) -> str:
    folder = Path(query.path).parent.name
    group = query.source.rpartition(_OF_GROUP)[2] if _OF_GROUP in query.source else ""
    return f"{folder}-{group}" if group else folder
