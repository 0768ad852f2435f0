"""RDF of every IRI: each address of a page gives data to whoever asks for data.

A page says so with one word: ``Route("/id/{path:path}", negotiated(entity))``. The handler then answers browsers; what
asks for Turtle, JSON-LD, N-Triples, RDF/XML, TriG or N-Quads, by Accept or by ``?format=``, is answered here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial, wraps
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ctkg.graph import names
from ctkg.graph.deadline.request import GraphRequest
from ctkg.graph.deadline.stop import Stop
from ctkg.graph.resolutions import stands_for
from ctkg.iris import BASE, GRAPH
from ctkg.serve import links
from ctkg.serve.negotiation import OF_GRAPHS, chosen, wants_html
from ctkg.serve.protocol.answers import is_known, tag_of
from ctkg.serve.protocol.query import TRUNCATED
from ctkg.serve.protocol.running import running

Handler = Callable[[Request], Response]
_ONTOLOGY = BASE + "ontology"
#: Formats that a page tells of.
_TOLD = OF_GRAPHS[:4]
_SAFE = "/:@!$&'()*+,;=~-._#?%"


def negotiated(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """``handler`` for who wants a page, RDF of the same thing for who wants data."""

    @wraps(handler)
    async def answered(request: Request) -> Response:
        if not wants_html(request):
            return await rdf(request)
        response = await run_in_threadpool(handler, request)
        vary = response.headers.get("vary", "")
        response.headers["vary"] = f"{vary}, Accept" if vary else "Accept"
        if response.status_code == 200:
            response.headers["link"] = ", ".join(alternates(request))
        return response

    return answered


async def rdf(request: Request) -> Response:
    """What the store says of the thing at this address; of a graph, what is in it.

    Raises:
        HTTPException: nothing is said of it (404), or in no such format (406).
    """
    iri = iri_of(request)
    turns = running(request)
    return await turns.run(request, "", turns.patience(""), partial(_answered, request, iri))


def iri_of(request: Request) -> str:
    """The IRI that an address stands for: of its path, or of the parameter ``iri``.

    Raises:
        HTTPException: none (404).
    """
    raw = request.scope.get("raw_path") or request.url.path.encode()
    found = links.iri(raw.decode("ascii", "replace").partition("?")[0]) or request.query_params.get("iri", "")
    if not names.is_iri(found):
        raise HTTPException(404, "no thing stands at this address")
    return found


def alternates(request: Request) -> list[str]:
    """Values of the header Link: the same thing in other formats."""
    own = [] if "iri" not in request.query_params else [f"iri={quote(request.query_params['iri'], safe='')}"]
    path = quote(request.url.path, safe=_SAFE.replace("?", "").replace("#", "").replace("%", ""))
    return [
        f'<{path}?{"&".join((*own, f"format={form.name}"))}>; rel="alternate"; type="{form.kind}"' for form in _TOLD
    ]


_PATHS = ("/id/{path:path}", "/concept/{path:path}", "/graph/{path:path}")
#: Where nothing else gives a page, data are given.
ROUTES = tuple(Route(place, rdf) for place in (*_PATHS, "/ontology", "/ontology/{name}", "/resource"))


def _answered(request: Request, iri: str, seconds: float, stop: Stop) -> Response:
    access, settings = request.app.state.access, request.app.state.settings
    form = chosen(request, OF_GRAPHS)
    is_graph = iri.startswith(GRAPH) or iri == _ONTOLOGY
    graph = GRAPH + "ontology" if iri == _ONTOLOGY else iri
    with access.reading() as view:
        there = view.store.contains_graph(graph) if is_graph else names.is_known_node(iri, view.store)
        if not there:
            raise HTTPException(404, f"the store says nothing of {iri}")
        now = iri if is_graph else stands_for(view.store, iri)
        headers = {
            "vary": "Accept",
            "cache-control": "no-cache",
            "etag": tag_of(view.tag, iri, form.name),
            "link": f'<{quote(iri, safe=_SAFE)}>; rel="describes"',
        }
    if now != iri:
        # What a document called so became another node; the old name leads to it.
        named = request.query_params.get("format", "")
        place = links.href(now)
        query = f"{'&' if '?' in place else '?'}format={quote(named)}" if named else ""
        return RedirectResponse(place + query, 303, {"vary": "Accept"})
    if is_known(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    ask = GraphRequest(
        graph=graph if is_graph else "",
        node="" if is_graph else iri,
        form=form.name,
        size=settings.answer,
        rows=settings.rows,
    )
    reply = access.pool.answer(ask, timeout=seconds, stop=stop)
    if reply.told:
        headers[TRUNCATED] = reply.told
    return Response(reply.content(), headers={**headers, "content-type": form.content_type})
