"""Proposals: entries that somebody who may not decide handed in; they stand before all else that waits."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ctkg.adding import ASK, DISTINCT, SAME, Entered, Wishes
from ctkg.adding.outcomes import REFUSED
from ctkg.proposals import Proposal, Proposals, beside
from ctkg.serve.pages.changing import changes
from ctkg.serve.pages.entering import pages as entering
from ctkg.serve.pages.entering import pasted
from ctkg.serve.pages.posting import Values, owner, page_for_writers, posted, seen
from ctkg.serve.pages.rendering import page
from ctkg.serve.security import audit
from ctkg.serve.security.tokens import must_write

#: Proposals on a page.
_SHOWN = 20


def folder(request: Request) -> Proposals:
    """The proposals to the store of this server."""
    return Proposals(beside(request.app.state.settings.store))


def waiting(request: Request) -> tuple[list[Proposal], int]:
    """The first that wait, and how many there are."""
    found = folder(request).waiting()
    return found[:_SHOWN], len(found)


@page_for_writers
def show(request: Request) -> Response:
    """One proposal: what it says, and what would come of it, or who decided on it already."""
    name = request.path_params["name"]
    if (decided := folder(request).decided(name)) is not None:
        return page(request, "proposal.html", proposal=decided)
    found = folder(request).get(name)
    with request.app.state.access.reading() as view:
        tried = folder(request).accept(view.store, found.id, _wishes(request, {}, dry_run=True))
        made = changes(view.store, tried.difference) if tried.difference else None
    return page(request, "proposal.html", proposal=found, tried=tried, changes=made, alike=_alike(tried))


@posted
def take(request: Request, given: Values) -> Response:
    """Accept it, reject it, or open it as a form."""
    proposals, name, do = folder(request), request.path_params["name"], given.get("do", "")
    if proposals.decided(name) is not None:  # in another tab, or by somebody else
        return seen(f"/review/proposal/{quote(name)}")
    found = proposals.get(name)
    if do == "open":
        return _opened(request, found)
    if do == "reject":
        proposals.reject(found.id, by=must_write(request), reason=given.get("reason", "").strip())
        audit.say(request, proposal=found.id)
        return seen("/review")
    with request.app.state.access.writing() as graph:
        entered = proposals.accept(graph.store, found.id, _wishes(request, given))
    if not entered.act:
        return seen(f"/review/proposal/{found.id}")
    audit.say(request, proposal=found.id, act=entered.act)
    return seen(f"/acts/{entered.act}?done=1")


def _opened(request: Request, found: Proposal) -> Response:
    """The proposal as a form that can be mended; it waits on until it is rejected or accepted."""
    beside_it = {"said-source": found.source, "said-reason": f"proposed by {found.by}"}
    one = pasted.one(found.text) if found.format == "yaml" else None
    if one:
        kind, values = one
        key = entering.drafts(request).put(owner(request), entering.Draft(kind, values | beside_it))
        return seen(f"/add/entry/{kind}?{urlencode({'draft': key})}")
    given = {"format": found.format, "text": found.text, **beside_it}
    key = pasted.drafts(request).put(owner(request), pasted.Pasted(given))
    return seen(f"/add/pasted?{urlencode({'draft': key})}")


def _wishes(request: Request, given: Values, *, dry_run: bool = False) -> Wishes:
    likely = given.get("likely", ASK)
    return Wishes(
        by=must_write(request),
        reason=given.get("reason", "").strip(),
        likely=likely if likely in (SAME, DISTINCT) else ASK,
        decisions=request.app.state.settings.decisions,
        dry_run=dry_run,
    )


def _alike(tried: Entered) -> bool:
    return any(each.outcome == REFUSED and each.likenesses for each in tried.outcomes)


ROUTES = (
    Route("/review/proposal/{name}", show, methods=["GET"], name="proposal"),
    Route("/review/proposal/{name}", take, methods=["POST"]),
)
