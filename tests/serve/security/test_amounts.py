"""How much, how slow, how many: each bound with a server on the network that has a small one."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import httpx
from tests.serve.conftest import TOKEN, Server
from tests.serve.security.asking import connected, everything, near, raw, status_of

from ctkg.serve.security.rules import Rules

POST = b"POST /login HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/x-www-form-urlencoded\r\n"


def resident(pid: int) -> int:
    """Bytes of memory of a process."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096


def test_a_gigabyte_is_refused_while_it_comes(server: Server) -> None:
    before = resident(server.process.pid)
    sent, answer = 0, b""
    piece = b"%x\r\n" % (1 << 20) + b"x" * (1 << 20) + b"\r\n"
    with connected(server.address) as connection:
        connection.sendall(POST + b"transfer-encoding: chunked\r\n\r\n")
        connection.settimeout(5)
        with contextlib.suppress(ConnectionError, TimeoutError):
            while sent < 1 << 30:
                connection.sendall(piece)
                sent += 1 << 20
        answer = everything(connection)
    assert sent < 100 << 20, "it was refused early"
    # Who still sends may not come to read the answer; who reads, does (below).
    assert status_of(answer) in (413, 400, 0)
    assert resident(server.process.pid) - before < 80 << 20
    assert httpx.get(server.address + "/health").status_code == 200


def test_who_reads_is_told_that_it_was_too_much(server: Server) -> None:
    status, answer = raw(server.address, POST + b"content-length: 1073741824\r\n\r\n" + b"x" * 100_000)
    assert status == 413
    assert b"connection: close" in answer.lower() and b"20 MB" in answer


def test_lengths_that_contradict_each_other_are_refused(server: Server) -> None:
    for lines in (
        b"content-length: 5\r\ncontent-length: 6\r\n\r\nhello",
        b"content-length: -1\r\n\r\n",
        b"content-length: 99999999999999999999999\r\n\r\n",
        b"transfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        b"transfer-encoding: chunked\r\ncontent-length: 5\r\n\r\nhello",
    ):
        assert raw(server.address, POST + lines)[0] in (400, 413, 501), lines
    for head, status in (
        (b"GET http://evil.example/ HTTP/1.1\r\nhost: 127.0.0.1", 400),
        (b"GET / HTTP/1.0", 421),
        (b"GET /\r\n host: x HTTP/1.1", 400),
        (b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx: " + b"y" * 50_000, 431),
        (b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx: a\x00b", 400),
    ):
        assert raw(server.address, head + b"\r\nconnection: close\r\n\r\n")[0] == status, head[:60]


def test_slow_clients_are_left_and_others_are_served(demo_store: Path) -> None:
    rules = Rules(pause=0.3, grace=5, receiving=4)
    with near(demo_store, rules=rules, connections=12, head=0.5, token=TOKEN) as address:
        slow = [connected(address) for _ in range(6)]
        for connection in slow[:3]:
            connection.sendall(b"GET / HTTP/1.1\r\nhost: 127.0")
        for connection in slow[3:]:
            connection.sendall(POST + b"content-length: 10\r\n\r\nto")
        assert httpx.get(address + "/health/live").status_code == 200
        answers = [everything(connection) for connection in slow]
        assert [status_of(each) for each in answers] == [0, 0, 0, 408, 408, 408]
        assert httpx.get(address + "/health/live").status_code == 200
        for connection in slow:
            connection.close()


def test_too_many_slow_bodies_take_no_place_of_others(demo_store: Path) -> None:
    with near(demo_store, rules=Rules(receiving=2, at_work=4, pause=5)) as address:
        slow = [connected(address) for _ in range(3)]
        for connection in slow:
            connection.sendall(POST + b"content-length: 10\r\n\r\nto")
        answer = slow[2].recv(1_000)
        assert status_of(answer) == 503 and b"retry-after" in answer
        assert httpx.get(address + "/health/live").status_code == 200
        for connection in slow:
            connection.close()


def test_connections_that_say_nothing_give_way(demo_store: Path) -> None:
    with near(demo_store, connections=5, head=30) as address:
        silent = [connected(address) for _ in range(20)]
        assert httpx.get(address + "/health/live").status_code == 200
        for connection in silent:
            connection.close()


def test_a_connection_that_goes_on_is_kept(demo_store: Path) -> None:
    with near(demo_store, connections=5, head=0.4) as address, connected(address) as connection:
        request = b"GET /health/live HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"
        for _ in range(3):
            connection.sendall(request[:20])
            connection.sendall(request[20:])
            answer = b""
            while not answer.endswith(b"}"):
                answer += connection.recv(5_000)
            assert status_of(answer) == 200
            assert not threading.Event().wait(0.25)
        # The head of another that never becomes whole: the time runs for it as well.
        connection.sendall(request[:20])
        assert everything(connection) == b""


def test_too_many_requests_are_told_to_come_back(demo_store: Path) -> None:
    with near(demo_store, rules=Rules(at_work=1, pause=5)) as address:
        with connected(address) as slow:
            slow.sendall(POST + b"content-length: 10\r\n\r\nto")
            _wait_until(lambda: httpx.get(address + "/").status_code == 503)
            busy = httpx.get(address + "/")
            assert (busy.status_code, busy.headers["retry-after"]) == (503, "1")
            assert httpx.get(address + "/health/live").status_code == 200
        _wait_until(lambda: httpx.get(address + "/").status_code == 200)


def _wait_until(happens: Callable[[], bool]) -> None:
    for _ in range(100):
        if happens():
            return
        threading.Event().wait(0.05)
    raise AssertionError("it never happened")


def test_a_client_that_does_not_read_is_left(demo_store: Path) -> None:
    with near(demo_store, rules=Rules(unread=0.3)) as address, connected(address) as lazy:
        lazy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        request = b"GET /static/vendor/cytoscape/cytoscape.min.js HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"
        lazy.sendall(request * 40)
        metrics = address + "/metrics"
        _wait_until(lambda: "ctkg_requests_at_work 1.0" in httpx.get(metrics).text)
