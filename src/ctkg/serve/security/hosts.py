"""The name by which a server is called: pages of strangers must not reach it by a name of theirs (DNS rebinding)."""

from __future__ import annotations

import re
from ipaddress import ip_address

from starlette.types import ASGIApp, Receive, Scope, Send

from ctkg.serve.security.refusals import refuse
from ctkg.serve.security.rules import Rules

_HOST = re.compile(r"(?P<name>[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
#: Hosts that stand for every address of the machine.
_ANY = frozenset({"0.0.0.0", "::"})


def name_of(host: str) -> str:
    """The name in a Host header, in small letters, without port and brackets; empty where it is none."""
    found = _HOST.fullmatch(host)
    return found["name"].casefold().strip("[]").rstrip(".") if found else ""


class Hosts:
    """Middleware that turns away requests to other hosts than those of the rules."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._hosts = rules.hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; see ASGI."""
        if scope["type"] == "http":
            given = [value.decode("latin-1") for key, value in scope["headers"] if key == b"host"]
            if len(given) != 1 or not self._is_ours(name_of(given[0])):
                why = "this server is not called so; add the name with --name, or use the address that it printed"
                await refuse(scope, send, 421, why, {"connection": "close"})
                return
        await self._app(scope, receive, send)

    def _is_ours(self, name: str) -> bool:
        if name in self._hosts:
            return True
        # Nobody's name leads to a number: it is safe where the server listens on all of its addresses.
        return bool(name) and not _ANY.isdisjoint(self._hosts) and _is_number(name)


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
