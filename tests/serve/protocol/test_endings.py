"""How things end on a real server: clients that go away, servers that are killed."""

from __future__ import annotations

import socket
import sys
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
from tests.serve.conftest import Server
from tests.serve.protocol.conftest import scratch_store
from tests.serve.protocol.test_query import RUNAWAY


def at_work(server: Server) -> float:
    lines = httpx.get(f"{server.address}/metrics").text.splitlines()
    return float(next(line for line in lines if line.startswith("ctkg_queries_at_work ")).split()[1])


def test_a_query_ends_when_its_client_goes_away(server: Server) -> None:
    place = urlsplit(server.address)
    head = f"GET /sparql?query={quote(RUNAWAY)} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode()
    clients = [socket.create_connection((place.hostname or "", place.port or 0)) for _ in range(2)]
    for client in clients:
        client.sendall(head)
    until = time.monotonic() + 20
    while at_work(server) < 2 and time.monotonic() < until:
        time.sleep(0.02)
    assert at_work(server) == 2, "both workers are at it"
    for client in clients:
        client.close()
    found = httpx.get(f"{server.address}/sparql", params={"query": "ASK {}"}, timeout=20)
    assert found.status_code == 200
    while at_work(server) and time.monotonic() < until:
        time.sleep(0.02)
    assert at_work(server) == 0


@pytest.mark.slow
def test_a_server_that_is_killed_loses_nothing_that_it_answered(repository: Path, tmp_path: Path) -> None:
    """One of the kills of ``benchmarks/safety/server_kills.py``; `make long` has a hundred."""
    sys.path.insert(0, str(repository / "benchmarks" / "safety"))
    import server_kills

    bench = server_kills.Bench(scratch_store(tmp_path), seed=3)
    found = bench.round()
    assert found.answered and not found.wrong, found
    bench.written[0].answered.append(bench.written[0].asked + 2)
    bench.written[0].asked += 2
    assert bench.losses(), "a write that is missing is found"
