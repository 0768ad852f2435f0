"""How often a term is used, and by what: counted by the engine, with a few examples."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from ctkg.graph import ranking
from ctkg.graph.statements import TYPE

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from ctkg.graph.store import Store


def of_class(store: Store, iri: str, most: int) -> tuple[int, list[str]]:
    """How many nodes are of a class, and the IRIs of some of them."""
    found = store.union(None, NamedNode(TYPE), NamedNode(iri))
    some = [each.subject.value for each in islice(found, most) if isinstance(each.subject, NamedNode)]
    return ranking.count(store, [iri]), sorted(some)


def of_property(store: Store, iri: str, most: int) -> tuple[int, list[Triple]]:
    """How many statements use a property, and some of them."""
    answer: Any = store.beside(f"SELECT (COUNT(*) AS ?n) WHERE {{ ?s <{iri}> ?o }}")
    some = list(islice(store.union(None, NamedNode(iri)), most))
    return int(next(answer)[0].value), sorted(some, key=str)
