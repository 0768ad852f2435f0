"""What the editor and the results ask for: words, names, labels, answers (openapi.yaml tells the forms)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ctkg.serve.asking import answers
from ctkg.serve.asking.labels import labels
from ctkg.serve.asking.names import suggested
from ctkg.serve.asking.places import places
from ctkg.serve.asking.questions import Question, question
from ctkg.serve.asking.vocabulary import packed
from ctkg.serve.protocol.running import running
from ctkg.serve.security.gate import reads

if TYPE_CHECKING:
    from ctkg.graph.deadline.stop import Stop
    from ctkg.graph.store import Store

#: Names of one answer at most, and how many where none is said.
_NAMES, _FEW = 50, 20


def words(request: Request) -> Response:
    """Prefixes, and the terms of the ontology with labels and definitions."""
    with request.app.state.access.reading() as view:
        content, tag = view.kept("asking.words", _tagged)
    headers = {"etag": tag, "cache-control": "no-cache"}
    given = request.headers.get("if-none-match", "")
    if tag in (each.strip().removeprefix("W/") for each in given.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)


def _tagged(store: Store) -> tuple[bytes, str]:
    content = packed(store)
    return content, f'"{hashlib.sha256(content).hexdigest()[:20]}"'


def names(request: Request) -> Response:
    """Nodes that what is typed may mean."""
    typed = request.query_params.get("typed", "")
    limit = request.query_params.get("limit", str(_FEW))
    if not limit.isdecimal() or not 1 <= int(limit[:9]) <= _NAMES:
        raise HTTPException(400, f"limit is a number from 1 to {_NAMES}")
    with request.app.state.access.reading() as view:
        found = suggested(view.store, typed, limit=int(limit))
    return JSONResponse(
        {"names": [{"name": n.name, "iri": n.iri, "label": n.label, "kind": n.kind, "found": n.found} for n in found]},
        headers={"cache-control": "no-cache"},
    )


@reads
async def named(request: Request) -> Response:
    """Labels and addresses of many IRIs."""
    return JSONResponse({"labels": await _of_many(request, labels)})


@reads
async def placed(request: Request) -> Response:
    """Where many nodes are."""
    return JSONResponse({"places": await _of_many(request, places)})


async def _of_many(request: Request, told: Callable[[Store, list[str]], dict[str, Any]]) -> dict[str, Any]:
    said = await _said(request)
    iris = said.get("iris")
    if not isinstance(iris, list) or not all(isinstance(iri, str) for iri in iris):
        raise HTTPException(400, 'send {"iris": ["https://...", ...]}')

    def found() -> dict[str, Any]:
        with request.app.state.access.reading() as view:
            return told(view.store, iris)

    return await run_in_threadpool(found)


@reads
async def answer(request: Request) -> Response:
    """The answer to a query, with all that is known of it."""
    said = await _said(request)
    asked = _question(said)
    turns = running(request)
    base = str(request.base_url)

    def work(seconds: float, stop: Stop) -> bytes:
        return answers.answer(request.app.state, asked, seconds, stop, base=base).packed()

    content = await turns.run(request, str(said.get("id", "")), turns.patience(str(said.get("timeout", ""))), work)
    return Response(content, media_type="application/json", headers={"cache-control": "no-store"})


async def _said(request: Request) -> dict[str, Any]:
    """The object that the body is."""
    try:
        said = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise HTTPException(400, "the body is no JSON") from None
    if not isinstance(said, dict):
        raise HTTPException(400, "the body is no JSON object")
    return said


def _question(said: dict[str, Any]) -> Question:
    """The question of a JSON object."""
    values = said.get("parameters", {})
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise HTTPException(400, "parameters are texts by their names")
    if not isinstance(said.get("inference", True), bool):
        raise HTTPException(400, "inference is true or false")
    for name in ("query", "name", "id"):
        if not isinstance(said.get(name, ""), str):
            raise HTTPException(400, f"{name} is a text")
    if said.get("query") and said.get("name"):
        raise HTTPException(400, "send a query, or the name of one of the library, not both")
    text = {**values, "query": said.get("query", ""), "inference": "" if said.get("inference", True) else "no"}
    return question(text, said.get("name", ""))


ROUTES = (
    Route("/api/v1/words", words, methods=["GET"]),
    Route("/api/v1/names", names, methods=["GET"]),
    Route("/api/v1/labels", named, methods=["POST"]),
    Route("/api/v1/places", placed, methods=["POST"]),
    Route("/api/v1/answers", answer, methods=["POST"]),
)
