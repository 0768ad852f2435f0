"""``/api/v1/graph/...``: neighbours, ways, parts of the graph and what they rest on, for the graph explorer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from json import JSONDecodeError
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ctkg.errors import UsageError
from ctkg.serve.exploring import between, exporting
from ctkg.serve.exploring.evidence import Evidence
from ctkg.serve.exploring.explorer import NODES_MOST, SHOWN, SHOWN_MOST, Explorer
from ctkg.serve.exploring.finding import FOUND, find
from ctkg.serve.exploring.model import Part
from ctkg.serve.security.gate import reads

#: Nodes that ways may be told to avoid.
_AVOIDED = 50
_NO = ("0", "false", "no")


@reads
async def neighbours(request: Request) -> Response:
    """Some neighbours of a node; with POST, what is on the screen comes in the body, and its edges come back."""
    shown = _texts(await _body(request), "shown", NODES_MOST)
    asked = request.query_params

    def answer() -> dict[str, Any]:
        with request.app.state.access.reading() as view:
            found = Explorer.of(view).neighbours(
                _needed(asked, "node"),
                offset=_number(asked, "offset", 0, 1_000_000),
                limit=_number(asked, "limit", SHOWN, SHOWN_MOST),
                relation=asked.get("relation", ""),
                inverse=_flag(asked, "inverse", False),
                inference=_flag(asked, "inference", True),
                shown=shown,
            )
        return {
            "node": asdict(found.node), **_part(found.part), "total": found.total, "exact": found.exact,
            "offset": found.offset, "relations": [asdict(each) for each in found.relations],
        }  # fmt: skip

    return JSONResponse(await run_in_threadpool(answer))


def paths(request: Request) -> Response:
    """The shortest ways between two nodes."""
    asked = request.query_params
    with request.app.state.access.reading() as view:
        found = between.ways(
            Explorer.of(view),
            _needed(asked, "from"),
            _needed(asked, "to"),
            longest=max(1, _number(asked, "longest", between.LONGEST, between.LONGEST)),
            avoided=asked.getlist("avoid")[:_AVOIDED],
            inference=_flag(asked, "inference", True),
        )
    told = {name: getattr(found, name) for name in ("steps", "total", "complete", "searched", "looked")}
    return JSONResponse({"ways": [list(way) for way in found.ways], **_part(found.part), **told})


@reads
async def part(request: Request) -> Response:
    """Nodes and every edge between them."""
    nodes = [*request.query_params.getlist("node"), *_texts(await _body(request), "nodes", NODES_MOST)]

    def answer() -> dict[str, Any]:
        with request.app.state.access.reading() as view:
            return _part(Explorer.of(view).part(nodes))

    return JSONResponse(await run_in_threadpool(answer))


def evidence(request: Request) -> Response:
    """What a node or a statement rests on."""
    asked = request.query_params
    with request.app.state.access.reading() as view:
        grounds = Evidence(Explorer.of(view))
        if "node" in asked:
            found = grounds.node(asked["node"])
        else:
            subject, relation, object = (_needed(asked, name) for name in ("subject", "relation", "object"))
            found = grounds.statement(subject, relation, object, asked.get("via", ""))
        return JSONResponse(asdict(found))


def finding(request: Request) -> Response:
    """Nodes by their names, as one types."""
    asked = request.query_params
    with request.app.state.access.reading() as view:
        found = find(Explorer.of(view), asked.get("q", ""), limit=_number(asked, "limit", FOUND, 50))
    return JSONResponse({"nodes": [asdict(each) for each in found]})


@reads
async def export(request: Request) -> Response:
    """What is shown, as a file."""
    body = await _body(request)
    nodes, relations = _texts(body, "nodes", NODES_MOST), frozenset(_texts(body, "relations", 1_000))
    pairs = body.get("edges", [])
    if not isinstance(pairs, list) or not all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(each, str) for each in pair) for pair in pairs
    ):
        raise UsageError("edges: a list of pairs of IRIs is needed")
    name = request.query_params.get("format", "turtle")

    def answer() -> bytes:
        with request.app.state.access.reading() as view:
            return exporting.file(Explorer.of(view), nodes, (tuple(pair) for pair in pairs), relations, name)

    content = await run_in_threadpool(answer)
    media, suffix = exporting.FORMATS[name]
    return Response(
        content, media_type=media, headers={"content-disposition": f'attachment; filename="graph.{suffix}"'}
    )


def _part(found: Part) -> dict[str, Any]:
    return {"nodes": [asdict(each) for each in found.nodes], "edges": [asdict(each) for each in found.edges]}


async def _body(request: Request) -> dict[str, Any]:
    """The JSON object of a request that has one."""
    if request.method != "POST":
        return {}
    try:
        found = await request.json()
    except (JSONDecodeError, UnicodeDecodeError, RecursionError):
        raise UsageError("the body is no JSON") from None
    if not isinstance(found, dict):
        raise UsageError("the body is no JSON object")
    return found


def _texts(body: Mapping[str, Any], name: str, most: int) -> list[str]:
    found = body.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise UsageError(f"{name}: a list of texts is needed")
    if len(found) > most:
        raise UsageError(f"{name}: {len(found)} are too many; {most} at most")
    return found


def _needed(asked: Mapping[str, str], name: str) -> str:
    found = asked.get(name, "")
    if not found:
        raise UsageError(f"the parameter {name} is missing: an IRI")
    return found


def _number(asked: Mapping[str, str], name: str, usual: int, most: int) -> int:
    text = asked.get(name, "")
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= most):
        raise UsageError(f"{name}: {text!r} is no number from 0 to {most}")
    return int(text)


def _flag(asked: Mapping[str, str], name: str, usual: bool) -> bool:
    return asked[name].lower() not in _NO if name in asked else usual


ROUTES = (
    Route("/api/v1/graph/neighbours", neighbours, methods=["GET", "POST"]),
    Route("/api/v1/graph/find", finding),
    Route("/api/v1/graph/paths", paths),
    Route("/api/v1/graph/part", part, methods=["GET", "POST"]),
    Route("/api/v1/graph/evidence", evidence),
    Route("/api/v1/graph/export", export, methods=["POST"]),
)
