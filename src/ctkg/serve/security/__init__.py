"""What keeps a server and those who use it safe; a module a subject (docs/decisions/serve-safety.md).

Handlers need of it: ``tokens.may_write`` and ``tokens.must_write``; ``gate.reads``, which marks a handler that changes
nothing although it is asked by POST (all others of that kind need the token, before they are called at all);
``audit.say`` for what the record of writes should tell; ``addresses.local`` and ``addresses.attachment`` for what of
a request goes into a header.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.middleware import Middleware

from ctkg.serve.security.addresses import Addresses
from ctkg.serve.security.bodies import Bodies
from ctkg.serve.security.crowds import Crowds
from ctkg.serve.security.gate import Identities
from ctkg.serve.security.headers import SecurityHeaders
from ctkg.serve.security.hosts import Hosts
from ctkg.serve.security.origins import Origins

if TYPE_CHECKING:
    from ctkg.serve.security.gate import Gate
    from ctkg.serve.security.rules import Rules


def guards(rules: Rules, gate: Gate) -> list[Middleware]:
    """What every request goes through, in this order; the cheapest refusals come first."""
    return [
        Middleware(SecurityHeaders),
        Middleware(Crowds, rules=rules),
        Middleware(Addresses, rules=rules),
        Middleware(Hosts, rules=rules),
        Middleware(Origins, rules=rules),
        Middleware(Bodies, rules=rules),
        Middleware(Identities, gate=gate),
    ]
