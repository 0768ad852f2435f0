"""Takes back what was done to a store since some moment, in one atomic step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Triple

from ctkg.graph.store import Store
from ctkg.graph.store.steps import named, together
from ctkg.history import timeline

Graphs = dict[str, set[Triple]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """What leads back to an earlier state.

    Attributes:
        new: graphs that were not there.
        back: triples by graph that were there and are no longer; of a graph among ``new``, there again.
        away: triples by graph that were not there.
    """

    new: frozenset[str]
    back: Graphs
    away: Graphs


def undoing(store: Store, numbers: Iterable[int]) -> Undoing:
    """What takes back some moments, the last of the store among them, without a gap; given in their order."""
    whole = together(step for number in numbers for step in timeline.steps(store, number))
    back: Graphs = defaultdict(set)
    away: Graphs = defaultdict(set)
    for found, quads in ((back, whole.back), (away, whole.away)):
        for quad in quads:
            found[named(quad)].add(quad.triple)
    return Undoing(new=frozenset(whole.new), back=dict(back), away=dict(away))


def undo(store: Store, what: Undoing) -> None:
    """Make ``store`` what it was.

    Raises:
        StoreError: it cannot be written.
    """
    added, removed = dict(what.back), dict(what.away)
    for name in what.new:
        removed[name] = {quad.triple for quad in store.quads(name)}
    store.change_graphs(added, removed)
