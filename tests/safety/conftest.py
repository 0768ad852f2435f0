"""A store of a few documents, as it is after an orderly end and as a killed writer leaves it."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ctkg.graph import export
from ctkg.graph.store import Store, open_store
from ctkg.iris import graph

P = NamedNode("https://example.org/p")


def triples(document: int, number: int) -> list[Triple]:
    return [Triple(NamedNode(f"https://example.org/{document}/{n}"), P, Literal(f"v{n}")) for n in range(number)]


def fill(store: Store) -> None:
    """Enough writes, small and large, for files of every kind."""
    for document in range(8):
        store.replace_graphs(
            {
                graph("document", f"d{document}"): triples(document, 60),
                graph("evidence", f"d{document}"): triples(document, 20),
            }
        )
    store.replace_graph(graph("reference", "large"), triples(99, 3_000))
    store.set_metadata({"note": "kept"})
    store.replace_graph(graph("document", "d1"), triples(1, 5))


@pytest.fixture(scope="session")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sealed") / "s"
    with open_store(folder) as store:
        fill(store)
    return folder


@pytest.fixture(scope="session")
def unsealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after its writer was killed."""
    folder = tmp_path_factory.mktemp("unsealed") / "s"
    words = [sys.executable, __file__, str(folder)]
    assert subprocess.run(words, timeout=120).returncode == -signal.SIGKILL
    return folder


@pytest.fixture(scope="session")
def dump() -> Callable[[Path], bytes]:
    """The sorted N-Quads of the store in a folder."""

    def dumped(folder: Path, *, read_only: bool = True) -> bytes:
        stream = io.BytesIO()
        with open_store(folder, read_only=read_only) as store:
            export.write(store, stream, "nq")
        return stream.getvalue()

    return dumped


if __name__ == "__main__":
    fill(open_store(sys.argv[1]))
    os.kill(os.getpid(), signal.SIGKILL)
