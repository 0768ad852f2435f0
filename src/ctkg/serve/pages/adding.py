"""Where adding begins: a document, an entry, what is begun."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ctkg.serve.pages.entering import pages as entering
from ctkg.serve.pages.entering import pasted
from ctkg.serve.pages.giving import pages as giving
from ctkg.serve.pages.posting import owner, page_for_writers
from ctkg.serve.pages.rendering import page


@page_for_writers
def show(request: Request) -> Response:
    """The ways to add something."""
    return page(request, "add.html", begun=entering.drafts(request).of(owner(request)), looked=giving.waiting(request))


ROUTES = (Route("/add", show, methods=["GET"], name="add"), *entering.ROUTES, *pasted.ROUTES, *giving.ROUTES)
