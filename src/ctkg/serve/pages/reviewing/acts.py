"""The log of acts: who did what, when and why, and how each is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ctkg.decisions import Act
from ctkg.decisions.acts import KINDS
from ctkg.graph.store import Store
from ctkg.iris import graph, instance
from ctkg.model import Entity
from ctkg.review import telling
from ctkg.review.desk import Desk
from ctkg.review.undoing import Entry, left_to_do
from ctkg.serve.pages.changing import Shown, is_told_of, node
from ctkg.serve.pages.giving import keeping
from ctkg.serve.pages.posting import Values, posted, seen
from ctkg.serve.pages.rendering import page
from ctkg.serve.pages.reviewing.desks import deciding
from ctkg.serve.security import audit
from ctkg.serve.security.tokens import must_write

#: Acts on a page.
_PAGE = 50
#: Nodes and documents of an act that are linked.
_LINKED = 20


@dataclass(frozen=True, slots=True)
class Told:
    """An act for people: what was done, without who and when, and the pages of what it is about."""

    act: Act
    what: str
    when: str
    undone_by: str
    about: tuple[Shown, ...]

    @property
    def can_undo(self) -> bool:
        """True where it is in force."""
        return not self.undone_by


def show_all(request: Request) -> Response:
    """The log, the latest act first, in pages."""
    asked = request.query_params
    kind, by, before = asked.get("kind", ""), asked.get("by", ""), asked.get("before", "")
    with request.app.state.access.reading() as view:
        desk = _desk(request, view.store)
        total = len(desk.log.names())
        fitting = (
            entry
            for entry in desk.acts()
            if kind in ("", entry.act.kind) and by in ("", entry.act.by) and (not before or entry.act.id < before)
        )
        found = [_told(desk, entry) for entry in islice(fitting, _PAGE + 1)]
    return page(
        request,
        "acts.html",
        acts=found[:_PAGE],
        next=found[_PAGE - 1].act.id if len(found) > _PAGE else "",
        total=total,
        kinds=list(KINDS),
        kind=kind,
        by=by,
    )


def show(request: Request) -> Response:
    """One act with all that it says."""
    name = request.path_params["name"]
    with request.app.state.access.reading() as view:
        desk = _desk(request, view.store)
        found = next((entry for entry in desk.acts() if entry.act.id == name), None)
        if found is None:
            raise HTTPException(404, f"no act is called {name[:100]!r}; the list of all is at /acts")
        told = _told(desk, found)
        in_force = found.act.kind == "undo" and not found.undone_by
        left = left_to_do(view.store, desk.log.read(found.act.undoes)) if in_force else []
    value = found.act.value
    return page(
        request,
        "act.html",
        told=told,
        value=value.label if isinstance(value, Entity) else value,
        left=left,
        done="done" in request.query_params,
        text=found.act.dumps(),
    )


@posted
def undo(request: Request, given: Values) -> Response:
    """Takes an act back."""
    name = request.path_params["name"]
    with deciding(request, must_write(request)) as desk:
        effect = desk.undo(name, reason=given.get("reason", "").strip())
        act = effect.acts[0]
        words, undone = telling.done(act, desk.log), desk.log.read(act.undoes)
    audit.say(request, act=act.id)
    if undone.kind == "remove":
        keeping.bring_back(request, undone.documents, act.by)
    with request.app.state.access.reading() as view:
        notices = left_to_do(view.store, undone)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"act": act.id, "words": f"{words}: {effect.words()}", "notices": notices})
    return seen(f"/acts/{act.id}?done=1")


def _desk(request: Request, store: Store) -> Desk:
    return Desk(store, decisions=request.app.state.settings.decisions)


def _told(desk: Desk, entry: Entry) -> Told:
    act, store = entry.act, desk.store
    about = [node(store, iri) for iri in act.nodes]
    for name in [*dict.fromkeys((*act.documents, *(claim.document for claim in act.claims)))][:_LINKED]:
        about += _of_document(store, name, act.kind == "add")
    if act.undoes:
        about.append(Shown(act.undoes, "", f"/acts/{act.undoes}"))
    return Told(act, telling.done(act, desk.log), telling.when(act), entry.undone_by, tuple(about))


def _of_document(store: Store, name: str, entered: bool) -> list[Shown]:
    """The page of a document; of an entry first that of the event that it is about."""
    if not store.contains_graph(graph("document", name)):
        return [Shown(name)]
    event = instance("event", name, "1")
    shown = [node(store, event)] if entered and is_told_of(store, event) else []
    return [*shown, node(store, instance("document", name))]


ROUTES = (
    Route("/acts", show_all, methods=["GET"], name="acts"),
    Route("/acts/{name}", show, methods=["GET"], name="act"),
    Route("/acts/{name}/undo", undo, methods=["POST"]),
)
