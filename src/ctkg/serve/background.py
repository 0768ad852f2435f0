"""Work that no request waits for: one thread for each task, and never two for one."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

_log = logging.getLogger(__name__)


class Task:
    """Something that is done in the background, again whenever it is asked for.

    Args:
        name: for the log.
        work: what is done; what goes wrong is logged, and is no matter to anybody else.
    """

    def __init__(self, name: str, work: Callable[[], None]) -> None:
        self._name, self._work = name, work
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def is_running(self) -> bool:
        """True while it is done."""
        thread = self._thread
        return thread is not None and thread.is_alive()

    def start(self) -> None:
        """Begin, unless it is under way."""
        with self._lock:
            if not self.is_running:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait for it; True where it is done."""
        if self._thread is not None:
            self._thread.join(seconds)
        return not self.is_running

    def _run(self) -> None:
        try:
            self._work()
        except Exception:
            _log.exception("%s failed", self._name)
