"""Real servers on the loopback, each on a free port, stopped by whoever started it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, suppress
from pathlib import Path

from ctkg.graph.store.remote import Address, address

#: Seconds in which a server has to come up.
_START = 60.0


def free_port() -> int:
    """A port that nobody listens to now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def program(name: str) -> str | None:
    """Path of a program of this environment or of the system."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.is_file() else shutil.which(name)


class Oxigraph:
    """`oxigraph serve`; in memory, or in a folder that it can be started on again."""

    def __init__(self, folder: Path, *, keep: bool = False) -> None:
        self._log = folder / "server.log"
        self._location = ["-l", str(folder / "data")] if keep else []
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def address(self) -> Address:
        return address(self.url, environment={})

    def start(self) -> None:
        found = program("oxigraph")
        assert found, "the package oxigraph is not installed"
        for _ in range(5):  # somebody else may take the port first
            self.port = self.port or free_port()
            with self._log.open("ab") as log:
                words = [found, "serve", "-b", f"127.0.0.1:{self.port}", *self._location]
                self._process = subprocess.Popen(words, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
            if _answers(self._process, self.url):
                return
            self.stop()
            self.port = 0
        raise AssertionError(f"oxigraph does not start: {self._log.read_text(errors='replace')[-2000:]}")

    def stop(self, *, kill: bool = False) -> None:
        if self._process is not None:
            (self._process.kill if kill else self._process.terminate)()
            self._process.wait(timeout=30)
            self._process = None

    def clear(self) -> None:
        """Makes it empty."""
        post(self.url + "update", "DROP ALL", "application/sparql-update")


def post(url: str, text: str, kind: str) -> bytes:
    asked = urllib.request.Request(url, data=text.encode(), headers={"Content-Type": kind})
    with urllib.request.urlopen(asked, timeout=60) as response:
        return bytes(response.read())


def _answers(process: subprocess.Popen[bytes], url: str) -> bool:
    until = time.monotonic() + _START
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return True
        time.sleep(0.05)
    return False
