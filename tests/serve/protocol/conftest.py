"""A scratch store that holds RDF and nothing of ctkg, and a client that may write to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ctkg.graph.store import DiskStore
from ctkg.serve import Settings, application

TOKEN = "a-token-of-tests"


def scratch_store(folder: Path) -> Path:
    """An empty store."""
    DiskStore(folder / "scratch.store").close()
    return folder / "scratch.store"


@pytest.fixture(scope="session")
def small(demo_store: Path) -> Iterator[TestClient]:
    """The demo's store behind narrow bounds."""
    settings = Settings(store=demo_store, deadline=5, rows=10, answer=20_000, workers=1)
    with TestClient(application(settings), base_url="http://127.0.0.1") as made:
        yield made


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The application on an empty store, in this process, with the token in every request."""
    store = scratch_store(tmp_path_factory.mktemp("scratch"))
    settings = Settings(
        store=store, write=True, token=TOKEN, by="Tester", rows=100, answer=200_000, body=1_000_000, workers=1
    )
    headers = {"authorization": f"Bearer {TOKEN}"}
    with TestClient(application(settings), base_url="http://127.0.0.1", headers=headers) as made:
        yield made
