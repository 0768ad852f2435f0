"""A store that was written anew is the same store, and its files have nothing of what was deleted."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from ctkg.errors import StoreError
from ctkg.graph.store import open_store
from ctkg.graph.store.disk import DiskStore
from ctkg.graph.store.renewing import NEW

NAME, NODE = NamedNode("urn:x:graph"), NamedNode("urn:x:node")


def quads(*texts: str) -> list[Quad]:
    return [Quad(NODE, NamedNode("urn:x:says"), Literal(text), NAME) for text in texts]


def raw(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "x.store"


def test_what_was_deleted_is_in_no_file_and_all_else_stays(folder: Path) -> None:
    gone, short = "a text that must not be found again", "Xaveria"
    with open_store(folder) as store:
        assert isinstance(store, DiskStore)
        store.replace_graph(NAME.value, quads(gone, short, "stays"))
        store.set_notes("kind", {"name": f"{gone} in a note"})
        store.replace_graph(NAME.value, quads("stays"))
        store.set_notes("kind", {"name": "a note"})
        store.set_notes("history", dict.fromkeys(store.notes("history")))
        for kind in store.note_kinds("history:"):
            store.set_notes(kind, dict.fromkeys(store.notes(kind)))
        revision = store.revision()
        store.renew()
        assert [quad.object.value for quad in store.quads()] == ["stays"]  # type: ignore[union-attr]
        assert store.revision() == revision and store.note("kind", "name") == "a note"
        store.replace_graph(NAME.value, quads("stays", "comes"))
    content = raw(folder)
    assert gone.encode() not in content and short.encode() not in content and not (folder / NEW).exists()
    with open_store(folder, read_only=True) as store:
        assert store.count() == 2


def test_without_it_the_engine_keeps_the_text(folder: Path) -> None:
    with open_store(folder) as store:
        store.replace_graph(NAME.value, quads("a text that must not be found again"))
        store.replace_graph(NAME.value, quads("stays"))
        store._engine.optimize()  # type: ignore[attr-defined]
    assert b"a text that must not be found again" in raw(folder)


def test_readers_keep_their_view_and_the_next_writer_removes_what_a_killed_one_left(folder: Path) -> None:
    with open_store(folder) as store:
        assert isinstance(store, DiskStore)
        store.replace_graph(NAME.value, quads("stays"))
        with open_store(folder, read_only=True) as reader:
            store.renew()
            assert reader.count() == 1
    (folder / NEW).mkdir()
    (folder / NEW / "000001.sst").write_bytes(b"of a killed process")
    with open_store(folder) as store:
        assert store.count() == 1
    assert not (folder / NEW).exists()


def test_a_store_that_is_only_read_is_not_written_anew(folder: Path) -> None:
    open_store(folder).close()
    with open_store(folder, read_only=True) as store, pytest.raises(StoreError, match="read-only"):
        assert isinstance(store, DiskStore)
        store.renew()
