"""Keeping a document that was looked at: its bytes beside the store, its graphs in it, what is left out rejected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from starlette.requests import Request

from ctkg import pipeline
from ctkg.api import KnowledgeGraph
from ctkg.errors import UsageError
from ctkg.graph import claims
from ctkg.iris import instance
from ctkg.making.kept import Kept, beside
from ctkg.review.desk import Desk
from ctkg.review.items import CLAIM, Entry, read
from ctkg.serve.pages.giving.looking import Preview

#: Why what is left out is rejected.
REASON = "left out when the document was added"


def keep(request: Request, found: Preview, by: str) -> tuple[str, ...]:
    """Put a document in the graph; what there is to say of it.

    Raises:
        UsageError: it would be left out of the graph, and why.
        StoreError: it cannot be kept.
    """
    assert found.read is not None
    settings, made, given = request.app.state.settings, found.read.made, found.read.given
    folder = Kept(beside(settings.store))
    with request.app.state.access.writing() as graph:
        place = folder.put(made.document, given.name, given.data, address=given.address)
        options = replace(pipeline.as_built(graph.store), decisions=settings.decisions)
        summary = graph.add(place, options=options, made={place: made}, by=by)
        if summary.failures:
            folder.drop(made.document)
            raise UsageError(" ".join(failure.message for failure in summary.failures))
        left = _reject(graph, found, by, settings.decisions)
    said = [f"{summary.statements} statements", f"{summary.inferred} inferred in all", *summary.notices]
    return (*said, f"{left} left out") if left else tuple(said)


def bring_back(request: Request, documents: Sequence[str], by: str) -> None:
    """Take in again what is kept beside the store of ``documents``, whose removal was undone.

    Raises:
        UsageError: one cannot be taken in, and why.
        StoreError: the store cannot be written.
    """
    settings = request.app.state.settings
    folder = Kept(beside(settings.store))
    places = [place for place in map(folder.one, documents) if place is not None]
    if places:
        with request.app.state.access.writing() as graph:
            options = replace(pipeline.as_built(graph.store), decisions=settings.decisions)
            summary = graph.add(*places, options=options, by=by)
        if summary.failures:
            raise UsageError("undone, but not taken in again: " + " ".join(each.message for each in summary.failures))


def _reject(graph: KnowledgeGraph, found: Preview, by: str, decisions: Path | None) -> int:
    """Reject the claims that are left out, as a reader would; how many there were."""
    assert found.read is not None
    document = found.read.made.document
    items = []
    for name in sorted(found.out):
        iri = instance("claim", document, name)
        said = claims.one(graph.store, iri)
        if said is not None and not said.outcome:
            entry = Entry(id=name, kind=CLAIM, documents=(document,), weight=1, confidence=said.confidence, source=iri)
            items.append(read(graph.store, entry))
    if items:
        Desk(graph.store, by=by, decisions=decisions).reject(*items, reason=REASON)
    return len(items)
