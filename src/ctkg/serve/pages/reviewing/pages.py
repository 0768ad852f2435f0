"""The review page: one item at a time, one button or key for each decision; and what would come of one."""

from __future__ import annotations

import secrets
from functools import partial
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ctkg.decisions import log_of
from ctkg.errors import UnreadableInput, UsageError
from ctkg.review import carrying, queue, telling
from ctkg.review.carrying import Effect
from ctkg.review.desk import Desk
from ctkg.review.items import KINDS, RETURNED, Item, read
from ctkg.review.values import New
from ctkg.serve.access import View
from ctkg.serve.pages.posting import Values, kept, page_for_writers, posted, seen
from ctkg.serve.pages.rendering import page
from ctkg.serve.pages.reviewing import acts, proposed
from ctkg.serve.pages.reviewing.desks import deciding
from ctkg.serve.pages.reviewing.places import Answers, Place, place_of
from ctkg.serve.pages.reviewing.seeing import see
from ctkg.serve.pages.reviewing.waiting import Filter, Queue, after
from ctkg.serve.pages.wording import for_pages
from ctkg.serve.security import audit
from ctkg.serve.security.tokens import must_write

#: Items that are listed ahead, lines of a change that are shown.
_LISTED, _SHOWN = 12, 60
#: Characters of a value and of a reason, at most.
_LONGEST = 500


def _queue(request: Request) -> Queue:
    return kept(request, "review_queue", lambda: Queue(request.app.state.access))


@page_for_writers
def show(request: Request) -> Response:
    """The first item that waits, or the one that is asked for; proposals stand before all others."""
    asked, place = request.query_params, place_of(request)
    wanted = _filter(request)
    with request.app.state.access.reading() as view:
        waiting = _queue(request).waiting(view, wanted)
        if waiting.coming:
            return page(request, "review_coming.html", query=_query(wanted))
        without = set(place.skipped) | set(filter(None, asked.get("without", "").split(",")))
        ahead = after(waiting.entries, without)
        name = asked.get("item", "")
        named = next((each for each in waiting.entries if each.id == name), None)
        other = _other(view, name) if name and named is None else None
        entry = named or (ahead[0] if ahead else None)
        shown = other or (read(view.store, entry) if entry else None)
        at = next((number for number, each in enumerate(ahead) if entry and each.id == entry.id), 0)
        first = max(0, at - 3)
        listed = [(each, read(view.store, each)) for each in ahead[first : first + _LISTED]]
        return page(
            request,
            "review.html",
            seen=see(view.store, shown) if shown else None,
            waiting=waiting,
            left=len(ahead),
            listed=[item for _, item in listed],
            first=first,
            skipped=sum(each.id in place.skipped for each in waiting.entries),
            wanted=wanted,
            kinds=[kind for kind in KINDS if kind != "claim"],
            query=_query(wanted),
            mark=partial(secrets.token_hex, 8),
            done=_done(view, request, asked.get("done", "")),
            fault=_fault(place, bool(name) and not (named or other)),
            proposals=proposed.waiting(request),
        )


def one(request: Request) -> Response:
    """The page of an item by its id, which other pages link to."""
    return seen(f"/review?{urlencode({'item': request.path_params['item']})}")


@posted
def take(request: Request, given: Values) -> Response:
    """One decision; what is refused is told, and the item waits on."""
    name, do, mark = request.path_params["item"], given.get("do", "look"), given.get("mark", "")
    place, answers = place_of(request), kept(request, "review_answers", Answers)
    wants_json = "application/json" in request.headers.get("accept", "")
    if do == "skip":
        place.skipped[name] = None
        return JSONResponse({"words": "skipped"}) if wants_json else seen(f"/review?{_query(_filter(request))}")
    if do == "enter":  # the key, in a field
        do = "correct" if given.get("value", "").strip() else "look"
    try:
        if do == "look":
            raise UsageError("press one of the buttons to decide")
        answer = answers.get(f"{name} {mark}") or _carried_out(request, name, do, given, answers)
    except UsageError as error:
        if wants_json:
            raise UsageError(for_pages(error.message)) from None
        place.fault = for_pages(error.message)
        return seen(f"/review?{_query(_filter(request))}&{urlencode({'item': name})}")
    if wants_json:
        return JSONResponse(answer)
    return seen(f"/review?{_query(_filter(request))}&{urlencode({'done': answer['act']})}")


def _carried_out(request: Request, name: str, do: str, given: Values, answers: Answers) -> dict[str, str]:
    with deciding(request, must_write(request)) as desk:
        mark = f"{name} {given.get('mark') or secrets.token_hex(8)}"
        # Of two that came at once the second waited for the first.
        if (answer := answers.get(mark)) is not None:
            return answer
        with request.app.state.access.reading() as view:
            item = _queue(request).find(view, name, _filter(request).below)
        effect = _decided(desk, item or queue.item(desk.store, name), do, given)
        answer = _answer(effect, desk)
    place_of(request).acts[answer["act"]] = name
    answers.put(mark, answer)
    _queue(request).decided(name)
    audit.say(request, act=answer["act"])
    return answer


@posted
def undo(request: Request, given: Values) -> Response:
    """Takes back the named act, or the last decision that whoever asks made here; never what was done elsewhere."""
    place, wants_json = place_of(request), "application/json" in request.headers.get("accept", "")
    try:
        answer, undone = _taken_back(request, place, given.get("act", "").strip())
    except UsageError as error:
        if wants_json:
            raise UsageError(for_pages(error.message)) from None
        place.fault = for_pages(error.message)
        return seen(f"/review?{_query(_filter(request))}")
    item = place.acts.pop(undone, "")
    if item:
        _queue(request).back(item)
        place.skipped.pop(item, None)
    if wants_json:
        return JSONResponse({**answer, "item": item})
    words = {"item": item, "done": answer["act"]} if item else {"done": answer["act"]}
    return seen(f"/review?{_query(_filter(request))}&{urlencode(words)}")


def _taken_back(request: Request, place: Place, name: str) -> tuple[dict[str, str], str]:
    """The answer to an undo, and the act that it took back."""
    with deciding(request, must_write(request)) as desk:
        name = name or next(reversed(place.acts), "")
        if not name:
            raise UsageError("nothing was decided here; what was done before is under “What was done”, to undo there")
        try:
            effect = desk.undo(name)
        except UsageError:
            place.acts.pop(name, None)  # it is undone already, elsewhere
            raise
        answer = _answer(effect, desk)
    audit.say(request, act=answer["act"])
    return answer, effect.acts[0].undoes


@posted
def unskip(request: Request, given: Values) -> Response:
    """Shows what was skipped again."""
    place_of(request).skipped.clear()
    return seen(f"/review?{_query(_filter(request))}")


@page_for_writers
def effect(request: Request) -> Response:
    """What a decision would change; nothing is written."""
    name, do = request.path_params["item"], request.query_params.get("do", "")
    with request.app.state.access.reading() as view:
        item = _queue(request).find(view, name, _filter(request).below) or queue.item(view.store, name)
        desk = Desk(view.store, by=must_write(request), decisions=request.app.state.settings.decisions)
        found = _decided(desk, item, do, dict(request.query_params), dry_run=True)
    lines = carrying.lines(found)
    return page(
        request,
        "effect.html",
        item=item,
        words=found.words(),
        lines=lines[:_SHOWN],
        more=max(0, len(lines) - _SHOWN),
        new=found.new,
        settled=found.settled,
    )


def _decided(desk: Desk, item: Item, do: str, given: Values, *, dry_run: bool = False) -> Effect:
    reason, again = given.get("reason", "").strip()[:_LONGEST], item.kind == RETURNED
    match do:
        case "accept":
            return desk.accept(item, reason=reason, again=again, dry_run=dry_run)
        case "reject":
            return desk.reject(item, reason=reason, again=again, dry_run=dry_run)
        case "correct":
            return desk.correct(
                item, given.get("value", ""), new=_new(given), reason=reason, again=again, dry_run=dry_run
            )
        case _ if do.startswith("prefer "):
            return desk.prefer(item, do.removeprefix("prefer "), reason=reason, again=again, dry_run=dry_run)
    raise UsageError(f"{do[:50]!r} is no decision; there are accept, reject, correct, prefer and skip")


def _new(given: Values) -> New | None:
    if not given.get("new"):
        return None
    return New(kind=given.get("new-kind", ""), state=given.get("new-state", ""), body=given.get("new-body", ""))


def _answer(found: Effect, desk: Desk) -> dict[str, str]:
    act, notices = found.acts[0], "; ".join(desk.notices)
    return {"act": act.id, "words": telling.done(act, desk.log), "effect": found.words(), "notices": notices}


def _other(view: View, name: str) -> Item | None:
    """What is asked for and does not wait: a claim that is sure or was decided on, which can be decided on as well."""
    try:
        return queue.item(view.store, name)
    except UsageError:
        return None


def _fault(place: Place, is_gone: bool) -> str:
    """What went wrong, told once."""
    fault, place.fault = place.fault, ""
    return fault or ("That item does not wait any more." if is_gone else "")


def _done(view: View, request: Request, name: str) -> dict[str, str] | None:
    """The act that was just done, in words."""
    if not name:
        return None
    log = log_of(view.store, request.app.state.settings.decisions)
    try:
        act = log.read(name)
    except UnreadableInput:
        return None
    return {"act": act.id, "words": telling.done(act, log), "kind": act.kind}


def _filter(request: Request) -> Filter:
    asked = request.query_params
    below = asked.get("below", "")
    try:
        sure = float(below) if below else None
    except ValueError:
        raise HTTPException(400, f"{below[:20]!r} is no confidence; write a number from 0 to 1") from None
    if sure is not None and not 0 <= sure <= 1:
        raise HTTPException(400, "a confidence is a number from 0 to 1")
    kind = asked.get("kind", "")
    if kind not in ("", *KINDS):
        raise HTTPException(400, f"there is no kind of item {kind[:30]!r}")
    return Filter(kind, asked.get("document", "").strip(), sure)


def _query(wanted: Filter) -> str:
    said = {
        "kind": wanted.kind,
        "document": wanted.document,
        "below": "" if wanted.below is None else f"{wanted.below:g}",
    }
    return urlencode({name: value for name, value in said.items() if value})


ROUTES = (
    Route("/review", show, methods=["GET"], name="review"),
    Route("/review/undo", undo, methods=["POST"]),
    Route("/review/unskip", unskip, methods=["POST"]),
    Route("/review/{item}", one, methods=["GET"]),
    Route("/review/{item}", take, methods=["POST"]),
    Route("/review/{item}/effect", effect, methods=["GET"]),
    *proposed.ROUTES,
    *acts.ROUTES,
)
