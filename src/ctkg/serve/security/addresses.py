"""Addresses of requests, and addresses and names that go into headers of answers."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes

from starlette.types import ASGIApp, Receive, Scope, Send

from ctkg.serve.security.refusals import refuse
from ctkg.serve.security.rules import Rules

#: How often a path may have been escaped on its way here.
_LAYERS = 4
#: Parts of a path that lead upwards, also where something takes a backslash for a slash.
_UPWARDS = re.compile(rb"(?:^|[/\\])\.\.(?:[/\\;]|$)")
_CONTROL = re.compile(rb"[\x00-\x1f\x7f]")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")
_LOCAL = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


class Addresses:
    """Middleware that turns away addresses that are too long, lead out of where they begin, or hold what none can."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; see ASGI."""
        if scope["type"] == "http":
            path = bytes(scope.get("raw_path") or scope["path"].encode())
            if len(path) > self._rules.path or len(scope["query_string"]) > self._rules.query:
                await refuse(scope, send, 414, "send what is long in the body of a POST, not in the address")
                return
            if sum(len(name) + len(value) for name, value in scope["headers"]) > self._rules.head:
                await refuse(scope, send, 431, "the headers are longer than any that this server needs")
                return
            why = _amiss(path) or ("null bytes are in no value" if b"%00" in scope["query_string"] else "")
            if why:
                await refuse(scope, send, 400, why)
                return
        await self._app(scope, receive, send)


def _amiss(path: bytes) -> str:
    """What is wrong with a path as it was sent; nothing where it can be looked at."""
    if not path.startswith(b"/"):
        return "the address must begin with a slash: this server is no proxy"
    for _ in range(_LAYERS):
        if _CONTROL.search(path):
            return "control characters are in no address"
        if _UPWARDS.search(path):
            return "the address leads out of where it begins"
        plain = unquote_to_bytes(path)
        if plain == path:
            return ""
        path = plain
    return "the address is escaped over and over"


def local(address: str, otherwise: str = "/") -> str:
    """``address`` where it is a path of this server, else ``otherwise``: for redirects to what a request names."""
    return address if _LOCAL.fullmatch(address) else otherwise


def attachment(name: str, *, inline: bool = False) -> str:
    """A value of ``Content-Disposition`` for a file called ``name``, whatever is in the name (RFC 6266)."""
    whole = "".join(letter for letter in name if letter.isprintable()).strip() or "file"
    whole = whole.replace("/", "-").replace("\\", "-")[:200]
    plain = _NOT_PLAIN.sub("-", whole).strip("-.") or "file"
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(whole, safe='')}"
