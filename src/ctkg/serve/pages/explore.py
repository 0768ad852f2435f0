"""The graph explorer: a picture where scripts run, and the same as lists and links where they do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ctkg.iris import expand
from ctkg.serve.exploring import between
from ctkg.serve.exploring.explorer import SHOWN, Explorer
from ctkg.serve.exploring.finding import find
from ctkg.serve.exploring.model import Edge, Neighbours, Node, Statement
from ctkg.serve.pages.rendering import page

#: Nodes that one address may ask for; a picture of more is kept behind its ``#``.
_ASKED = 20
#: Of these, whose neighbours are listed.
_LISTED = 3
#: Events to begin with.
_BEGINNINGS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A neighbour in a list, with what is said beside it."""

    node: Node
    address: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A node with some neighbours by relation, and addresses of the rest."""

    neighbours: Neighbours
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    further: str
    by_relation: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a way, from one node to the next."""

    label: str
    forward: bool
    notes: tuple[str, ...]
    node: Node


def explore(request: Request) -> Response:
    """``/explore?node=IRI``: a node and its neighbours; ``?from=IRI&to=IRI``: ways; ``?q=words``: where to begin."""
    asked = request.query_params
    nodes = list(dict.fromkeys(expand(each) for each in asked.getlist("node") if each))[:_ASKED]
    start, goal = expand(asked.get("from", "")), expand(asked.get("to", ""))
    with request.app.state.access.reading() as view:
        explorer = Explorer.of(view)
        found = find(explorer, asked.get("q", ""))
        listed = [_listed(explorer, iri, asked) for iri in nodes[:_LISTED]]
        part = explorer.part(nodes[_LISTED:]) if nodes[_LISTED:] else None
        ways = between.ways(explorer, start, goal) if start and goal else None
        ends = {each: explorer.things.node(explorer.known(each)) for each in (start, goal) if each}
        begin = [] if nodes or ways else explorer.means.catalogue.of("events", most=_BEGINNINGS)
    given: dict[str, Any] = {"nodes": nodes, "parts": [_sent(each.neighbours) for each in listed]}
    if part:
        given["parts"].append(
            {"nodes": [asdict(each) for each in part.nodes], "edges": [asdict(e) for e in part.edges]}
        )
    if ways:
        given["way"] = {"from": start, "to": goal}
    return page(
        request,
        "explore.html",
        asked={"q": asked.get("q", ""), "start": start, "goal": goal},
        given=given,
        listed=listed,
        found=found,
        begin=begin,
        ways=ways,
        ends=ends,
        told=[_steps(way, ways.part.edges, ways.part.nodes) for way in ways.ways] if ways else [],
    )


def _sent(found: Neighbours) -> dict[str, Any]:
    return {
        "node": asdict(found.node), "nodes": [asdict(each) for each in found.part.nodes],
        "edges": [asdict(each) for each in found.part.edges], "total": found.total, "exact": found.exact,
        "relations": [asdict(each) for each in found.relations],
    }  # fmt: skip


def _listed(explorer: Explorer, iri: str, asked: QueryParams) -> Listed:
    relation, inverse = asked.get("relation", ""), asked.get("inverse", "") == "1"
    offset = int(asked["offset"]) if asked.get("offset", "").isdecimal() and len(asked["offset"]) < 7 else 0
    found = explorer.neighbours(iri, offset=offset, relation=relation, inverse=inverse)
    nodes = {node.id: node for node in found.part.nodes}
    groups: dict[str, list[Line]] = defaultdict(list)
    for edge in found.part.edges:
        if iri not in (edge.source, edge.target):
            continue
        other = nodes[edge.target if edge.source == iri else edge.source]
        said = next((each for each in edge.statements if each.relation == relation), edge.statements[0])
        label = said.label if said.subject == iri else said.inverse
        line = Line(node=other, address=_address(other.id), notes=_notes(said))
        groups[label].append(line)
    place: dict[str, str | int] = {"relation": relation, "inverse": int(inverse)} if relation else {}
    last = offset + len(nodes) - 1
    return Listed(
        neighbours=found,
        groups=tuple((label, tuple(lines)) for label, lines in groups.items()),
        further=_address(iri, **{**place, "offset": last}) if last - offset >= SHOWN and last < found.total else "",
        by_relation=tuple(
            (each.label, each.total, _address(iri, relation=each.relation, inverse=int(each.inverse)))
            for each in found.relations
        ),
    )


def _address(iri: str, **more: str | int) -> str:
    return f"/explore?{urlencode({'node': iri, **more})}"


def _notes(said: Statement) -> tuple[str, ...]:
    period = said.start if said.start == said.end else f"{said.start or '…'}–{said.end or '…'}"
    found = [said.role, period if said.start or said.end else ""]
    found.append("only follows" if said.inferred else "")
    found.append("" if said.confidence is None else f"confidence {said.confidence:.2f}")
    return tuple(each for each in found if each)


def _steps(way: Sequence[str], edges: Sequence[Edge], nodes: Sequence[Node]) -> list[Step]:
    by_id = {node.id: node for node in nodes}
    by_pair = {frozenset((edge.source, edge.target)): edge for edge in edges}
    found = []
    for one, other in pairwise(way):
        said = by_pair[frozenset((one, other))].statements[0]
        forward = said.subject == one
        found.append(
            Step(label=said.label if forward else said.inverse, forward=forward, notes=_notes(said), node=by_id[other])
        )
    return found


ROUTES = (Route("/explore", explore, name="explore"),)
