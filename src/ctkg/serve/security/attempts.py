"""Failed attempts to show a token: each makes the next one wait longer."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

#: Failures that cost nothing: people paste half a token.
_FREE = 3
#: Seconds to wait after the first that is not free; doubled by each further one, up to the second figure.
_FIRST, _LONGEST = 1.0, 60.0
#: Seconds after which failures are forgotten.
_FORGOTTEN = 900.0
#: Addresses that are remembered.
_KEPT = 4_096


class Attempts:
    """Failures by address of the client; safe to use from several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, address: str) -> float:
        """Seconds until ``address`` may try again; 0 where it may."""
        with self._lock:
            number, last = self._failures.get(address, (0, 0.0))
        if number <= _FREE:
            return 0.0
        pause = min(_FIRST * 2.0 ** (number - _FREE - 1), _LONGEST)
        return max(0.0, last + pause - self._clock())

    def failed(self, address: str) -> None:
        """Remembers a failure."""
        with self._lock:
            number, last = self._failures.pop(address, (0, 0.0))
            now = self._clock()
            # A bound on the number keeps the power of two a number.
            self._failures[address] = (min(number + 1, 64) if now - last < _FORGOTTEN else 1, now)
            if len(self._failures) > _KEPT:
                self._failures.popitem(last=False)

    def succeeded(self, address: str) -> None:
        """Forgets the failures of ``address``."""
        with self._lock:
            self._failures.pop(address, None)
