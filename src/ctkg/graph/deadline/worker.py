"""The parent's side of one worker."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import tempfile
import time
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from ctkg import errors
from ctkg.errors import CtkgError, DeadlineError, Stopped, StoreError
from ctkg.graph.deadline import frames
from ctkg.graph.deadline.reply import Reply
from ctkg.graph.deadline.request import AnyRequest

#: What a worker runs, from its first import on behind whoever talks to people: a query that takes seconds must not
#: make others wait for a page. Its path is that of its parent, which may have been changed since its start.
_CODE = (
    "import json,os,sys; getattr(os, 'nice', int)(5); sys.path[:]=json.loads(sys.argv.pop(1)); "
    "from ctkg.graph.deadline.process import main; main()"
)
#: Answers up to this size stay in memory, larger ones go to a temporary file.
_IN_MEMORY = 1 << 24
_PIECE = 1 << 20
#: Seconds that a worker has to let go of its files before it is killed.
_GRACE = 2.0


class Worker:
    """A process that answers queries on one store. It starts at once and is waited for at the first question."""

    def __init__(self, path: Path, *, is_dump: bool = False, memory: int | None = None) -> None:
        """Starts the process.

        Args:
            path: the folder of a store, or a dump of one.
            is_dump: which of the two.
            memory: megabytes that a query may use beside the store; None sets no bound.
        """
        self._memory = memory
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  (lives as long as the worker)
        settings = json.dumps({"path": str(path.absolute()), "is_dump": is_dump, "memory": memory})
        places = [str(Path(each).absolute()) for each in sys.path]
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", _CODE, json.dumps(places), settings],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
        )
        self._buffer = frames.Buffer()
        self._is_ready = self._is_stopped = False
        self._end = weakref.finalize(self, _end, self._process, self._said)

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """False once it was killed or died."""
        return self._end.alive and self._process.poll() is None

    @property
    def is_ready(self) -> bool:
        """True once the store is known to be open."""
        return self._is_ready and self.is_alive

    def wait(self) -> None:
        """Returns when the store is open.

        Raises:
            StoreError: it cannot be opened; the worker is gone.
        """
        if not self._is_ready:
            try:
                self._next()
            except BaseException:
                self.kill()
                raise
            self._is_ready = True

    def stop(self) -> None:
        """Ends the process from another thread than that which waits for the answer, where ``Stopped`` is raised."""
        self._is_stopped = True
        self._process.kill()

    def kill(self) -> None:
        """Ends the process, whatever it is doing, and waits until it is gone."""
        self._end()

    def answer(self, request: AnyRequest, *, until: float | None = None, asked: float | None = None) -> Reply:
        """Asks, and waits for the whole answer.

        Args:
            request: the query.
            until: when to give up, by :func:`time.monotonic`; None waits for ever.
            asked: the time that was given, seconds, for the message.

        Raises:
            QueryError: what the engine says of the query.
            DeadlineError: it was not done in time; the worker is gone.
            Stopped: :meth:`stop` was called; it is gone.
            StoreError: the process died, by itself or for want of memory; it is gone.
        """
        content: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  (goes with the reply)
        kind, told = b"", ""
        try:
            for name, data in self._frames(request, until, asked):
                if name == frames.KIND:
                    kind = data
                elif name == frames.DONE:
                    told = data.decode()
                else:
                    content.write(data)
        except BaseException as error:
            content.close()
            # What was told in words leaves the worker as it was; all else leaves it in the middle of something.
            if not isinstance(error, errors.QueryError | errors.UnreadableInput):
                self.kill()
            raise
        return Reply(content, is_graph=kind == b"graph", told=told)

    def _frames(self, request: AnyRequest, until: float | None, asked: float | None) -> Iterator[frames.Frame]:
        if not self._is_ready:
            self._next(until, asked)
            self._is_ready = True
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(frames.packed(frames.ASK, request.packed()))
            self._process.stdin.flush()
        except OSError:
            raise self._death() from None
        name = b""
        while name != frames.DONE:
            name, data = self._next(until, asked)
            yield name, data

    def _next(self, until: float | None = None, asked: float | None = None) -> frames.Frame:
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        while (frame := self._buffer.next()) is None:
            poll = select.poll()
            poll.register(descriptor, select.POLLIN)
            if not poll.poll(None if until is None else max(0.0, until - time.monotonic()) * 1000):
                raise late(asked)
            piece = os.read(descriptor, _PIECE)
            if not piece:
                raise self._death()
            self._buffer.add(piece)
        if frame[0] == frames.ERROR:
            raise self._told(json.loads(frame[1]))
        return frame

    def _told(self, error: dict[str, Any]) -> CtkgError:
        kind = str(error.pop("kind"))
        if kind == "MemoryError":
            return self._too_much()
        known: type[CtkgError] = getattr(errors, kind)
        return known(error.pop("message"), **error)

    def _death(self) -> CtkgError:
        code = self._process.wait()
        if self._is_stopped:
            return Stopped("the query was stopped, as was asked for")
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").strip().splitlines()
        last = lines[-1] if lines else ""
        if self._memory is not None and (code < 0 or "memory" in last.casefold()):
            return self._too_much()
        how = f"by signal {-code}" if code < 0 else f"with code {code}"
        return StoreError(f"the process that answered the query died {how}{f': {last}' if last else ''}. Ask again")

    def _too_much(self) -> StoreError:
        given = f"the {self._memory} MB that it was given" if self._memory is not None else "the memory there is"
        return StoreError(f"the query needs more than {given}; ask for less (a filter, LIMIT), or give it more")


def late(asked: float | None) -> DeadlineError:
    """The error of a query that took more than ``asked`` seconds."""
    return DeadlineError(
        f"the query was ended after {asked or 0:g} s, the time that it was given; ask for less (a filter, LIMIT), or "
        "give it more time (--timeout SECONDS, 0 for no limit)"
    )


def _end(process: subprocess.Popen[bytes], said: IO[bytes]) -> None:
    with contextlib.suppress(OSError):
        if process.stdin is not None:
            process.stdin.close()  # asks it to tidy up and to go
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for stream in (process.stdout, said):
        with contextlib.suppress(OSError):
            if stream is not None:
                stream.close()
