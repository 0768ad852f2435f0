"""Asking: the editor of queries, the library, and answers as pages that need no script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from ctkg.errors import CtkgError, UsageError
from ctkg.graph.export.spreadsheet import of_tsv
from ctkg.graph.library import Query, find
from ctkg.serve import failures
from ctkg.serve.asking import answers, tables
from ctkg.serve.asking.answers import Answer
from ctkg.serve.asking.labels import labels
from ctkg.serve.asking.questions import Question, mistakes, nodes, question
from ctkg.serve.asking.shelves import shelves
from ctkg.serve.pages.rendering import page
from ctkg.serve.protocol.running import running
from ctkg.serve.security.gate import reads

if TYPE_CHECKING:
    from ctkg.graph.deadline.stop import Stop

#: Media types of downloads.
_KINDS = {
    "csv": "text/csv; charset=utf-8",
    "sheet": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "ttl": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
_SUFFIX = {"sheet": "csv", "rdfxml": "rdf"}
#: What the editor begins with.
_FIRST = """SELECT ?event ?label ?start
WHERE {
  ?event a ct:Workshop ;
         rdfs:label ?label ;
         ct:startDate ?start .
}
ORDER BY DESC(?start)
LIMIT 20
"""


def library(request: Request) -> Response:
    """All queries of the library."""
    return page(request, "queries.html", shelves=shelves())


@reads
async def editor(request: Request) -> Response:
    """The editor, with the answer below it where one is asked for."""
    said = await _said(request)
    asked = question(said)
    shown = Question(text=asked.text or _FIRST, inference=asked.inference)
    draw = partial(page, request, "query.html", question=shown, said=said, shelves=shelves())
    return await _answered(request, asked, said, draw)


@reads
async def one(request: Request) -> Response:
    """A query of the library: what it asks, a form for its parameters, and the answer where one is asked for."""
    said = await _said(request)
    try:
        query = find(request.path_params["name"])
    except UsageError as error:
        raise HTTPException(404, error.message) from None
    asked = question(said, query.id)
    faults = mistakes(query, asked.values) if asked.values else {}
    editing = urlencode({"query": query.text if faults else asked.filled()})
    called = await run_in_threadpool(_called, request, query, asked.values)
    values: dict[str, Any] = {"query": query, "said": said, "faults": faults, "editing": editing, "called": called}
    draw = partial(page, request, "library-query.html", question=asked, **values)
    return await _answered(request, asked, said, draw)


def _called(request: Request, query: Query, values: Mapping[str, str]) -> dict[str, str]:
    """What the nodes are called that parameters stand for."""
    meant = nodes(query, values)
    with request.app.state.access.reading() as view:
        names = labels(view.store, meant.values())
    return {name: names[iri]["label"] for name, iri in meant.items()}


async def _answered(
    request: Request, asked: Question, said: Mapping[str, str], draw: Callable[..., Response]
) -> Response:
    """The page with the answer to what is asked, or with what is wrong with it."""
    nothing: dict[str, Any] = {"answer": None, "table": None, "truth": None, "error": None}
    if not said.get("run"):
        return draw(**nothing)
    turns = running(request)
    number = int(said["page"]) if said.get("page", "").isdecimal() and len(said["page"]) < 7 else 1

    def work(seconds: float, stop: Stop) -> Response:
        found = answers.answer(request.app.state, asked, seconds, stop, base=str(request.base_url))
        result = found.parsed()
        rows = None
        if found.kind != "boolean":
            with request.app.state.access.reading() as view:
                rows = tables.table(view.store, result, number=number)
        return draw(**{**nothing, "answer": found, "table": rows, "truth": result.get("boolean")})

    try:
        return await turns.run(request, "", turns.patience(said.get("timeout", "")), work)
    except CtkgError as error:
        return draw(**{**nothing, "error": error}, status=failures.status_of(error))


@reads
async def download(request: Request) -> Response:
    """The answer as a file; bounded by bytes alone."""
    said = await _said(request)
    form = said.get("format", "csv")
    asked = question(said, said.get("name", ""))
    turns = running(request)

    def work(seconds: float, stop: Stop) -> Answer:
        base = str(request.base_url)
        return answers.answer(request.app.state, asked, seconds, stop, base=base, form=form, whole=True)

    found = await turns.run(request, said.get("id", ""), turns.patience(said.get("timeout", "")), work)
    # A file that was cut says so by its name, since not every format has a place for that.
    name = (quote(asked.name.lower(), safe="") or "answer") + ("-incomplete" if found.cut else "")
    headers = {"content-disposition": f'attachment; filename="{name}.{_SUFFIX.get(form, form)}"'}
    headers |= {"content-type": _KINDS[form], "cache-control": "no-store"}
    if found.cut:
        headers["x-ctkg-truncated"] = found.cut
    if form == "sheet":
        return StreamingResponse(of_tsv(found.content), headers=headers)
    return Response(found.content, headers=headers)


async def _said(request: Request) -> dict[str, str]:
    """Parameters of the address and of the form, the last of each name."""
    said = dict(request.query_params)
    if request.method == "POST":
        async with request.form(max_files=0, max_fields=100) as form:
            said |= {name: value for name, value in form.items() if isinstance(value, str)}
    return said


ROUTES = (
    Route("/query", editor, methods=["GET", "POST"], name="query"),
    Route("/query/download", download, methods=["GET", "POST"]),
    Route("/queries", library, methods=["GET"], name="queries"),
    Route("/queries/{name}", one, methods=["GET", "POST"]),
)
