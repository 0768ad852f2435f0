"""A process that reads documents for the server: a file that is too slow, too large or broken ends it, and no more."""

from __future__ import annotations

import contextlib
import resource
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from ctkg.errors import CtkgError, UnreadableInput
from ctkg.making import Made
from ctkg.model import Document
from ctkg.serve.pages.giving.given import Given

#: Seconds that one document may take, and that somebody waits for the documents of others before it.
SECONDS, _PATIENCE = 60.0, 20.0
#: What is read first, so that tables and rules are loaded before somebody waits for them.
_FIRST = Given("first.txt", b"A fictional workshop took place in Vienna on 3 May 2019.")
#: People who wait at a time; more are told to come back.
_WAITING = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What came of reading a document.

    Attributes:
        given: with its bytes and name, of an address as well.
        document: with its text.
        made: what a store takes in of it.
    """

    given: Given
    document: Document
    made: Made


class Worker:
    """One process, started with the first document and again after each that it did not survive.

    Args:
        memory: megabytes that it may use.
        seconds: that a document may take.
    """

    def __init__(self, *, memory: int, seconds: float = SECONDS) -> None:
        self._memory = memory
        self._seconds = seconds
        self._lock = threading.Lock()
        self._waiting = threading.BoundedSemaphore(_WAITING)
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._end: Callable[[], object] = _nothing

    def warm(self) -> None:
        """Start the process, if nobody has yet and nobody reads now: somebody is about to give a document."""
        if self._lock.acquire(blocking=False):
            try:
                self._ready()
            finally:
                self._lock.release()

    def read(self, given: Given) -> Read:
        """Read a document, or fetch and read it.

        Raises:
            UnreadableInput: it cannot be read, takes too long or needs too much, or others wait before it.
        """
        if not self._waiting.acquire(blocking=False):
            raise UnreadableInput("the server reads other documents now; try again in a minute", path=given.name)
        try:
            if not self._lock.acquire(timeout=_PATIENCE):
                raise UnreadableInput("the server reads other documents now; try again in a minute", path=given.name)
            try:
                return self._read(given)
            finally:
                self._lock.release()
        finally:
            self._waiting.release()

    def _read(self, given: Given) -> Read:
        name = given.name or given.address
        pipe = self._ready()
        try:
            pipe.send(given)
            if not pipe.poll(self._seconds):
                self.close()
                raise UnreadableInput(
                    f"reading this took more than {self._seconds:g} seconds and was ended; give a shorter part of it",
                    path=name,
                )
            found = pipe.recv()
        except (OSError, EOFError):
            self.close()
            raise UnreadableInput(
                f"reading this ended the process that reads, which may use {self._memory} MB; give it as plain text",
                path=name,
            ) from None
        if isinstance(found, CtkgError):
            raise found
        assert isinstance(found, Read)
        return found

    def _ready(self) -> Connection:
        if self._process is None or not self._process.is_alive() or self._pipe is None:
            self.close()
            context = get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, self._memory), daemon=True)
            self._process.start()
            theirs.close()
            self._end = weakref.finalize(self, partial(_ended, self._process, self._pipe))
        return self._pipe

    def close(self) -> None:
        """Ends the process."""
        self._end()
        self._process = self._pipe = None


def _nothing() -> None:
    pass


def _ended(process: BaseProcess, pipe: Connection) -> None:
    pipe.close()
    process.kill()
    process.join(5)


def _serve(pipe: Connection, memory: int) -> None:
    """What the process does, until nobody asks any more."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (memory * 1_000_000, memory * 1_000_000))
    with contextlib.suppress(CtkgError):
        read(_FIRST)
    while True:
        try:
            given = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer: Read | CtkgError = read(given)
        except CtkgError as error:
            answer = error
        except MemoryError:
            return  # which the server tells in words
        except Exception as error:  # a reader of somebody else's package may raise anything
            answer = UnreadableInput(f"this cannot be read ({type(error).__name__})", path=given.name or given.address)
        with contextlib.suppress(OSError):
            pipe.send(answer)


def read(given: Given) -> Read:
    """Read what is given in this process.

    Raises:
        CtkgError: it cannot be read.
    """
    from ctkg.making import made_of
    from ctkg.text.extract import extract
    from ctkg.text.read import Address, media_types, read_bytes, read_page, suffix_of, web

    if given.address and not given.data:
        page = web.fetch(Address(given.address), media_types=media_types())
        given = Given("page" + suffix_of(page.media_type, page.url), page.data, page.url)
        document = read_page(page)
    else:
        document = read_bytes(given.data, name=given.name)
    return Read(given=given, document=document, made=made_of((document, extract(document))))
