"""What stands in the head of every page."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A line of the menu: path, name, whether it is for writing, and another path whose pages belong to it."""

    path: str
    name: str
    writes: bool = False
    also: str = ""


MENU = (
    Place("/search", "Search"),
    Place("/timeline", "Timeline"),
    Place("/map", "Map"),
    Place("/explore", "Graph"),
    Place("/query", "Query", also="/queries"),
    Place("/add", "Add", writes=True),
    Place("/review", "Review", writes=True),
    Place("/ontology", "Ontology"),
)
