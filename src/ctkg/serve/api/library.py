"""``/api/v1/queries``: the questions that come with ctkg."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from ctkg.errors import UsageError
from ctkg.graph import library
from ctkg.graph.library import Query
from ctkg.serve.access import View
from ctkg.serve.api.answering import read
from ctkg.serve.api.asked import missing


def queries(view: View, request: Request) -> Any:
    """All of them: there are some dozens."""
    return {"items": [_short(query) for query in library.load()]}


def query(view: View, request: Request) -> Any:
    """One, with its text."""
    try:
        found = library.find(request.path_params["id"])
    except UsageError as error:
        raise missing(error) from None
    return {**_short(found), "description": found.description, "text": found.text}


def _short(query: Query) -> dict[str, Any]:
    return {
        "id": query.id,
        "title": query.title,
        "question": query.question,
        "parameters": [
            {"name": each.name, "type": each.type, **({} if each.default is None else {"default": each.default})}
            for each in query.params
        ],
        **({"severity": query.severity} if query.severity else {}),
    }


ROUTES = (
    Route("/api/v1/queries", read(queries), methods=["GET"]),
    Route("/api/v1/queries/{id}", read(query), methods=["GET"]),
)
