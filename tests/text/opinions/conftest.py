"""The endpoint that tests of second opinions ask."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from tests.text.opinions.endpoints import Endpoint


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    server = Endpoint()
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    running.start()
    yield server
    server.closing.set()
    server.shutdown()
    server.server_close()
