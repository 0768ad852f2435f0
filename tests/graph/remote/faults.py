"""A server on the loopback that does with a request what a test says."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

#: What the server does with one request: it writes the response itself.
Act = Callable[["Handler"], None]
EMPTY = json.dumps({"head": {"vars": ["p", "o"]}, "results": {"bindings": []}}).encode()


def send(body: bytes = EMPTY, status: int = 200, **headers: str) -> Act:
    """Answer with ``body``; an underscore in the name of a header stands for a hyphen."""

    def act(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Type": "application/sparql-results+json", **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return act


def cut(handler: Handler) -> None:
    """Promise more than is sent."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"head":')
    handler.close_connection = True


def hang(handler: Handler) -> None:
    """Say nothing."""
    handler.server.closing.wait(30)
    handler.close_connection = True


def dribble(handler: Handler) -> None:
    """Say a little again and again, without end."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    while not handler.server.closing.wait(0.02):
        try:
            handler.wfile.write(b" ")
        except OSError:
            break
    handler.close_connection = True


class Faulty(ThreadingHTTPServer):
    """Does one act after the other, the last one again and again; keeps what it was asked."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.acts: list[Act] = []
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.closing = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Faulty

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append((self.command, self.path, {k.casefold(): v for k, v in self.headers.items()}))
        acts = self.server.acts
        (acts.pop(0) if len(acts) > 1 else acts[0])(self)

    do_GET = do_PUT = do_POST  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass
