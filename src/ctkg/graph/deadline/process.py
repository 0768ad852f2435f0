"""The worker: a process that opens a store, answers queries one after the other, and can be killed at any time.

It ends by itself when its input ends, so none is left behind by a parent that was killed.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from pyoxigraph import QueryBoolean, QuerySolutions

from ctkg.errors import CtkgError, StoreError
from ctkg.graph.deadline import frames, serving
from ctkg.graph.deadline.request import GraphRequest, Request, unpacked
from ctkg.graph.store import DiskStore, MemoryStore, Store, changes

if TYPE_CHECKING:
    from ctkg.graph.updating import Change


def main() -> None:
    """Reads what to do from the command line (JSON) and requests from standard input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever talks to people
    settings = json.loads(sys.argv[1])
    # Whatever prints, prints among the errors: standard output is the pipe.
    output = os.dup(1)
    os.dup2(2, 1)
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    source = _Source(settings["path"], memory=settings["memory"], is_dump=settings["is_dump"])
    threading.Thread(target=_listen, args=(requests, source), daemon=True).start()
    try:
        source.store()
    except (CtkgError, MemoryError, OSError) as error:
        _fail(output, error)
        return
    frames.send(output, frames.READY)
    while True:
        data = requests.get()
        try:
            _answer(output, source.store(), unpacked(data))
        except BrokenPipeError:
            os._exit(0)
        except (CtkgError, MemoryError, OSError, RuntimeError, ValueError) as error:
            _fail(output, error)


def _listen(requests: queue.SimpleQueue[bytes], source: _Source) -> None:
    while (frame := frames.read(sys.stdin.buffer)) is not None:
        requests.put(frame[1])
    source.close()
    os._exit(0)  # the engine may be at work and would not notice


def _answer(output: int, store: Store, request: Request | GraphRequest) -> None:
    if isinstance(request, GraphRequest):
        _graph(output, store, request)
        return
    if request.update:
        _work_out(output, store, request)
        return
    if request.form:
        content, is_graph, cut = serving.served(store, request)
        frames.send_all(output, b"graph" if is_graph else b"rows", content, cut.encode())
        return
    answer = store.query(
        request.text,
        inference=request.inference,
        graphs=request.graphs,
        named=request.named,
        prefixes=request.prefixes,
    )
    is_graph = not isinstance(answer, QuerySolutions | QueryBoolean)
    frames.send(output, frames.KIND, b"graph" if is_graph else b"rows")
    with frames.writer(output) as target:
        if isinstance(answer, QuerySolutions | QueryBoolean):
            answer.serialize(target, format=ox.QueryResultsFormat.JSON)
        else:
            answer.serialize(target, format=ox.RdfFormat.N_TRIPLES)
    frames.send(output, frames.DONE)


def _work_out(output: int, store: Store, request: Request) -> None:
    from ctkg.graph import updating

    change = updating.worked_out(
        store, request.text, default=request.default, using=request.graphs, using_named=request.named
    )
    _tell(output, change)


def _graph(output: int, store: Store, request: GraphRequest) -> None:
    from ctkg.graph.updating import placing

    if request.form:
        content, cut = serving.whole(store, request)
        frames.send_all(output, b"graph", content, cut.encode())
    else:
        _tell(output, placing.placed(store, request))


def _tell(output: int, change: Change) -> None:
    from ctkg.graph import updating

    added, removed = updating.packed(change)
    frames.send_all(output, b"change", added + removed, str(len(added)).encode())


def _fail(output: int, error: Exception) -> None:
    told: dict[str, Any]
    if isinstance(error, CtkgError):
        told = {"kind": type(error).__name__, "message": error.message, "path": error.path}
        told |= {"line": error.line, "column": error.column}
    elif isinstance(error, MemoryError):
        told = {"kind": "MemoryError", "message": ""}
    else:
        told = {"kind": "StoreError", "message": f"the query failed: {error}"}
    with contextlib.suppress(BrokenPipeError):
        frames.send(output, frames.ERROR, json.dumps(told).encode())


class _Source:
    """A store on disk, opened again when its files changed, or a dump of one in memory."""

    def __init__(self, path: str, *, memory: int | None, is_dump: bool) -> None:
        self._path, self._memory, self._is_dump = Path(path), memory, is_dump
        self._store: Store | None = None
        self._state: object = None

    def store(self) -> Store:
        """The store as it is now."""
        state = None if self._is_dump else changes.mark(self._path)
        if self._store is None or state != self._state:
            if self._store is not None:
                self._store.close()
            self._store, self._state = self._opened(), state
            if self._memory is not None:
                _bound(self._memory)
                self._memory = None
        return self._store

    def close(self) -> None:
        """Lets go of the files, whatever the engine is doing."""
        if self._store is not None:
            self._store.close()

    def _opened(self) -> Store:
        if self._is_dump:
            return MemoryStore.of_dump(self._path)
        return DiskStore(self._path, read_only=True)


def _bound(megabytes: int) -> None:
    """Bounds what the process may use from now on."""
    try:
        import resource
    except ImportError:
        raise StoreError("memory of a query cannot be bounded on this system") from None
    used = 0
    with contextlib.suppress(OSError):
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (used + megabytes * 1_000_000, hard))
