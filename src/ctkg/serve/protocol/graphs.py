"""``/data``: the SPARQL 1.1 Graph Store HTTP Protocol.

A graph is named by ``?graph=IRI`` or ``?default``, or by its path: below ``/data/`` that is the graph's own address,
below ``/graph/`` it stands for the IRI that ctkg gives a graph.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ctkg.graph import guard, names
from ctkg.graph.deadline.request import GraphRequest
from ctkg.graph.store import snapshot, states
from ctkg.serve import links
from ctkg.serve.negotiation import chosen
from ctkg.serve.protocol.answers import OF_TRIPLES, is_known, tag_of, tags
from ctkg.serve.protocol.bodies import Part, parts
from ctkg.serve.protocol.running import running
from ctkg.serve.protocol.writing import DEFAULT, is_bare, written
from ctkg.serve.security.audit import say
from ctkg.serve.security.tokens import must_write

if TYPE_CHECKING:
    from ctkg.graph.deadline.stop import Stop
    from ctkg.graph.store import Store

_HERE = "/data"


@dataclass(frozen=True, slots=True)
class Target:
    """The graph that a request is about.

    Attributes:
        iri: of the graph; empty for the default graph.
        address: where it is to be had.
    """

    iri: str
    address: str

    def stored(self) -> str:
        """IRI of the graph that is written."""
        return self.iri or DEFAULT

    def is_there(self, store: Store) -> bool:
        """True where there is such a graph; the default graph always is, be it empty."""
        return not self.iri or guard.is_graph(self.iri, store)

    def tag(self, store: Store) -> str:
        """Another for every state of the graph, whatever else is written; the format comes on top of it."""
        return tag_of(self.iri, states.state(store, self.iri))


async def read(request: Request) -> Response:
    """GET and HEAD: the graph, in the format that the client likes best."""
    target = _target(request)
    turns = running(request)
    work = partial(_read, request, target)
    return await turns.run(request, "", turns.patience(request.query_params.get("timeout", "")), work)


def _read(request: Request, target: Target, seconds: float, stop: Stop) -> Response:
    access, settings = request.app.state.access, request.app.state.settings
    form = chosen(request, OF_TRIPLES)
    with access.reading() as view:
        if not target.is_there(view.store):
            raise HTTPException(404, f"the store has no graph {target.iri}")
        tag = f'{target.tag(view.store)[:-1]}-{form.name}"'
        headers = {"vary": "Accept", "cache-control": "no-cache", "etag": tag}
        if is_known(request, tag):
            return Response(status_code=304, headers=headers)
    ask = GraphRequest(graph=target.iri, form=form.name, size=settings.answer)
    content = access.pool.answer(ask, timeout=seconds, stop=stop).content()
    return Response(content, headers={**headers, "content-type": form.content_type})


async def write(request: Request) -> Response:
    """PUT, POST and DELETE: the graph is replaced, added to, taken away."""
    must_write(request)
    if request.method == "POST" and request.url.path.rstrip("/") == _HERE and not _names(request):
        address = str(request.url.replace(path=f"{_HERE}/{uuid.uuid4()}", query=""))
        target = Target(address, address)
    else:
        target = _target(request)
    sent = [] if request.method == "DELETE" else await parts(request)
    turns = running(request)
    work = partial(_write, request, target, sent)
    return await turns.run(request, "", turns.patience(request.query_params.get("timeout", "")), work)


def _write(request: Request, target: Target, sent: list[Part], seconds: float, stop: Stop) -> Response:
    from ctkg.graph import updating

    access = request.app.state.access
    say(request, graph=target.iri or "default")
    if updating.is_kept(target.stored()):
        raise HTTPException(403, f"{target.iri} is written by ctkg itself; leave it alone")
    with written(request, f"graph {request.method}") as kg:
        if not target.iri and not is_bare(kg.store):
            why = "the default graph is what all graphs say together; name the graph that you mean to write (graph=IRI)"
            raise HTTPException(403, why)
        there = kg.store.contains_graph(target.stored())
        _must_match(request, target.tag(kg.store), is_there=there)
        if request.method == "DELETE":
            if not there:
                raise HTTPException(404, f"the store has no graph {target.iri or 'that is the default graph'}")
            kg.store.remove_graph(target.stored())
        else:
            with snapshot.room(access.settings.store.absolute() / snapshot.READERS) as folder:
                ask = GraphRequest(
                    graph=target.stored(),
                    parts=tuple((form.name, _file(folder, content)) for form, content in sent),
                    keep=request.method == "POST",
                    base=target.address,
                )
                change = access.pool.answer(ask, timeout=seconds, stop=stop).change()
            stop.check()
            kg.store.change_graphs(change.added, change.removed)
            say(request, added=sum(map(len, change.added.values())), removed=sum(map(len, change.removed.values())))
        tag = target.tag(kg.store)
    if request.method == "DELETE":
        return Response(status_code=204)
    headers = {"etag": tag} if there else {"etag": tag, "location": target.address}
    return Response(status_code=204 if there else 201, headers=headers)


def _must_match(request: Request, tag: str, *, is_there: bool) -> None:
    """Compares with what the client knows of the graph (If-Match, If-None-Match).

    Raises:
        HTTPException: it is otherwise (412).
    """
    wanted, unwanted = request.headers.get("if-match", ""), request.headers.get("if-none-match", "")

    def fits(header: str) -> bool:
        # What was read in some format is the graph, whatever the format.
        return is_there and (header.strip() == "*" or any(each.startswith(tag[:-1]) for each in tags(header)))

    if (wanted and not fits(wanted)) or (unwanted and fits(unwanted)):
        raise HTTPException(412, "the graph is not as you had it; read it again, and write then")


def _names(request: Request) -> int:
    return sum(name in ("graph", "default") for name, _ in request.query_params.multi_items())


def _target(request: Request) -> Target:
    """The graph that is meant.

    Raises:
        HTTPException: none, or several, or no IRI (400).
    """
    raw = request.scope.get("raw_path", b"").decode("ascii", "replace").partition("?")[0]
    if _names(request) > 1:
        raise HTTPException(400, "name one graph: graph=IRI, or default")
    own = f"{request.url.scheme}://{request.url.netloc}"
    if "default" in request.query_params:
        return Target("", f"{own}{_HERE}?default")
    if raw.startswith("/graph/") or raw.rstrip("/") != _HERE:
        iri = links.iri(raw) or own + raw
        address = own + raw
    else:
        iri = request.query_params.get("graph", "")
        address = f"{own}{_HERE}?graph={quote(iri, safe='')}"
    if not names.is_iri(iri):
        what = f"{iri} is no absolute IRI" if iri else "no graph is named"
        raise HTTPException(400, f"{what[:200]}; name one by graph=IRI, or default")
    return Target(iri, address)


def _file(folder: Path, content: bytes) -> str:
    place = folder / str(len(list(folder.iterdir())))
    place.write_bytes(content)
    return str(place)


_READS = ("GET",)
_WRITES = ("PUT", "POST", "DELETE")
_PLACES = ("/data", "/data/", "/data/{path:path}")
ROUTES = (
    *(Route(place, read, methods=[*_READS]) for place in _PLACES),
    *(Route(place, write, methods=[*_WRITES]) for place in (*_PLACES, "/graph/{path:path}")),
)
