"""Taking a document or an entry out of the graph, after a second look."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ctkg.errors import UsageError
from ctkg.graph.store import Store
from ctkg.iris import graph, instance
from ctkg.serve.pages.changing import Shown, node
from ctkg.serve.pages.posting import Values, page_for_writers, posted, seen
from ctkg.serve.pages.rendering import page
from ctkg.serve.security import audit
from ctkg.serve.security.tokens import must_write


@page_for_writers
def ask(request: Request) -> Response:
    """What would go, and why it goes."""
    name = request.path_params["name"]
    with request.app.state.access.reading() as view:
        shown = _shown(view.store, name)
        size = sum(1 for _ in view.store.match(None, None, None, graph("document", name)))
    return page(request, "remove.html", name=name, shown=shown, size=size)


@posted
def take(request: Request, given: Values) -> Response:
    """Take it out, with all that follows from it."""
    name = request.path_params["name"]
    with request.app.state.access.writing() as store:
        try:
            effect = store.remove(
                name,
                by=must_write(request),
                reason=given.get("reason", "").strip(),
                decisions=request.app.state.settings.decisions,
            )
        except UsageError as error:
            raise HTTPException(404, error.message) from None
    audit.say(request, act=effect.acts[0].id)
    return seen(f"/acts/{effect.acts[0].id}?done=1")


def _shown(store: Store, name: str) -> Shown:
    if not store.contains_graph(graph("document", name)) and not store.contains_graph(graph("evidence", name)):
        raise HTTPException(404, f"the store has no document or entry {name[:100]!r}")
    return node(store, instance("document", name))


ROUTES = (
    Route("/remove/{name}", ask, methods=["GET"], name="remove"),
    Route("/remove/{name}", take, methods=["POST"]),
)
