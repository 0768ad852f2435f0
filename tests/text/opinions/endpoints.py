"""A real endpoint on the loopback that speaks the chat-completions protocol and does with it what a test says."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from ctkg.model import Document, Source
from ctkg.text.opinions.settings import OpinionSettings

#: What the endpoint does with one request: it writes the response itself.
Act = Callable[["Handler"], None]


def chat(content: Any, finish: str = "stop") -> bytes:
    """A whole response of the protocol around what the model wrote."""
    written = content if isinstance(content, str) else json.dumps(content)
    choice = {"index": 0, "message": {"role": "assistant", "content": written}, "finish_reason": finish}
    return json.dumps({"id": "x", "object": "chat.completion", "model": "m", "choices": [choice]}).encode()


def send(body: bytes, status: int = 200, **headers: str) -> Act:
    """Answer with ``body``; an underscore in the name of a header stands for a hyphen."""

    def act(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Type": "application/json", **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return act


def says(*facts: dict[str, Any], doubts: tuple[Any, ...] = (), **more: Any) -> Act:
    """Answer with facts and doubts in the form asked for."""
    return send(chat({"facts": list(facts), "doubts": list(doubts), **more}))


def fact(relation: str, value: Any, quote: str, event: str = "e1", of: str = "") -> dict[str, Any]:
    return {"event": event, "relation": relation, "value": value, "of": of, "quote": quote}


class Endpoint(ThreadingHTTPServer):
    """Does one act after the other, the last one again and again; keeps what it was sent."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.acts: list[Act] = []
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.closing = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def will(self, *acts: Act) -> OpinionSettings:
        """Do ``acts`` from now on; gives settings that ask here, with little patience."""
        self.acts = list(acts)
        return OpinionSettings(llm=self.address, llm_model="org/tiny-1", backoff=0.01, timeout=20, budget=30)

    def shown(self, number: int = 0) -> dict[str, Any]:
        """What the user's message of a request held."""
        found: dict[str, Any] = json.loads(self.bodies[number]["messages"][1]["content"])
        return found


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.bodies.append(body)
        self.server.headers.append(dict(self.headers))
        acts = self.server.acts
        act = acts.pop(0) if len(acts) > 1 else acts[0]
        if self.path != "/v1/chat/completions" or body["messages"][0]["role"] != "system":
            act = send(b"{}", 404)
        try:
            act(self)
        except OSError:
            self.close_connection = True  # the client had enough

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


def document(text: str, language: str = "en") -> Document:
    return Document(id="note", source=Source(language=language, published="2021-03-04"), text=text)
