"""What a server's refusal means to a user."""

from __future__ import annotations

import email.utils
import re
import time

from ctkg.errors import StoreError
from ctkg.graph.store.remote.address import PASSWORD, TOKEN, USER

#: Answers after which the same request may do.
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_MEANING = {
    401: f"the server wants to know who asks, or refuses the password or token; see {USER}, {PASSWORD} and {TOKEN}",
    403: "this user may not do that on this server; ask for the right, or name another user",
    404: "there is nothing at this address; check it, and those of update and graph store",
    405: "this address does not take such requests; check the addresses of query, update and graph store",
    406: "the server cannot answer in a form that ctkg reads",
    413: "the server takes no request of this size; send less at a time (--chunk)",
    414: "the server takes no address of this length",
    415: "the server does not read N-Triples or SPARQL as it is sent; this address may be another service",
    429: "the server asks for fewer requests; try again later",
    501: "the server does not offer this service",
    503: "the server is busy or in maintenance; try again later",
    507: "the server has no room left",
}
_LONGEST = 300
#: Virtuoso answers 500 whatever is wrong; these SQL states (syntax, data, permission) stay as they are.
_LASTING = re.compile(r"Virtuoso (37|22|42)\w{3}\b")


class Refused(StoreError):
    """An answer that is none.

    Attributes:
        status: HTTP status; 0 where there was no answer.
        said: what the server said, shortened, on one line.
    """

    def __init__(self, message: str, *, path: str, status: int = 0, said: str = "") -> None:
        super().__init__(message, path=path)
        self.status = status
        self.said = said

    @property
    def is_lasting(self) -> bool:
        """True where the server says that the request is wrong, though its status says that the server is."""
        return _LASTING.match(self.said) is not None

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (self.message, self.path, self.status, self.said))


def _rebuild(message: str, path: str, status: int, said: str) -> Refused:
    return Refused(message, path=path, status=status, said=said)


def refused(status: int, body: bytes, content_type: str, *, path: str) -> Refused:
    """The error for an answer with ``status``."""
    said = spoken(body, content_type)
    if status in (301, 302, 303, 307, 308):
        meaning = "the server sends ctkg elsewhere, which it does not follow; give the address that is meant"
    elif status in _MEANING:
        meaning = _MEANING[status]
    elif status >= 500:
        meaning = "the server failed; its log says more"
    else:
        meaning = "the server refuses this request"
    quoted = f": {said}" if said and status not in (401, 404) else ""
    return Refused(f"{meaning} (HTTP {status}{quoted})", path=path, status=status, said=said)


def spoken(body: bytes, content_type: str) -> str:
    """What a server says in an error, on one line; nothing where it is a web page."""
    if "html" in content_type.casefold() or body.lstrip()[:1] == b"<":
        return ""
    text = re.sub(r"\s+", " ", body[: 4 * _LONGEST].decode("utf-8", "replace")).strip()
    plain = "".join(c for c in text if c.isprintable())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def pause_asked(said: str) -> float | None:
    """Seconds that ``Retry-After`` asks for (RFC 9110, section 10.2.3: a number or a date); None where it does not."""
    said = said.strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None
