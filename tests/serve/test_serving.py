"""The frame: a server starts, answers, sees what changes, and stops."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import httpx
from starlette.testclient import TestClient
from tests.serve.conftest import Server, Tab, serving

from ctkg.serve import Settings
from ctkg.serve.access import Access


def test_first_page(client: TestClient) -> None:
    answer = client.get("/", headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert "<h1>" in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_every_file_that_the_first_page_names_is_there(client: TestClient) -> None:
    text = client.get("/").text
    for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', text):
        assert client.get(path).status_code == 200, path


def test_failures_are_pages_for_people_and_json_for_programs(client: TestClient) -> None:
    page = client.get("/no/such/page", headers={"accept": "text/html"})
    assert (page.status_code, "Nothing is here" in page.text) == (404, True)
    told = client.get("/no/such/page", headers={"accept": "application/json"})
    assert told.headers["content-type"] == "application/problem+json"
    assert told.json()["status"] == 404


def test_what_is_written_is_seen_by_the_next_reading(own_store: Path) -> None:
    settings = Settings(store=own_store, write=True, token="t", by="Tester")
    with Access(settings) as access, access.reading() as before:
        with access.writing() as graph:
            graph.store.set_notes("test", {"a": "b"})
        assert before.store.note("test", "a") is None
        with access.reading() as after:
            assert after.store.note("test", "a") == "b"
            assert after.tag != before.tag


def test_commands_can_write_beside_a_server(own_store: Path) -> None:
    with Access(Settings(store=own_store, write=True, token="t", by="Tester")) as access:
        with access.writing() as graph:
            graph.store.set_notes("test", {"a": "b"})
        access._release()
        from ctkg.graph.store import DiskStore

        with DiskStore(own_store) as other:
            other.set_notes("test", {"a": "c"})
        access._looked = float("-inf")
        with access.reading() as view:
            assert view.store.note("test", "a") == "c"


def test_a_server_stops_when_it_is_asked(demo_store: Path) -> None:
    with serving(demo_store) as server:
        assert httpx.get(server.address + "/").status_code == 200
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(10) in (0, 130)


def test_a_page_in_the_browser(server: Server, tab: Tab) -> None:
    tab.page.goto(server.address + "/")
    assert tab.page.get_by_role("navigation", name="Main").is_visible()
    assert tab.axe() == []
