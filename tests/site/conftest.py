"""One small store and the site of it, for all tests of this folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from ctkg import site
from ctkg.graph.assemble import ontology_quads
from ctkg.graph.store import Store, open_store

FICTIONAL = Path(__file__).parent / "fictional.trig"
Visit = Callable[[str], str]


@pytest.fixture(scope="session")
def quads() -> list[Quad]:
    return [*ontology_quads(), *parse(path=str(FICTIONAL), format=RdfFormat.TRIG)]


@pytest.fixture(scope="session")
def store(quads: list[Quad]) -> Store:
    made = open_store(None)
    made.load(quads)
    return made


@pytest.fixture(scope="session")
def folder(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site") / "public"
    site.write(store, target)
    return target


@pytest.fixture(scope="session")
def visit(folder: Path) -> Visit:
    return lambda path: (folder / path).read_text(encoding="utf-8")
