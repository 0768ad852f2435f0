"""``/api/v1/facts``: the flat view of what documents say, a part at a time."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from ctkg.graph.facts import Some, some
from ctkg.serve.access import View
from ctkg.serve.api.answering import read
from ctkg.serve.api.asked import identifier, iri, paging, text
from ctkg.serve.api.documents import there

#: Claims that are looked at for one answer, and behind which none is looked for.
_LOOKED_AT, _DEEP = 5_000, 500_000


def facts(view: View, request: Request) -> Any:
    """Facts of a document, of an event, of a relation, of events of a class, or all."""
    wanted = Some(
        document=identifier(request, "document"),
        event=iri(request, "event"),
        relation=text(request, "relation"),
        kind=iri(request, "kind", prefix="ct"),
    )
    if wanted.document:
        there(view, wanted.document)
    part = paging(request, view, few=100, most=500, deep=_DEEP)
    found, place = some(view.store, wanted, start=part.start, most=part.limit, looked_at=_LOOKED_AT)
    return {"items": found, **part.on(place if place <= _DEEP else 0)}


ROUTES = (Route("/api/v1/facts", read(facts), methods=["GET"]),)
