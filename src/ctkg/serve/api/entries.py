"""``/api/v1/validate``, ``entries``, ``proposals``: what people write, judged, added whole or not, or handed in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import islice
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ctkg.adding import Entered, Outcome, Wishes
from ctkg.entries import sources
from ctkg.entries.checking import Checker, unreadable
from ctkg.errors import UnreadableInput
from ctkg.graph.store import Store
from ctkg.model import Finding, Report
from ctkg.proposals import Proposals, Refused, beside
from ctkg.serve.access import Access
from ctkg.serve.api.answering import answer
from ctkg.serve.api.asked import body
from ctkg.serve.security import audit
from ctkg.serve.security.gate import reads
from ctkg.serve.security.tokens import must_write

#: Letters and entries of one request; whoever has more uses the commands.
_LONGEST, _MANY = 500_000, 32
_FORMATS = ("yaml", "csv", "ttl", "nt", "nq", "trig", "jsonld", "rdf")
_PROPOSAL = {"by": str, "source": str, "reason": str}
#: Judgements at a time, and seconds to wait for one's turn: each takes a processor.
_AT_A_TIME, _PATIENCE = threading.BoundedSemaphore(2), 10.0
_ENTRY = {"text": str, "format": str}
_WISHES = {"source": str, "reason": str, "replace": bool, "likely": str, "fail_on": str, "dry_run": bool}


@reads
async def validate(request: Request) -> Response:
    """Judges entries in the context of the store; nothing is written."""
    said = await body(request, _ENTRY, needed=("text", "format"))
    content, form = _content(said)

    def judged() -> Response:
        access: Access = request.app.state.access
        with _turn(), access.reading() as view:
            try:
                _must_be_few(content, form, view.store)
                report = Checker(view.store).check(content, name="entry", format=form)
            except UnreadableInput as error:
                report = Report(findings=(unreadable(error, "entry"),))
        return answer({"conforms": report.conforms, "findings": [finding(each) for each in report.findings]})

    return await run_in_threadpool(judged)


async def add(request: Request) -> Response:
    """Adds entries, or, with ``dry_run``, tells what would come of it."""
    by = must_write(request)
    said = await body(request, _ENTRY | _WISHES, needed=("text", "format"))
    content, form = _content(said)
    wishes: dict[str, Any] = {name: said[name] for name in _WISHES if name in said}
    Wishes(by=by or "-", **wishes)  # what is no wish is told before the store is opened

    def added() -> Response:
        access: Access = request.app.state.access
        with access.writing() as graph:
            _must_be_few(content, form, graph.store)
            found = graph.enter(content, by=by, format=form, decisions=access.settings.decisions, **wishes)
        is_real = not said.get("dry_run")
        act = found.act if is_real else ""
        audit.say(request, act=act, entries=[each.id for each in found.outcomes])
        status = 422 if found.exit_code else 201 if found.count("added", "replaced") and is_real else 200
        return _told(found, status, act)

    return await run_in_threadpool(added)


async def propose(request: Request) -> Response:
    """Hands in entries for a reader to decide on."""
    by = must_write(request)
    said = await body(request, _ENTRY | _PROPOSAL, needed=("text", "format"))
    content, form = _content(said)

    def proposed() -> Response:
        access: Access = request.app.state.access
        desk = Proposals(beside(access.settings.store))
        with _turn(), access.reading() as view:
            _must_be_few(content, form, view.store)
            try:
                made = desk.propose(
                    view.store,
                    content,
                    format=form,
                    by=said.get("by") or by,
                    source=said.get("source", ""),
                    reason=said.get("reason", ""),
                )
            except Refused as error:
                found = [finding(each) for each in error.report.findings]
                return _problem({"detail": error.message, "findings": found})
        audit.say(request, proposal=made.id, entries=made.entries)
        return answer({"id": made.id, "by": made.by, "on": made.on, "entries": list(made.entries)}, 201)

    return await run_in_threadpool(proposed)


def _problem(told: dict[str, Any]) -> Response:
    response = answer({"title": "Refused", "status": 422, **told}, 422)
    response.headers["content-type"] = "application/problem+json"
    return response


def _told(found: Entered, status: int, act: str) -> Response:
    told = {
        "act": act,
        "entries": [outcome(each) for each in found.outcomes],
        "merged": found.merged,
        "doubtful": found.doubtful,
        "inferred": found.inferred,
    }
    if found.difference is not None:
        told |= {"gained": len(found.difference.gained), "lost": len(found.difference.lost)}
    if status < 400:
        return answer(told, status)
    return _problem({"detail": "nothing was added: see what is said of each entry", **told})


def outcome(found: Outcome) -> dict[str, Any]:
    """What came of one entry."""
    return {
        "id": found.id,
        "row": found.row,
        "line": found.line,
        "outcome": found.outcome,
        "message": found.message,
        "findings": [finding(each) for each in found.findings],
        "likenesses": [
            {
                "kind": each.kind,
                "outcome": each.outcome,
                "score": each.score,
                "ours": each.ours,
                "theirs": each.theirs,
                "labels": list(each.labels),
                "reasons": list(each.reasons),
            }
            for each in found.likenesses
        ],
        "matches": list(found.matches),
    }


def finding(found: Finding) -> dict[str, Any]:
    """A finding, without what is empty."""
    told = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(found).items()}
    return {name: value for name, value in told.items() if value and name != "file"}


def _content(said: dict[str, Any]) -> tuple[bytes, str]:
    if said["format"] not in _FORMATS:
        raise HTTPException(400, f"format is one of {', '.join(_FORMATS)}")
    if len(said["text"]) > _LONGEST:
        raise HTTPException(413, f"at most {_LONGEST} letters are taken; ctkg add takes more")
    return said["text"].encode(), said["format"]


def _must_be_few(content: bytes, form: str, store: Store) -> None:
    if len(list(islice(sources.read(content, store=store, format=form, name="entry"), _MANY + 1))) > _MANY:
        raise HTTPException(413, f"at most {_MANY} entries are taken at a time; ctkg add takes more")


@contextmanager
def _turn() -> Iterator[None]:
    if not _AT_A_TIME.acquire(timeout=_PATIENCE):
        raise HTTPException(503, "others are judging entries at the moment; try again", {"retry-after": "5"})
    try:
        yield
    finally:
        _AT_A_TIME.release()


ROUTES = (
    Route("/api/v1/validate", validate, methods=["POST"]),
    Route("/api/v1/entries", add, methods=["POST"]),
    Route("/api/v1/proposals", propose, methods=["POST"]),
)
