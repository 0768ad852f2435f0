"""A name that a thing bears or bore, with its period and its own source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctkg.graph import vocabulary as v
from ctkg.iris import instance

if TYPE_CHECKING:
    from ctkg.graph.reference.sheet import Sheet
    from ctkg.tables import Row


def name_use(sheet: Sheet, row: Row, thing: str, text: str) -> None:
    """Say that ``thing`` (an IRI) is called ``text`` in the language and period of ``row``."""
    name = instance("name", row["id"])
    sheet.kind(name, v.NameUse)
    sheet.text(name, v.nameText, text, row["lang"])
    sheet.link(name, v.nameOf, thing)
    sheet.link(thing, v.hasName, name)
    sheet.period(name, row.get("valid_from", ""), row.get("valid_until", ""))
    sheet.origin(name, row)
