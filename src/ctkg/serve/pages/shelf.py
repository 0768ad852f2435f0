"""What people have begun and not kept yet: on the server, so that a reload loses nothing; bounded in number and age."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

_T = TypeVar("_T")

#: Seconds that something is kept after it was last used.
_LASTING = 24 * 3600.0


class Shelf(Generic[_T]):
    """Things by owner and key; safe to use from several threads.

    Args:
        most: of all owners; what was used longest ago goes first.
        each: of one owner.
        lasting: seconds after the last use.
        weigh: bytes of a thing.
        heaviest: bytes of all of them.
        clock: seconds that only go on.
    """

    def __init__(
        self,
        *,
        most: int = 500,
        each: int = 50,
        lasting: float = _LASTING,
        weigh: Callable[[_T], int] = lambda thing: 0,
        heaviest: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most, self._each, self._lasting, self._clock = most, each, lasting, clock
        self._weigh, self._heaviest = weigh, heaviest
        self._things: OrderedDict[str, tuple[str, float, _T]] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, owner: str, thing: _T, key: str = "") -> str:
        """Keep a thing under its key, or a new one that nobody can guess; returns the key."""
        with self._lock:
            if self._find(owner, key) is None:
                key = secrets.token_urlsafe(12)
            self._things[key] = owner, self._clock(), thing
            self._things.move_to_end(key)
            own = [each for each, (whose, _, _) in self._things.items() if whose == owner]
            for each in own[: max(0, len(own) - self._each)]:
                del self._things[each]
            while len(self._things) > self._most or (self._weight() > self._heaviest and len(self._things) > 1):
                self._things.popitem(last=False)
            return key

    def get(self, owner: str, key: str) -> _T | None:
        """The thing of this owner under a key; None where there is none, or none any more."""
        with self._lock:
            thing = self._find(owner, key)
            if thing is not None:
                self._things[key] = owner, self._clock(), thing
                self._things.move_to_end(key)
            return thing

    def drop(self, owner: str, key: str) -> None:
        """Let go of a thing."""
        with self._lock:
            if self._find(owner, key) is not None:
                del self._things[key]

    def of(self, owner: str) -> list[tuple[str, _T]]:
        """Keys and things of an owner, what was used last first."""
        with self._lock:
            self._forget()
            return [(key, thing) for key, (whose, _, thing) in reversed(self._things.items()) if whose == owner]

    def _find(self, owner: str, key: str) -> _T | None:
        self._forget()
        whose, _, thing = self._things.get(key, ("", 0.0, None))
        return thing if whose == owner else None

    def _weight(self) -> int:
        return sum(self._weigh(thing) for _, _, thing in self._things.values())

    def _forget(self) -> None:
        over = self._clock() - self._lasting
        while self._things and next(iter(self._things.values()))[1] < over:
            self._things.popitem(last=False)
