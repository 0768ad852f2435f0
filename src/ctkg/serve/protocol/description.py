"""What the endpoint can do: its service description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from ctkg.serve.protocol.answers import graph_answer

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: Named graphs that are told of; stores with more tell of none.
_TOLD = 500


def description(request: Request) -> Response:
    """The service description, negotiated."""
    from ctkg.graph.publishing.service import service

    settings = request.app.state.settings
    here = request.url.replace(query="")
    with request.app.state.access.reading() as view:
        told = view.kept("protocol.service", _told)
        return graph_answer(
            request,
            f"{view.tag} {here} {settings.title} {settings.write}",
            lambda: service(
                str(here),
                title=settings.title,
                update=str(here.replace(path="/update")) if settings.write else "",
                dataset=str(here.replace(path="/.well-known/void")),
                graphs=told[0],
                is_inferred=told[1],
            ),
        )


def _told(store: Store) -> tuple[list[str], bool]:
    from ctkg.graph import standing

    names = store.graphs()
    return (names if len(names) <= _TOLD else []), store.note(standing.NOTE, "inference") is not None
