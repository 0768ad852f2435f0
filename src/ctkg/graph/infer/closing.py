"""Writes what follows from a store's data into its inferred graphs.

``inferred/reference`` holds what follows from ontology and reference alone; ``inferred/<document>`` what follows
besides from one document; ``inferred/cross`` what only two or more documents together imply. Their union is the
closure of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from weakref import WeakKeyDictionary

from pyoxigraph import Triple

from ctkg.collection import paused
from ctkg.errors import UsageError
from ctkg.graph.infer import ruleset
from ctkg.graph.infer import state as remembering
from ctkg.graph.infer.background import GraphFacts, background_graphs
from ctkg.graph.infer.everything import close_everything
from ctkg.graph.infer.increment import OutOfStep, close_documents
from ctkg.graph.infer.state import State
from ctkg.graph.infer.support import Support
from ctkg.graph.infer.terms import is_written, triple
from ctkg.graph.store import Store
from ctkg.graph.store.union import is_inferred

#: The background of a store as it was closed at a revision; it knows by then which graph has which property.
_backgrounds: WeakKeyDictionary[Store, tuple[int, GraphFacts]] = WeakKeyDictionary()


def close(store: Store, *, documents: Iterable[str] | None = None, engine: str = "rules", jobs: int = 1) -> int:
    """Infers, and replaces inferred graphs; returns the number of triples now in the graphs that were written.

    With ``documents`` the result is the same as without, as long as these are all that changed since. The cost follows
    these documents and what they touch. Where the ontology, the reference graphs or the rules changed as well, or what
    was inferred is not as it was left, everything is closed. Other documents that changed may follow in a later call.

    Args:
        store: ontology, reference and documents; evidence is never looked at.
        documents: ids of new, changed or removed documents. None: everything.
        engine: ``rules`` (fast) or ``owlrl`` (the reference engine; slow, always closes everything).
        jobs: processes, where everything is closed.

    Raises:
        UsageError: an unknown engine.
        StoreError: the store cannot be written.
    """
    if engine not in ("rules", "owlrl"):
        raise UsageError(f"unknown engine {engine!r}; there are: rules, owlrl")
    with paused():
        if engine == "owlrl":
            return _by_reference(store)
        rules = ruleset.inferring(store)
        if documents is not None:
            known = remembering.state(store)
            if known is None and not _has_inferred(store):
                return close_documents(store, rules, GraphFacts(store, background_graphs(store)), documents, None)
            if known is not None and remembering.is_current(known, store.touched(known.seen)):
                try:
                    return close_documents(store, rules, _background(store, known), documents, known)
                except OutOfStep:
                    pass
        return close_everything(store, rules, jobs=jobs)


def inherit(store: Store, above: Store) -> None:
    """Let a draft ``above`` a store have what is kept in memory of its axioms and background; they are the same."""
    ruleset.axioms(store)
    ruleset.inherit(store, above)
    known = remembering.state(store)
    if known is not None and known.finished:
        _backgrounds[above] = known.revision, _background(store, known)


def total(store: Store) -> int:
    """Number of triples in all inferred graphs, without counting where it is known."""
    known = remembering.state(store)
    if known is not None and known.finished:
        return known.total
    return sum(store.count(name) for name in store.graphs() if is_inferred(name))


def forget(store: Store) -> None:
    """Removes all inferred graphs, and what is remembered of them, in one atomic step."""
    graphs: dict[str, list[Triple]] = {name: [] for name in store.graphs() if is_inferred(name)}
    store.replace_graphs(graphs, notes={**remembering.forgotten(store), **Support(store).forgotten()})


def _by_reference(store: Store) -> int:
    from ctkg.graph.infer.reference import closed

    graphs: dict[str, list[Triple]] = {name: [] for name in store.graphs() if is_inferred(name)}
    for name, facts in closed(store).items():
        graphs[name] = [triple(each) for each in facts if is_written(each)]
    store.replace_graphs(graphs, notes={**remembering.forgotten(store), **Support(store).forgotten()})
    return sum(map(len, graphs.values()))


def _has_inferred(store: Store) -> bool:
    return any(map(is_inferred, store.graphs()))


def _background(store: Store, known: State) -> GraphFacts:
    kept = _backgrounds.get(store)
    if kept is None or kept[0] != known.revision:
        kept = known.revision, GraphFacts(store, known.graphs)
        _backgrounds[store] = kept
    return kept[1]
