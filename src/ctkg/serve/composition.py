"""The application as a whole: what every request goes through, and who answers it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from ctkg.errors import CtkgError
from ctkg.serve import api, failures, protocol
from ctkg.serve.access import Access
from ctkg.serve.finding import Finding
from ctkg.serve.overview import Overview
from ctkg.serve.pages import adding, asking, browse, document, explore, home, login, network, search, timeline
from ctkg.serve.pages import map as map_page
from ctkg.serve.pages.ontology import pages as ontology
from ctkg.serve.pages.rendering import STATIC
from ctkg.serve.pages.reviewing import pages as reviewing
from ctkg.serve.pages.things import node, why
from ctkg.serve.protocol import query
from ctkg.serve.protocol.sharing import sharing
from ctkg.serve.security import guards
from ctkg.serve.security.gate import Gate, guarded
from ctkg.serve.security.rules import Rules
from ctkg.serve.settings import Settings
from ctkg.serve.watch import health
from ctkg.serve.watch.figures import Figures
from ctkg.serve.watch.requests import Watched
from ctkg.site.rendering import STATIC as SITE_STATIC

#: Requests that are worked on at a time: Python runs one, the others wait for the disk or for a worker.
_THREADS = 8
#: Modules with pages or answers; of two for one path the first answers: pages before data alone.
_PARTS = (
    query,  # asked most, and looked for from the top
    home,
    browse,
    document,
    search,
    login,
    health,
    node,
    ontology,
    why,
    timeline,
    map_page,
    adding,
    reviewing,
    explore,
    network,
    asking,
    api,
    protocol,
)


def make(settings: Settings, rules: Rules | None = None) -> Starlette:
    """The application; see :func:`ctkg.serve.application`. ``rules`` are those of ``settings`` where none are given."""
    rules = rules or Rules.of(settings)
    gate, figures = Gate(settings, rules), Figures()
    app = Starlette(
        routes=guarded(_routes()),
        middleware=[
            Middleware(Watched, figures=figures),
            *guards(rules, gate),
            *sharing(settings.origins),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5),
        ],
        exception_handlers={CtkgError: failures.told, HTTPException: failures.told},
        lifespan=_lifespan,
    )
    app.state.settings, app.state.gate, app.state.figures = settings, gate, figures
    return app


def _routes() -> list[BaseRoute]:
    return [
        *(route for part in _PARTS for route in part.ROUTES),
        Mount("/static/site", StaticFiles(directory=SITE_STATIC), name="site-static"),
        Mount("/static", StaticFiles(directory=STATIC), name="static"),
    ]


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
    with Access(app.state.settings) as access:
        app.state.access = access
        app.state.finding, app.state.overview = Finding(access), Overview(access)
        yield
