"""Commands as processes of their own that need not load ``ctkg`` and compile its rules first.

One process loads them, once, and each command runs in a fork of it: with its own arguments, folder, environment,
standard streams, signals and exit code, all the way to the end of the interpreter. What Python reads only at its
start (``PYTHONHASHSEED``, ``LC_ALL``, ``TZ``) and what libraries read when they are loaded (``COLUMNS``) stays as it
was in the first, so whoever changes such a thing starts a process from scratch.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

#: Beginnings of variables that count at the start alone.
_EARLY = ("PYTHON", "LC_", "LANG", "TZ", "COLUMNS", "NO_COLOR", "TERM")
_LARGEST = 1_000_000
#: A program for the shell that has its command run in a fork: what it says of itself, its streams, and the answer.
_PROGRAM = """#!{python} -IS
import json, os, socket, sys
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as there:
    there.connect({place!r})
    asked = {{"words": sys.argv[1:], "cwd": os.getcwd(), "environment": dict(os.environ)}}
    socket.send_fds(there, [json.dumps(asked).encode()], [0, 1, 2])
    there.recv(100)
    code = int(there.recv(100))
sys.exit(code if code >= 0 else 128 - code)
"""


def is_early(variable: str) -> bool:
    """True where a variable counts when a process starts, and a fork would not heed it."""
    return variable.startswith(_EARLY)


class Warm:
    """The process that commands are forked from; it starts with the first command.

    Args:
        folder: an empty folder of its own.
        environment: what Python and libraries see at their start.
    """

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._folder = folder
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None
        # The names of sockets may not be long.
        self._place = Path(tempfile.mkdtemp(prefix="ctkg-")) / "asked"

    def program(self) -> Path:
        """A program that a shell can call, in a folder of its own."""
        self._start()
        file = self._folder / "bin" / "ctkg"
        if not file.exists():
            file.parent.mkdir()
            file.write_text(_PROGRAM.format(python=sys.executable, place=str(self._place)), encoding="utf-8")
            file.chmod(0o755)
        return file

    def run(
        self, words: list[str], *, cwd: Path, environment: dict[str, str], stdin: str, timeout: float
    ) -> subprocess.CompletedProcess[str]:
        """``python -m ctkg`` with ``words``; what it prints is read as UTF-8."""
        self._start()
        asked = json.dumps({"words": words, "cwd": str(cwd), "environment": environment}).encode()
        with (
            tempfile.TemporaryFile() as given,
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as err,
            socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as there,
        ):
            given.write(stdin.encode())
            given.seek(0)
            there.connect(str(self._place))
            socket.send_fds(there, [asked], [given.fileno(), out.fileno(), err.fileno()])
            there.settimeout(timeout)
            pid = int(there.recv(100))
            try:
                code = int(there.recv(100))
            except TimeoutError:
                os.kill(pid, signal.SIGKILL)
                raise subprocess.TimeoutExpired(words, timeout) from None
            printed = []
            for stream in (out, err):
                stream.seek(0)
                printed.append(stream.read().decode().replace("\r\n", "\n"))
        return subprocess.CompletedProcess(["ctkg", *words], code, *printed)

    def _start(self) -> None:
        if self._process is not None:
            return
        root = str(Path(__file__).resolve().parent.parent)
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as asked:
            asked.bind(str(self._place))
            asked.listen(16)
            code = f"import sys; sys.path.append({root!r}); from tests import warm; warm.serve({asked.fileno()})"
            self._process = subprocess.Popen(
                [sys.executable, "-c", code],
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                pass_fds=[asked.fileno()],
            )

    def close(self) -> None:
        """Ends it."""
        if self._process is not None:
            assert self._process.stdin is not None
            self._process.stdin.close()
            self._process.wait(60)
        self._place.unlink(missing_ok=True)
        self._place.parent.rmdir()


def serve(number: int) -> None:
    """Loads, and forks for each request, until the standard input is closed; returns in forks, at their end."""
    import select

    _load()
    with socket.socket(fileno=number) as asked:
        while True:
            ready, _, _ = select.select([asked, 0], [], [])
            if asked not in ready:
                return
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass
            there, _ = asked.accept()
            if not os.fork():
                break
            there.close()
    message, streams, _, _ = socket.recv_fds(there, _LARGEST, 3)
    pid = os.fork()
    if pid:  # waits for the command, so that others can be asked for meanwhile
        for stream in streams:
            os.close(stream)
        there.send(str(pid).encode())
        _, status = os.waitpid(pid, 0)
        with suppress(OSError):
            there.send(str(os.waitstatus_to_exitcode(status)).encode())
        os._exit(0)
    there.close()
    _become(json.loads(message), streams)


def _become(request: dict[str, object], streams: list[int]) -> None:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(str(request["cwd"]))
    os.environ.clear()
    os.environ.update(request["environment"])  # type: ignore[arg-type, call-overload]
    sys.argv = ["ctkg", *request["words"]]  # type: ignore[misc]
    sys.path[0] = str(request["cwd"])
    from ctkg.cli import main

    main()


def _load() -> None:
    """Loads what most commands load, and nothing that starts a thread: a fork has but one."""
    import gc
    import importlib
    import pkgutil

    import ctkg.cli
    from ctkg import pipeline

    for module in pkgutil.walk_packages(ctkg.cli.__path__, "ctkg.cli."):
        importlib.import_module(module.name)
    for name in ("api", "decisions", "graph.checking", "graph.infer.everything", "graph.reference", "interchange"):
        importlib.import_module(f"ctkg.{name}")
    report = Path(__file__).resolve().parent.parent / "data" / "documents" / "osce-2014-astana-explosives.md"
    pipeline.extract(report)
    assert threading.active_count() == 1
    gc.freeze()
