"""The bounds of a server: what it takes, from whom, how much and how slowly."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from ctkg.serve.settings import Settings

#: Names by which this machine calls itself.
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the guards of a server go by. Sizes are bytes, times seconds.

    Attributes:
        hosts: names by which the server may be called, without port.
        origins: other origins whose pages may read; ``*`` is every one.
        proxies: addresses of reverse proxies whose ``X-Forwarded-*`` headers are believed; that is done before any
            guard.
        audit: file to which writes are written down.
        body: of one request.
        path: of the path of a request as it was sent.
        query: of what stands behind its question mark.
        head: of all headers of a request.
        pause: without a byte of a body.
        rate: of a body a second, once ``grace`` seconds are over.
        grace: see there.
        unread: until a client takes a part of its answer.
        at_work: requests at a time.
        receiving: requests at a time of which a part is still to come; fewer, so that slow ones cannot take all places.
        idle: after which a session ends.
        lasting: after which it ends in any case.
        sessions: at a time; the oldest gives way.
    """

    hosts: frozenset[str] = frozenset(LOOPBACK)
    origins: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    audit: Path | None = None
    body: int = 20_000_000
    path: int = 4_096
    query: int = 24_576
    head: int = 16_384
    pause: float = 15.0
    rate: float = 4_096.0
    grace: float = 30.0
    unread: float = 60.0
    at_work: int = 128
    receiving: int = 32
    idle: float = 2 * 3600.0
    lasting: float = 12 * 3600.0
    sessions: int = 256

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The rules that follow from what the server was told."""
        return cls(
            hosts=frozenset((*LOOPBACK, *(host.casefold().strip("[]") for host in settings.hosts))),
            origins=settings.origins,
            proxies=settings.proxies,
            audit=settings.audit or settings.store.with_name(settings.store.name + ".audit.jsonl"),
            body=settings.body,
        )
