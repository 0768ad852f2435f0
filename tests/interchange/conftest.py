"""A small graph in which everything is invented, closed by the ontology's axioms and rules."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from ctkg import graph, interchange
from ctkg.graph.assemble import ontology_quads
from ctkg.graph.export import read
from ctkg.graph.store import MemoryStore

HERE = Path(__file__).parent
Written = Callable[[str], str]


@pytest.fixture(scope="session")
def fictional() -> MemoryStore:
    store = MemoryStore()
    store.load([*ontology_quads(), *read(HERE / "fictional.trig")])
    graph.close(store)
    return store


@pytest.fixture(scope="session")
def written(fictional: MemoryStore) -> Written:
    """What a format of one file gives, as text; twice the same."""

    def write(form: str) -> str:
        streams = io.BytesIO(), io.BytesIO()
        for stream in streams:
            interchange.export(fictional, stream, form)
        assert streams[0].getvalue() == streams[1].getvalue()
        return streams[0].getvalue().decode()

    return write


@pytest.fixture
def golden(update_golden: bool) -> Callable[[str, str], None]:
    """Compares a text with a file of ``golden/``, line ends included."""

    def compare(name: str, text: str) -> None:
        file = HERE / "golden" / name
        if update_golden:
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(text.encode())
        assert file.read_bytes().decode() == text

    return compare
