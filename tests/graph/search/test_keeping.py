"""The index keeps step with its store, and is never in the way of an answer."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple
from tests.effort import examples
from tests.servers import Oxigraph

from ctkg.graph import search
from ctkg.graph.search import keeping
from ctkg.graph.search.index import Index
from ctkg.graph.store import MemoryStore, Store, open_store
from ctkg.iris import ID, PREFIXES, graph, term

LABEL = NamedNode(PREFIXES["rdfs"] + "label")
FILE = keeping.FILE


def label(name: str, text: str) -> Triple:
    return Triple(NamedNode(f"{ID}place/{name}"), LABEL, Literal(text))


def found(store: Store, text: str) -> list[str]:
    return sorted(hit.iri.rsplit("/", 1)[1] for hit in search.search(store, text, limit=1000))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with two documents and its index."""
    with open_store(tmp_path / "s") as store:
        for name in ("a", "b"):
            store.replace_graph(graph("document", name), [label(name, f"village {name}{name}")])
        assert search.refresh(store) == ()
    return tmp_path / "s"


GRAPHS = [graph("document", "a"), graph("document", "b"), graph("evidence", "a"), graph("reference", "r")]
steps = st.lists(
    st.dictionaries(st.sampled_from(GRAPHS), st.lists(st.sampled_from(["one", "two words", "words"]), max_size=3)),
    max_size=6,
)


@settings(max_examples=examples(20), deadline=None)
@given(writes=steps)
def test_an_index_that_caught_up_answers_like_a_new_one(writes: list[dict[str, list[str]]]) -> None:
    with MemoryStore() as store:
        for number, write in enumerate(writes):
            store.replace_graphs(
                {
                    iri: [
                        Triple(
                            NamedNode(f"{ID}{'passage' if 'evidence' in iri else 'place'}/{number}/{place}"),
                            NamedNode(term("quotationText")) if "evidence" in iri else LABEL,
                            Literal(text),
                        )
                        for place, text in enumerate(texts)
                    ]
                    for iri, texts in write.items()
                }
            )
            for asked in ("one", "words", "word", "two words", "w*"):
                caught_up = search.search(store, asked)
                with MemoryStore() as fresh:
                    fresh.load(store.quads())
                    assert caught_up == search.search(fresh, asked)


def test_only_what_was_touched_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced: list[str] = []
    replace = Index.replace

    def noted(index: Index, iri: str, entries: object) -> None:
        replaced.append(iri)
        replace(index, iri, entries)  # type: ignore[arg-type]

    monkeypatch.setattr(Index, "replace", noted)
    with open_store(folder) as store:
        store.replace_graph(graph("document", "c"), [label("c", "village cc")])
        store.replace_graph(graph("inferred", "c"), [label("c", "village inferred")])
        assert found(store, "village") == ["a", "b", "c"]
        assert replaced == [graph("document", "c"), graph("evidence", "c")]
        assert found(store, "cc") == ["c"]
        assert len(replaced) == 2


def test_what_is_gone_is_not_found(folder: Path) -> None:
    with open_store(folder) as store:
        store.remove_graph(graph("document", "a"))
        assert found(store, "village") == ["b"]


def test_a_store_without_an_index_gets_one(folder: Path) -> None:
    (folder / FILE).unlink()
    with open_store(folder, read_only=True) as store:
        assert search.search(store, "village").notices == ()
        assert found(store, "aa") == ["a"]
    assert (folder / FILE).is_file()


@pytest.mark.parametrize("harm", ["text", "empty", "cut", "format", "scratched"])
def test_a_damaged_or_foreign_file_is_made_anew(folder: Path, harm: str) -> None:
    file = folder / FILE
    content = file.read_bytes()
    if harm == "format":
        with sqlite3.connect(file) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
    else:
        harmed = {
            "text": b"not a database, but long enough to be looked at" * 40,
            "empty": b"",
            "cut": content[: len(content) // 2],
            "scratched": content[:4096] + bytes(4096) + b"\xff" * 4096 + content[3 * 4096 :],
        }
        file.write_bytes(harmed[harm])
    with open_store(folder, read_only=True) as store:
        answer = search.search(store, "village")
        assert len(answer) == 2
        assert answer.notices in ((), ("the search index was damaged; it was built anew",))
        assert search.search(store, "village").notices == ()


def test_a_kill_in_the_middle_of_catching_up_leaves_an_index_that_catches_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(index: Index, origin: str, revision: int) -> None:
        raise Killed

    with open_store(folder) as store:
        store.replace_graph(graph("document", "a"), [label("a", "village changed")])
        with monkeypatch.context() as patch, pytest.raises(Killed):
            patch.setattr(Index, "set_seen", killed)
            search.refresh(store)
        assert found(store, "changed") == ["a"] and found(store, "aa") == []


def test_the_index_of_another_store_is_not_believed(folder: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "other") as other:
        for name in ("x", "y"):
            other.replace_graph(graph("document", name), [label(name, f"hamlet {name}")])
    shutil.copy(folder / FILE, tmp_path / "other" / FILE)
    with open_store(tmp_path / "other", read_only=True) as store:
        assert found(store, "village") == [] and found(store, "hamlet") == ["x", "y"]


def test_a_snapshot_is_answered_as_it_is_while_the_store_goes_on(folder: Path) -> None:
    with open_store(folder, read_only=True) as before, open_store(folder) as store:
        store.replace_graph(graph("document", "a"), [label("a", "village changed")])
        search.refresh(store)
        assert found(store, "changed") == ["a"]
        assert found(before, "changed") == [] and found(before, "aa") == ["a"]
        assert found(store, "changed") == ["a"]


def test_a_view_of_a_server_is_answered_from_the_file_and_this_is_told(folder: Path) -> None:
    with open_store(folder, read_only=True) as before, open_store(folder) as store:
        keeping.share(before)
        assert search.search(before, "aa").notices == ()
        store.replace_graph(graph("document", "a"), [label("a", "village changed")])
        search.refresh(store)
        answer = search.search(before, "changed")
        assert len(answer) == 1 and "a moment before or after" in answer.notices[0]


def test_a_folder_that_cannot_be_written_is_searched_in_memory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / FILE).unlink()
    (folder / FILE).mkdir()  # works for root, too, whom no mode stops
    with open_store(folder, read_only=True) as store:
        answer = search.search(store, "village")
        assert len(answer) == 2
        assert "cannot be kept" in answer.notices[0]
        assert search.refresh(store) != ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write(folder: Path) -> None:
    with open_store(folder) as store:
        store.replace_graph(graph("document", "c"), [label("c", "village cc")])
    for path in (folder / FILE, folder):
        path.chmod(0o555)
    try:
        with open_store(folder, read_only=True) as store:
            assert found(store, "village") == ["a", "b", "c"]
    finally:
        folder.chmod(0o755)


def test_a_dump_does_not_hold_the_index(folder: Path) -> None:
    with open_store(folder) as store:
        quads = set(store.quads())
        assert found(store, "village") == ["a", "b"]
        assert set(store.quads()) == quads and store.revision() == 2


def test_a_store_on_a_server_is_searched_by_few_requests(running_oxigraph: Oxigraph) -> None:
    running_oxigraph.clear()
    with open_store(running_oxigraph.url) as store:
        for name in ("a", "b", "c"):
            store.replace_graph(graph("document", name), [label(name, f"village {name}{name}")])
        assert found(store, "village") == ["a", "b", "c"]
        store.replace_graph(graph("document", "b"), [label("b", "village changed")])
        assert found(store, "changed") == ["b"] and found(store, "bb") == []
