"""Requests by hand: those that no client would send."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn

from ctkg.serve import Settings
from ctkg.serve.composition import make
from ctkg.serve.security.connections import patient
from ctkg.serve.security.rules import Rules


@contextmanager
def near(
    store: Path, *, rules: Rules | None = None, connections: int = 100, head: float = 10.0, token: str = ""
) -> Iterator[str]:
    """A server in a thread of this process, with bounds of its own; gives its address."""
    settings = Settings(store=store, write=bool(token), token=token, by="Tester")
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        make(settings, rules), http=patient(connections=connections, head=head), log_level="critical", ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


def connected(address: str) -> socket.socket:
    """A connection to a server."""
    place = urlsplit(address)
    return socket.create_connection((place.hostname, place.port), timeout=10)


def raw(address: str, request: bytes) -> tuple[int, bytes]:
    """Status and all that a server answers to these very bytes; status 0 where it says nothing."""
    with connected(address) as connection:
        connection.sendall(request)
        answer = everything(connection)
    return status_of(answer), answer


def everything(connection: socket.socket) -> bytes:
    """What comes until the other side hangs up."""
    parts = []
    try:
        while part := connection.recv(65_536):
            parts.append(part)
    except (ConnectionResetError, TimeoutError):
        pass
    return b"".join(parts)


def status_of(answer: bytes) -> int:
    """The status in an answer; 0 where there is none."""
    words = answer.split(b" ", 2)
    return int(words[1]) if len(words) > 2 and words[0].startswith(b"HTTP/") else 0


@contextmanager
def listener() -> Iterator[tuple[int, Callable[[], int]]]:
    """A port that waits for somebody to call; gives its number, and how many did."""
    heard = 0
    listening = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        nonlocal heard
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            heard += 1
            connection.close()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1], lambda: heard
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)
