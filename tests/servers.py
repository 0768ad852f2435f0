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
from ctkg.graph.store.remote.server import Server
from ctkg.iris import BASE

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


class Virtuoso:
    """`virtuoso-t`, in a folder of its own, with a password of its own."""

    password = "not-dba"
    _CONFIGURATION = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 8
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = {rows}
"""

    def __init__(self, folder: Path, *, rows: int = 1_500) -> None:
        self._folder = folder
        self._rows = rows
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/sparql"

    def environment(self) -> dict[str, str]:
        return {"CTKG_ENDPOINT_USER": "dba", "CTKG_ENDPOINT_PASSWORD": self.password}

    def address(self) -> Address:
        return address(self.url, environment=self.environment())

    def start(self) -> None:
        found, shell = program("virtuoso-t"), program("isql-vt")
        assert found and shell
        for _ in range(5):  # somebody else may take a port first
            self.port, sql = free_port(), free_port()
            file = self._folder / "virtuoso.ini"
            values = {"folder": self._folder, "sql": sql, "http": self.port, "rows": self._rows}
            file.write_text(self._CONFIGURATION.format(**values), encoding="ascii")
            with (self._folder / "out.log").open("ab") as log:
                words = [found, "+foreground", "+configfile", str(file)]
                self._process = subprocess.Popen(words, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
            if _answers(self._process, self.url + "?query=ASK%7B%7D"):
                said = f"user_set_password('dba', '{self.password}');"
                words = [shell, f"127.0.0.1:{sql}", "dba", "dba", f"exec={said}"]
                subprocess.run(words, check=True, capture_output=True, timeout=60, stdin=subprocess.DEVNULL)
                return
            self.stop()
        raise AssertionError(f"virtuoso does not start: {(self._folder / 'out.log').read_text()[-2000:]}")

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait(timeout=30)
            self._process = None

    def clear(self) -> None:
        """Takes away what ctkg and the tests put there; the server's own graphs stay."""
        server = Server(self.address())
        names = server.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }", graph=False)
        for row in names:  # type: ignore[union-attr]
            name = row["g"].value  # type: ignore[index]
            if name.startswith((BASE, "urn:ctkg:")):
                server.update(f"DROP SILENT GRAPH <{name}>")
        server.close()


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
