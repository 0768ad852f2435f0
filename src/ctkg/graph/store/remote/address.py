"""Where a server is reached, and as whom: addresses of its three services, and credentials from the environment."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from ctkg.errors import UsageError

#: Environment variables; a secret stands in no option, setting, file or message.
USER, PASSWORD, TOKEN = "CTKG_ENDPOINT_USER", "CTKG_ENDPOINT_PASSWORD", "CTKG_ENDPOINT_TOKEN"
UPDATE, GRAPH_STORE = "CTKG_ENDPOINT_UPDATE", "CTKG_ENDPOINT_GRAPH_STORE"

#: How servers name their services: end of the query address -> ends of update and graph store.
_NAMED = (
    ("/sparql-auth", "/sparql-auth", "/sparql-graph-crud-auth"),  # Virtuoso, with a password
    ("/query", "/update", "/store"),  # Oxigraph
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A server.

    Attributes:
        query: address of the SPARQL query service.
        update: address of the SPARQL update service.
        graph_store: address of the Graph Store Protocol service.
        user: name of the user; empty: nobody in particular.
        password: of that user; it is shown nowhere.
        token: a bearer token, instead of user and password; it is shown nowhere.
        timeout: seconds of silence after which a server is given up.
        limit: seconds that one answer may take, all in all.
        tries: how often a request is sent before it is given up.
        backoff: seconds before the second try, doubled for each further one.
    """

    query: str
    update: str
    graph_store: str
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    timeout: float = 60.0
    limit: float = 3600.0
    tries: int = 5
    backoff: float = 0.5

    def __post_init__(self) -> None:
        for address in (self.query, self.update, self.graph_store):
            _check(address)
        if self.token and (self.user or self.password):
            raise UsageError("give a token, or a user with a password, but not both")
        if self.password and not self.user:
            raise UsageError(f"there is a password and no user; name one with --user or {USER}")
        for secret in (self.user, self.password, self.token):
            if not secret.isprintable() or (secret == self.token and not secret.isascii()):
                raise UsageError("user, password or token holds characters that none has, such as a line break")
        if min(self.timeout, self.limit, self.backoff) <= 0 or self.tries < 1:
            raise UsageError("limits of a server are above nought")

    @property
    def name(self) -> str:
        """What the server is called in messages."""
        return self.query

    @property
    def is_local(self) -> bool:
        """True for this machine."""
        host = urlsplit(self.query).hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost" or host.endswith(".localhost")

    @property
    def is_plain(self) -> bool:
        """True where what is sent can be read on the way."""
        return any(urlsplit(each).scheme == "http" for each in (self.query, self.update, self.graph_store))


def address(
    url: str,
    *,
    update: str = "",
    graph_store: str = "",
    user: str = "",
    password_variable: str = PASSWORD,
    token_variable: str = TOKEN,
    environment: Mapping[str, str] = os.environ,
) -> Address:
    """The server at ``url``; what is not given is taken from the environment, then guessed from ``url``.

    Args:
        url: of the query service, or of the whole server, or of a data set there.
        update: address of the update service.
        graph_store: address of the Graph Store Protocol service.
        user: name of the user.
        password_variable: environment variable that holds the password.
        token_variable: environment variable that holds a bearer token.
        environment: the environment.

    Raises:
        UsageError: no address of a server, one with a password in it, or a named variable that is not set.
    """
    for variable, usual in ((password_variable, PASSWORD), (token_variable, TOKEN)):
        if variable != usual and variable not in environment:
            raise UsageError(f"the environment has no variable {variable}")
    token = environment.get(token_variable, "").strip()
    user = user or ("" if token else environment.get(USER, "").strip())
    guessed = _guessed(url, authenticated=bool(user))
    return replace(
        guessed,
        update=update or environment.get(UPDATE, "").strip() or guessed.update,
        graph_store=graph_store or environment.get(GRAPH_STORE, "").strip() or guessed.graph_store,
        user=user,
        password=environment.get(password_variable, "") if user else "",
        token="" if user else token,
    )


def _guessed(url: str, *, authenticated: bool) -> Address:
    _check(url)
    base = url.rstrip("/")
    if base.endswith("/sparql"):
        stem = base.removesuffix("/sparql")
        if stem.count("/") == 2:  # Virtuoso has it at the root, Fuseki below a data set
            mark = "-auth" if authenticated else ""
            return Address(query=base + mark, update=base + mark, graph_store=f"{stem}/sparql-graph-crud{mark}")
        return Address(query=base, update=stem + "/update", graph_store=stem + "/data")
    for query, update, graph_store in _NAMED:
        if base.endswith(query):
            stem = base.removesuffix(query)
            return Address(query=base, update=stem + update, graph_store=stem + graph_store)
    return Address(query=base + "/query", update=base + "/update", graph_store=base + "/store")


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise UsageError("a server is named by its address, such as http://127.0.0.1:7878/")
    if parts.username or parts.password:
        raise UsageError(f"an address has no user or password in it; they stand in {USER} and {PASSWORD}")
    if parts.query or parts.fragment:
        raise UsageError("the address of a server has no question and no fragment in it")
