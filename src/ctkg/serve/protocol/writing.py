"""Writes to the store that come from outside: one at a time, and what follows from them is brought up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.requests import Request

from ctkg.iris import graph
from ctkg.serve.security.tokens import writer

if TYPE_CHECKING:
    from ctkg.api import KnowledgeGraph
    from ctkg.graph.store import Store
    from ctkg.serve.settings import Settings

#: In a store that holds RDF and nothing of ctkg, the graph that stands for the default graph.
DEFAULT = graph("document", "default")
_ONTOLOGY = graph("ontology")


def is_bare(store: Store) -> bool:
    """True where nothing follows from what is written: there is no ontology, so neither documents nor tables."""
    return not store.contains_graph(_ONTOLOGY)


@contextmanager
def written(request: Request, what: str) -> Iterator[KnowledgeGraph]:
    """The store, to be written by one step, which is followed by all that hangs on it.

    Args:
        request: by whoever may write.
        what: is done, for the history of the store.

    Raises:
        StoreError: it cannot be written.
    """
    state = request.app.state
    with state.access.writing() as kg:
        before = kg.store.revision()
        with kg.store.moment(what, by=writer(request)):
            yield kg
        if kg.store.revision() != before and not is_bare(kg.store):
            _follow(kg.store, state.settings)


def _follow(store: Store, settings: Settings) -> None:
    from ctkg import pipeline
    from ctkg.graph import search

    pipeline.follow(store, options=replace(pipeline.as_built(store), decisions=settings.decisions))
    search.refresh(store)
