"""A store of fictional reports: two of one course that differ, two that give one person two posts, a namesake."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ctkg import pipeline
from ctkg.graph import open_store
from ctkg.graph.store import MemoryStore, Store
from ctkg.review.desk import Desk

OPTIONS = pipeline.Options(reference=False, inference=False, validation=False)
HERE = Path(__file__).resolve().parent
FILES = sorted([*(HERE / "reports").glob("*.md"), *(HERE.parent / "resolve" / "reports").glob("*.md")])


def dump(store: Store) -> list[str]:
    """All quads of a store, sorted."""
    return sorted(str(quad) for quad in store.quads())


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dump of the store, its notes included."""
    store = open_store(None)
    assert isinstance(store, MemoryStore)
    assert not pipeline.build(FILES, store, options=OPTIONS).failures
    file = tmp_path_factory.mktemp("reports") / "reports.nq"
    store.dump(file)
    file.with_suffix(".json").write_text(json.dumps(store.metadata()), "utf-8")
    return file


def copy_of(built: Path) -> Store:
    """A store of one's own, in memory."""
    copy = MemoryStore.of_dump(built)
    copy.set_metadata(json.loads(built.with_suffix(".json").read_text("utf-8")))
    return copy


@pytest.fixture
def store(built: Path) -> Store:
    """The store, in memory and one's own."""
    return copy_of(built)


@pytest.fixture
def desk(store: Store) -> Desk:
    """A reader at it."""
    return Desk(store, by="A. Reader")


@pytest.fixture(scope="session")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same store in a folder, for others to copy."""
    folder = tmp_path_factory.mktemp("disk") / "ctkg.store"
    with open_store(folder) as store:
        pipeline.build(FILES, store, options=OPTIONS)
    return folder


@pytest.fixture
def folder(on_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in with a copy of that store, in which the process stands."""
    shutil.copytree(on_disk, tmp_path / "ctkg.store")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CTKG_BY", "A. Reader")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


@pytest.fixture
def find(desk: Desk) -> Callable[..., str]:
    """``find(document, relation, value)``: id of a claim."""
    from ctkg.graph import claims

    def wanted(document: str, relation: str, value: str = "") -> str:
        told = (claims.one(desk.store, iri) for iri in claims.all_of(desk.store, document=document))
        found = [said.name for said in told if said and said.relation == relation and value in said.value]
        return min(found)

    return wanted
