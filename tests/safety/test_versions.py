"""A store of an older version is read as it is and migrated by its next writer; one of a newer version is refused."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Triple

import ctkg as package
from ctkg.errors import StoreError
from ctkg.graph.store import Store, migration, open_store
from ctkg.graph.store.base import FORMAT
from ctkg.graph.store.draft import draft
from ctkg.graph.store.union import is_inferred
from ctkg.pipeline import Options

sys.path.insert(0, str(Path(__file__).parent))
import older

Dump = Callable[..., bytes]
OPTIONS = Options(reference=False, validation=False)
TEXT = "The OSCE held a workshop on border security in Vienna on 3 March 2021.\n"


@pytest.fixture(scope="session")
def today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two documents and the store that this ctkg builds from them."""
    folder = tmp_path_factory.mktemp("today")
    (folder / "docs").mkdir()
    (folder / "docs" / "one.txt").write_text(TEXT, encoding="utf-8")
    (folder / "docs" / "two.txt").write_text(TEXT.replace("Vienna", "Tashkent"), encoding="utf-8")
    with package.open(folder / "s") as kg:
        kg.build([folder / "docs"], options=OPTIONS)
    return folder


@pytest.fixture
def first(today: Path, tmp_path: Path) -> Path:
    """The same graphs in a store of format 1."""
    return _written(older.write_format_1, today / "s", tmp_path / "old")


@pytest.fixture
def second(today: Path, tmp_path: Path) -> Path:
    """The same graphs in a store of format 2, which keeps what is only inferred in a graph of its own."""
    return _written(older.write_format_2, today / "s", tmp_path / "old-2")


def _written(write: Callable[..., None], source: Path, target: Path) -> Path:
    with open_store(source, read_only=True) as store:
        graphs = {name: [quad.triple for quad in store.quads(name)] for name in store.graphs()}
        notes = {("profile", name): text for name, text in store.notes("profile").items()}
        metadata = {key: value for key, value in store.metadata().items() if key != "format"}
    write(target, graphs, notes, metadata)
    return target


def _seen(store: Store) -> list[list[str]]:
    """What a store shows of its union, with inference and without, by both ways to ask."""
    found = []
    for inference in (True, False):
        rows = store.query("SELECT ?s ?p ?o { ?s ?p ?o }", inference=inference)
        found += [
            sorted(map(str, store.union(inference=inference))),
            sorted(str(Triple(*row)) for row in rows),  # type: ignore[union-attr]
        ]
    return found


def test_it_is_read_as_it_is(first: Path, today: Path, dump: Dump) -> None:
    before = {path: path.stat().st_mtime_ns for path in first.rglob("*") if path.is_file()}
    assert dump(first) == dump(today / "s")
    with package.open(first, read_only=True) as kg:
        assert kg.query("ASK { ?e a ct:Workshop }").boolean
        assert kg.store.revision() == 0 and kg.store.metadata()["format"] == 1
    assert {path: path.stat().st_mtime_ns for path in first.rglob("*") if path.is_file()} == before


def test_the_next_writer_migrates_it(first: Path, today: Path, dump: Dump) -> None:
    with open_store(first) as store:
        assert store.metadata()["format"] == FORMAT
        # Whoever keeps something derived from the store sees all of it as new.
        assert set(store.touched(0)) == set(store.graphs())
        revision = store.revision()
    assert dump(first) == dump(today / "s")
    with open_store(first) as store:
        assert store.revision() == revision, "once is enough"


def test_a_build_on_it_gives_what_a_new_one_gives(first: Path, today: Path, dump: Dump) -> None:
    with package.open(first) as kg:
        kg.build([today / "docs"], options=OPTIONS)
    assert dump(first) == dump(today / "s")


def test_a_store_of_format_2_is_read_as_it_is_and_migrated_by_its_next_writer(second: Path, today: Path) -> None:
    with open_store(today / "s", read_only=True) as store:
        wanted, graphs = _seen(store), store.graphs()
    assert wanted[0] == wanted[1] != wanted[2] == wanted[3]
    with open_store(second, read_only=True) as store:
        assert store.metadata()["format"] == 2 and store.revision() == 1
        assert _seen(store) == wanted and store.graphs() == graphs
        extra = next(iter(store.union()))
        above = draft(store)
        above.change_graphs({}, {name: [extra] for name in graphs})
        assert extra not in set(above.union())
    with open_store(second) as store:
        assert store.metadata()["format"] == FORMAT and store.revision() == 1
        assert store.note_kinds("profile") == ["profile"]
        for _ in range(2):  # also once more what stands there already
            assert _seen(store) == wanted and store.graphs() == graphs
            store.replace_graphs({name: list(store.quads(name)) for name in graphs})
        inferred = [name for name in graphs if is_inferred(name)]
        store.remove_graphs(inferred)
        assert _seen(store)[0] == wanted[2], "what was moved goes when its graphs go"


@pytest.mark.parametrize("parts", [0, 1, 3])
def test_a_union_that_was_moved_in_part_is_read_right_and_moved_on(second: Path, today: Path, parts: int) -> None:
    with open_store(today / "s", read_only=True) as store:
        wanted = _seen(store)
    code = f"""
import os, signal, sys
from pathlib import Path
import pyoxigraph as ox
from ctkg.graph.store import migration
class Killed:
    def __init__(self, engine):
        self.engine, self.left = engine, {parts}
    def update(self, text):
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1
        self.engine.update(text)
    def quads_for_pattern(self, *parts):
        return self.engine.quads_for_pattern(*parts)
migration._PART = 5
migration.migrate(Killed(ox.Store(Path(sys.argv[1]) / "quads")), 2, 3)
"""
    done = subprocess.run([sys.executable, "-c", code, str(second)], timeout=60)
    assert done.returncode == -signal.SIGKILL
    with open_store(second, read_only=True) as store:
        assert store.metadata()["format"] == 2 and _seen(store) == wanted
    with open_store(second) as store:
        assert store.metadata()["format"] == FORMAT and _seen(store) == wanted


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_migration_that_is_killed_is_carried_out_by_the_next_writer(first: Path, dump: Dump, where: str) -> None:
    whole = dump(first)
    code = f"""
import os, signal, sys
from ctkg.graph.store import disk, open_store
def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)
disk.{"migration.migrate" if where == "before" else "write_metadata"} = killed
open_store(sys.argv[1])
"""
    done = subprocess.run([sys.executable, "-c", code, str(first)], timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert json.loads((first / "ctkg.json").read_text(encoding="utf-8"))["format"] == 1
    assert dump(first) == whole
    with open_store(first) as store:
        assert store.metadata()["format"] == FORMAT and set(store.touched(0)) == set(store.graphs())
    assert dump(first) == whole


def test_every_format_has_its_step() -> None:
    assert sorted(migration.STEPS) == list(range(1, FORMAT))


@pytest.mark.parametrize("read_only", [True, False])
def test_a_newer_format_is_refused(today: Path, tmp_path: Path, read_only: bool) -> None:
    shutil.copytree(today / "s", tmp_path / "s")
    metadata = tmp_path / "s" / "ctkg.json"
    values = json.loads(metadata.read_text(encoding="utf-8"))
    assert values["ctkg"] == package.__version__
    metadata.write_text(json.dumps({**values, "format": FORMAT + 1, "ctkg": "9.9"}), encoding="utf-8")
    with pytest.raises(StoreError, match=rf"format {FORMAT + 1} \(ctkg 9.9 wrote it\), .* update ctkg"):
        open_store(tmp_path / "s", read_only=read_only)
    assert (tmp_path / "s" / "ctkg.seal").read_bytes() == (today / "s" / "ctkg.seal").read_bytes()
