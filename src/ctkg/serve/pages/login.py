"""Where a browser shows the token once and gets a session for it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ctkg.serve.pages.rendering import page
from ctkg.serve.security.addresses import local
from ctkg.serve.security.gate import Gate, address_of, reads
from ctkg.serve.security.origins import is_shown_ours
from ctkg.serve.security.refusals import header
from ctkg.serve.security.sessions import give, take
from ctkg.serve.security.tokens import identity, key_of

#: Letters of a name at most.
_LONGEST = 80


async def show(request: Request) -> Response:
    """The form; with ``?token=``, as the address that the server printed has it, a session and a clean address."""
    token = request.query_params.get("token", "")
    after = local(request.query_params.get("next", ""))
    # Only whoever types or pastes the address, or comes from here: a page elsewhere must not use up the attempts.
    if token and (not header(request.scope, b"sec-fetch-site") or is_shown_ours(request.scope)):
        return _entered(request, token, "", after)
    return page(request, "login.html", after=after, fault="")


@reads
async def enter(request: Request) -> Response:
    """What the form sends: the token, and the name by which what this browser writes is signed."""
    _must_be_ours(request)
    async with request.form(max_files=0, max_fields=8) as form:
        token, name, after = (str(form.get(field, "")).strip() for field in ("token", "name", "next"))
    return _entered(request, token, name, local(after))


@reads
async def leave(request: Request) -> Response:
    """Ends the session."""
    _must_be_ours(request)
    gate: Gate = request.app.state.gate
    cookie, key = key_of(request.scope)
    gate.sessions.end(key)
    response = RedirectResponse("/login", 303)
    take(response, cookie, secure=request.url.scheme == "https")
    return response


def _entered(request: Request, token: str, name: str, after: str) -> Response:
    gate: Gate = request.app.state.gate
    if not gate.is_open:
        return page(request, "login.html", status=403, after=after, fault="")
    name = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())[:_LONGEST]
    found = identity(request)
    if not token and found and found.how == "session":
        gate.sessions.rename(found.key, name)
        return RedirectResponse(after, 303)
    record = gate.audit.record(request, "/login")
    try:
        is_right = gate.try_token(token, address_of(request.scope))
    except HTTPException as error:
        record.ended(error.status_code)
        fault = f"Too many attempts; {error.detail}."
        response: Response = page(request, "login.html", status=error.status_code, after=after, fault=fault)
        response.headers.update(error.headers or {})
        return response
    if not is_right:
        record.ended(401)
        return page(request, "login.html", status=401, after=after, fault="This is not the token.")
    response = RedirectResponse(after, 303)
    cookie, old = key_of(request.scope)
    gate.sessions.end(old)
    give(response, cookie, gate.sessions.begin(name), secure=request.url.scheme == "https")
    record.ended(303)
    return response


def _must_be_ours(request: Request) -> None:
    scope = request.scope
    if (header(scope, b"origin") or header(scope, b"sec-fetch-site")) and not is_shown_ours(scope):
        raise HTTPException(403, "only the page of this server may send this")


ROUTES = (
    Route("/login", show, methods=["GET"], name="login"),
    Route("/login", enter, methods=["POST"]),
    Route("/logout", leave, methods=["POST"], name="logout"),
)
