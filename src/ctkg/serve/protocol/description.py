"""What the endpoint can do: its service description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from ctkg.iris import GRAPH
from ctkg.serve.protocol.answers import described
from ctkg.serve.protocol.writing import is_bare

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: Graphs of single documents, which are too many to be told of.
_MANY = tuple(GRAPH + kind for kind in ("document/", "evidence/", "inferred/"))
#: Named graphs that are told of in a store that has nothing of ctkg.
_TOLD = 200


def description(request: Request) -> Response:
    """The service description, negotiated."""
    from ctkg.graph.publishing.service import service

    settings = request.app.state.settings
    here = request.url.replace(query="")
    with request.app.state.access.reading() as view:
        told = view.kept("protocol.service", _told)
        return described(
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
    if not is_bare(store):
        names = [name for name in names if not name.startswith(_MANY)]
    return names[:_TOLD], store.note(standing.NOTE, "inference") is not None
