"""Servers and a browser for the tests of `ctkg serve`; each is started once for all tests of a process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from ctkg.serve import Settings, application

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TOKEN = "a-token-of-tests"


@dataclass
class Server:
    """A server as a process of its own."""

    address: str
    store: Path
    process: subprocess.Popen[str]
    token: str = ""

    @property
    def authorization(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}


@contextmanager
def serving(store: Path, *words: str, token: str = "") -> Iterator[Server]:
    """``ctkg serve`` on ``store``, at a free port, until the block ends."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CTKG_")}
    if token:
        environment |= {"CTKG_TOKEN": token, "CTKG_BY": "Tester"}
        words = ("--write", *words)
    process = subprocess.Popen(
        [sys.executable, "-m", "ctkg", "serve", "--store", str(store), "--port", "0", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip().rstrip("/")
        assert address.startswith("http://127.0.0.1:"), f"the server said {address!r}"
        yield Server(address, store, process, token)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


@pytest.fixture(scope="session")
def demo_store(demo: Path) -> Path:
    """The demo's store, for reading only."""
    return demo / "ctkg.store"


@pytest.fixture(scope="session")
def client(demo_store: Path) -> Iterator[TestClient]:
    """The application on the demo's store, in this process, read-only."""
    with TestClient(application(Settings(store=demo_store)), base_url="http://127.0.0.1") as made:
        yield made


@pytest.fixture(scope="session")
def server(demo_store: Path) -> Iterator[Server]:
    """A read-only server on the demo's store."""
    with serving(demo_store) as made:
        yield made


@pytest.fixture
def own_store(demo_store: Path, tmp_path: Path) -> Path:
    """A copy of the demo's store to write to."""
    return Path(shutil.copytree(demo_store, tmp_path / "ctkg.store", ignore=shutil.ignore_patterns("readers")))


@pytest.fixture
def writing_client(own_store: Path) -> Iterator[TestClient]:
    """The application on a copy of the demo's store, in this process, with the token in every request."""
    settings = Settings(store=own_store, write=True, token=TOKEN, by="Tester")
    headers = {"authorization": f"Bearer {TOKEN}"}
    with TestClient(application(settings), base_url="http://127.0.0.1", headers=headers) as made:
        yield made


@pytest.fixture
def writable(own_store: Path) -> Iterator[Server]:
    """A server that writes, on a copy of the demo's store."""
    with serving(own_store, token=TOKEN) as made:
        yield made


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; tests are skipped where it is missing."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no chromium here; on Debian: apt-get install chromium")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=15_000)  # what is waited for comes at once, but for a machine with other work
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


class Tab:
    """A page in the browser that watches itself: no request leaves the server, no script fails, no policy is broken."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        self.hosts: set[str] = set()
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("pageerror", lambda error: self.faults.append(f"script failed: {error}"))
        page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        # A status that a test asks for on purpose is told here as well.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(message.text)

    def axe(self) -> list[str]:
        """What axe-core finds wrong for people with disabilities, serious or worse."""
        from axe_playwright_python.sync_playwright import Axe

        # The page's own policy forbids scripts that it did not bring; axe is put in by the browser itself.
        found = Axe().run(self.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        return [
            f"{each['id']} ({each['impact']}): {each['help']}: {each['nodes'][0]['html'][:200]}"
            for each in found.response["violations"]
            if each["impact"] in ("serious", "critical")
        ]


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A fresh tab; afterwards it is checked that nothing failed and nothing left the machine."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    made = Tab(context.new_page())
    yield made
    context.close()
    assert made.faults == []
    assert {host.partition(":")[0] for host in made.hosts} <= {"127.0.0.1", ""}
