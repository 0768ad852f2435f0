"""Names of things of the other tables in another language: ``data/reference/names_<tag>.csv``."""

from __future__ import annotations

from ctkg import tables
from ctkg.graph.reference.naming import name_use
from ctkg.graph.reference.sheet import Sheet
from ctkg.iris import instance

#: Kind of row -> kind of node; adjectives of nationality name no State.
_NODES = {"city": "city", "organisation": "organization", "acronym": "organization", "instrument": "instrument"}


def french() -> Sheet:
    """French names."""
    return _names("names_fr")


def russian() -> Sheet:
    """Russian names, in the base form."""
    return _names("names_ru")


def _names(table: str) -> Sheet:
    sheet = Sheet(table)
    kinds = {row["iso2"]: row["kind"] for row in tables.rows("states")}
    for row in tables.rows(table):
        if row["kind"] != "adjective":
            kind = kinds[row["thing"]] if row["kind"] == "state" else _NODES[row["kind"]]
            name_use(sheet, row, instance(kind, row["thing"]), row["name"])
    return sheet
