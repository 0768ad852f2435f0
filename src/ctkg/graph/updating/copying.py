"""Updates on a copy of the store: for any request, at the cost of the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from itertools import chain

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from ctkg.errors import QueryError
from ctkg.graph.store import Store
from ctkg.graph.updating.change import Change
from ctkg.graph.updating.solving import nowhere
from ctkg.iris import PREFIXES

_Name = NamedNode | DefaultGraph


def copied(store: Store, text: str, default: str | None, *, graphs: Collection[str] | None = None) -> Change:
    """What a request changes.

    Args:
        store: what it is asked of.
        text: a request without mistakes of syntax.
        default: the graph that stands for the default graph; None for the union, which cannot be written.
        graphs: those that the request reads and writes; None for all.

    Raises:
        QueryError: the engine cannot do it, or it writes to the union.
    """
    before = _contents(store, default, graphs)
    scratch = ox.Store()
    scratch.bulk_extend(Quad(t.subject, t.predicate, t.object, name) for name, held in before.items() for t in held)
    try:
        scratch.update(text, prefixes=PREFIXES)
    except (RuntimeError, OSError) as error:
        raise QueryError(f"the update failed, nothing was changed: {error}") from None
    return _difference(scratch, before, default)


def _contents(store: Store, default: str | None, graphs: Collection[str] | None) -> dict[_Name, set[Triple]]:
    """Named graphs of the store, and, where all are wanted, the default graph as the update sees it."""
    held: dict[_Name, set[Triple]] = defaultdict(set)
    for quad in store.quads() if graphs is None else chain.from_iterable(map(store.quads, graphs)):
        assert isinstance(quad.graph_name, NamedNode)
        held[DefaultGraph() if quad.graph_name.value == default else quad.graph_name].add(quad.triple)
    if default is None and graphs is None:
        held[DefaultGraph()] = set(store.union())
    return held


def _difference(scratch: ox.Store, before: Mapping[_Name, set[Triple]], default: str | None) -> Change:
    after: dict[_Name, set[Triple]] = defaultdict(set)
    for quad in scratch:
        assert not isinstance(quad.graph_name, ox.BlankNode)
        after[quad.graph_name].add(quad.triple)
    added: dict[str, frozenset[Triple]] = {}
    removed: dict[str, frozenset[Triple]] = {}
    for name in before.keys() | after.keys():
        new, gone = after.get(name, set()) - before.get(name, set()), before.get(name, set()) - after.get(name, set())
        if (new or gone) and isinstance(name, DefaultGraph) and default is None:
            raise nowhere()
        iri = str(default) if isinstance(name, DefaultGraph) else name.value
        if new:
            added[iri] = frozenset(new)
        if gone:
            removed[iri] = frozenset(gone)
    return Change(added, removed)
