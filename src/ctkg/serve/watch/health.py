"""``/health`` and ``/metrics``: for whatever watches over the server."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import ctkg
from ctkg.errors import CtkgError, StoreError
from ctkg.iris import graph
from ctkg.serve.access import Access
from ctkg.serve.security.refusals import header
from ctkg.serve.watch.figures import Figures

_FRESH = {"cache-control": "no-store"}
#: Headers of proxies: whoever is behind one is not on this machine, for all that is known.
_FORWARDED = (b"forwarded", b"x-forwarded-for", b"x-real-ip")


async def live(request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok", "version": ctkg.__version__}, headers=_FRESH)


def ready(request: Request) -> Response:
    """The store can be read and queries can be answered; 503 where not, with what is wrong."""
    access: Access = request.app.state.access
    told: dict[str, Any] = {"status": "ok", "version": ctkg.__version__, "write": request.app.state.settings.write}
    try:
        with access.reading() as view:
            view.store.contains_graph(graph("ontology"))
            told |= {"revision": view.revision}
        if access.is_behind:
            raise StoreError("the store is gone, or cannot be read as it is now")
        busy, free = access.pool.at_work()
        told |= {"workers": {"busy": busy, "free": free}}
    except CtkgError as error:
        # Not where the store stands, nor what else the message tells of the machine: that is for the log.
        told |= {"status": "failing", "detail": type(error).__name__}
    return JSONResponse(told, 200 if told["status"] == "ok" else 503, headers=_FRESH)


def metrics(request: Request) -> Response:
    """Figures for Prometheus; for this machine alone, unless the server was told otherwise.

    Raises:
        HTTPException: somebody else asks (403).
    """
    if not request.app.state.settings.metrics and not _is_here(request):
        raise HTTPException(403, "figures are for this machine alone; start the server with --metrics to show them")
    figures: Figures = request.app.state.figures
    try:
        with request.app.state.access.reading() as view:
            figures.revision.set(view.revision)
    except CtkgError:
        figures.revision.set(float("nan"))
    figures.sessions.set(len(request.app.state.gate.sessions))
    return Response(figures.text(), media_type=CONTENT_TYPE_LATEST, headers=_FRESH)


def _is_here(request: Request) -> bool:
    if any(header(request.scope, name) for name in _FORWARDED) or request.client is None:
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False


ROUTES = (
    Route("/health", ready, methods=["GET"]),
    Route("/health/live", live, methods=["GET"]),
    Route("/health/ready", ready, methods=["GET"]),
    Route("/metrics", metrics, methods=["GET"]),
)
