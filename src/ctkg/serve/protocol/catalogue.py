"""``/.well-known/void`` and ``/catalog``: what there is to be had here, for programs and for people."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ctkg.graph.deadline.request import Request as Ask
from ctkg.iris import GRAPH, compact
from ctkg.serve.negotiation import wants_html
from ctkg.serve.pages.rendering import page
from ctkg.serve.protocol.answers import described

if TYPE_CHECKING:
    from ctkg.graph.publishing.counts import Counts
    from ctkg.graph.publishing.void import Published
    from ctkg.graph.store import Store
    from ctkg.serve.access import Access, View

_REFERENCE, _DOCUMENT = GRAPH + "reference/", GRAPH + "document/"
#: Classes and properties that the page shows.
_SHOWN = 25


class Counted:
    """The numbers of the newest state that was counted; one request counts, the others wait for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tag = ""
        self._counts: Counts | None = None

    def of(self, view: View, access: Access, seconds: float) -> Counts:
        """The numbers of a view.

        Raises:
            DeadlineError: they cannot be had in time.
        """
        from ctkg.graph.publishing.counts import counts

        with self._lock:
            if self._counts is None or self._tag != view.tag:
                self._counts = counts(lambda text: access.pool.answer(Ask(text=text), timeout=seconds).answer())  # type: ignore[arg-type, return-value]
                self._tag = view.tag
            return self._counts


def published(request: Request, view: View) -> Published:
    """What the descriptions tell."""
    from ctkg.graph.card import card
    from ctkg.graph.publishing.void import Published

    state = request.app.state
    if not hasattr(state, "counted"):
        state.counted = Counted()
    names = view.kept("protocol.names", _names)
    return Published(
        home=str(request.base_url),
        title=state.settings.title,
        counts=state.counted.of(view, state.access, state.settings.deadline),
        documents=names[0],
        card=card(),
        tables=names[1],
        has_ontology=view.store.contains_graph(GRAPH + "ontology"),
    )


def void(request: Request) -> Response:
    """The VoID description, or a page of it."""
    from ctkg.graph.publishing.void import void

    with request.app.state.access.reading() as view:
        if wants_html(request):
            return _page(request, view)
        return described(request, _tag(request, view, "void"), lambda: void(published(request, view)))


def catalog(request: Request) -> Response:
    """The DCAT catalogue, or a page of it."""
    from ctkg.graph.publishing.void import catalogue

    with request.app.state.access.reading() as view:
        if wants_html(request):
            return _page(request, view)
        return described(request, _tag(request, view, "dcat"), lambda: catalogue(published(request, view)))


def _page(request: Request, view: View) -> Response:
    told = published(request, view)
    tables = [table for table in told.card.tables if table.name in told.tables]

    def first(numbers: dict[str, int]) -> list[tuple[str, str, int]]:
        return [(iri, compact(iri), number) for iri, number in list(numbers.items())[:_SHOWN]]

    response = page(
        request,
        "catalogue.html",
        told=told,
        tables=tables,
        classes=first(told.counts.classes),
        properties=first(told.counts.properties),
        graph_of=lambda table: _REFERENCE + table.name,
    )
    response.headers["vary"] = "Accept"
    return response


def _tag(request: Request, view: View, what: str) -> str:
    return f"{view.tag} {request.base_url} {request.app.state.settings.title} {what}"


def _names(store: Store) -> tuple[int, tuple[str, ...]]:
    """How many documents there are, and the names of the tables."""
    names = store.graphs()
    tables = tuple(name.removeprefix(_REFERENCE) for name in names if name.startswith(_REFERENCE))
    return sum(name.startswith(_DOCUMENT) for name in names), tables


ROUTES = (
    Route("/.well-known/void", void, name="void"),
    Route("/catalog", catalog, name="catalog"),
)
