"""``/sparql``: queries by the SPARQL 1.1 Protocol, each in a process of its own kind that can be ended."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ctkg.errors import DeadlineError, QueryError
from ctkg.graph.deadline import request as worker
from ctkg.serve.negotiation import OF_GRAPHS, OF_ROWS, Format, chosen, wants_html
from ctkg.serve.protocol.answers import is_known, tag_of
from ctkg.serve.protocol.description import description
from ctkg.serve.protocol.preparing import Prepared, known, moved, prepared
from ctkg.serve.protocol.reading import Asked, asked
from ctkg.serve.protocol.running import running
from ctkg.serve.security.gate import reads

if TYPE_CHECKING:
    from ctkg.graph.deadline.stop import Stop
    from ctkg.serve.access import View

#: Header and parameter that call a query by a name, so that it can be called off.
NAME, NAME_PARAMETER = "x-ctkg-query", "query-id"
#: Header of an answer that is not whole: what it has.
TRUNCATED = "x-ctkg-truncated"
_OFF = ("0", "false", "no", "off")


@reads
async def query(request: Request) -> Response:
    """Answers a query; without one it tells what this endpoint is."""
    found = await asked(request, "query")
    if found.text is None:
        if request.method == "POST":
            raise HTTPException(400, "there is no query; send it as the parameter query, or as the body")
        if wants_html(request) and "text/html" in request.headers.get("accept", ""):
            return RedirectResponse("/query", 303, {"vary": "Accept"})
        return description(request)
    turns = running(request)
    name = request.headers.get(NAME, "") or found.one(NAME_PARAMETER)
    ask = _Ask(request, found, found.text)
    return await turns.run(request, name, turns.patience(found.one("timeout")), ask.counted)


class _Ask:
    """One query, from the text to the answer."""

    def __init__(self, request: Request, found: Asked, text: str) -> None:
        self._request = request
        self._found = found
        self._text = text
        self._default = found.all("default-graph-uri")
        self._named = found.all("named-graph-uri")

    def counted(self, seconds: float, stop: Stop) -> Response:
        """The answer, told to those who watch over the server; for a thread."""
        figures = self._request.app.state.figures
        outcome = "failed"
        try:
            with figures.at_work.track_inprogress():
                answer = self._answered(seconds, stop)
            outcome = "truncated" if TRUNCATED in answer.headers else "answered"
        except QueryError:
            outcome = "refused"
            raise
        except DeadlineError:
            outcome = "late"
            raise
        finally:
            figures.queries.labels(outcome).inc()
        return answer

    def _answered(self, seconds: float, stop: Stop) -> Response:
        access, settings = self._request.app.state.access, self._request.app.state.settings
        with access.reading() as view:
            ready = prepared(view, self._text, str(self._request.url.replace(query="")))
            graphs, named, notices = self._dataset(view, ready)
            form = chosen(self._request, OF_GRAPHS if ready.is_graph else OF_ROWS, self._found.one("format"))
            headers = {"vary": "Accept", "cache-control": "no-cache", **_told(notices)}
            if ready.is_lasting and self._request.method == "GET":
                headers["etag"] = self._tag(view, form)
                if is_known(self._request, headers["etag"]):
                    return Response(status_code=304, headers=headers)
        ask = worker.Request(
            text=ready.text,
            inference=self._found.one("inference").casefold() not in _OFF,
            graphs=graphs,
            named=named,
            prefixes=ready.prefixes,
            form=form.name,
            is_select=ready.form == "SELECT",
            rows=settings.rows,
            size=settings.answer,
        )
        try:
            reply = access.pool.answer(ask, timeout=seconds, stop=stop)
        except QueryError as error:
            raise moved(error, ready.head) from None
        if reply.told:
            headers[TRUNCATED] = reply.told
        return Response(reply.content(), headers={**headers, "content-type": form.content_type})

    def _dataset(
        self, view: View, ready: Prepared
    ) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None, tuple[str, ...]]:
        """Graphs by the request, else by the text, and notices."""
        if not self._default and not self._named:
            return ready.graphs, ready.named, ready.notices
        graphs, unknown = known(self._default, view.store)
        named, more = known(self._named, view.store)
        return graphs, named, (*ready.notices, *unknown, *more)

    def _tag(self, view: View, form: Format) -> str:
        return tag_of(view.tag, self._text, self._found.values, form.name)


@reads
async def cancel(request: Request) -> Response:
    """Ends the query of the name that is given, whose worker is free for others then."""
    name = request.path_params.get("name", "")
    if not name:
        name = request.headers.get(NAME, "") or request.query_params.get(NAME_PARAMETER, "")
    if not name and (await request.body()):
        name = (await asked(request, "query")).one(NAME_PARAMETER)
    if not name:
        raise HTTPException(400, f"which query? Give its name as {NAME_PARAMETER}, or as the header {NAME}")
    if not running(request).stop(name):
        raise HTTPException(404, "no query of this name is under way; it may be done")
    return Response(status_code=204)


def _told(notices: tuple[str, ...]) -> dict[str, str]:
    """Doubts in a header, which may hold ASCII only."""
    return {"x-ctkg-notice": quote("; ".join(notices), safe=" ;:/?<>#,'()=*")[:2_000]} if notices else {}


ROUTES = (
    Route("/sparql", query, methods=["GET", "POST"], name="sparql"),
    Route("/sparql/", query, methods=["GET", "POST"]),
    Route("/sparql/cancel", cancel, methods=["POST"], name="cancel"),
    Route("/sparql/queries/{name}", cancel, methods=["DELETE"]),
)
