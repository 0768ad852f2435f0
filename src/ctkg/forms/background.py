"""What names and concepts are looked up in where no store is given: the ontology and the reference tables."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pyoxigraph import RdfFormat, parse

from ctkg.graph import reference
from ctkg.graph.assemble import ontology_files
from ctkg.graph.store import MemoryStore
from ctkg.iris import graph

#: Tables whose rows are concepts.
_CONCEPTS = ("measures", "threats")
#: Tables that name nothing which people enter.
_NAMELESS = frozenset({"instrument_relations", "memberships", "treaty_participation"})


@cache
def everything() -> MemoryStore:
    """The ontology and the reference data that name things, as they stand: nothing is inferred."""
    return _store(table for table in reference.SHEETS if table not in _NAMELESS)


@cache
def concepts() -> MemoryStore:
    """The ontology and the concepts alone, which take a tenth of the time."""
    return _store(_CONCEPTS)


def _store(tables: Iterable[str]) -> MemoryStore:
    store = MemoryStore()
    sheets = [reference.SHEETS[table]() for table in tables]
    quads = [
        quad
        for file in ontology_files()
        for quad in parse(path=str(file), format=RdfFormat.TURTLE, rename_blank_nodes=True)
    ]
    store.replace_graphs({graph("ontology"): quads, **{sheet.iri: sheet.quads for sheet in sheets}})
    return store
