"""What a server is told when it starts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

#: Letters of a token that somebody chose, at least.
SHORTEST_TOKEN = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a store is served.

    Attributes:
        store: folder of the store.
        title: name on every page.
        write: whether anything may be written at all; it then takes the token.
        token: what writing needs: a bearer token, or a session that began with it. Never empty where ``write`` is set.
        by: who writes where a request or session does not say.
        decisions: folder of the log of acts; None: beside the store.
        deadline: seconds that a query may take at most.
        memory: megabytes that a query may use beside the store.
        rows: rows (or triples) of one answer at most; more are cut off, visibly.
        answer: bytes of one answer at most, likewise.
        body: bytes of one request at most.
        workers: processes that answer queries; twice as many while all of them have been at work for a second.
        fetch: documents may be added by their address in the web.
        origins: other origins whose pages may read, such as ``https://example.org``; ``*`` is every one.
        hosts: names beside those of this machine by which the server may be called.
        proxies: addresses of reverse proxies that are believed when they say for whom they ask.
        audit: file to which writes are written down; None: beside the store.
        metrics: other machines may read the server's figures, too.
    """

    store: Path
    title: str = "Counter-terrorism co-operation"
    write: bool = False
    token: str = ""
    by: str = ""
    decisions: Path | None = None
    deadline: float = 30.0
    memory: int = 2_000
    rows: int = 10_000
    answer: int = 50_000_000
    body: int = 20_000_000
    workers: int = 2
    fetch: bool = False
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    audit: Path | None = None
    metrics: bool = False

    def __post_init__(self) -> None:
        if self.write and not self.token:
            raise ValueError("a server that may write needs a token")
