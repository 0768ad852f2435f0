"""Names that begin as somebody types, for the field of the search."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from ctkg.graph.search.helping import suggestions
from ctkg.serve.finding import Damaged
from ctkg.serve.links import href

#: Names of one answer, and letters of a question that are read.
_MOST, _LONGEST = 8, 100


def suggest(request: Request) -> JSONResponse:
    """``/api/v1/suggest?q=``: names of things that begin so, or have words that do; none while the index is made."""
    text = request.query_params.get("q", "").strip()[:_LONGEST]
    with request.app.state.access.reading() as view:
        try:
            with request.app.state.finding.index(view) as (index, _):
                found = suggestions(index, text, most=_MOST) if index is not None else []
        except Damaged:
            found = []
    return JSONResponse(
        {"names": [{"label": n.text, "kind": n.kind, "iri": n.iri, "href": href(n.iri)} for n in found]}
    )


ROUTES = (Route("/api/v1/suggest", suggest, methods=["GET"]),)
