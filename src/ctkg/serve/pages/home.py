"""The first page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ctkg.serve.pages.rendering import page


def home(request: Request) -> Response:
    """What is in the graph, and where to begin."""
    with request.app.state.access.reading() as view:
        return page(request, "home.html", revision=view.revision)


ROUTES = (Route("/", home, name="home"),)
