"""Web addresses: against a server on this machine only."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import ctkg
from ctkg.cli.app import run
from ctkg.errors import UnreadableInput
from ctkg.text.read import Address, discover, files, read, web
from ctkg.text.read.web_connection import is_public

WORDS = "The Bureau held a two-day workshop on border security in Tirana on 4 and 5 May 2021 for twenty officers."
PAGE = f"<html><head><title>Workshop</title></head><body><h1>Workshop</h1><p>{WORDS}</p></body></html>"
Answer = Callable[[BaseHTTPRequestHandler], None]


def plain(body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        if kind:
            request.send_header("Content-Type", kind)
        for key, value in headers.items():
            request.send_header(key.replace("_", "-"), value)
        if "Content_Length" not in headers:
            request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


def moved(place: str) -> Answer:
    return plain(b"", status=302, Location=place)


class Server:
    """A server on this machine; ``pages`` are its answers by path, ``asked`` the headers of every request."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[dict[str, str]] = []
        this = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                this.asked.append(dict(self.headers))
                this.pages.get(self.path, plain(b"none", status=404))(self)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"

    def read(self, path: str) -> ctkg.model.Document:
        return read(Address(self.url + path, private=True))


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.http.shutdown()
    thread.join()
    made.http.server_close()


def test_a_page_becomes_a_document_with_its_address(server: Server) -> None:
    server.pages = {"/old": moved("/news/2021/4.html?x=1#top"), "/news/2021/4.html?x=1": plain(PAGE.encode())}
    document = server.read("/old")
    assert document.text == f"Workshop\n\n{WORDS}"
    assert document.source.url == f"{server.url}/news/2021/4.html?x=1"
    assert document.id == "127-0-0-1-news-2021-4-x-1"
    assert server.asked[0]["User-Agent"].startswith("ctkg/")
    assert "Cookie" not in server.asked[1]


def test_the_character_set_of_the_header_goes_before_that_of_the_page(server: Server) -> None:
    words = "Семинар по безопасности границ прошёл в Алматы с участием двадцати пяти экспертов из пяти государств."
    page = f"<html><head><meta charset=koi8-r></head><body><p>{words}</p></body></html>"
    server.pages = {"/a": plain(page.encode("windows-1251"), "text/html; charset=windows-1251")}
    assert words in server.read("/a").text


def test_a_packed_answer_is_unpacked_and_its_size_limited(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.pages = {
        "/a": plain(gzip.compress(PAGE.encode()), Content_Encoding="gzip"),
        "/bomb": plain(gzip.compress(b"word " * 400_000), Content_Encoding="gzip"),
        "/broken": plain(b"no gzip", Content_Encoding="gzip"),
    }
    assert WORDS in server.read("/a").text
    monkeypatch.setattr(files, "LIMIT", 1_000_000)
    with pytest.raises(UnreadableInput, match="larger than 1 MB"):
        server.read("/bomb")
    with pytest.raises(UnreadableInput, match="not gzip"):
        server.read("/broken")


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (plain(b"", status=404), "no page at this address"),
        (plain(b"", status=403), "save it with a browser"),
        (plain(b"", status=503), "try again later"),
        (plain(b"\x89PNG", "image/png"), "image/png"),
        (plain(b"x", "text/html", Content_Length="999999999"), "larger than"),
        (plain(b"half", "text/plain", Content_Length="100"), "broke off"),
        (plain(b"", "text/html"), "empty"),
        (plain(b"x", "text/html", Content_Encoding="br"), "packing"),
        (plain(b"x", ""), "unknown kind"),
        (moved("/page"), "more than 5 times"),
        (moved("ftp://example.org/a"), "http or https"),
        (moved("file:///etc/passwd"), "http or https"),
        (plain(b"", status=302), "where to"),
        (lambda request: request.wfile.write(b"no answer of HTTP\r\n\r\n"), "cannot be reached"),
    ],
)
def test_what_is_no_document_is_said_in_words(server: Server, answer: Answer, says: str) -> None:
    server.pages = {"/page": answer}
    with pytest.raises(UnreadableInput, match=says) as caught:
        server.read("/page")
    assert caught.value.path == f"{server.url}/page"


@pytest.mark.parametrize("dripping", [b"", b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"])
def test_a_server_that_drips_is_left_when_time_is_up(server: Server, dripping: bytes) -> None:
    stop = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        try:
            request.wfile.write(dripping)
            while not stop.wait(0.05):
                request.wfile.write(b"x")
        except OSError:
            pass

    server.pages = {"/slow": drip}
    began = time.monotonic()
    with pytest.raises(UnreadableInput, match="no full answer"):
        web.fetch(Address(f"{server.url}/slow", private=True), media_types=("text/html",), seconds=0.5)
    stop.set()
    assert time.monotonic() - began < 8


@pytest.mark.parametrize("url", ["http://127.0.0.1:{port}/a", "http://localhost:{port}/a", "http://[::1]:{port}/a"])
def test_a_private_address_is_refused_unless_allowed(server: Server, url: str) -> None:
    with pytest.raises(UnreadableInput, match="private network"):
        read(url.format(port=server.http.server_port))
    assert server.asked == []


def test_a_redirect_to_a_private_address_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.pages = {"/a": moved("http://private.example/")}
    real = socket.getaddrinfo

    def looked_up(host: str, port: int, **more: int) -> object:
        return real("10.0.0.1" if host == "private.example" else host, port, **more)

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr("ctkg.text.read.web_connection.is_public", lambda ip: ip == "127.0.0.1" or is_public(ip))
    with pytest.raises(UnreadableInput, match=r"private\.example is an address of a private network"):
        read(f"{server.url}/a")


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:220:1::1", True),
        ("::ffff:93.184.215.14", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::10.0.0.1", False),
        ("2002:0a00:0001::1", False),
    ],
)
def test_public_addresses(ip: str, public: bool) -> None:
    assert is_public(ip) is public


@pytest.mark.parametrize(
    "url",
    ["http://", "https://user:secret@example.org/a", "http://exa mple.org/", "http://[::1", "http://a:99999/", "https://..",
     "http://example.org/\x00"],
)  # fmt: skip
def test_a_malformed_address_is_refused_before_anything_is_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("a name was looked up"))
    with pytest.raises(UnreadableInput):
        read(url)


def test_nothing_is_fetched_while_files_are_looked_for() -> None:
    assert discover(["https://example.org/a", "b.txt", "https://example.org/a"]) == [
        *discover(["b.txt"]),
        Address("https://example.org/a"),
    ]


def test_a_site_that_cannot_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> object:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(UnreadableInput, match="cannot be reached"):
        read("https://no.example/")


def test_commands_and_the_api_read_addresses(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.pages = dict.fromkeys(["/a", "/a?again"], plain(PAGE.encode()))
    assert run(["facts", f"{server.url}/a"]) == 3
    assert "private network" in capsys.readouterr().err
    assert run(["facts", f"{server.url}/a", "--private-addresses"]) == 0
    assert "workshop" in capsys.readouterr().out
    options = ctkg.pipeline.Options(reference=False, inference=False, validation=False, private_addresses=True)
    with ctkg.open(None) as kg:
        assert kg.add(f"{server.url}/a", options=options).documents == 1
        assert kg.add(Address(f"{server.url}/a?again", private=True), options=options).documents == 1
        assert {fact["document"] for fact in kg.facts()} == {"127-0-0-1-a", "127-0-0-1-a-again"}
