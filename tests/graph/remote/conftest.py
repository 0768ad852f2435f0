from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from tests.graph.remote.faults import Faulty


@pytest.fixture
def faulty() -> Iterator[Faulty]:
    server = Faulty()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.closing.set()
    server.shutdown()
    server.server_close()
