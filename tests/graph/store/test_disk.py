"""What only a store on disk can do or suffer."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ctkg.errors import StoreError
from ctkg.graph.store import open_store
from ctkg.graph.store.base import FORMAT
from ctkg.iris import graph

DOC = graph("document", "d")
TRIPLE = Triple(NamedNode("https://example.org/a"), NamedNode("https://example.org/p"), Literal("x"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_store(tmp_path / "s") as store:
        store.replace_graph(DOC, [TRIPLE])
        store.set_metadata({"note": "kept"})
    return tmp_path / "s"


def test_what_was_written_is_there_again(folder: Path) -> None:
    with open_store(folder, create=False) as store:
        assert [quad.triple for quad in store.quads(DOC)] == [TRIPLE]
        assert store.metadata() == {"format": FORMAT, "note": "kept"}


def test_read_only_store_answers_but_refuses_to_write(folder: Path) -> None:
    with open_store(folder, read_only=True) as store:
        assert store.read_only and store.count() == 1 and len(list(store.query("SELECT * { ?s ?p ?o }"))) == 1
        with pytest.raises(StoreError, match="read-only"):
            store.replace_graph(DOC, [])
        with pytest.raises(StoreError, match="read-only"):
            store.set_metadata({})


def test_second_writer_is_told_of_the_lock(folder: Path) -> None:
    with open_store(folder), pytest.raises(StoreError, match="another process is writing") as caught:
        open_store(folder)
    assert caught.value.path == str(folder)


def test_missing_store_is_not_made_unless_asked(tmp_path: Path) -> None:
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(StoreError, match="ctkg build"):
            open_store(tmp_path / "none", **options)
    assert not (tmp_path / "none").exists()


def test_folder_of_something_else_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(StoreError, match="not a ctkg store"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="is a file"):
        open_store(tmp_path / "letter.txt")
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_damaged_store_says_what_to_do(folder: Path) -> None:
    (folder / "quads" / "CURRENT").write_text("xx")
    with pytest.raises(StoreError, match=r"damaged .*build it again"):
        open_store(folder)


@pytest.mark.parametrize(("text", "words"), [("{", "damaged"), ('{"format": 99}', "update ctkg"), ("[]", "damaged")])
def test_damaged_or_newer_metadata(folder: Path, text: str, words: str) -> None:
    (folder / "ctkg.json").write_text(text)
    with pytest.raises(StoreError, match=words):
        open_store(folder)


def test_journal_goes_on_where_it_was_after_reopening(tmp_path: Path) -> None:
    for number in range(3):
        with open_store(tmp_path / "s") as store:
            assert store.revision() == number * 100
            for step in range(100):
                value = Literal(str(number * 100 + step))
                store.replace_graph(DOC, [Triple(TRIPLE.subject, TRIPLE.predicate, value)])
    with open_store(tmp_path / "s", read_only=True) as store:
        assert store.revision() == 300 and store.touched(299) == {DOC: 300}
