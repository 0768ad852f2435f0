"""The reference tables as graphs: ``data/reference/<table>.csv`` becomes ``graph/reference/<table>``.

Every table that says something of the world has a graph; tables that only map words to concepts or classes (``themes``
and the ``*_types``) have none. The shape of the graphs is in docs/architecture.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ctkg import resources, tables
from ctkg.graph.reference import actors, concepts, effects, instruments, places, translations, treaties

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from ctkg.graph.reference.sheet import Sheet

#: What makes the graph of each table.
SHEETS: dict[str, Callable[[], Sheet]] = {
    "cities": places.cities,
    "city_names": places.city_names,
    "demonyms": places.state_names,
    "eu_instruments": instruments.european_union,
    "guidance": instruments.guidance,
    "instrument_names": effects.names,
    "instrument_relations": effects.relations,
    "instruments_universal": instruments.universal,
    "measures": concepts.measures,
    "memberships": actors.memberships,
    "names_fr": translations.french,
    "names_ru": translations.russian,
    "organisation_names": actors.organisation_names,
    "organisations": actors.organisations,
    "osce_documents": instruments.osce,
    "regional_instruments": instruments.regional,
    "regions": places.regions,
    "states": places.states,
    "threats": concepts.threats,
    "treaty_participation": treaties.participation,
    "unga_resolutions": instruments.general_assembly,
    "unsc_resolutions": instruments.security_council,
}


def quads() -> Iterator[tuple[str, list[Quad]]]:
    """The graph of each table: its IRI and its quads, in the order of the names of the tables and of their rows.

    Raises:
        ResourceError: a table is missing or has a row that cannot be read.
    """
    for table in sorted(SHEETS):
        sheet = SHEETS[table]()
        yield sheet.iri, sheet.quads


def digest() -> str:
    """Hash of the names and bytes of all tables (SHA-256, hexadecimal): another value means other graphs."""
    total = hashlib.sha256()
    for table in tables.names():
        content = resources.path("data", "reference", f"{table}.csv").read_bytes()
        total.update(f"{table} {len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()
