"""A desk for as long as the store is open for writing: sitting down at one brings the store up to date first."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.requests import Request

from ctkg.api import KnowledgeGraph
from ctkg.review.desk import Desk

_DESKS: weakref.WeakKeyDictionary[KnowledgeGraph, Desk] = weakref.WeakKeyDictionary()


@contextmanager
def deciding(request: Request, by: str) -> Iterator[Desk]:
    """A desk at which somebody decides.

    Raises:
        StoreError: the store cannot be written now.
    """
    with request.app.state.access.writing() as graph:
        desk = _DESKS.get(graph)
        if desk is None:
            desk = _DESKS[graph] = Desk(graph.store, decisions=request.app.state.settings.decisions)
        desk.by = by
        yield desk
