"""Where the nodes of an answer are: places themselves, events by where they were held, bodies by their seat."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyoxigraph import NamedNode

from ctkg.graph.reader import Reader
from ctkg.graph.store import Store
from ctkg.iris import ID, term
from ctkg.serve.asking.labels import distinct
from ctkg.serve.links import href

_STATE, _TERRITORY = ID + "state/", ID + "territory/"
#: Properties that lead from a node to where it is; of an event its place before its country.
_LEADS = tuple(map(term, ("heldAt", "heldIn", "basedIn", "hostTerritory", "hostState")))
_LATITUDE, _LONGITUDE, _CAPITAL = (term(name) for name in ("latitude", "longitude", "hasCapital"))


def places(store: Store, iris: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Of each node that is somewhere, where: ``iri``, ``name`` and ``href`` of the place or country.

    A place has a ``point`` (longitude, latitude in degrees); a country its ``country`` (two letters) and the ``point``
    of its capital where that is known. Nodes that are nowhere are left out.

    Raises:
        UsageError: there are too many (:data:`ctkg.serve.asking.labels.MOST`), or one is no IRI.
    """
    reader = Reader(store)
    found = {iri: _place(reader, iri) for iri in distinct(iris)}
    return {iri: place for iri, place in found.items() if place is not None}


def _place(reader: Reader, iri: str) -> dict[str, Any] | None:
    where = _somewhere(reader, iri)
    if where is not None:
        return where
    for lead in _LEADS:
        for target in _targets(reader, iri, lead):
            where = _somewhere(reader, target)
            if where is not None:
                return where
    return None


def _somewhere(reader: Reader, iri: str) -> dict[str, Any] | None:
    """A place or country itself."""
    told = {"iri": iri, "name": reader.label(iri).text, "href": href(iri)}
    for base in (_STATE, _TERRITORY):
        if iri.startswith(base):
            state = _STATE + iri.removeprefix(base)
            capital = next((_point(reader, city) for city in _targets(reader, state, _CAPITAL)), None)
            return {**told, "country": iri.removeprefix(base), "point": capital}
    point = _point(reader, iri)
    return None if point is None else {**told, "point": point}


def _targets(reader: Reader, iri: str, predicate: str) -> list[str]:
    """Nodes to which a property leads in stated and inferred graphs, sorted."""
    found = {t.object for t in reader.store.union(NamedNode(iri), NamedNode(predicate))}
    return sorted(node.value for node in found if isinstance(node, NamedNode))


def _point(reader: Reader, iri: str) -> list[float] | None:
    try:
        north, east = (float(reader.text(iri, name)) for name in (_LATITUDE, _LONGITUDE))
    except ValueError:
        return None
    return [east, north] if -90 <= north <= 90 and -180 <= east <= 180 else None
