"""Health, figures and the log: what is told, and what is not."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient
from tests.serve.conftest import Server

import ctkg
from ctkg.serve import Settings
from ctkg.serve.composition import make


def figures(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    families = text_string_to_metric_families(text)
    return {(s.name, tuple(sorted(s.labels.items()))): s.value for family in families for s in family.samples}


def test_health(client: TestClient) -> None:
    found = client.get("/health").json()
    assert found["status"] == "ok" and found["version"] == ctkg.__version__ and found["revision"] > 0
    assert sum(found["workers"].values()) >= 2
    assert client.get("/health/live").json()["status"] == "ok"
    assert client.get("/health").headers["cache-control"] == "no-store"


def test_a_store_that_cannot_be_read_is_told_and_where_it_stands_is_not(demo_store: Path) -> None:
    from ctkg.errors import StoreError

    with TestClient(make(Settings(store=demo_store)), base_url="http://127.0.0.1") as client:

        def broken() -> None:
            raise StoreError("damaged", path=demo_store)

        access = client.app.state.access  # type: ignore[attr-defined]
        access.pool.close()
        assert client.get("/health").status_code == 503, "nobody is left to answer queries"
        access.reading = broken
        answer = client.get("/health")
        assert (answer.status_code, answer.json()["status"]) == (503, "failing")
        assert str(demo_store) not in answer.text
        assert client.get("/health/live").status_code == 200


def test_figures_are_for_this_machine(client: TestClient, server: Server) -> None:
    assert client.get("/metrics").status_code == 403
    address = server.address + "/metrics"
    httpx.get(server.address + "/api/v1/stats")
    httpx.get(server.address + "/no/such/page/of/mine")
    httpx.request("BREW", server.address + "/")
    found = figures(httpx.get(address).text)
    route = (("method", "GET"), ("route", "/api/v1/stats"), ("status", "200"))
    assert found["ctkg_requests_total", route] >= 1
    assert found["ctkg_requests_total", (("method", "GET"), ("route", "(none)"), ("status", "404"))] >= 1
    assert found["ctkg_store_revision", ()] > 0 and found["ctkg_process_resident_bytes", ()] > 1e7
    assert any(name == "ctkg_request_seconds_bucket" for name, _ in found)
    for header in ("x-forwarded-for", "forwarded", "x-real-ip"):
        assert httpx.get(address, headers={header: "127.0.0.1"}).status_code == 403


def test_no_label_is_made_of_a_request(server: Server) -> None:
    httpx.request("XEVIL", server.address + "/xevil", params={"xevil": "1"})
    httpx.get(server.address + "/id/xevil")
    assert "xevil" not in httpx.get(server.address + "/metrics").text.casefold()


@pytest.fixture
def failing(demo_store: Path) -> Iterator[TestClient]:
    def fail(request: Request) -> Response:
        raise RuntimeError("nobody foresaw this")

    made: Starlette = make(Settings(store=demo_store))
    made.router.routes.append(Route("/fail", fail))
    with TestClient(made, base_url="http://127.0.0.1") as client:
        yield client


def test_an_error_tells_the_client_where_to_look_and_no_more(
    failing: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = failing.get("/fail")
    number = answer.headers["x-request-id"]
    assert answer.status_code == 500 and answer.headers["content-type"] == "application/problem+json"
    assert number in answer.text and "foresaw this" not in answer.text and "Traceback" not in answer.text
    assert number in caplog.text and "nobody foresaw this" in caplog.text


def test_the_log_has_no_secrets(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client.get("/login", params={"token": "secret-1"})
        client.get("/search", params={"q": "secret-2"})
        client.get("/health", headers={"authorization": "Bearer secret-3", "cookie": "ctkg-session-80=secret-4"})
        client.get("/id/\u202etxt.exe")
    told = [record.getMessage() for record in caplog.records if record.name == "ctkg.serve"]
    assert any("GET /login 403" in line for line in told) and any("GET /health 200" in line for line in told)
    assert not any("secret" in line for line in told)
    assert not any("\u202e" in line for line in told)


def test_a_store_that_is_gone_is_told(own_store: Path) -> None:
    with TestClient(make(Settings(store=own_store)), base_url="http://127.0.0.1") as client:
        assert client.get("/health").status_code == 200
        own_store.rename(own_store.with_name("elsewhere.store"))
        told = client.get("/health")
        assert (told.status_code, told.json()["status"]) == (503, "failing")
        own_store.with_name("elsewhere.store").rename(own_store)
        assert client.get("/health").status_code == 200
