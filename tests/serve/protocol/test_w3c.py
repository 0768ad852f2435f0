"""The tests of the W3C for endpoints: Protocol, Graph Store Protocol, Service Description."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from starlette.testclient import TestClient
from tests.serve.conftest import TOKEN, serving
from tests.serve.protocol import http_suite
from tests.serve.protocol.conftest import scratch_store

SD = "http://www.w3.org/ns/sparql-service-description#"


def test_protocol(shared: Path, tmp_path: Path) -> None:
    with serving(scratch_store(tmp_path), token=TOKEN) as server:
        places = [f"{server.address}/{path}" for path in ("sparql", "update", "data")]
        words = [sys.executable, str(shared / "tools" / "sparql_protocol.py"), *places, "--token", TOKEN]
        run = subprocess.run(words, capture_output=True, text=True, timeout=300)
    assert run.stdout.splitlines()[:1] == ["passed 34 failed 0"], run.stdout + run.stderr


def test_graph_store_protocol(shared: Path, scratch: TestClient) -> None:
    found: dict[str, str] = {}
    for name in ("manifest-direct.ttl", "manifest-indirect.ttl"):
        for test, exchanges in http_suite.tests(shared / "suites" / "w3c-sparql11" / "graph-store-protocol" / name):
            scratch.post("/update", data={"update": "DROP ALL"}).raise_for_status()
            found[test] = http_suite.problem(scratch, exchanges, "/data")
    assert len(found) == 13
    assert {name: problem for name, problem in found.items() if problem} == {}
