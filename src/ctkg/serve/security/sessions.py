"""Sessions of people who showed the token: random, known by their hash alone, kept in memory, over after a while."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import Response

from ctkg.serve.security.rules import Rules

_COOKIE = "ctkg-session"


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who may write; ``began`` and ``used`` are readings of a clock that only goes on."""

    name: str
    began: float
    used: float


class Sessions:
    """All sessions of a server; safe to use from several threads."""

    def __init__(self, rules: Rules, clock: Callable[[], float] = time.monotonic) -> None:
        self._rules = rules
        self._clock = clock
        self._open: OrderedDict[bytes, Session] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._open)

    def begin(self, name: str = "") -> str:
        """Opens a session of somebody called ``name``; returns its key, which only the browser knows."""
        key, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            self._open[_hash(key)] = Session(name, now, now)
            while len(self._open) > self._rules.sessions:
                self._open.popitem(last=False)
        return key

    def find(self, key: str) -> Session | None:
        """The session with this key, unless it is over; it is used by that."""
        if not key:
            return None
        name, now = _hash(key), self._clock()
        with self._lock:
            found = self._open.pop(name, None)
            if found is None or now - found.used > self._rules.idle or now - found.began > self._rules.lasting:
                return None
            # The one that was used last gives way last.
            found = self._open[name] = Session(found.name, found.began, now)
            return found

    def rename(self, key: str, name: str) -> None:
        """Gives a session another name."""
        with self._lock:
            found = self._open.get(_hash(key))
            if found is not None:
                self._open[_hash(key)] = Session(name, found.began, found.used)

    def end(self, key: str) -> None:
        """Ends a session."""
        with self._lock:
            self._open.pop(_hash(key), None)


def cookie_name(port: int | None) -> str:
    """The name of the cookie: browsers give a cookie to every port of a host, so that each server has its own."""
    return f"{_COOKIE}-{port}" if port else _COOKIE


def give(response: Response, name: str, key: str, *, secure: bool) -> None:
    """Lets the browser keep a key until it is closed: no script sees it, and no page of another site sends it."""
    response.set_cookie(name, key, path="/", httponly=True, samesite="strict", secure=secure)


def take(response: Response, name: str, *, secure: bool) -> None:
    """Lets the browser forget the key."""
    response.delete_cookie(name, path="/", httponly=True, samesite="strict", secure=secure)


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
