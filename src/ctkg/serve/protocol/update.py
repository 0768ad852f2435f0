"""``/update``: updates by the SPARQL 1.1 Protocol, worked out in a process that can be ended, written in one step."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ctkg.errors import QueryError
from ctkg.graph.deadline import request as worker
from ctkg.serve.protocol.preparing import known, moved, relative_to
from ctkg.serve.protocol.query import NAME, NAME_PARAMETER
from ctkg.serve.protocol.reading import Asked, asked
from ctkg.serve.protocol.running import running
from ctkg.serve.protocol.writing import DEFAULT, is_bare, written
from ctkg.serve.security.audit import say
from ctkg.serve.security.tokens import must_write

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from ctkg.graph.deadline.stop import Stop


async def update(request: Request) -> Response:
    """Carries an update out, all of it or nothing, and answers when a query sees it."""
    must_write(request)
    found = await asked(request, "update")
    if found.text is None:
        raise HTTPException(400, "there is no update; send it as the parameter update, or as the body")
    turns = running(request)
    name = request.headers.get(NAME, "") or found.one(NAME_PARAMETER)
    act = _Update(request, found, found.text)
    return await turns.run(request, name, turns.patience(found.one("timeout")), act.done)


class _Update:
    """One update."""

    def __init__(self, request: Request, found: Asked, text: str) -> None:
        self._request = request
        self._text = text
        self._using = found.all("using-graph-uri")
        self._named = found.all("using-named-graph-uri")

    def done(self, seconds: float, stop: Stop) -> Response:
        """What was written; for a thread. The time bounds the work that only reads."""
        access = self._request.app.state.access
        until = time.monotonic() + seconds
        head = relative_to(self._text, str(self._request.url.replace(query="")))
        with written(self._request, "update") as kg:
            known((*self._using, *self._named), kg.store)
            has_dataset = bool(self._using or self._named)
            ask = worker.Request(
                text=head + self._text,
                update=True,
                default=DEFAULT if is_bare(kg.store) else None,
                graphs=self._using if has_dataset else None,
                named=self._named if has_dataset else None,
            )
            try:
                change = access.pool.answer(ask, timeout=max(until - time.monotonic(), 0.001), stop=stop).change()
            except QueryError as error:
                raise moved(error, head) from None
            stop.check()
            kg.store.change_graphs(change.added, change.removed)
        told = {"added": _sizes(change.added), "removed": _sizes(change.removed)}
        say(self._request, graphs=change.graphs, **{name: sum(sizes.values()) for name, sizes in told.items()})
        return JSONResponse(told)


def _sizes(part: Mapping[str, frozenset[Triple]]) -> dict[str, int]:
    """Triples by graph."""
    return {name: len(triples) for name, triples in sorted(part.items())}


ROUTES = (
    Route("/update", update, methods=["POST"], name="update"),
    Route("/update/", update, methods=["POST"]),
)
