"""The network of those who organise together: a picture where scripts run, and the table that it is drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ctkg.errors import UsageError
from ctkg.serve.access import View
from ctkg.serve.events import Choice, events
from ctkg.serve.events.choosing import chosen
from ctkg.serve.events.showing import Shown
from ctkg.serve.exploring.explorer import Explorer
from ctkg.serve.exploring.model import Node
from ctkg.serve.exploring.together import DRAWN, Bodies, Network, Pair, network, of_region, regions
from ctkg.serve.pages.caching import kept
from ctkg.serve.pages.events import asked, form
from ctkg.serve.pages.rendering import page

#: Pairs of one page of the table, and events that are listed of one pair.
LISTED, EVENTS = 50, 100
_ROLE_NAMES = {
    "hasOrganizer": "organiser", "hasPartner": "partner", "hasHost": "host", "hasFunder": "funder",
    "hasSupporter": "supporter",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table: two bodies, how many events, and the address of these."""

    one: Node
    other: Node
    count: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """An event behind a pair, with what each of the two did."""

    shown: Shown
    one: str
    other: str


class _Asked:
    """What an address asks for, and the network of it."""

    def __init__(self, view: View, given: Mapping[str, str]) -> None:
        self.explorer, self.known = Explorer.of(view), events(view)
        self.bodies = Bodies.kept(view, self.known)
        self.choice, self.fault = asked(dict(given))
        self.region = given.get("region", "").strip()
        self.least = _positive(given, "least", 1)
        numbers = chosen(self.known.index, self.choice)
        if self.region:
            inside = of_region(self.explorer, self.known, self.explorer.known(self.region))
            numbers = [number for number in numbers if number in inside]
        self.found: Network = network(self.bodies, numbers, least=self.least)

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of the address, without those that choose a pair or a part of the table."""
        more = {"region": self.region, "least": str(self.least) if self.least > 1 else ""}
        return {**self.choice.parameters, **{name: value for name, value in more.items() if value}}

    def pair(self, one: str, other: str) -> Pair | None:
        """The pair of two bodies, or None where they have no event together."""
        names = tuple(sorted((one, other)))
        return next((pair for pair in self.found.pairs if (pair.one, pair.other) == names), None)

    def behind(self, pair: Pair) -> list[Behind]:
        """The newest events of a pair."""
        return [
            Behind(
                shown=self.known.names.event(number),
                one=_roles(self.bodies, number, pair.one),
                other=_roles(self.bodies, number, pair.other),
            )
            for number in sorted(pair.events, reverse=True)[:EVENTS]
        ]

    def drawing(self) -> dict[str, Any]:
        """Nodes and edges of the picture."""
        pairs = self.found.pairs[:DRAWN]
        names = dict.fromkeys(name for pair in pairs for name in (pair.one, pair.other))
        return {
            "nodes": [{**asdict(self.explorer.things.node(iri)), "events": self.found.bodies[iri]} for iri in names],
            "edges": [{"source": pair.one, "target": pair.other, "events": len(pair.events)} for pair in pairs],
        }


def show(request: Request) -> Response:
    """``/network?from=2014&region=IRI&least=2``; with ``a`` and ``b``, the events behind a pair."""
    with request.app.state.access.reading() as view:
        return kept(request, view, lambda: _page(request, _Asked(view, request.query_params)))


def _page(request: Request, made: _Asked) -> Response:
    given = request.query_params
    found = made.found
    number = min(_positive(given, "page", 1), max(1, -(-len(found.pairs) // LISTED)))
    one, other = given.get("a", ""), given.get("b", "")
    pair = made.pair(one, other) if one and other else None
    node = made.explorer.things.node
    return page(
        request,
        "network.html",
        form=form(made.known, made.choice, made.fault),
        region=made.region,
        regions=regions(made.explorer),
        least=made.least,
        found=found,
        cut=[_ROLE_NAMES[role] for role in made.bodies.cut],
        drawn=min(DRAWN, len(found.pairs)),
        rows=[_row(made, each) for each in found.pairs[(number - 1) * LISTED : number * LISTED]],
        first=(number - 1) * LISTED + 1,
        before=_address(made, page=number - 1) if number > 1 else "",
        after=_address(made, page=number + 1) if number * LISTED < len(found.pairs) else "",
        asked_for=(one, other) if one and other else None,
        ends=(node(pair.one), node(pair.other)) if pair else None,
        total=len(pair.events) if pair else 0,
        behind=made.behind(pair) if pair else [],
        given={**made.drawing(), "query": urlencode(made.parameters, safe=":/")},
    )


def pair_events(request: Request) -> JSONResponse:
    """``/api/v1/graph/together?a=IRI&b=IRI``: the events that two bodies brought about together."""
    given = request.query_params
    one, other = given.get("a", ""), given.get("b", "")
    if not one or not other:
        raise UsageError("the parameters a and b are needed: the IRIs of two bodies")
    Choice.of(given)
    with request.app.state.access.reading() as view:
        made = _Asked(view, given)
        pair = made.pair(one, other)
        told = [
            {
                "iri": each.shown.iri, "href": each.shown.href, "name": each.shown.name, "when": each.shown.when,
                "kinds": list(each.shown.kinds), "roles": {pair.one: each.one, pair.other: each.other},
            }
            for each in made.behind(pair)
        ] if pair else []  # fmt: skip
    return JSONResponse({"total": len(pair.events) if pair else 0, "events": told})


def _row(made: _Asked, pair: Pair) -> Row:
    node = made.explorer.things.node
    return Row(
        one=node(pair.one),
        other=node(pair.other),
        count=len(pair.events),
        address=_address(made, a=pair.one, b=pair.other) + "#behind",
    )


def _address(made: _Asked, **more: str | int) -> str:
    return "/network?" + urlencode({**made.parameters, **more}, safe=":/")


def _roles(bodies: Bodies, number: int, body: str) -> str:
    return ", ".join(_ROLE_NAMES[role] for role in bodies.of[number][body])


def _positive(given: Mapping[str, str], name: str, usual: int) -> int:
    text = given.get(name, "").strip()
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and int(text[:7]) >= 1 and len(text) < 7):
        raise UsageError(f"{name}={text[:20]!r} is no number from 1 on")
    return int(text)


ROUTES = (
    Route("/network", show, name="network"),
    Route("/api/v1/graph/together", pair_events),
)
